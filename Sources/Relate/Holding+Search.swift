/// What the search for the nearest articles of one finds.
struct Search: Sendable {
  var slot: Int
  /// Best first.
  var nearest: [Near] = []
  /// Articles that may now have this one among their nearest.
  var offers: [Near] = []
}

// A search sums up bounds from the lists of the article's terms and compares closely, term by term, those articles alone whose
// bounds say that they may be among the nearest. What it finds is what comparing all would find.
extension Holding {
  /// The bound that an article of this similarity has at least.
  static func bound(_ score: Float) -> UInt16 { bound(rounded(score)) }

  /// The bound that an article of this similarity, in 65535ths, has at least.
  static func bound(_ score: UInt16) -> UInt16 {
    UInt16(max(0, (Float(score) - 0.5) * (0.9999 * Bounds.whole / 65535)))
  }

  /// The share of each term in the length of an article, in 63rds, rounded up: what its entries say.
  struct Impacts {
    /// 63 by the length, in 2^32nds.
    private let factor: UInt64
    private static let whole = Float(Postings.wholeImpact)

    init(inverseLength: Float) { factor = UInt64(inverseLength * Self.whole * 4_294_967_296) + 1 }

    @inline(__always)
    func of(weight: UInt16, level: Int) -> UInt8 {
      let share = UInt64(weight) &* UInt64(truncatingIfNeeded: Level.value(level)) &* factor
      return UInt8(truncatingIfNeeded: min(UInt64(Postings.wholeImpact), share >> 32 + 1))
    }
  }

  /// The factor of `Bounds.add` for a term that is all of an article.
  private static let factorOfWhole = Bounds.whole / Float(Postings.wholeImpact) * 1024

  private func share(_ slot: Int, _ number: UInt32, _ level: Int) -> Float {
    Float(terms.weights[Int(number)]) * Float(Level.value(level)) * inverseLengths[slot]
  }

  /// Sums up the bounds of all articles' similarity to `slot` in `scratch.bounds`; its uncrowded terms are in `scratch.weights` then.
  ///
  /// Cost: the entries of the lists of its terms, half a nanosecond each.
  func sumBounds(_ slot: Int, _ scratch: inout Scratch) {
    scratch.bounds.begin(gates)
    vectors.each(slot) { number, _ in scratch.bounds.warm(postings, number) }
    scratch.weights.removeAll(bound: terms.bound)
    scratch.weights.add(upTo: vectors.count(slot)) { add in
      vectors.each(slot) { number, level in
        guard !postings.isCrowded(number) else { return }
        let weight = Int64(terms.weights[Int(number)])
        add(number, ((weight * weight) >> 7) * Level.value(level))
      }
    }
    vectors.each(slot) { number, level in
      let factor = (share(slot, number, level) * Self.factorOfWhole).rounded(.up)
      scratch.bounds.add(postings, number, UInt32(factor))
    }
    scratch.bounds.close()
  }

  /// The `limit` articles with the greatest bounds of all that are wanted, in no order, and their similarities; fewer where fewer share
  /// a term.
  func likeliest(
    _ slot: Int, _ limit: Int, _ scratch: inout Scratch, where isWanted: (Int) -> Bool
  ) -> [Candidate] {
    scratch.bounds.greatest(limit) { $0 != slot && isWanted($0) }.map {
      Candidate(slot: UInt32($0), score: similarity(slot, $0, scratch.weights))
    }
  }

  /// The nearest articles of `slot`, and those for which it may be among the nearest.
  func search(_ slot: Int, _ scratch: inout Scratch) -> Search {
    sumBounds(slot, &scratch)
    var search = Search(slot: slot)
    let likeliest = likeliest(slot, near.kept, &scratch) { _ in true }
    let least = likeliest.count < near.kept ? 0 : Self.bound(likeliest.map(\.score).min() ?? 0)
    scratch.bounds.each(from: least, gates) { other, bound in
      guard other != slot else { return }
      let known = likeliest.first { $0.slot == UInt32(other) }?.score
      let score = Self.rounded(known ?? similarity(slot, other, scratch.weights))
      guard score > 0 else { return }
      let found = Near(slot: UInt32(other), score: score)
      rank(found, in: &search.nearest, limit: near.kept)
      if bound >= gates[other] { search.offers.append(found) }
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

  /// How similar `slot`, whose uncrowded terms are in `weights`, is to another, 0…1.
  func similarity(_ slot: Int, _ other: Int, _ weights: borrowing TermSums) -> Float {
    Float(dot(weights, other)) * (128 * inverseLengths[slot] * inverseLengths[other])
  }

  static func rounded(_ similarity: Float) -> UInt16 {
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
