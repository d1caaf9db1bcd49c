internal import Digest
internal import FeedModel

/// What names an article: an explicit id, else a canonical URL, else a path without extension.
struct IdentityKey: Hashable {
  /// As the archive keeps it: a kind, a colon, the value.
  let bytes: [UInt8]

  private init(kind: StaticString, _ value: some Collection<UInt8>) {
    bytes = kind.withUTF8Buffer { Array($0) } + value
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// A key that is known only by the id it gives: so published pages name keys.
  static func named(_ id: ItemID) -> Self { Self(kind: "uuid:", id.bytes) }

  /// The id of a key made by `named`.
  var name: ItemID? {
    bytes.starts(with: "uuid:".utf8) ? ItemID(bytes: bytes.dropFirst(5)) : nil
  }

  static func explicit(_ id: String) -> Self { Self(kind: "id:", id.utf8) }
  static func url(_ url: String) -> Self { Self(kind: "url:", url.utf8) }
  static func path(_ location: SourceLocation) -> Self { Self(kind: "path:", location.stem) }

  /// The value without its kind, for people.
  var value: String {
    String(decoding: bytes.drop { $0 != UInt8(ascii: ":") }.dropFirst(), as: UTF8.self)
  }

  /// The `count`th holder of this key, from 2: ids never return to another article.
  func again(_ count: Int) -> Self { Self(bytes: bytes + "\n\(count)".utf8) }

  /// The id that this key has under `authority`: a UUID, version 5 (RFC 9562 §5.5), over both.
  func id(authority: String) -> ItemID {
    var name = Self.namespace
    name += authority.utf8
    name.append(UInt8(ascii: "\n"))
    name += bytes
    let hash = sha1(name)
    func half(_ range: Range<Int>) -> UInt64 { hash[range].reduce(0) { $0 << 8 | UInt64($1) } }
    return ItemID(
      high: half(0..<8) & 0xFFFF_FFFF_FFFF_0FFF | 0x5000,
      low: half(8..<16) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  /// 21214f8b-5328-4dcc-b06e-58b0e2447470, drawn once; a change would give every article a new id.
  private static let namespace: [UInt8] = [
    0x21, 0x21, 0x4F, 0x8B, 0x53, 0x28, 0x4D, 0xCC, 0xB0, 0x6E, 0x58, 0xB0, 0xE2, 0x44, 0x74, 0x70,
  ]
}

extension Article {
  /// The keys the article states itself, the one that counts first.
  var statedKeys: [IdentityKey] {
    [explicitID.map(IdentityKey.explicit), canonicalURL.map(IdentityKey.url)].compactMap { $0 }
  }
}
