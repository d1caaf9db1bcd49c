import FeedModel

/// An article that shares terms with another, and how similar it is.
struct Candidate: Sendable {
  var slot: UInt32
  var score: Float
}

extension Holding {
  /// A term of an article with its level.
  typealias Occurrence = (number: UInt32, level: Int)

  func neighbourRange(_ slot: Int) -> Range<Int> {
    slot * settings.neighbours..<(slot + 1) * settings.neighbours
  }

  func holds(_ slot: Int, _ other: Int) -> Bool {
    neighbourRange(slot).contains { nearSlots[$0] == UInt32(other) }
  }

  /// The terms that find candidates: those with the greatest impact, ties by hash.
  func signature(of slot: Int) -> [Occurrence] {
    var all: [(impact: Int32, term: Occurrence)] = []
    all.reserveCapacity(settings.termsPerArticle)
    vectors.each(slot) { number, level in
      let impact = Int32(Level.value(level)) * (Int32(terms.weights[Int(number)]) - 22)
      all.append((impact, (number, level)))
    }
    if all.count > settings.signatureTerms {
      all.sort { a, b in
        a.impact == b.impact
          ? terms.hashes[Int(a.term.number)] < terms.hashes[Int(b.term.number)]
          : a.impact > b.impact
      }
    }
    return all.prefix(settings.signatureTerms).map(\.term)
  }

  /// Articles that share signature terms with `slot`, the most similar ones by these, in no order.
  mutating func candidates(of slot: Int, limit: Int) -> [Candidate] {
    var working = Scratch()
    swap(&working, &scratch)
    let found = candidates(of: slot, limit: limit, floor: Float(settings.candidateFloor), &working)
    swap(&working, &scratch)
    return found
  }

  /// As above, with working memory of the caller; `isWanted` says which slots count.
  func candidates(
    of slot: Int, limit: Int, floor: Float, _ scratch: inout Scratch,
    where isWanted: ((Int) -> Bool)? = nil
  ) -> [Candidate] {
    if scratch.sums.count < ids.count {
      scratch.sums += repeatElement(0, count: ids.count - scratch.sums.count + ids.count / 4)
    }
    for (number, level) in signature(of: slot) {
      let weight = Int32(terms.weights[Int(number)])
      let product = ((weight * weight) >> 7) * Int32(Level.value(level))
      postings.each(number) { entry in
        let other = Int(entry >> 3)
        if scratch.sums[other] == 0 { scratch.touched.append(entry >> 3) }
        scratch.sums[other] &+= product * Int32(Level.value(Int(entry & 7)))
      }
    }
    let own = inverseLengths[slot]
    var found: [Candidate] = []
    for other in scratch.touched {
      let score = Float(scratch.sums[Int(other)]) * 128 * (own * inverseLengths[Int(other)])
      scratch.sums[Int(other)] = 0
      guard score >= floor, Int(other) != slot, isWanted?(Int(other)) ?? true else { continue }
      found.append(Candidate(slot: other, score: score))
    }
    scratch.touched.removeAll(keepingCapacity: true)
    guard found.count > limit else { return found }
    return best(limit, of: found)
  }

  /// The `limit` best of `found`, in no order.
  ///
  /// Cost: linear, but for those of the last score's bucket.
  private func best(_ limit: Int, of found: [Candidate]) -> [Candidate] {
    var counts = [Int](repeating: 0, count: 1025)
    for candidate in found { counts[Self.bucket(candidate.score)] += 1 }
    var bucket = 1024
    var before = 0
    while before + counts[bucket] < limit {
      before += counts[bucket]
      bucket -= 1
    }
    var kept: [Candidate] = []
    var last: [Candidate] = []
    for candidate in found {
      let its = Self.bucket(candidate.score)
      if its > bucket { kept.append(candidate) } else if its == bucket { last.append(candidate) }
    }
    last.sort { precedes($0, $1) }
    return kept + last.prefix(limit - kept.count)
  }

  private static func bucket(_ score: Float) -> Int { Int(max(0, min(1, score)) * 1024) }

  /// Better score first, then the smaller id.
  func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
    a.score == b.score ? ids[Int(a.slot)] < ids[Int(b.slot)] : a.score > b.score
  }

  /// Finds the nearest articles of `slot` anew and returns all that were compared, in 65535ths.
  mutating func refill(_ slot: Int) -> [(slot: UInt32, score: UInt16)] {
    let found = candidates(of: slot, limit: settings.candidateLimit)
    loadStatic(slot, into: &scratch.weights)
    for place in neighbourRange(slot) {
      nearSlots[place] = .max
      nearScores[place] = 0
    }
    var compared: [(slot: UInt32, score: UInt16)] = []
    compared.reserveCapacity(found.count)
    for candidate in found {
      let score = staticScore(scratch.weights, slot, Int(candidate.slot))
      compared.append((candidate.slot, score))
      _ = offer(Int(candidate.slot), score, to: slot)
    }
    return compared
  }

  /// Puts `other` among the nearest articles of `slot` if it is near enough; true when it was.
  mutating func offer(_ other: Int, _ score: UInt16, to slot: Int) -> Bool {
    let range = neighbourRange(slot)
    guard score > 0, score >= nearScores[range.upperBound - 1] else { return false }
    var place = range.upperBound
    while place > range.lowerBound {
      let before = place - 1
      if nearSlots[before] != .max {
        if nearScores[before] > score { break }
        if nearScores[before] == score, ids[Int(nearSlots[before])] < ids[other] { break }
      }
      place = before
    }
    guard place < range.upperBound else { return false }
    var index = range.upperBound - 1
    while index > place {
      nearSlots[index] = nearSlots[index - 1]
      nearScores[index] = nearScores[index - 1]
      index -= 1
    }
    nearSlots[place] = UInt32(other)
    nearScores[place] = score
    return true
  }

  /// Similarity of two articles in static weights, in 65535ths, the same both ways.
  func staticScore(_ weights: borrowing WeightTable, _ slot: Int, _ other: Int) -> UInt16 {
    let product = Float(dot(weights, other)) * (inverseLengths[slot] * inverseLengths[other])
    return UInt16((min(1, product) * 65535).rounded())
  }

  /// Sum of weight times level over the terms of `other`.
  func dot(_ weights: borrowing WeightTable, _ other: Int) -> Int64 {
    weights.withLookup { lookup in
      var sum: Int64 = 0
      vectors.each(other) { number, level in
        sum &+= lookup.value(number) &* Level.value(level)
      }
      return sum
    }
  }

  /// Loads the terms of `slot` so that `dot` gives products in static weights.
  func loadStatic(_ slot: Int, into weights: inout WeightTable) {
    weights.removeAll()
    vectors.each(slot) { number, level in
      let weight = Int64(terms.weights[Int(number)])
      weights.add(number, weight * weight * Level.value(level))
    }
  }
}
