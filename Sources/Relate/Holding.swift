import FeedModel

/// What the index holds: the terms of every article, who has a term, and the stories.
struct Holding {
  struct Entry {
    var story: StoryID
    var published: Instant
    var counts: [UInt64: Int]
    var words: [UInt64: String]
    var length: Int
  }

  let settings: RelateSettings
  private(set) var entries: [ItemID: Entry] = [:]
  private var postings: [UInt64: Set<ItemID>] = [:]

  init(settings: RelateSettings) { self.settings = settings }

  mutating func insert(_ input: RelateInput) -> Placement {
    let kept = entries[input.id]?.story
    restore(input, kept ?? StoryID(input.id))
    guard kept == nil, let best = nearest(input.id).first, best.score >= settings.storyThreshold,
      let other = entries[best.id],
      abs(other.published.seconds - input.published.seconds) <= settings.storyWindowSeconds
    else { return Placement(id: input.id, story: kept ?? StoryID(input.id)) }
    entries[input.id]?.story = other.story
    return Placement(id: input.id, story: other.story)
  }

  mutating func restore(_ input: RelateInput, _ story: StoryID) {
    remove(input.id)
    var terms = Terms()
    terms.add(input.headline, weight: 3)
    terms.add(input.dek ?? "", weight: 2)
    terms.add(input.text, weight: 1)
    for hash in terms.counts.keys { postings[hash, default: []].insert(input.id) }
    entries[input.id] = Entry(
      story: story, published: input.published, counts: terms.counts, words: terms.words,
      length: terms.counts.values.reduce(0, +))
  }

  mutating func remove(_ id: ItemID) {
    guard let entry = entries.removeValue(forKey: id) else { return }
    for hash in entry.counts.keys {
      postings[hash]?.remove(id)
      if postings[hash]?.isEmpty == true { postings[hash] = nil }
    }
  }

  func weight(_ hash: UInt64) -> Double {
    logarithm((Double(entries.count) + 1000) / (Double(postings[hash]?.count ?? 0) + 1))
  }

  /// The similarity of two entries and what each shared term gives to it, in the order of hashes.
  func similarity(_ a: Entry, _ b: Entry) -> [(hash: UInt64, share: Double)] {
    let normA = norm(a)
    let normB = norm(b)
    guard normA > 0, normB > 0 else { return [] }
    return a.counts.keys.filter { b.counts[$0] != nil }.sorted().map { hash in
      let w = weight(hash)
      let product = damped(a.counts[hash]) * damped(b.counts[hash]) * w * w
      return (hash, product / (normA * normB).squareRoot())
    }
  }

  private func norm(_ entry: Entry) -> Double {
    entry.counts.keys.sorted().reduce(0) { sum, hash in
      let value = damped(entry.counts[hash]) * weight(hash)
      return sum + value * value
    }
  }

  private func damped(_ count: Int?) -> Double {
    let count = Double(count ?? 0)
    return count / (count + 1.2)
  }

  func nearest(_ id: ItemID) -> [Neighbour] {
    guard let entry = entries[id] else { return [] }
    var candidates: Set<ItemID> = []
    for hash in entry.counts.keys { candidates.formUnion(postings[hash] ?? []) }
    candidates.remove(id)
    return candidates.compactMap { other in
      entries[other].map {
        Neighbour(id: other, score: min(1, similarity(entry, $0).reduce(0) { $0 + $1.share }))
      }
    }.sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
  }

  func members(of story: StoryID) -> [ItemID] {
    entries.filter { $0.value.story == story }.sorted {
      ($0.value.published, $0.key) < ($1.value.published, $1.key)
    }.map(\.key)
  }

  func sameStory(_ id: ItemID, before: Instant?) -> [Neighbour] {
    guard let entry = entries[id] else { return [] }
    return nearest(id).filter { neighbour in
      guard let other = entries[neighbour.id], other.story == entry.story else { return false }
      return before.map { other.published < $0 } ?? true
    }
  }

  func related(_ id: ItemID, before: Instant?) -> [Neighbour] {
    guard let entry = entries[id] else { return [] }
    var taken: [StoryID: Int] = [:]
    return nearest(id).filter { neighbour in
      guard neighbour.score >= settings.relatedThreshold, let other = entries[neighbour.id],
        other.story != entry.story, before.map({ other.published < $0 }) ?? true
      else { return false }
      taken[other.story, default: 0] += 1
      return taken[other.story, default: 0] <= settings.perStoryLimit
    }
  }

  func why(_ a: ItemID, _ b: ItemID) -> Explanation {
    var answer = Explanation(
      a: a, b: b, verdict: .unknown, similarity: 0, timeFactor: 1, shared: [],
      storyA: entries[a]?.story, storyB: entries[b]?.story, lines: [])
    guard let first = entries[a], let second = entries[b] else {
      answer.lines = ["\(entries[a] == nil ? a.urn : b.urn) is not in the archive"]
      return answer
    }
    let shares = similarity(first, second)
    answer.similarity = min(1, shares.reduce(0) { $0 + $1.share })
    answer.shared = shares.sorted {
      $0.share == $1.share ? $0.hash < $1.hash : $0.share > $1.share
    }.map {
      Explanation.SharedTerm(term: first.words[$0.hash] ?? "", weight: $0.share, isName: false)
    }
    answer.verdict =
      a == b
      ? .same
      : first.story == second.story
        ? .sameStory : answer.similarity >= settings.relatedThreshold ? .related : .unrelated
    answer.lines = ["verdict: \(answer.verdict.rawValue)", "similarity: \(answer.similarity)"]
    return answer
  }
}

/// The natural logarithm of a positive number, by the series of atanh: the same bits on every machine.
func logarithm(_ x: Double) -> Double {
  let mantissa = x.significand
  let z = (mantissa - 1) / (mantissa + 1)
  var term = z
  var sum = 0.0
  for k in 0..<24 {
    sum += term / Double(2 * k + 1)
    term *= z * z
  }
  return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
}
