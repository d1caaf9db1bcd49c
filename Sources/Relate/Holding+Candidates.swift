import FeedModel

/// An article that shares terms with another, and how similar it is.
struct Candidate: Sendable {
  var slot: UInt32
  var score: Float
}

extension Holding {
  /// The articles most similar to `slot` by their own terms, `limit` of them or more, in no order.
  func candidates(
    of slot: Int, limit: Int, _ scratch: inout Scratch, where isWanted: ((Int) -> Bool)? = nil
  ) -> [Candidate] {
    var found: [Candidate] = []
    var counts = [Int32](repeating: 0, count: 1025)
    eachSharing(slot, &scratch) { other, score in
      guard score >= 0.001 else { return }
      found.append(Candidate(slot: UInt32(other), score: score))
      counts[Self.bucket(score)] += 1
    }
    guard found.count > limit || isWanted != nil else { return found }
    var wanted = limit
    while true {
      let least = Self.leastBucket(counts, wanted)
      let kept = found.filter {
        Self.bucket($0.score) >= least && isWanted?(Int($0.slot)) ?? true
      }
      if kept.count >= limit || least == 0 { return best(limit, of: kept) }
      wanted = 2 * wanted + limit - kept.count
    }
  }

  /// The bucket down to which there are `wanted` candidates.
  private static func leastBucket(_ counts: [Int32], _ wanted: Int) -> Int {
    var bucket = 1024
    var sum = Int(counts[bucket])
    while sum < wanted, bucket > 0 {
      bucket -= 1
      sum += Int(counts[bucket])
    }
    return bucket
  }

  private func best(_ limit: Int, of found: [Candidate]) -> [Candidate] {
    guard found.count > limit else { return found }
    return Array(found.sorted { precedes($0, $1) }.prefix(limit))
  }

  private static func bucket(_ score: Float) -> Int { Int(max(0, min(1, score)) * 1024) }

  /// Better score first, then the smaller id.
  func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    a.score == b.score ? ids[Int(a.slot)] < ids[Int(b.slot)] : a.score > b.score
  }
}
