/// The words of a text, for comparisons: what stands between white space.
struct Words {
  let bytes: [UInt8]
  let ranges: [Range<Int>]
  private let hashes: [UInt64]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var ranges: [Range<Int>] = []
    var hashes: [UInt64] = []
    ranges.reserveCapacity(bytes.count / 6)
    hashes.reserveCapacity(bytes.count / 6)
    var start = 0
    var hash = Self.seed
    for (index, byte) in bytes.enumerated() {
      if byte > 0x20 {
        hash = (hash ^ UInt64(byte)) &* Self.prime
      } else {
        if start < index {
          ranges.append(start..<index)
          hashes.append(hash)
        }
        start = index + 1
        hash = Self.seed
      }
    }
    if start < bytes.count {
      ranges.append(start..<bytes.count)
      hashes.append(hash)
    }
    self.bytes = bytes
    self.ranges = ranges
    self.hashes = hashes
  }

  var count: Int { ranges.count }

  subscript(_ index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

  func isEqual(_ index: Int, _ other: Words, _ otherIndex: Int) -> Bool {
    hashes[index] == other.hashes[otherIndex] && self[index] == other[otherIndex]
  }

  /// A hash of each run of three words (of all words, when there are fewer), alike in every run of the program.
  var shingles: [UInt64] {
    guard count > 3 else {
      return count == 0 ? [] : [hashes.reduce(Self.seed, Self.mixed)]
    }
    return (0..<count - 2).map { at in
      Self.mixed(Self.mixed(Self.mixed(Self.seed, hashes[at]), hashes[at + 1]), hashes[at + 2])
    }
  }

  // FNV-1a, 64 bits; the mixing is that of splitmix64.
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var z = (a ^ b) &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
