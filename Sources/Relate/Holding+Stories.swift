import FeedModel

extension Holding {
  /// Adds articles and finds each its story; in the order given.
  mutating func insert(_ inputs: [RelateInput]) -> [Placement] {
    let known = inputs.map { slot(of: $0.id).flatMap { story(of: $0) } }
    for id in inputs.lazy.map(\.id) { if let old = slot(of: id) { leaveStory(old) } }
    let (slots, changed) = add(inputs)
    for (index, slot) in slots.enumerated() where isCurrent(slot, inputs[index].id) {
      if !stories.isPlaced(slot) { open(slot, known[index]) }
    }
    var merged: [StoryID: Set<StoryID>] = [:]
    let moved = relink(byAge(changed), &merged)
    return inputs.enumerated().map { index, input in
      let story = self.slot(of: input.id).flatMap { self.story(of: $0) } ?? StoryID(input.id)
      let absorbed = (merged[story] ?? []).subtracting([story])
      return Placement(
        id: input.id, story: story, merged: absorbed.sorted(), moved: index == 0 ? moved : [])
    }
  }

  /// Adds articles whose stories are known.
  mutating func restore(_ inputs: [(RelateInput, StoryID)]) {
    for (input, _) in inputs { if let old = slot(of: input.id) { leaveStory(old) } }
    let (slots, changed) = add(inputs.map(\.0))
    for draft in drafts(of: changed) { spreads[draft.slot] = draft.spread }
    for (index, slot) in slots.enumerated() where isCurrent(slot, inputs[index].0.id) {
      if !stories.isPlaced(slot) { open(slot, inputs[index].1) }
    }
  }

  /// Takes an article out; its story goes on, in parts if it was what held it together.
  mutating func remove(_ id: ItemID) {
    guard let slot = slot(of: id) else { return }
    leaveStory(slot)
    var merged: [StoryID: Set<StoryID>] = [:]
    _ = relink(byAge(drop(slot)), &merged)
  }

  /// Whether `slot` still is the article of `id` (an id twice in one batch has its last place only).
  private func isCurrent(_ slot: Int, _ id: ItemID) -> Bool { self.slot(of: id) == slot }

  /// The story of the article in `slot`.
  func story(of slot: Int) -> StoryID? { stories.names.story(of: slot, ids) }

  /// A member of a story, nil when it has none.
  func member(of story: StoryID) -> Int? {
    stories.names.member(of: story, opener: slot(of: story.item))
  }

  /// Puts an article into the story it had formerly, or opens one of it alone.
  private mutating func open(_ slot: Int, _ former: StoryID?) {
    let story = former ?? StoryID(ids[slot])
    stories.lay([slot], as: story, opener: self.slot(of: story.item), with: member(of: story))
  }

  /// Draws the story links of `changed` anew, whose neighbours are others than before.
  ///
  /// All links are judged on the same state before any is drawn. Articles that fall out of a story come back with
  /// the story that they are in now.
  private mutating func relink(
    _ changed: [Int], _ merged: inout [StoryID: Set<StoryID>]
  ) -> [Placement.Move] {
    let verdicts = judgements(of: changed)
    for link in verdicts where !link.holds { stories.unlink(link.a, link.b) }
    for link in verdicts where link.holds { unite(link.a, link.b, &merged) }
    var moved: [Placement.Move] = []
    var whole: Set<Int> = []
    for link in verdicts where !link.holds && stories.areOne(link.a, link.b) {
      guard !whole.contains(link.a) else { continue }
      whole.formUnion(splitStory(link.a, &moved))
    }
    return moved.sorted { $0.id < $1.id }
  }

  /// A link between two articles of one story: to be drawn, or to be cut.
  private struct Verdict: Sendable {
    var a: Int
    var b: Int
    var holds: Bool
  }

  /// An article whose neighbours have changed, and what is known of its links before all such articles are.
  private struct Draft: Sendable {
    var slot: Int
    /// Length of its smoothed vector.
    var spread: Float
    /// Products of the smoothed vectors with those of articles that may be of its story.
    var products: [Candidate] = []
  }

  private func drafts(of changed: [Int]) -> [Draft] {
    inParallel(changed.count) { range in
      scratches.with { scratch in changed[range].map { draft($0, &scratch) } }
    }
  }

