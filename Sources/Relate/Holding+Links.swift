import FeedModel

extension Holding {
  /// Articles by smoothed similarity to `slot`, best first, ties by id; at least `limit` of them if there are, and `named`.
  func ranked(
    _ slot: Int, limit: Int, named: [Int] = [], _ scratch: inout Scratch,
    where isWanted: ((Int) -> Bool)? = nil
  ) -> [Candidate] {
    guard limit > 0, inverseLengths[slot] > 0 else { return [] }
    var found = candidates(
      of: slot, limit: max(settings.pool, limit), &scratch, where: isWanted)
    var seen = Set(found.map(\.slot))
    seen.insert(UInt32(slot))
    for candidate in found.sorted(by: { precedes($0, $1) }).prefix(8) {
      for near in nearest(of: Int(candidate.slot)) {
        guard isWanted?(Int(near.slot)) ?? true, seen.insert(near.slot).inserted else { continue }
        found.append(Candidate(slot: near.slot, score: 0))
      }
    }
    for other in named where isWanted?(other) ?? true && seen.insert(UInt32(other)).inserted {
      found.append(Candidate(slot: UInt32(other), score: 0))
    }
    prepareLearned(slot, &scratch)
    for index in found.indices {
      found[index].score = smoothedScore(slot, Int(found[index].slot), &scratch)
    }
    found.sort { precedes($0, $1) }
    return found
  }

  func nearest(_ id: ItemID, limit: Int, _ scratch: inout Scratch) -> [Neighbour] {
    guard let slot = slot(of: id) else { return [] }
    return ranked(slot, limit: limit, &scratch).prefix(max(0, limit)).map(neighbour)
  }

  func members(of story: StoryID) -> [ItemID] {
    guard let member = member(of: story) else { return [] }
    return byAge(stories.ring(member)).map { ids[$0] }
  }

  func sameStory(_ id: ItemID, limit: Int, before: Instant?, _ scratch: inout Scratch)
    -> [Neighbour]
  {
    guard let slot = slot(of: id), limit > 0 else { return [] }
    var others = stories.ring(slot).filter { $0 != slot }
    if let before { others = others.filter { published[$0] < before } }
    guard !others.isEmpty else { return [] }
    prepareLearned(slot, &scratch)
    let ranked = others.map {
      Candidate(slot: UInt32($0), score: smoothedScore(slot, $0, &scratch))
    }.sorted { precedes($0, $1) }
    var kept: [Candidate] = []
    for candidate in ranked where kept.count < limit {
      if !isCopy(Int(candidate.slot), ofAny: kept, slot) { kept.append(candidate) }
    }
    return kept.map(neighbour)
  }

  func related(_ id: ItemID, limit: Int, before: Instant?, _ scratch: inout Scratch) -> [Neighbour]
  {
    guard let slot = slot(of: id), limit > 0 else { return [] }
    let isWanted: (Int) -> Bool = { other in
      !stories.areOne(slot, other) && (before.map { published[other] < $0 } ?? true)
    }
    let titles = named[UInt32(slot)] ?? []
    let named = titled(titles)
    var scored: [Candidate] = []
    for candidate in ranked(slot, limit: limit, named: named, &scratch, where: isWanted) {
      let other = Int(candidate.slot)
      let bonus = titles.contains(self.titles[other]) ? settings.namedLinkBonus : 0
      guard Double(candidate.score) + bonus >= settings.relatedThreshold,
        bonus > 0 || isEvident(slot, other)
      else { continue }
      let score = min(1, (Double(candidate.score) + bonus) * timeFactor(slot, other))
      scored.append(Candidate(slot: candidate.slot, score: Float(score)))
    }
    scored.sort { precedes($0, $1) }
    var perStory: [UInt32: Int] = [:]
    var kept: [Candidate] = []
    for candidate in scored where kept.count < limit {
      let other = Int(candidate.slot)
      let story = stories.names.codes[other]
      if story != 0 {
        guard perStory[story, default: 0] < settings.perStoryLimit else { continue }
        guard !isCopy(other, ofAny: kept, slot) else { continue }
        perStory[story, default: 0] += 1
      }
      kept.append(candidate)
    }
    return kept.map(neighbour)
  }

  /// The articles whose headlines have these hashes.
  ///
  /// Cost: a look at every headline's hash, where there are any to look for.
  private func titled(_ hashes: [UInt32]) -> [Int] {
    guard !hashes.isEmpty else { return [] }
    return titles.indices.filter {
      hashes.contains(titles[$0]) && table.slot(of: ids[$0], in: ids) == $0
    }
  }

  /// What remains of a related article's score by its distance in time, `1 - timeWeight`…1.
  func timeFactor(_ a: Int, _ b: Int) -> Double {
    let gap = Double(abs(published[a].seconds - published[b].seconds))
    let halves = gap / Double(max(1, settings.halfLifeSeconds))
    return 1 - settings.timeWeight * (1 - exponential(-0.693_147_180_559_945_3 * min(halves, 50)))
  }

  /// Whether two articles are copies of one text.
  func isCopy(_ a: Int, _ b: Int) -> Bool {
    Shingles.agreement(fingerprints[a], fingerprints[b]) >= settings.copyThreshold
      || titles[a] == titles[b] && fingerprints[a] == 0 && fingerprints[b] == 0
  }

  private func isCopy(_ slot: Int, ofAny kept: [Candidate], _ origin: Int) -> Bool {
    isCopy(slot, origin) || kept.contains { isCopy(slot, Int($0.slot)) }
  }

  private func neighbour(_ candidate: Candidate) -> Neighbour {
    Neighbour(id: ids[Int(candidate.slot)], score: Double(candidate.score))
  }
}
