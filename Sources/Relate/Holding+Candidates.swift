import FeedModel

/// An article that shares terms with another, and how similar it is.
struct Candidate: Sendable {
  var slot: UInt32
  var score: Float
}

extension Holding {
  /// The `limit` articles most similar to `slot` by their own terms, or all that are similar at all, in no order.
  func candidates(
    of slot: Int, limit: Int, _ scratch: inout Scratch, where isWanted: ((Int) -> Bool)? = nil
  ) -> [Candidate] {
    sumBounds(slot, &scratch)
    let likeliest = likeliest(slot, limit, &scratch) { isWanted?($0) ?? true }
    guard likeliest.count == limit else { return likeliest.filter { $0.score >= 0.001 } }
    let least = Self.bound(likeliest.map(\.score).min() ?? 0)
    var found: [Candidate] = []
    scratch.bounds.each(from: least) { other, _ in
      guard other != slot, isWanted?(other) ?? true else { return }
      let score = similarity(slot, other, scratch.weights)
      if score >= 0.001 { found.append(Candidate(slot: UInt32(other), score: score)) }
    }
    guard found.count > limit else { return found }
    return Array(found.sorted { precedes($0, $1) }.prefix(limit))
  }

  /// Better score first, then the smaller id.
  func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    a.score == b.score ? ids[Int(a.slot)] < ids[Int(b.slot)] : a.score > b.score
  }
}
