import FeedModel
import NIOCore

/// The entries of a rendered feed: where each lies and what it is, to tell what is new since an earlier rendering.
struct FeedEntries: Sendable {
  let ranges: [Range<Int>]
  /// One for each range; only good within this process.
  let hashes: [Int]

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
  ) -> ([Range<Int>], [Int]) {
    var ranges: [Range<Int>] = []
    var hashes: [Int] = []
    var at = 0
    while let start = find(opening, in: bytes, from: at) {
      at = start + opening.count
      guard at < bytes.count, bytes[at] == UInt8(ascii: ">") || bytes[at] <= .space else {
        continue
      }
      guard let last = find(closing, in: bytes, from: at) else { break }
      at = last + closing.count
      var hasher = Hasher()
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<at]))
      ranges.append(start..<at)
      hashes.append(hasher.finalize())
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

  private struct Generation: Sendable {
    let etag: String
    let hashes: Set<Int>
  }

  private let entries: FeedEntries
  private let etag: String
  /// Earlier renderings, the latest first.
  private let earlier: [Generation]

  init(_ entries: FeedEntries, etag: String, after previous: FeedHistory?) {
    self.entries = entries
    self.etag = etag
    guard let previous else {
      earlier = []
      return
    }
    let latest = Generation(etag: previous.etag, hashes: Set(previous.entries.hashes))
    earlier = Array(
      (previous.etag == etag ? [] : [latest])
        + previous.earlier.filter { $0.etag != etag }
        .prefix(Self.depth - 1))
  }

  /// `body`, the document's identity coding, without the entries that the reader has who sends `list` as If-None-Match.
  ///
  /// Nil when it knows no rendering remembered here, or none of what that held is left to leave out.
  func delta(of body: ByteBuffer, since list: ArraySlice<UInt8>) -> ByteBuffer? {
    guard let known = earlier.first(where: { Self.names(list, $0.etag) }) else { return nil }
    var delta = ByteBufferAllocator().buffer(capacity: 4096)
    var start = 0
    for (range, hash) in zip(entries.ranges, entries.hashes) where known.hashes.contains(hash) {
      delta.writeImmutableBuffer(body.slice(start..<range.lowerBound))
      start = range.upperBound
    }
    guard start > 0 else { return nil }
    delta.writeImmutableBuffer(body.slice(start..<body.readableBytes))
    return delta
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
