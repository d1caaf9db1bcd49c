import FeedModel
import Synchronization

/// Profilers for as many threads as work at a time.
final class ProfilerPool: Sendable {
  private let settings: RelateSettings
  private let prior: Prior
  private let idle = Mutex<[Profiler]>([])

  init(settings: RelateSettings, prior: Prior) {
    self.settings = settings
    self.prior = prior
  }

  /// Runs `body` with a profiler that no other thread has.
  func with<Answer>(_ body: (inout Profiler) -> Answer) -> Answer {
    var profiler =
      idle.withLock { $0.popLast() } ?? Profiler(settings: settings, prior: prior)
    let answer = body(&profiler)
    let used = profiler
    idle.withLock { $0.append(used) }
    return answer
  }
}

/// Makes profiles; keeps its tables from one article to the next.
struct Profiler: Sendable {
  /// A term of the article in hand.
  private struct Entry: Sendable {
    var hash: UInt64
    var count: UInt32
    /// Where it stands first, in the text numbered `part`.
    var start: UInt32
    var length: UInt8
    var part: UInt8
    var isShort: Bool
  }

  private let settings: RelateSettings
  private let prior: Prior
  private var segmenter = Words()
  private var slots = [Int32](repeating: -1, count: 1 << 11)
  private var entries: [Entry] = []
  /// How many terms have each impact, in 16ths; all zero between articles.
  private var impacts = [UInt32](repeating: 0, count: 2048)
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
    let parts = [input.headline, input.dek ?? "", input.text]
    for part in parts.indices { count(parts[part], UInt8(part), family) }
    var profile = heaviest(language, parts)
    profile.fingerprint = shingles.fingerprint
    profile.title = titleHash(input.headline)
    profile.named = input.links.map { titleHash($0) }.sorted()
    return profile
  }

  private mutating func language(of input: RelateInput) -> Int {
    if let tag = input.language, let number = prior.number(of: tag) { return number }
    if prior.languages.count < 2 { return 0 }
    let text = input.text.utf8Span.span
    // Most texts tell by their first lines.
    for length in [400, 1000] {
      let sample = text.extracting(0..<min(length, text.count))
      let least = length == 400 && text.count > length ? 6 : 3
      if let number = prior.language(of: sample, least: least, &segmenter) {
        return number
      }
    }
    return 0
  }

  private mutating func forget() {
    if slots.count > 1 << 12 {
      slots = [Int32](repeating: -1, count: 1 << 11)
    } else {
      for index in slots.indices { slots[index] = -1 }
    }
    entries.removeAll(keepingCapacity: true)
    shingles = Shingles()
  }

  /// Counts the words of a text: the first is the headline, the third the body, whose first words count twice.
  private mutating func count(_ text: String, _ part: UInt8, _ family: Stem.Family) {
    let isBody = part == 2
    let leadWords = isBody ? settings.leadWords : 0
    let weight: UInt32 = part == 0 ? settings.headlineWeight : 1
    var number = 0
    var words = segmenter
    words.scan(text.utf8Span.span, family: family) { word in
      add(word, weight: number < leadWords ? 2 : weight, part)
      if isBody { shingles.add(word.hash) }
      number += 1
    }
    segmenter = words
  }

  private mutating func add(_ word: Words.Word, weight: UInt32, _ part: UInt8) {
    let slot = find(word.hash)
    if slots[slot] >= 0 {
      entries[Int(slots[slot])].count &+= weight
      return
    }
    slots[slot] = Int32(entries.count)
    entries.append(
      Entry(
        hash: word.hash, count: weight, start: UInt32(truncatingIfNeeded: word.range.lowerBound),
        length: UInt8(min(40, word.range.count)), part: part, isShort: word.isShort))
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
  private mutating func heaviest(_ language: Int, _ parts: [String]) -> Profile {
    var terms: [(impact: Int32, entry: Int32, term: Profile.Term)] = []
    terms.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      let weight =
        prior.weight(of: entry.hash, language: language)
        ?? (entry.isShort ? Prior.short : Prior.rarest)
      let level = Level.of(entry.count)
      let impact = Int32(Level.value(Int(level))) * max(0, Int32(weight) - 22)
      impacts[min(impacts.count - 1, Int(impact >> 4))] += 1
      let hash = Self.identity(entry.hash, weight)
      terms.append(
        (
          impact, Int32(number),
          Profile.Term(hash: hash, level: level, weight: weight, surface: 0..<0)
        ))
    }
    let least = leastImpact()
    terms.removeAll { $0.impact < least }
    terms.sort {
      $0.impact == $1.impact ? $0.term.hash < $1.term.hash : $0.impact > $1.impact
    }
    var kept: [Profile.Term] = []
    var surfaces: [UInt8] = []
    for (_, number, term) in terms.prefix(settings.termsPerArticle) {
      let entry = entries[Int(number)]
      let text = parts[Int(entry.part)].utf8Span.span
      let start = surfaces.count
      for index in 0..<Int(entry.length) { surfaces.append(text[Int(entry.start) + index]) }
      kept.append(term)
      kept[kept.count - 1].surface = start..<surfaces.count
    }
    return Profile(terms: kept, surfaces: surfaces, fingerprint: 0, title: 0, named: [])
  }

  /// An impact that as many terms as are kept reach, or a few more; empties the counts.
  private mutating func leastImpact() -> Int32 {
    var bucket = impacts.count
    var sum = 0
    while bucket > 0, sum < settings.termsPerArticle {
      bucket -= 1
      sum += Int(impacts[bucket])
    }
    for index in impacts.indices { impacts[index] = 0 }
    return Int32(bucket) << 4
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
