import FeedModel

/// An article and its similarity to another by their own terms, in 65535ths.
struct Near: Sendable {
  var slot: UInt32
  var score: UInt16
}

/// What keeps most articles from being looked at closely: of an article that others may be near to.
///
/// Beside each other, since a search looks at one or two in a hundred of all places in memory.
struct Gate: Sendable {
  var inverseLength: Float = 0
  /// What another must have in common with it, before that is divided by its own length; a little less than exact.
  var needed = Float.infinity

  /// The similarity that rounds to `score`, or a little less.
  static func least(_ score: UInt16) -> Float { (Float(score) - 0.5) * (0.9999 / 65535) }
}

/// What the search for the nearest articles of one finds.
private struct Search: Sendable {
  var slot: Int
  /// Best first.
  var nearest: [Near] = []
  /// Articles that now have this one among their nearest.
  var offers: [Near] = []
}

extension Holding {
  func neighbourRange(_ slot: Int) -> Range<Int> {
    slot * settings.neighbours..<(slot + 1) * settings.neighbours
  }

  func holds(_ slot: Int, _ other: Int) -> Bool {
    neighbourRange(slot).contains { nearSlots[$0] == UInt32(other) }
  }

  /// Calls `body` with every other article that shares an uncrowded term with `slot` and the similarity of the two.
  ///
  /// Cost: the entries of the lists of its terms, some nanoseconds each.
  func eachSharing(_ slot: Int, _ scratch: inout Scratch, _ body: (Int, Float) -> Void) {
    sum(slot, &scratch)
    let scale = 128 * inverseLengths[slot]
    inverseLengths.withUnsafeBufferPointer { inverseLengths in
      scratch.sums.drain { other, sum in
        if other != slot { body(other, Float(sum) * (scale * inverseLengths[other])) }
      }
    }
  }

  /// Sums up what every article has in common with `slot`.
  private func sum(_ slot: Int, _ scratch: inout Scratch) {
    scratch.sums.reserve(ids.count)
    vectors.each(slot) { number, level in
      let weight = Int32(terms.weights[Int(number)])
      let product = ((weight * weight) >> 7) * Int32(Level.value(level))
      postings.with(number) { scratch.sums.add($0, product) }
    }
  }

  /// Better score first, then the smaller id.
  private func precedes(_ a: Near, _ b: Near) -> Bool {
    a.score == b.score ? ids[Int(a.slot)] < ids[Int(b.slot)] : a.score > b.score
  }

  /// The articles remembered as nearest of `slot`, best first.
  func nearest(of slot: Int) -> [Near] {
    neighbourRange(slot).lazy.filter { nearSlots[$0] != .max }.map {
      Near(slot: nearSlots[$0], score: nearScores[$0])
    }
  }

  /// Puts `near` into `list`, which is in order, if it is among its first `limit`.
  private func rank(_ near: Near, in list: inout [Near], limit: Int) {
    if list.count == limit {
      guard let last = list.last, precedes(near, last) else { return }
      list.removeLast()
    }
    var place = list.count
    while place > 0, precedes(near, list[place - 1]) { place -= 1 }
    list.insert(near, at: place)
  }

  /// The nearest articles of `slot`, and those for which it is among the nearest.
  private func search(_ slot: Int, _ scratch: inout Scratch) -> Search {
    var search = Search(slot: slot)
    let count = settings.neighbours
    var least: UInt16 = 1
    var gate = Gate.least(1)
    let scale = 128 * inverseLengths[slot]
    sum(slot, &scratch)
    gates.withUnsafeBufferPointer { gates in
      scratch.sums.drain { other, sum in
        let common = Float(sum) * scale
        let here = gates[other]
        // Nearly all end here.
        guard common >= here.needed || common * here.inverseLength >= gate else { return }
        guard other != slot else { return }
        let score = Self.rounded(Float(sum) * (scale * here.inverseLength))
        let near = Near(slot: UInt32(other), score: score)
        if score >= least {
          rank(near, in: &search.nearest, limit: count)
          if search.nearest.count == count {
            least = search.nearest[count - 1].score
            gate = Gate.least(least)
          }
        }
        if score > 0, score >= nearScores[other * count + count - 1] { search.offers.append(near) }
      }
    }
    return search
  }

  /// Says what the nearest articles of `slot` and its own length ask of others.
  mutating func setGate(_ slot: Int) {
    let inverse = inverseLengths[slot]
    let least = max(1, nearScores[neighbourRange(slot).upperBound - 1])
    gates[slot] = Gate(
      inverseLength: inverse, needed: inverse > 0 ? Gate.least(least) / inverse : .infinity)
  }

