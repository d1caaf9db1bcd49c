internal import FeedModel

/// The stored form of a frozen related block.
enum RelatedCodec {
  private static let version: UInt8 = 1

  static func bytes(of links: [RelatedLink]) -> [UInt8] {
    var out = ByteWriter(capacity: links.count * 128 + 2)
    out.byte(version)
    out.list(links) { out, link in
      out.raw(link.id.bytes)
      out.text(link.slug)
      out.text(link.title)
      out.byte(link.isSameStory ? 1 : 0)
    }
    return out.bytes
  }

  static func links(_ bytes: [UInt8]) throws(MalformedBytes) -> [RelatedLink] {
    var reader = ByteReader(bytes)
    guard try reader.byte() == version else { throw MalformedBytes(what: "an unknown version") }
    return try reader.list { r throws(MalformedBytes) in
      guard let id = ItemID(bytes: try r.raw(16)) else { throw MalformedBytes(what: "an id") }
      return RelatedLink(
        id: id, slug: try r.text(), title: try r.text(), isSameStory: try r.byte() != 0)
    }
  }
}
