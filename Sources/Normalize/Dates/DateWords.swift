/// The words that one language writes dates with, as a table that a speaker can read and mend.
///
/// A line is `key: words`. Where a key counts (months, days, units, numbers), `|` parts the groups:
/// the first group of `months` is January, of `days` Monday, of `units` the second (then minute,
/// hour, day, week, month, year). Case and accents don't matter; `_` joins the words of a phrase;
/// `!` before a word confines it to pages of this language or of an unknown one.
struct DateWords {
  let language: String
  let table: String

  init(_ language: String, _ table: String) {
    self.language = language
    self.table = table
  }

  /// All tables; the first wins where a word is in several and the page's language is unknown.
  static var all: [DateWords] { zones + germanic + romance + slavic + european + asian }

  /// Calls `body` with each word, what it means, its value, and whether it is confined.
  func read(_ body: (Substring, DateSense.Meaning, Int, Bool) -> Void) {
    for line in table.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":"), let key = Key(rawValue: String(line[..<colon]))
      else { preconditionFailure("the date words of \(language) have no key in: \(line)") }
      let groups = line[line.index(after: colon)...].split(
        separator: "|", omittingEmptySubsequences: false)
      for (index, group) in groups.enumerated() {
        for word in group.split(separator: " ") {
          let isLocal = word.hasPrefix("!")
          let parts = word.dropFirst(isLocal ? 1 : 0).split(separator: "=")
          let value = parts.count > 1 ? Int(parts[1]) ?? 0 : key.firstValue + index
          body(parts[0], key.meaning, value, isLocal)
        }
      }
    }
  }
}

extension DateWords {
  /// Languages whose short forms are met on pages of any language.
  static let common: Set<String> = ["any", "en", "de", "fr", "es", "it", "pt", "nl"]

  /// Whether a word is too short to be trusted on pages of other languages.
  func confines(_ key: [UInt8], _ meaning: DateSense.Meaning) -> Bool {
    switch meaning {
    case .month, .weekday: key.count <= 3 && key[0] < 128 && !Self.common.contains(language)
    case .dayOffset, .now: key.count <= 4 && key[0] < 128
    default: false
    }
  }

  private enum Key: String {
    case months, persian, days, units, one, two, unitsAgo = "units ago", halves = "half hours",
      short, numbers, before, after, today, yesterday
    case dayBefore = "day before", now, last, lastAfter = "last after", morning, afternoon, noon,
      at, clock
    case filler, ordinal, year, month, day, hour, minute, era, zone, america, published, updated,
      dated, by
    case event, page, quiet, prose

    var meaning: DateSense.Meaning {
      switch self {
      case .months: .month
      case .persian: .persianMonth
      case .days: .weekday
      case .units: .unit
      case .one: .oneUnit
      case .two: .dualUnit
      case .unitsAgo: .unitAgo
      case .short: .shortUnit
      case .numbers: .number
      case .before: .agoBefore
      case .after: .agoAfter
      case .today, .yesterday, .dayBefore: .dayOffset
      case .now: .now
      case .last: .last
      case .lastAfter: .lastAfter
      case .halves: .halfHours
      case .morning, .afternoon: .half
      case .noon: .namedHour
      case .at: .at
      case .clock: .clock
      case .filler: .filler
      case .ordinal: .ordinal
      case .year: .yearMark
      case .month: .monthMark
      case .day: .dayMark
      case .hour: .hourMark
      case .minute: .minuteMark
      case .era: .era
      case .zone: .zone
      case .america: .americanZone
      case .published: .published
      case .updated: .updated
      case .dated: .dated
      case .by: .by
      case .event: .event
      case .page: .page
      case .quiet: .quiet
      case .prose: .prose
      }
    }

    /// The value of the first group.
    var firstValue: Int {
      switch self {
      case .months, .persian, .numbers, .halves: 1
      case .yesterday: -1
      case .dayBefore: -2
      case .afternoon, .noon: 12
      default: 0
      }
    }
  }

  /// Zones by name, in minutes east of UTC, and marks of the other kinds that no language owns.
  static var zones: [DateWords] {
    [
      DateWords(
        "any",
        """
        zone: utc=0 gmt=0 z=0 ut=0 wet=0 bst=60 west=60 cet=60 mez=60 cest=120 mesz=120 wat=60 cat=120
        zone: eet=120 sast=120 eest=180 msk=180 eat=180 trt=180 idt=180 irst=210 gst=240 pkt=300
        zone: ist=330 npt=345 ict=420 wib=420 wita=480 wit=540 hkt=480 sgt=480 pht=480 pst=-480
        zone: myt=480 awst=480 jst=540 kst=540 acst=570 aest=600 acdt=630 aedt=660 nzst=720 nzdt=780
        zone: est=-300 edt=-240 cst=-360 cdt=-300 mst=-420 mdt=-360 pdt=-420 akst=-540 akdt=-480
        zone: hst=-600 nst=-210 ndt=-150 ast=-240 adt=-180 brt=-180 art=-180 clt=-240 cot=-300 pet=-300
        america: et=-300 ct=-360 mt=-420 pt=-480
        at: t @
        """)
    ]
  }
}
