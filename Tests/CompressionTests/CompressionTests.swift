import Compression
import Testing

@Suite("Compression")
struct CompressionTests {
  enum Sample: CaseIterable {
    case empty, zero, repeated, noise

    var bytes: [UInt8] {
      switch self {
      case .empty: []
      case .zero: [0]
      case .repeated: Array(repeating: 7, count: 300_000)
      case .noise:
        (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 13) }
      }
    }
  }

  @Test("Gzip and brotli give back what they took", arguments: Sample.allCases)
  func roundTrip(_ sample: Sample) throws {
    let bytes = sample.bytes
    for level in [1, 6, 9] {
      #expect(try gunzip(gzip(bytes, level: level), limit: bytes.count) == bytes)
    }
    for quality in [0, 5, 9] {
      #expect(try unbrotli(brotli(bytes, quality: quality), limit: bytes.count) == bytes)
    }
  }

  @Test("A gzip header names no time, no file and no options")
  func header() throws {
    let bytes = try gzip(Array("text".utf8))
    #expect(Array(bytes.prefix(8)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
  }

  @Test("Two compressions of the same bytes are equal", arguments: Sample.allCases)
  func deterministic(_ sample: Sample) throws {
    let bytes = sample.bytes
    #expect(try gzip(bytes) == gzip(bytes))
    #expect(try brotli(bytes) == brotli(bytes))
  }

  @Test("A level that does not exist is refused")
  func levels() {
    #expect(throws: CompressionError(.library, coding: "gzip")) { try gzip([1], level: 10) }
    #expect(throws: CompressionError(.library, coding: "gzip")) { try gzip([1], level: 0) }
    #expect(throws: CompressionError(.library, coding: "br")) { try brotli([1], quality: 12) }
    #expect(throws: CompressionError(.library, coding: "br")) { try brotli([1], quality: -1) }
  }

  @Test("Expanding stops at the limit: a bomb costs no more than it")
  func bombs() throws {
    let bomb = [UInt8](repeating: 0, count: 10_000_000)
    let gzipped = try gzip(bomb)
    let brotlied = try brotli(bomb)
    #expect(throws: CompressionError(.tooLarge, coding: "gzip")) {
      try gunzip(gzipped, limit: 9_999_999)
    }
    #expect(throws: CompressionError(.tooLarge, coding: "br")) {
      try unbrotli(brotlied, limit: 9_999_999)
    }
    #expect(try gunzip(gzipped, limit: 10_000_000).count == 10_000_000)
  }

  @Test("Cut off, damaged or followed by other bytes is damaged, wherever it is")
  func damage() throws {
    let text = Array("A sentence that is long enough to be compressed, and then some.".utf8)
    let gzipped = try gzip(text)
    let brotlied = try brotli(text)
    for count in 0..<gzipped.count {
      #expect(throws: CompressionError(.damaged, coding: "gzip")) {
        try gunzip(Array(gzipped[..<count]), limit: 1000)
      }
    }
    for count in 0..<brotlied.count {
      #expect(throws: CompressionError(.damaged, coding: "br")) {
        try unbrotli(Array(brotlied[..<count]), limit: 1000)
      }
    }
    #expect(throws: CompressionError.self) { try gunzip(gzipped + [1], limit: 1000) }
    #expect(throws: CompressionError.self) { try unbrotli(brotlied + [1], limit: 1000) }
    var flipped = gzipped
    flipped[flipped.count - 6] ^= 1
    #expect(throws: CompressionError.self) { try gunzip(flipped, limit: 1000) }
  }

  @Test("Several gzip members are one text (RFC 1952 §2.2)")
  func members() throws {
    let both = try gzip(Array("first ".utf8)) + gzip(Array("second".utf8))
    #expect(try gunzip(both, limit: 100) == Array("first second".utf8))
  }
}
