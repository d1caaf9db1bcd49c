internal import FeedModel

/// The place, and the agency, that a report opens with: `PARIS (Reuters) — `, `WASHINGTON, D.C., May 3 - `, `Berlin (dpa) – `.
struct Dateline {
  /// Without the dash.
  let text: String
  /// Where the report itself begins.
  let end: Int
  /// Whether an agency or a correspondent stands in brackets.
  let hasAgency: Bool

  private static let longest = 72

  /// The dateline that `line` opens with; nil where it opens otherwise.
  init?(_ line: ArraySlice<UInt8>) {
    var scan = DatelineScan(line.prefix(Self.longest + 8))
    guard scan.takePlace() else { return nil }
    scan.takeDate()
    hasAgency = scan.takeAgency()
    if hasAgency { scan.takeDate() }
    guard scan.isNamed(hasAgency: hasAgency), scan.at - line.startIndex <= Self.longest else {
      return nil
    }
    text = String(decoding: line[line.startIndex..<scan.at], as: UTF8.self)
    guard scan.takeDash() || hasAgency && scan.at == line.endIndex else { return nil }
    end = scan.at
  }
}

extension DateReader {
  /// The day that a dateline states: `DULUTH, Minn., June 9, 2026 (GLOBE NEWSWIRE)`; nil where it states none that has come.
  func datelineDay(_ dateline: String, capturedAt: Instant, language: String?) -> TimeClaim? {
    let found = scan(dateline, capturedAt: capturedAt, language: language)
      .first { !$0.isRelative && $0.claim.precision == .day }
    guard var claim = found?.claim, !claim.isToCome(at: capturedAt) else { return nil }
    claim.reason += ", in the dateline"
    return claim
  }
}

