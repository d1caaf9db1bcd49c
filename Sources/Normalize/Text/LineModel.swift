/// The trained weights: what words speak for running text, and the forests of each question.
struct LineModel: Sendable {
  static let shared = LineModel()

  let words: WordTable
  let first: Forest
  let body: Forest
  let title: Forest
  let date: Forest
  let byline: Forest

  private init() {
    self.init(
      parts: [
        LineModelTable.words, LineModelTable.first, LineModelTable.body, LineModelTable.title,
        LineModelTable.date, LineModelTable.byline,
      ].map(Self.decoded))
  }

  /// The model of the parts of a table, in the order of the properties.
  init(parts: [[UInt8]]) {
    precondition(parts.count == 6, "words and five forests")
    words = WordTable(.shared, weights: parts[0])
    first = Forest(parts[1])
    body = Forest(parts[2])
    title = Forest(parts[3])
    date = Forest(parts[4])
    byline = Forest(parts[5])
  }

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