  /// Finds the nearest articles of all `slots` anew; the slots that now have other ones come back, ascending.
  mutating func renewNeighbours(of slots: [Int]) -> [Int] {
    // Nobody need offer anything to these: their own search sees all.
    for slot in slots {
      nearScores[neighbourRange(slot).upperBound - 1] = .max
      gates[slot].needed = .infinity
    }
    let searches = searches(slots)
    var changed = Set(slots)
    for search in searches { setNeighbours(of: search.slot, search.nearest) }
    let searched = changed
    for search in searches {
      for offer in search.offers where !searched.contains(Int(offer.slot)) {
        if take(Near(slot: UInt32(search.slot), score: offer.score), for: Int(offer.slot)) {
          changed.insert(Int(offer.slot))
        }
      }
    }
    let sorted = changed.sorted()
    for (slot, spread) in zip(sorted, spreads(of: sorted)) { spreads[slot] = spread }
    return sorted
  }

  private func searches(_ slots: [Int]) -> [Search] {
    inParallel(slots.count, grain: 3) { range in
      scratches.with { scratch in slots[range].map { search($0, &scratch) } }
    }
  }

  private func spreads(of slots: [Int]) -> [Float] {
    inParallel(slots.count) { range in
      scratches.with { scratch in slots[range].map { spread($0, &scratch) } }
    }
  }

  /// Puts an article among the nearest of `slot` if it is near enough; true when it was.
  private mutating func take(_ near: Near, for slot: Int) -> Bool {
    let range = neighbourRange(slot)
    guard near.score >= nearScores[range.upperBound - 1] else { return false }
    var list = nearest(of: slot)
    guard !list.contains(where: { $0.slot == near.slot }) else { return false }
    rank(near, in: &list, limit: range.count)
    guard list.contains(where: { $0.slot == near.slot }) else { return false }
    setNeighbours(of: slot, list)
    return true
  }

  /// Writes down the nearest articles of `slot`, best first.
  mutating func setNeighbours(of slot: Int, _ nearest: [Near]) {
    for (index, place) in neighbourRange(slot).enumerated() {
      if nearSlots[place] != .max { holders[Int(nearSlots[place])] -= 1 }
      let near = index < nearest.count ? nearest[index] : Near(slot: .max, score: 0)
      if near.slot != .max { holders[Int(near.slot)] += 1 }
      nearSlots[place] = near.slot
      nearScores[place] = near.score
    }
    setGate(slot)
  }

  /// Takes `other` from the nearest articles of `slot`.
  mutating func forget(_ other: Int, by slot: Int) {
    setNeighbours(of: slot, nearest(of: slot).filter { $0.slot != UInt32(other) })
  }

  /// All that have `slot` among their nearest, in no order.
  ///
  /// Cost: as `eachSharing`; a look at every article where a term that two of them share has become crowded since.
  func holders(of slot: Int) -> [Int] {
    let wanted = Int(holders[slot])
    guard wanted > 0 else { return [] }
    var found: [Int] = []
    scratches.with { scratch in
      eachSharing(slot, &scratch) { other, _ in if holds(other, slot) { found.append(other) } }
    }
    return found.count == wanted ? found : ids.indices.filter { holds($0, slot) }
  }

  /// How similar two articles are by their own terms, in 65535ths: what a search finds, term by term.
  func similarity(_ a: Int, _ b: Int) -> UInt16 {
    var levels: [UInt32: Int32] = [:]
    vectors.each(a) { number, level in levels[number] = Int32(Level.value(level)) }
    var sum: Int32 = 0
    vectors.each(b) { number, level in
      let weight = Int32(terms.weights[Int(number)])
      sum += ((weight * weight) >> 7) * (levels[number] ?? 0) * Int32(Level.value(level))
    }
    return Self.rounded(Float(sum) * (128 * inverseLengths[a] * inverseLengths[b]))
  }

  private static func rounded(_ similarity: Float) -> UInt16 {
    UInt16(max(0, min(1, similarity)) * 65535 + 0.5)
  }

  /// Sum of weight times level over the terms of `other`.
  func dot(_ weights: borrowing TermSums, _ other: Int) -> Int64 {
    weights.withLookup { lookup in
      var sum: Int64 = 0
      vectors.each(other) { number, level in
        sum &+= lookup[number] &* Level.value(level)
      }
      return sum
    }
  }
}
