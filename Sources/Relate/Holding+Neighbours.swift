// Of each article more of the nearest are kept than count, so that the loss of one rarely calls for a search: always the first
// of all there are, as many as are known. `isCut` says that there may be more than those.
extension Holding {
  /// The articles remembered as nearest of `slot`, best first.
  func nearest(of slot: Int) -> [Near] { near.list(slot, first: settings.neighbours) }

  /// Says what the nearest articles of `slot` ask of others.
  mutating func setGate(_ slot: Int) {
    gates[slot] = near.isCut[slot] ? Self.bound(near.last(slot)?.score ?? 1) : 0
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
      setNeighbours(of: search.slot, search.nearest, isCut: search.nearest.count == near.kept)
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
    near.isCut[slot] && !near.has(slot, settings.neighbours)
  }

  private func searches(_ slots: [Int]) -> [Search] {
    inParallel(slots.count, grain: 3) { range in
      scratches.with { scratch in slots[range].map { search($0, &scratch) } }
    }
  }

  /// Keeps an article among the nearest of `slot` if it is near enough; true when it then is one of those that count.
  private mutating func take(_ new: Near, for slot: Int) -> Bool {
    var list = near.list(slot, first: near.kept)
    // What comes after the last of a list that is cut may not be the next.
    if near.isCut[slot], let last = list.last, !precedes(new, last) { return false }
    guard !list.contains(where: { $0.slot == new.slot }) else { return false }
    rank(new, in: &list, limit: near.kept)
    setNeighbours(of: slot, list, isCut: near.isCut[slot] || list.count == near.kept)
    return near.holds(slot, Int(new.slot), first: settings.neighbours)
  }

  /// Writes down the nearest articles of `slot`, best first.
  mutating func setNeighbours(of slot: Int, _ nearest: [Near], isCut: Bool) {
    near.set(slot, nearest, isCut: isCut)
    setGate(slot)
  }

  /// Takes `other` from the nearest articles of `slot`; true when it was one of those that count.
  mutating func forget(_ other: Int, by slot: Int) -> Bool {
    let counted = near.holds(slot, other, first: settings.neighbours)
    let rest = near.list(slot, first: near.kept).filter { $0.slot != UInt32(other) }
    setNeighbours(of: slot, rest, isCut: near.isCut[slot])
    return counted
  }

  /// All that keep `slot` among their nearest, in no order.
  ///
  /// Cost: as `sumBounds`; a look at every article where a term that two of them share has become crowded since.
  func holders(of slot: Int) -> [Int] {
    let wanted = Int(near.holders[slot])
    guard wanted > 0 else { return [] }
    var found: [Int] = []
    scratches.with { scratch in
      sumBounds(slot, &scratch)
      scratch.bounds.each(from: Gates.shut, gates) { other, _ in
        if keeps(other, slot) { found.append(other) }
      }
    }
    return found.count == wanted ? found : ids.indices.filter { keeps($0, slot) }
  }

  private func keeps(_ slot: Int, _ other: Int) -> Bool {
    near.holds(slot, other, first: near.kept)
  }
}
