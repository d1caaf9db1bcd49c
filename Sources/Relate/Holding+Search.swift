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
struct Search: Sendable {
  var slot: Int
  /// Best first.
  var nearest: [Near] = []
  /// Articles that may now have this one among their nearest.
  var offers: [Near] = []
}

extension Holding {
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

  /// The nearest articles of `slot`, and those for which it may be among the nearest.
  func search(_ slot: Int, _ scratch: inout Scratch) -> Search {
    var search = Search(slot: slot)
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
          rank(near, in: &search.nearest, limit: kept)
          if search.nearest.count == kept {
            least = search.nearest[kept - 1].score
            gate = Gate.least(least)
          }
        }
        if score > 0, common >= here.needed { search.offers.append(near) }
      }
    }
    return search
  }

  /// Puts `near` into `list`, which is in order, if it is among its first `limit`.
  func rank(_ near: Near, in list: inout [Near], limit: Int) {
    if list.count == limit {
      guard let last = list.last, precedes(near, last) else { return }
      list.removeLast()
    }
    var place = list.count
    while place > 0, precedes(near, list[place - 1]) { place -= 1 }
    list.insert(near, at: place)
  }

  /// Better score first, then the smaller id.
  func precedes(_ a: Near, _ b: Near) -> Bool {
    a.score == b.score ? ids[Int(a.slot)] < ids[Int(b.slot)] : a.score > b.score
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
