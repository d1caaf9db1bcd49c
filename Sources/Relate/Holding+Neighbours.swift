import FeedModel

/// An article and its similarity to another by their own terms, in 65535ths.
struct Near: Sendable {
  var slot: UInt32
  var score: UInt16
}

// Of each article more of the nearest are kept than count, so that the loss of one rarely calls for a search: always the first
// of all there are, as many as are known. `isCut` says that there may be more than those.
extension Holding {
  /// How many of the nearest are kept at most.
  var kept: Int { settings.neighbours + 4 }

  /// The places of those that count.
  func neighbourRange(_ slot: Int) -> Range<Int> {
    slot * kept..<slot * kept + settings.neighbours
  }

  private func keptRange(_ slot: Int) -> Range<Int> { slot * kept..<(slot + 1) * kept }

  private func holds(_ slot: Int, _ other: Int) -> Bool {
    keptRange(slot).contains { nearSlots[$0] == UInt32(other) }
  }

  /// The articles remembered as nearest of `slot`, best first.
  func nearest(of slot: Int) -> [Near] { near(neighbourRange(slot)) }

  private func near(_ range: Range<Int>) -> [Near] {
    range.lazy.filter { nearSlots[$0] != .max }.map {
      Near(slot: nearSlots[$0], score: nearScores[$0])
    }
  }

  /// Says what the nearest articles of `slot` ask of others.
  mutating func setGate(_ slot: Int) {
    gates[slot] = isCut[slot] ? Self.bound(last(of: slot)?.score ?? 1) : 0
  }

  /// The last article that `slot` keeps.
  private func last(of slot: Int) -> Near? {
    for place in keptRange(slot).reversed() where nearSlots[place] != .max {
      return Near(slot: nearSlots[place], score: nearScores[place])
    }
    return nil
  }

  /// Finds the nearest articles anew of all `slots` that don't know enough of them; those that now have other ones than
  /// before come back, ascending, `slots` included.
  mutating func renewNeighbours(of slots: [Int]) -> [Int] {
    let searched = Set(slots.filter { isShort($0) })
    // Nobody need offer anything to these: their own search sees all.
    for slot in searched { gates[slot] = Gates.shut }
    let searches = searches(searched.sorted())
    var changed = Set(slots)
    for search in searches {
      setNeighbours(of: search.slot, search.nearest, isCut: search.nearest.count == kept)
    }
    for search in searches {
      for offer in search.offers where !searched.contains(Int(offer.slot)) {
        if take(Near(slot: UInt32(search.slot), score: offer.score), for: Int(offer.slot)) {
          changed.insert(Int(offer.slot))
        }
      }
    }
    return changed.sorted()
  }

  /// Whether too few of the nearest of `slot` are known.
  private func isShort(_ slot: Int) -> Bool {
    isCut[slot] && nearSlots[neighbourRange(slot).upperBound - 1] == .max
  }

  private func searches(_ slots: [Int]) -> [Search] {
    inParallel(slots.count, grain: 3) { range in
      scratches.with { scratch in slots[range].map { search($0, &scratch) } }
    }
  }

  /// Keeps an article among the nearest of `slot` if it is near enough; true when it then is one of those that count.
  private mutating func take(_ near: Near, for slot: Int) -> Bool {
    // What comes after the last of a list that is cut may not be the next.
    if isCut[slot], let last = last(of: slot), !precedes(near, last) { return false }
    var list = self.near(keptRange(slot))
    guard !list.contains(where: { $0.slot == near.slot }) else { return false }
    rank(near, in: &list, limit: kept)
    setNeighbours(of: slot, list, isCut: isCut[slot] || list.count == kept)
    return list.prefix(settings.neighbours).contains { $0.slot == near.slot }
  }

  /// Writes down the nearest articles of `slot`, best first.
  mutating func setNeighbours(of slot: Int, _ nearest: [Near], isCut: Bool) {
    for (index, place) in keptRange(slot).enumerated() {
      if nearSlots[place] != .max { holders[Int(nearSlots[place])] -= 1 }
      let near = index < nearest.count ? nearest[index] : Near(slot: .max, score: 0)
      if near.slot != .max { holders[Int(near.slot)] += 1 }
      nearSlots[place] = near.slot
      nearScores[place] = near.score
    }
    self.isCut[slot] = isCut
    setGate(slot)
  }

  /// Takes `other` from the nearest articles of `slot`; true when it was one of those that count.
  mutating func forget(_ other: Int, by slot: Int) -> Bool {
    let counted = neighbourRange(slot).contains { nearSlots[$0] == UInt32(other) }
    let rest = near(keptRange(slot)).filter { $0.slot != UInt32(other) }
    setNeighbours(of: slot, rest, isCut: isCut[slot])
    return counted
  }

  /// All that keep `slot` among their nearest, in no order.
  ///
  /// Cost: as `sumBounds`; a look at every article where a term that two of them share has become crowded since.
  func holders(of slot: Int) -> [Int] {
    let wanted = Int(holders[slot])
    guard wanted > 0 else { return [] }
    var found: [Int] = []
    scratches.with { scratch in
      sumBounds(slot, &scratch)
      scratch.bounds.each(from: Gates.shut, gates) { other, _ in
        if holds(other, slot) { found.append(other) }
      }
    }
    return found.count == wanted ? found : ids.indices.filter { holds($0, slot) }
  }
}
