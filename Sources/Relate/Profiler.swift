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
  private let settings: RelateSettings
  private let prior: Prior
  private var segmenter = Words()
  private var tally = Tally()
  /// How much each term of the tally weighs.
  private var weighed: [Weighed] = []
  /// Those that may be among the heaviest.
  private var ranked: [Ranked] = []
  /// How many terms have each impact, in 64ths; all zero between articles.
  private var impacts = [UInt32](repeating: 0, count: 512)

  init(settings: RelateSettings, prior: Prior) {
    self.settings = settings
    self.prior = prior
  }

  /// The profile of an article.
  ///
  /// Cost: linear in its text.
  mutating func profile(of input: RelateInput) -> Profile {
    tally.forget()
    let language = language(of: input)
    let family = Stem.Family(language: prior.languages.isEmpty ? nil : prior.languages[language])
    let parts = [input.headline, input.dek ?? "", input.text]
    for part in parts.indices {
      Self.count(parts[part], UInt8(part), family, settings, &segmenter, &tally)
    }
    var profile = heaviest(language, parts)
    profile.fingerprint = tally.shingles.fingerprint
    profile.title = titleHash(input.headline)
    profile.named = input.links.map { titleHash($0) }.sorted()
    return profile
  }

  private mutating func language(of input: RelateInput) -> Int {
    if let tag = input.language, let number = prior.number(of: tag) { return number }
    if prior.languages.count < 2 { return 0 }
    let text = input.text.utf8Span.span
    // Most texts tell by their first lines.
    for length in [240, 400, 1000] {
      let sample = text.extracting(0..<min(length, text.count))
      let least = length < 1000 && text.count > length ? 6 : 3
      if let number = prior.language(of: sample, least: least, &segmenter) {
        return number
      }
    }
    return 0
  }

  /// Counts the words of a text: the first is the headline, the third the body, whose first words count twice.
  private static func count(
    _ text: String, _ part: UInt8, _ family: Stem.Family, _ settings: RelateSettings,
    _ segmenter: inout Words, _ tally: inout Tally
  ) {
    let isBody = part == 2
    let leadWords = isBody ? settings.leadWords : 0
    let weight: UInt32 = part == 0 ? settings.headlineWeight : 1
    let words = isBody ? settings.bodyWords : .max
    var number = 0
    segmenter.scan(text.utf8Span.span, family: family, while: { number < words }) { word in
      tally.add(word, weight: number < leadWords ? 2 : weight, part)
      if isBody { tally.shingles.add(word.hash) }
      number += 1
    }
  }

  /// What a term of the tally weighs in the article.
  private struct Weighed: Sendable {
    var impact: Int32
    var weight: UInt16
    var level: UInt8
  }

  /// A term among the heaviest: by impact, then by hash.
  private struct Ranked: Comparable, Sendable {
    /// The impact, turned round, and the highest bits of the hash.
    private let key: UInt64
    let hash: UInt64
    let entry: Int

    init(impact: Int32, hash: UInt64, entry: Int) {
      key = (0xF_FFFF - UInt64(impact)) << 44 | hash >> 20
      self.hash = hash
      self.entry = entry
    }

    static func < (a: Self, b: Self) -> Bool { a.key < b.key }
  }

  /// The terms with the greatest product of frequency and static weight; ties by hash.
  private mutating func heaviest(_ language: Int, _ parts: [String]) -> Profile {
    weighed.removeAll(keepingCapacity: true)
    for entry in tally.entries {
      let weight =
        prior.weight(of: entry.hash, language: language)
        ?? (entry.isShort ? Prior.short : Prior.rarest)
      let level = Level.of(entry.count)
      let impact = Int32(Level.value(Int(level))) * max(0, Int32(weight) - 22)
      impacts[min(impacts.count - 1, Int(impact >> 6))] += 1
      weighed.append(Weighed(impact: impact, weight: weight, level: level))
    }
    let least = leastImpact()
    ranked.removeAll(keepingCapacity: true)
    for (number, term) in weighed.enumerated() where term.impact >= least {
      let hash = Self.identity(tally.entries[number].hash, term.weight)
      ranked.append(Ranked(impact: term.impact, hash: hash, entry: number))
    }
    ranked.sort()
    var kept: [Profile.Term] = []
    var surfaces: [UInt8] = []
    kept.reserveCapacity(settings.termsPerArticle)
    surfaces.reserveCapacity(8 * settings.termsPerArticle)
    for best in ranked.prefix(settings.termsPerArticle) {
      let entry = tally.entries[best.entry]
      let start = surfaces.count
      parts[Int(entry.part)].utf8Span.span.withUnsafeBytes { text in
        surfaces.append(contentsOf: text[Int(entry.start)..<Int(entry.start) + Int(entry.length)])
      }
      let term = weighed[best.entry]
      kept.append(
        Profile.Term(
          hash: best.hash, level: term.level, weight: term.weight, surface: start..<surfaces.count))
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
    impacts.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    return Int32(bucket) << 6
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