  private func draft(_ slot: Int, _ scratch: inout Scratch) -> Draft {
    var draft = Draft(slot: slot, spread: prepare(slot, &scratch))
    guard inverseLengths[slot] > 0, stories.isPlaced(slot) else { return draft }
    let floor = settings.storyFloor * 65535
    let near = nearest(of: slot).filter { Double($0.score) >= floor }.map(\.slot)
    let linked = stories.links.others(slot).filter { !near.contains($0) }
    for other in near + linked where !stories.isPinned(slot, Int(other)) {
      let product = smoothedProduct(Int(other), &scratch)
      draft.products.append(Candidate(slot: other, score: product))
    }
    return draft
  }

  /// Which neighbours of each of `changed` report the same event, and which links of it no longer hold.
  private mutating func judgements(of changed: [Int]) -> [Verdict] {
    let drafts = drafts(of: changed)
    for draft in drafts { spreads[draft.slot] = draft.spread }
    return verdicts(on: drafts)
  }

  private func verdicts(on drafts: [Draft]) -> [Verdict] {
    inParallel(drafts.count) { range in
      drafts[range].flatMap { draft in
        draft.products.compactMap { verdict(draft.slot, Int($0.slot), product: $0.score) }
      }
    }
  }

  private func verdict(_ slot: Int, _ other: Int, product: Float) -> Verdict? {
    let score = Double(smoothedScore(slot, other, product))
    let holds = threshold(slot, other).map { score >= $0 } ?? false && isEvident(slot, other)
    guard holds || stories.links.holds(slot, other) else { return nil }
    return Verdict(a: slot, b: other, holds: holds)
  }

  /// Divides the story of `slot` where direct links no longer hold it together.
  ///
  /// - Returns: all that were its members; direct links now hold together whatever story each is in.
  private mutating func splitStory(_ slot: Int, _ moved: inout [Placement.Move]) -> [Int] {
    let members = byAge(stories.ring(slot))
    let parts = stories.parts(of: members)
    guard let story = story(of: slot), parts.count > 1 else { return members }
    divide(parts, story)
    for member in members {
      guard let now = self.story(of: member), now != story else { continue }
      moved.append(Placement.Move(id: ids[member], story: now))
    }
    return members
  }

  /// Lays out the parts of a story.
  ///
  /// The opener's part, else the one with the oldest article, keeps the id; each other part is named for its
  /// oldest article. `parts` come by their oldest articles.
  private mutating func divide(_ parts: [[Int]], _ story: StoryID) {
    let opener = self.slot(of: story.item)
    let keeper = opener.flatMap { opener in parts.firstIndex { $0.contains(opener) } } ?? 0
    for (index, part) in parts.enumerated() {
      let oldest = oldest(of: part)
      if index == keeper {
        stories.lay(part, as: story, opener: opener)
      } else {
        let name = StoryID(ids[oldest])
        stories.lay(part, as: name, opener: oldest, with: member(of: name))
      }
    }
  }

  /// The similarity that makes two articles one story; nil when they are too far apart in time.
  func threshold(_ a: Int, _ b: Int) -> Double? {
    let gap = abs(published[a].seconds - published[b].seconds)
    guard gap <= settings.storyWindowSeconds else { return nil }
    let age = Double(gap) / Double(max(1, settings.storyWindowSeconds))
    return settings.storyThreshold + settings.storyAgeing * age
  }

  private mutating func unite(
    _ a: Int, _ b: Int, _ merged: inout [StoryID: Set<StoryID>]
  ) {
    guard let first = story(of: a), let second = story(of: b) else { return }
    stories.link(a, b)
    guard first != second else { return }
    let isFirst = age(oldest(of: stories.ring(a))) < age(oldest(of: stories.ring(b)))
    let (kept, lost) = isFirst ? (first, second) : (second, first)
    stories.forget(lost)
    stories.join(a, b, as: kept, opener: slot(of: kept.item))
    merged[kept, default: []].formUnion((merged.removeValue(forKey: lost) ?? []).union([lost]))
  }

  /// Takes an article out of its story; what direct links no longer hold together falls apart.
  private mutating func leaveStory(_ slot: Int) {
    guard let story = story(of: slot) else { return }
    let rest = byAge(stories.ring(slot).filter { $0 != slot })
    stories.takeOut(slot)
    if rest.isEmpty { stories.forget(story) } else { divide(stories.parts(of: rest), story) }
  }
}
