/// Tells the language of running text by its script and its commonest short words.
enum LanguageGuess {
  /// Bytes that are looked at, and how many of them where those tell.
  static let sample = 4000
  private static let first = 2000
  /// Words and letters below which nothing is said.
  private static let fewestWords = 8
  private static let fewestLetters = 24

  /// The language of UTF-8 `text`, as BCP 47 (ISO 639-1); nil where it is too short or two languages are as likely.
  ///
  /// - Complexity: O(1), as only the first 4,000 bytes are read.
  static func language(of text: ArraySlice<UInt8>) -> String? {
    language(of: text, first) ?? (text.count > first ? language(of: text, sample) : nil)
  }

  private static func language(of text: ArraySlice<UInt8>, _ count: Int) -> String? {
    let tally = Tally(text.prefix(count))
    if let script = tally.script { return script }
    guard tally.words >= fewestWords else { return nil }
    var best = (score: 0, language: 0)
    var second = 0
    for (language, score) in tally.scores.enumerated() {
      if score > best.score {
        second = best.score
        best = (score, language)
      } else if score > second {
        second = score
      }
    }
    // Short words make up a third of most texts; a tenth, weighed, is too few to be one of these languages.
    guard best.score * 10 >= tally.words * LanguageWords.unit, best.score * 4 >= second * 5 else {
      return nil
    }
    return LanguageWords.languages[best.language]
  }

  /// Letters by script, and words by the languages they speak for.
  private struct Tally {
    var words = 0
    var scores = [Int](repeating: 0, count: LanguageWords.languages.count)
    private let table = LanguageWords.table
    private var letters = 0
    private var kana = 0
    private var han = 0
    private var hangul = 0
    private var others = [Int](repeating: 0, count: Self.scripts.count)

    /// Scripts that one language above all is written in.
    private static let scripts: [(ClosedRange<UInt32>, String)] = [
      (0x370...0x3FF, "el"), (0x590...0x5FF, "he"), (0x900...0x97F, "hi"), (0x980...0x9FF, "bn"),
      (0xB80...0xBFF, "ta"), (0xC00...0xC7F, "te"), (0xE00...0xE7F, "th"), (0x10A0...0x10FF, "ka"),
      (0x530...0x58F, "hy"),
    ]

    init(_ text: ArraySlice<UInt8>) {
      text.withUnsafeBufferPointer { count(Span(_unsafeElements: $0)) }
    }

    /// The language that the script alone tells.
    var script: String? {
      guard letters >= LanguageGuess.fewestLetters / 2 else { return nil }
      if (kana + han) * 2 > letters { return kana * 12 > han ? "ja" : "zh" }
      if hangul * 2 > letters { return "ko" }
      let most = others.indices.max { others[$0] < others[$1] }
      guard let most, others[most] * 2 > letters else { return nil }
      return Self.scripts[most].1
    }

    private mutating func count(_ bytes: Span<UInt8>) {
      var hash = WordHash()
      var length = 0
      var index = 0
      while index < bytes.count {
        let plain = Scalars.plain(bytes[index])
        if plain >= 97 {
          hash.add(UInt32(plain))
          length += 1
          letters += 1
          index += 1
          continue
        }
        let (scalar, size) = Scalars.decode(bytes, at: index)
        index += size
        switch Scalars.classify(scalar) {
        case .lower, .upper, .ideograph:
          hash.add(Scalars.folded(scalar))
          length += 1
          letters += 1
          if scalar >= 0x370 { note(scalar) }
        default:
          if length > 0 { finish(hash.finished) }
          hash = WordHash()
          length = 0
        }
      }
      if length > 0 { finish(hash.finished) }
    }

    private mutating func note(_ scalar: UInt32) {
      switch scalar {
      case 0x3040...0x30FF: kana += 1
      case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FFFF: han += 1
      case 0xAC00...0xD7A3, 0x1100...0x11FF: hangul += 1
      default:
        for (index, script) in Self.scripts.enumerated() where script.0.contains(scalar) {
          others[index] += 1
        }
      }
    }

    private mutating func finish(_ word: UInt32) {
      words += 1
      var languages = table[word]
      guard languages != 0 else { return }
      let share = LanguageWords.unit / languages.nonzeroBitCount
      while languages != 0 {
        scores[languages.trailingZeroBitCount] += share
        languages &= languages - 1
      }
    }
  }
}
