import FeedModel

/// An article as the index sees it: its heaviest terms, how often it has them, and fingerprints of its text.
struct Profile: Sendable {
  struct Term: Sendable {
    var hash: UInt64
    /// How often, in eight steps; see `Level`.
    var level: UInt8
    /// By the shipped prior, in 32nds; independent of the archive.
    var weight: UInt16
    /// The first form it has in the text, in `surfaces`.
    var surface: Range<Int>
  }

  /// Heaviest first; the first `signature` of them find candidates.
  var terms: [Term]
  var signature: Int
  var surfaces: [UInt8]
  /// Eight bytes that copies of the text share mostly; 0 when the text is too short to say.
  var fingerprint: UInt64
  /// Of the headline's words.
  var title: UInt32
  /// Titles that the page names, as `title`.
  var named: [UInt32]
}

/// Term frequencies in eight steps, roughly 1 + ln of the count.
enum Level {
  /// In 16ths, for counts 1, 2, 3, 4, 6, 9, 14, 24.
  @inline(__always)
  static func value(_ level: Int) -> Int64 {
    Int64(truncatingIfNeeded: 0x433A_332D_2622_1B10 as UInt64 >> UInt64(level * 8) & 0xFF)
  }

  static func of(_ count: UInt32) -> UInt8 {
    switch count {
    case 0...1: 0
    case 2: 1
    case 3: 2
    case 4: 3
    case 5...7: 4
    case 8...11: 5
    case 12...18: 6
    default: 7
    }
  }
}

/// Makes profiles; keeps its tables from one article to the next.
struct Profiler {
  private struct Entry {
    var hash: UInt64
    var count: UInt32
    var surface: Int
    var length: Int
    var isShort: Bool
  }

  private let settings: RelateSettings
  private let prior: Prior
  private var segmenter = Words()
  private var slots = [Int32](repeating: -1, count: 1 << 11)
  private var entries: [Entry] = []
  private var surfaces: [UInt8] = []
  private var shingles = Shingles()

  init(settings: RelateSettings, prior: Prior) {
    self.settings = settings
    self.prior = prior
  }

  /// The profile of an article.
  ///
  /// Cost: linear in its text.
  mutating func profile(of input: RelateInput) -> Profile {
    forget()
    let language = language(of: input)
    let family = Stem.Family(language: prior.languages.isEmpty ? nil : prior.languages[language])
    count(input.headline, family)
    if let dek = input.dek { count(dek, family) }
    count(input.text, family, leadWords: settings.leadWords, isBody: true)
    var profile = heaviest(language)
    profile.fingerprint = shingles.fingerprint
    profile.title = titleHash(input.headline)
    profile.named = input.links.map { titleHash($0) }.sorted()
    return profile
  }

  private mutating func language(of input: RelateInput) -> Int {
    if let tag = input.language, let number = prior.number(of: tag) { return number }
    if prior.languages.count < 2 { return 0 }
    let sample = Array(input.text.utf8.prefix(1000))
    return prior.language(of: sample.span, &segmenter) ?? 0
  }

  private mutating func forget() {
    if slots.count > 1 << 12 {
      slots = [Int32](repeating: -1, count: 1 << 11)
    } else {
      for index in slots.indices { slots[index] = -1 }
    }
    entries.removeAll(keepingCapacity: true)
    surfaces.removeAll(keepingCapacity: true)
    shingles = Shingles()
  }

  private mutating func count(
    _ text: String, _ family: Stem.Family, leadWords: Int = 0, isBody: Bool = false
  ) {
    let bytes = text.utf8Span.span
    var number = 0
    var words = segmenter
    words.scan(bytes, family: family) { word in
      add(word, weight: number < leadWords ? 2 : 1, bytes)
      if isBody { shingles.add(word.hash) }
      number += 1
    }
    segmenter = words
  }

  private mutating func add(_ word: Words.Word, weight: UInt32, _ text: borrowing Span<UInt8>) {
    let slot = find(word.hash)
    if slots[slot] >= 0 {
      entries[Int(slots[slot])].count &+= weight
      return
    }
    slots[slot] = Int32(entries.count)
    let surface = surfaces.count
    for index in word.range.prefix(40) { surfaces.append(text[index]) }
    entries.append(
      Entry(
        hash: word.hash, count: weight, surface: surface, length: surfaces.count - surface,
        isShort: word.isShort))
    if entries.count * 2 > slots.count { grow() }
  }

  /// The slot of a term, or the empty one where it belongs.
  private func find(_ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0, entries[Int(slots[slot])].hash != hash {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (number, entry) in entries.enumerated() { slots[find(entry.hash)] = Int32(number) }
  }

  /// The terms with the greatest product of frequency and static weight; ties by hash.
  private func heaviest(_ language: Int) -> Profile {
    var terms: [(impact: Int32, term: Profile.Term)] = []
    terms.reserveCapacity(entries.count)
    for entry in entries {
      let weight =
        prior.weight(of: entry.hash, language: language)
        ?? (entry.isShort ? Prior.short : Prior.rarest)
      let level = Level.of(entry.count)
      terms.append(
        (
          Int32(Level.value(Int(level))) * (Int32(weight) - 22),
          Profile.Term(
            hash: Self.identity(entry.hash, weight), level: level, weight: weight,
            surface: entry.surface..<entry.surface + entry.length)
        ))
    }
    terms.sort {
      $0.impact == $1.impact ? $0.term.hash < $1.term.hash : $0.impact > $1.impact
    }
    let kept = terms.prefix(settings.termsPerArticle).map(\.term)
    return Profile(
      terms: kept, signature: min(kept.count, settings.signatureTerms), surfaces: surfaces,
      fingerprint: 0, title: 0, named: [])
  }

  /// The same word is another term where it is common and where it is not (German and English `die`), so that a
  /// term has one weight.
  private static func identity(_ hash: UInt64, _ weight: UInt16) -> UInt64 {
    weight == Prior.rarest ? hash : mixed(hash &+ UInt64(weight) &* 0x9E37_79B9_7F4A_7C15)
  }

  private mutating func titleHash(_ title: String) -> UInt32 {
    var hash: UInt64 = 1
    segmenter.scan(title.utf8Span.span, family: .none) { hash = mixed(hash &* 31 &+ $0.hash) }
    return UInt32(truncatingIfNeeded: hash)
  }
}

/// A one-permutation min-hash of a text's runs of three words (Li, Owen and Zhang 2012).
struct Shingles {
  private var least = [UInt64](repeating: .max, count: 8)
  private var before: (UInt64, UInt64) = (0, 0)
  private var count = 0

  mutating func add(_ word: UInt64) {
    let hash = mixed(word &+ before.1 &* 3 &+ before.0 &* 5)
    before = (before.1, word)
    count += 1
    guard count > 2 else { return }
    let bucket = Int(hash >> 61)
    least[bucket] = min(least[bucket], hash & (.max >> 3))
  }

  /// One byte a bucket; 0 below 40 words, where chance decides too much.
  var fingerprint: UInt64 {
    guard count >= 40 else { return 0 }
    return least.reduce(0) { $0 << 8 | mixed($1) & 0xFF }
  }

  /// The share of equal bytes of two fingerprints, 0…1.
  static func agreement(_ a: UInt64, _ b: UInt64) -> Double {
    guard a != 0, b != 0 else { return 0 }
    var difference = a ^ b
    var equal = 0
    for _ in 0..<8 {
      if difference & 0xFF == 0 { equal += 1 }
      difference >>= 8
    }
    return Double(equal) / 8
  }
}
