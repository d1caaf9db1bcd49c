/// What a word of a date line can mean in one language.
struct DateSense {
  enum Meaning: UInt8 {
    /// 1…12.
    case month
    /// 1…12 of the Solar Hijri calendar.
    case persianMonth
    /// 0 for Monday to 6 for Sunday.
    case weekday
    /// A `DateUnit`'s raw value.
    case unit
    /// Two of a `DateUnit` in one word.
    case dualUnit
    /// One of a `DateUnit`; and a `DateUnit` whose form says "ago".
    case oneUnit, unitAgo
    /// A `DateUnit` that counts only glued to its number, as in `5m`.
    case shortUnit
    case number
    /// Half hours in one phrase: "half an hour".
    case halfHours
    /// Before or after "3 hours".
    case agoBefore, agoAfter
    /// Days from the day of capture: −1 is yesterday.
    case dayOffset
    case now
    /// "last", before or after a weekday.
    case last, lastAfter
    /// 0 in the morning, 12 after noon.
    case half
    /// An hour of the day by name: 12 for noon.
    case namedHour
    /// Before a clock ("at"), and after an hour ("Uhr").
    case at, clock
    /// Between or beside the parts of a date ("de", "the", "года").
    case filler
    /// Behind the number of a day ("th").
    case ordinal
    case yearMark, monthMark, dayMark, hourMark, minuteMark
    /// Years to add to the number that follows.
    case era
    /// Minutes east of UTC; and a zone of America with summer time, by its standard offset.
    case zone, americanZone
    case published, updated
    /// Says that a date follows, not which: "Date:", "Stand:".
    case dated
    /// Before a name.
    case by
    /// Beside a date that is not the page's: events, lives, copyright.
    case event
    /// What a page calls itself: "this article".
    case page
    /// Furniture that says nothing of prose: "comments", "min read".
    case quiet
    /// Of running text.
    case prose

    var bit: UInt64 { 1 << UInt64(rawValue) }
  }

  var meaning: Meaning
  /// Holds only on pages of its own language, or where that is unknown.
  var isLocal: Bool
  /// Index of its language's table.
  var language: UInt8
  var value: Int16
}

/// The units that pages count time in.
enum DateUnit: Int {
  case second, minute, hour, day, week, month, year
}

/// The words of all languages, found by their folded bytes.
///
/// Built once from the tables; a look-up costs one hash and one comparison.
struct DateVocabulary: Sendable {
  static let shared = DateVocabulary(DateWords.all)

  /// A word or phrase of the tables; the parts of a phrase are joined by `_`.
  struct Entry {
    var key: [UInt8]
    var senses: [DateSense]
    /// Whether a longer phrase begins with this one.
    var opensPhrase: Bool
  }

  private(set) var entries: [Entry] = []
  /// Language codes, in the order of preference where the page's language is unknown.
  private(set) var languages: [String] = []
  /// For each entry, a bit for each meaning it has.
  private(set) var meanings: [UInt64] = []
  private var slots: [Int32] = []

  init(_ tables: [DateWords]) {
    precondition(tables.count <= 64, "languages are kept as bits of one word")
    var found: [[UInt8]: Int] = [:]
    for (index, table) in tables.enumerated() {
      languages.append(table.language)
      table.read { word, meaning, value, isLocal in
        let key = Self.folded(word)
        let sense = DateSense(
          meaning: meaning, isLocal: isLocal || table.confines(key, meaning),
          language: UInt8(index), value: Int16(value))
        let at = insert(key, in: &found)
        entries[at].senses.append(sense)
        openPhrases(to: key, in: &found)
      }
    }
    meanings = entries.map { entry in entry.senses.reduce(0) { $0 | $1.meaning.bit } }
    var size = 64
    while size < entries.count * 3 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.hash(entry.key[...])) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// The index of the entry of `word`, folded; −1 when there is none.
  func index(of word: ArraySlice<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(word)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if entries[Int(slots[slot])].key.elementsEqual(word) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// The index of the table of a BCP 47 tag, by its first part; nil when there is none.
  func language(_ tag: String?) -> Int? {
    guard let tag else { return nil }
    var code = [UInt8](tag.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") })
    for index in code.indices where (65...90).contains(code[index]) { code[index] |= 0x20 }
    let name = String(decoding: code, as: UTF8.self)
    return languages.firstIndex(of: Self.sameTable[name] ?? name)
  }
}

extension DateVocabulary {
  /// Languages that share a table here.
  private static let sameTable = [
    "nb": "no", "nn": "no", "in": "id", "ms": "id", "bs": "hr", "iw": "he",
  ]

  /// The bytes of a word as pages' words are folded; `_` and dots part the words of a phrase.
  static func folded(_ word: Substring) -> [UInt8] {
    var key: [UInt8] = []
    for scalar in word.unicodeScalars {
      switch FoldedScalar(scalar.value) {
      case .letter(let letter), .syllable(let letter): key.append(scalar: letter)
      case .digit(let digit): key.append(UInt8(48 + digit))
      case .mark: if key.last != UInt8(ascii: "_") { key.append(UInt8(ascii: "_")) }
      case .space, .nothing: break
      }
    }
    if key.last == UInt8(ascii: "_") { key.removeLast() }
    return key
  }

  private mutating func insert(_ key: [UInt8], in found: inout [[UInt8]: Int]) -> Int {
    if let at = found[key] { return at }
    found[key] = entries.count
    entries.append(Entry(key: key, senses: [], opensPhrase: false))
    return entries.count - 1
  }

  private mutating func openPhrases(to key: [UInt8], in found: inout [[UInt8]: Int]) {
    for (at, byte) in key.enumerated() where byte == UInt8(ascii: "_") {
      entries[insert(Array(key[..<at]), in: &found)].opensPhrase = true
    }
  }

  /// FNV-1a, 64 bits; a forged collision costs one comparison more.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    let hash = bytes.reduce(seed, step)
    return hash ^ hash >> 32
  }

  /// What FNV-1a starts from.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a over one byte more.
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
