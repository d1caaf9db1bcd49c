/// The trained weights: what words speak for running text, and the forests of each question.
struct LineModel: Sendable {
  static let shared = LineModel()

  let first: Forest
  let body: Forest
  let title: Forest
  let date: Forest
  let byline: Forest
  /// Open addressing; a zero key is free.
  private let keys: [UInt32]
  private let weights: [Int8]
  private let mask: Int

  private init() {
    first = Forest(Self.decoded(LineModelTable.first))
    body = Forest(Self.decoded(LineModelTable.body))
    title = Forest(Self.decoded(LineModelTable.title))
    date = Forest(Self.decoded(LineModelTable.date))
    byline = Forest(Self.decoded(LineModelTable.byline))
    let table = Self.decoded(LineModelTable.words)
    let count = Int(table[0]) | Int(table[1]) << 8
    var size = 1024
    while size < count * 3 { size *= 2 }
    var keys = [UInt32](repeating: 0, count: size)
    var weights = [Int8](repeating: 0, count: size)
    for index in 0..<count {
      let at = 2 + index * 4
      let key =
        UInt32(table[at]) | UInt32(table[at + 1]) << 8 | UInt32(table[at + 2]) << 16
        | UInt32(table[at + 3]) << 24
      var slot = Self.slot(key, size - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      weights[slot] = Int8(bitPattern: table[2 + count * 4 + index])
    }
    self.keys = keys
    self.weights = weights
    mask = size - 1
  }

  /// How much the words together speak for running text; negative for debris.
  @inline(__always)
  func weight(of words: ArraySlice<UInt32>) -> Int {
    var sum = 0
    for word in words where word != 0 {
      var slot = Self.slot(word, mask)
      while keys[slot] != 0 {
        if keys[slot] == word {
          sum += Int(weights[slot])
          break
        }
        slot = (slot + 1) & mask
      }
    }
    return sum
  }

  @inline(__always)
  private static func slot(_ key: UInt32, _ mask: Int) -> Int { Int(key >> 1) & mask }

  /// The bytes of base64 text without padding errors, as the generated table holds it.
  private static func decoded(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { buffer in
      var out: [UInt8] = []
      out.reserveCapacity(buffer.count * 3 / 4)
      var bits: UInt32 = 0
      var held = 0
      for byte in buffer {
        let value: UInt32
        switch byte {
        case 65...90: value = UInt32(byte) - 65
        case 97...122: value = UInt32(byte) - 71
        case 48...57: value = UInt32(byte) + 4
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        default: continue
        }
        bits = bits << 6 | value
        held += 6
        if held >= 8 {
          held -= 8
          out.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
        }
      }
      return out
    }
  }
}
