import FeedModel
import NIOCore

/// The entries of a rendered feed: where each lies and what it is, to tell what is new since an earlier rendering.
struct FeedEntries: Sendable {
  let ranges: [Range<Int>]
  /// One for each range: FNV-1a of 64 bits, the same in every process.
  let hashes: [UInt64]

  /// The entries of an Atom or RSS document of our own making; nil for other types.
  ///
  /// Our renderers escape all markup in content but the elements they allow, so an entry's tags are found by their bytes.
  /// Cost: O(bytes).
  init?(_ bytes: [UInt8], mediaType: String) {
    let (opening, closing): (String, String)
    if mediaType.hasPrefix("application/atom+xml") {
      (opening, closing) = ("<entry", "</entry>")
    } else if mediaType.hasPrefix("application/rss+xml") {
      (opening, closing) = ("<item", "</item>")
    } else {
      return nil
    }
    (ranges, hashes) = bytes.withUnsafeBytes { bytes in
      Self.entries(in: bytes, Array(opening.utf8), Array(closing.utf8))
    }
  }

  private static func entries(
    in bytes: UnsafeRawBufferPointer, _ opening: [UInt8], _ closing: [UInt8]
  ) -> ([Range<Int>], [UInt64]) {
    var ranges: [Range<Int>] = []
    var hashes: [UInt64] = []
    var at = 0
    while let start = find(opening, in: bytes, from: at) {
      at = start + opening.count
      guard at < bytes.count, bytes[at] == UInt8(ascii: ">") || bytes[at] <= .space else {
        continue
      }
      guard let last = find(closing, in: bytes, from: at) else { break }
      at = last + closing.count
      ranges.append(start..<at)
      hashes.append(
        bytes[start..<at].reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }
    return (ranges, hashes)
  }

  private static func find(
    _ tag: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    var at = start
    while at + tag.count <= bytes.count {
      if bytes[at] == tag[0], bytes[at..<at + tag.count].elementsEqual(tag) { return at }
      at += 1
    }
    return nil
  }
}

/// What a feed held in its last few renderings, so that a reader can be sent the difference (RFC 3229, `A-IM: feed`).
final class FeedHistory: Sendable {
  /// Renderings remembered: a reader that polls hourly finds its own among them on all but the busiest feeds.
  static let depth = 12

  /// One rendering: its identity coding's entity tag, and what its entries were.
  struct Generation: Hashable, Sendable {
    let etag: String
    let hashes: Set<UInt64>
  }

  private let entries: FeedEntries
  /// The latest first; the first is the rendering of `entries` itself.
  let generations: [Generation]

  /// The history of a feed that holds `entries` now and held `earlier` before, the latest first.
  init(_ entries: FeedEntries, etag: String, after earlier: [Generation]) {
    self.entries = entries
    generations =
      [Generation(etag: etag, hashes: Set(entries.hashes))]
      + earlier.filter { $0.etag != etag }.prefix(Self.depth)
  }

  /// What a reader lacks who has an earlier rendering.
  struct Delta {
    /// The feed with the entries alone that the earlier rendering had not, or had otherwise.
    var content: ByteBuffer
    /// The entity tag of the earlier rendering's identity coding.
    var base: String
  }

  /// `body`, the document's identity coding, without the entries that the reader has who sends `list` as If-None-Match.
  ///
  /// Nil when it knows no rendering remembered here, or none of what that held is left to leave out.
  func delta(of body: ByteBuffer, since list: ArraySlice<UInt8>) -> Delta? {
    guard let known = generations.dropFirst().first(where: { Self.names(list, $0.etag) }) else {
      return nil
    }
    var content = ByteBufferAllocator().buffer(capacity: 4096)
    var start = 0
    for (range, hash) in zip(entries.ranges, entries.hashes) where known.hashes.contains(hash) {
      content.writeImmutableBuffer(body.slice(start..<range.lowerBound))
      start = range.upperBound
    }
    guard start > 0 else { return nil }
    content.writeImmutableBuffer(body.slice(start..<body.readableBytes))
    return Delta(content: content, base: known.etag)
  }

  /// Whether `list` names a coding of the rendering with `etag`; `*` names none.
  private static func names(_ list: ArraySlice<UInt8>, _ etag: String) -> Bool {
    guard list.first != UInt8(ascii: "*") else { return false }
    return EntityTagList.matchesWeakly(list) { tag in
      ContentCoding.allCases.contains { tag.equals($0.etag(etag)) }
    }
  }
}

extension ByteBuffer {
  /// The bytes at `range` of what is readable, which must lie within it.
  fileprivate func slice(_ range: Range<Int>) -> ByteBuffer {
    getSlice(at: readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
  }
}
