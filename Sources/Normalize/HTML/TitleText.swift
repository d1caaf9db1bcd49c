/// Compares and cleans titles.
enum TitleText {
  /// Letters and digits only, ASCII in lower case: equal for titles that differ in quotes, dashes and spaces.
  static func key(_ text: String) -> [UInt8] { key(of: Array(text.utf8)) }

  static func key(of text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var bytes = text.makeIterator()
    while let byte = bytes.next() {
      if byte == 0xE2 {
        // General punctuation: quotes, dashes, dots.
        _ = bytes.next()
        _ = bytes.next()
      } else if byte == 0xC2 {
        _ = bytes.next()
      } else if (65...90).contains(byte) {
        out.append(byte + 32)
      } else if (97...122).contains(byte) || (48...57).contains(byte) || byte >= 0x80 {
        out.append(byte)
      }
    }
    return out
  }

  /// How alike two keys are, 0…1.
  static func likeness(_ a: [UInt8], _ b: [UInt8]) -> Float {
    TitleKey(a).likeness(to: TitleKey(b))
  }

  /// A page title without the site's name before or after it.
  static func withoutSite(_ title: String, site: String?, known: [String]) -> String {
    let text = LinkedFacts.plain(title)
    let parts = split(text)
    guard parts.count > 1 else { return text }
    let knownKeys = known.map(key)
    for part in parts where knownKeys.contains(key(part)) { return part }
    let siteKey = site.map(key) ?? []
    var kept = parts[...]
    if siteKey.count >= 3 {
      while kept.count > 1, let last = kept.last, related(key(last), siteKey) { kept.removeLast() }
      while kept.count > 1, let first = kept.first, related(key(first), siteKey) {
        kept.removeFirst()
      }
      if kept.count < parts.count { return longestRun(kept, in: text) }
    }
    // No site known: what is much longer than the rest is the headline.
    let longest = kept.max { $0.utf8.count < $1.utf8.count } ?? text
    let others = kept.filter { $0 != longest }.map { $0.split(separator: " ").count }.max() ?? 0
    return others <= 5 && longest.split(separator: " ").count > others ? longest : text
  }

  private static func related(_ key: [UInt8], _ site: [UInt8]) -> Bool {
    key == site || likeness(key, site) > 0.6
      || key.count >= 3
        && (site.starts(with: key) || key.starts(with: site) && key.count < site.count + 12)
  }

  /// The text from the first kept part to the last, separators as written.
  private static func longestRun(_ parts: ArraySlice<String>, in text: String) -> String {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return parts.first ?? text
    }
    let bytes = Array(text.utf8)
    let start = index(of: Array(first.utf8), in: bytes) ?? 0
    let end = (index(of: Array(last.utf8), in: bytes) ?? start) + last.utf8.count
    return end > start
      ? String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self) : first
  }

  private static func index(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  private static func split(_ text: String) -> [String] {
    let marks = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " « ", " / "].map {
      Array($0.utf8)
    }
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    var at = 0
    while at < bytes.count {
      if bytes[at] == 32, let mark = marks.first(where: { bytes[at...].starts(with: $0) }) {
        parts.append(trimmed(String(decoding: bytes[start..<at], as: UTF8.self)))
        at += mark.count - 1
        start = at
      } else {
        at += 1
      }
    }
    parts.append(trimmed(String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self)))
    return parts.filter { !$0.isEmpty }
  }

  static func trimmed(_ text: String) -> String {
    String(decoding: Whitespace.collapsed(text.utf8), as: UTF8.self)
  }
}

/// A title's key with what comparing it to many others needs.
struct TitleKey {
  let bytes: [UInt8]
  /// Its runs of four bytes, ascending, each once.
  private let runs: [UInt32]
  /// Bits that they set, by a hash of ten bits.
  private let marks: [UInt64]
  /// Keys more like each other than this are of one title.
  static let alike: Float = 0.9

  init(_ text: String) { self.init(TitleText.key(text)) }

  init(_ key: [UInt8]) {
    bytes = Array(key.prefix(600))
    var all: [UInt32] = []
    all.reserveCapacity(bytes.count)
    Self.eachRun(of: bytes) { all.append($0) }
    all.sort()
    var runs: [UInt32] = []
    runs.reserveCapacity(all.count)
    for run in all where run != runs.last { runs.append(run) }
    self.runs = runs
    var marks = [UInt64](repeating: 0, count: 16)
    for run in runs { marks[Self.slot(run)] |= Self.bit(run) }
    self.marks = marks
  }

  @inline(__always)
  private static func eachRun(of bytes: [UInt8], _ body: (UInt32) -> Void) {
    var run: UInt32 = 0
    for (at, byte) in bytes.enumerated() {
      run = run << 8 | UInt32(byte)
      if at >= 3 { body(run) }
    }
  }

  private static func slot(_ run: UInt32) -> Int { Int((run &* 0x9E37_79B1) >> 28) }
  private static func bit(_ run: UInt32) -> UInt64 { 1 << UInt64((run &* 0x9E37_79B1) >> 22 & 63) }

  /// Whether another key can be more like this one than `alike`, of which most are told without sorting their runs.
  func mayBeLike(_ key: [UInt8]) -> Bool {
    var hits = 0
    Self.eachRun(of: key) { hits += marks[Self.slot($0)] & Self.bit($0) != 0 ? 1 : 0 }
    // No more runs are in common, and no fewer are the other's own.
    let shared = Float(min(hits, runs.count))
    return 2 * shared > Self.alike * (shared + Float(runs.count))
  }

  /// 1 for equal keys, else the share of runs in common (Dice).
  func likeness(to other: TitleKey) -> Float {
    if bytes == other.bytes { return 1 }
    guard !runs.isEmpty, !other.runs.isEmpty else { return 0 }
    var shared = 0
    var at = 0
    for run in runs {
      while at < other.runs.count, other.runs[at] < run { at += 1 }
      if at < other.runs.count, other.runs[at] == run { shared += 1 }
    }
    return 2 * Float(shared) / Float(runs.count + other.runs.count)
  }
}