/// Walks over the start of a line.
private struct DatelineScan {
  private let line: ArraySlice<UInt8>
  private(set) var at: Int
  private var placeWords = 0
  private var isShouted = true
  private var isNotice = false
  private var agency: ArraySlice<UInt8> = []

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    at = line.startIndex
  }

  /// Takes up to six capitalised words with commas, full stops and strokes between them.
  mutating func takePlace() -> Bool {
    var end = at
    var next = at
    while placeWords < 6, let word = word(from: next) {
      let text = line[word]
      guard let first = text.first, first >= 128 || (65...90).contains(first),
        placeWords == 0 || !Self.isMonth(text)
      else { break }
      // Behind a comma a country may stand in small letters: `PARIS, France`.
      let isRegion = placeWords > 0 && line[end..<next].contains(UInt8(ascii: ","))
      if !isRegion, text.contains(where: { (97...122).contains($0) }) { isShouted = false }
      isNotice = isNotice || Self.isNotice(text)
      placeWords += 1
      end = word.upperBound
      next = end
      while next < line.endIndex, " ,./".utf8.contains(line[next]) { next += 1 }
    }
    at = end
    return placeWords > 0
  }

  /// Takes `, May 3`, `, 3 May 2026` and the like.
  mutating func takeDate() {
    var next = at
    var words = 0
    var hasMonth = false
    var hasNumber = false
    while words < 4 {
      while next < line.endIndex, line[next] == 32 || line[next] == UInt8(ascii: ",") { next += 1 }
      guard let word = word(from: next) else { break }
      let isNumber = line[word].allSatisfy { (48...57).contains($0) }
      let isMonth = Self.isMonth(line[word])
      guard isNumber && word.count <= 4 || isMonth else { break }
      hasMonth = hasMonth || isMonth
      hasNumber = hasNumber || isNumber
      next = word.upperBound
      if next < line.endIndex, line[next] == UInt8(ascii: ".") { next += 1 }
      words += 1
      if hasMonth, hasNumber { at = next }
    }
  }

  /// Takes ` (Reuters)`, ` /PRNewswire/`.
  mutating func takeAgency() -> Bool {
    var next = at
    while next < line.endIndex, line[next] == 32 || line[next] == UInt8(ascii: ",") { next += 1 }
    guard next < line.endIndex else { return false }
    let isSlashed = line[next] == UInt8(ascii: "/")
    guard isSlashed || line[next] == UInt8(ascii: "("),
      let close = line[(next + 1)...].prefix(34)
        .firstIndex(of: isSlashed ? UInt8(ascii: "/") : UInt8(ascii: ")"))
    else { return false }
    agency = line[(next + 1)..<close]
    let isName = agency.allSatisfy {
      $0 >= 128 || $0 == 32 || (97...122).contains($0 | 32) || "&./-".utf8.contains($0)
    }
    guard !agency.isEmpty, isName else { return false }
    at = close + 1
    return true
  }

  /// Takes the dash and the space around it; false where there is none, or nothing behind it.
  mutating func takeDash() -> Bool {
    var next = at
    while next < line.endIndex, line[next] == 32 { next += 1 }
    let rest = line[next...]
    if rest.starts(with: "—".utf8) || rest.starts(with: "–".utf8) {
      next += 3
    } else if rest.starts(with: "--".utf8) {
      next += 2
    } else if next > at, rest.starts(with: "- ".utf8) {
      next += 1
    } else {
      return false
    }
    while next < line.endIndex, line[next] == 32 { next += 1 }
    guard next < line.endIndex else { return false }
    at = next
    return true
  }

  /// Whether what was taken is a place: in capitals, or before an agency.
  func isNamed(hasAgency: Bool) -> Bool {
    if isNotice { return false }
    if isShouted { return placeWords <= 5 && line[line.startIndex..<at].count >= 4 }
    return hasAgency && placeWords <= 4 && Self.isAgency(agency)
  }

  private func word(from start: Int) -> Range<Int>? {
    var end = start
    while end < line.endIndex {
      let byte = line[end]
      let isLetter = byte >= 128 || (97...122).contains(byte | 32) || (48...57).contains(byte)
      // Dashes of three bytes end a word, `Saint-Denis`, `D.C.` and `St.` don't.
      if byte == 0xE2 { break }
      let isInner =
        (byte == 45 || byte == 39 || byte == 46) && end > start && end + 1 < line.endIndex
        && line[end + 1] != 32 && line[end + 1] != 45
      guard isLetter || isInner || byte == 46 && end > start && end - start <= 4 else { break }
      end += 1
    }
    return end > start ? start..<end : nil
  }

  private static func kinds(_ word: ArraySlice<UInt8>) -> Lexicon.Kinds {
    Lexicon.shared.kinds(of: WordHash.of(word.filter { $0 != 46 }))
  }

  private static func isMonth(_ word: ArraySlice<UInt8>) -> Bool {
    kinds(word).contains(.calendar)
  }

  /// Words in capitals that announce something instead of naming a place.
  private static func isNotice(_ word: ArraySlice<UInt8>) -> Bool {
    let folded = FoldedText.of(String(decoding: word, as: UTF8.self))
    return notices.contains(folded)
      || !kinds(word).isDisjoint(with: [
        .share, .prompt, .related, .advert, .comment, .sources, .dating, .byline,
      ])
  }

  private static func isAgency(_ name: ArraySlice<UInt8>) -> Bool {
    let folded = FoldedText.of(String(decoding: name, as: UTF8.self))
    let words = folded.split(separator: " ")
    return words.contains { agencies.contains(String($0)) }
      || words.count == 1 && (2...5).contains(name.count)
        && (name.allSatisfy { (65...90).contains($0) }
          || name.allSatisfy { (97...122).contains($0) })
  }

  private static let notices: Set<String> = [
    "breaking", "update", "updated", "watch", "note", "live", "video", "exclusive", "opinion",
    "analysis", "review", "photo", "photos", "audio", "podcast", "faq", "tip", "tips", "warning",
    "editor", "correction", "clarification", "spoiler", "interview", "new", "eilmeldung", "achtung",
    "hinweis", "wichtig", "urgent", "question", "answer", "step", "part", "chapter", "day", "ad",
  ]
  private static let agencies: Set<String> = [
    "reuters", "ap", "afp", "dpa", "ansa", "efe", "upi", "tass", "xinhua", "bloomberg", "kyodo",
    "yonhap", "pti", "ani", "cnn", "bbc", "apa", "sda", "belga", "anp", "tt", "ntb", "ritzau",
    "stt", "pap", "čtk", "ctk", "mti", "anadolu", "interfax", "unian", "jiji", "lusa", "associated",
    "wire",
  ]
}
