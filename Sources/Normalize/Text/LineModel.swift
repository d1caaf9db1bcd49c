/// The trained weights: what words speak for running text, and the forests of each question.
struct LineModel: Sendable {
  static let shared = LineModel()

  let first: Forest
  let body: Forest
  let title: Forest
  let date: Forest
  let byline: Forest
  /// Of the questions about single lines, and of the body, which is taught on more pages.
  let words: WordWeights
  let bodyWords: WordWeights

  private init() {
    first = Forest(Self.decoded(LineModelTable.first))
    body = Forest(Self.decoded(LineModelTable.body))
    title = Forest(Self.decoded(LineModelTable.title))
    date = Forest(Self.decoded(LineModelTable.date))
    byline = Forest(Self.decoded(LineModelTable.byline))
    words = WordWeights(Self.decoded(LineModelTable.words))
    bodyWords = WordWeights(Self.decoded(LineModelTable.bodyWords))
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
