/// How alike two texts are: the share of their runs of three words that both have.
enum Likeness {
  /// From this share on, a text whose old file is gone is taken for the same article.
  static let nearSame = 0.7
  /// The same, where the file's inode says so too.
  static let nearSameInode = 0.3

  /// 0…1: equal texts have 1, texts without words 0 unless both are empty.
  ///
  /// Cost: linear in both.
  static func share(_ a: String, _ b: String) -> Double {
    let first = Set(Words(a).shingles)
    let second = Set(Words(b).shingles)
    if first.isEmpty && second.isEmpty { return 1 }
    let common = first.intersection(second).count
    return Double(common) / Double(first.count + second.count - common)
  }
}

/// A text in 128 bytes, by which its likeness to others can be guessed: the least hash in each of 32 classes of runs of words
/// (one-permutation MinHash).
struct Sketch {
  static let classes = 32
  /// Little-endian 32-bit minima; all ones where a class is empty.
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: String) {
    var minima = [UInt32](repeating: .max, count: Self.classes)
    for hash in Words(text).shingles {
      let index = Int(hash & 31)
      minima[index] = min(minima[index], UInt32(truncatingIfNeeded: hash >> 32))
    }
    bytes = minima.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
  }

  /// The least hash of each class, all ones where a class is empty.
  var minima: [UInt32] {
    stride(from: 0, to: bytes.count, by: 4).map { start in
      bytes[start..<min(start + 4, bytes.count)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  /// A guess at `Likeness.share`, off by about a tenth.
  func guess(_ other: Sketch) -> Double {
    guard bytes.count == 4 * Self.classes, other.bytes.count == bytes.count else { return 0 }
    var equal = 0
    var filled = 0
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let a = bytes[start..<start + 4]
      let b = other.bytes[start..<start + 4]
      if a.allSatisfy({ $0 == 0xFF }) && b.allSatisfy({ $0 == 0xFF }) { continue }
      filled += 1
      if a.elementsEqual(b) { equal += 1 }
    }
    return filled == 0 ? 1 : Double(equal) / Double(filled)
  }
}
