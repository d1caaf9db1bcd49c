import FeedModel

/// An article's vector is smoothed with those of its nearest articles: what two reports of an event leave unsaid in
/// common, their neighbours say. (Cluster-based document expansion; Tao and others 2006.)
extension Holding {
  private static let unit: Float = 16_777_216

  /// The neighbours of `slot` and how much each counts; the article itself counts 1.
  func shares(of slot: Int) -> [(slot: Int, share: Float)] {
    var sum: Float = 0
    var all: [(slot: Int, share: Float)] = []
    near.each(slot, first: settings.neighbours) { near in
      let score = Float(near.score) / 65535
      sum += score * score
      all.append((Int(near.slot), score * score))
    }
    let scale = sum > 0 ? Float(settings.smoothing) / (sum + Float(settings.smoothingHalf)) : 0
    for index in all.indices { all[index].share *= scale }
    return all
  }

  /// The smoothed vector of `slot`: for every term, weight times level.
  func loadSmoothed(_ slot: Int, into weights: inout TermSums) {
    weights.removeAll(bound: terms.bound)
    load(slot, 1, into: &weights)
    for (other, share) in shares(of: slot) { load(other, share, into: &weights) }
  }

  private func load(_ slot: Int, _ share: Float, into table: inout TermSums) {
    let factor = Int64((share * inverseLengths[slot] * Self.unit).rounded())
    terms.weights.withUnsafeBufferPointer { weights in
      table.add(upTo: vectors.count(slot)) { add in
        vectors.each(slot) { number, level in
          add(number, factor &* Int64(weights[Int(number)]) &* Level.value(level))
        }
      }
    }
  }

  /// Makes the smoothed vector of `slot` ready for `smoothedProduct`: terms count by the shipped prior alone.
  ///
  /// - Returns: the length of the smoothed vector.
  func prepare(_ slot: Int, _ scratch: inout Scratch) -> Float {
    loadSmoothed(slot, into: &scratch.weights)
    let length = Float(scratch.weights.squares).squareRoot() / Self.unit
    scratch.known.removeAll()
    scratch.weights.map { number, value in value * Int64(terms.weights[Int(number)]) }
    return max(0.001, length)
  }

  /// Makes the smoothed vector of `slot` ready for `smoothedScore`: terms count by how rare the archive has them.
  func prepareLearned(_ slot: Int, _ scratch: inout Scratch) {
    loadSmoothed(slot, into: &scratch.weights)
    scratch.known.removeAll()
    scratch.weights.map { number, value in
      ((value * rarity(number)) >> 8) * Int64(terms.weights[Int(number)])
    }
  }

  /// Similarity of the smoothed vectors of the prepared `slot` and of `other`, 0…1.
  func smoothedScore(_ slot: Int, _ other: Int, _ scratch: inout Scratch) -> Float {
    smoothedScore(slot, other, smoothedProduct(other, &scratch))
  }

  /// The same from the product of the two vectors.
  func smoothedScore(_ slot: Int, _ other: Int, _ product: Float) -> Float {
    max(0, min(1, product / (spreads[slot] * spreads[other])))
  }

  /// Product of the prepared vector and the smoothed one of `other`.
  func smoothedProduct(_ other: Int, _ scratch: inout Scratch) -> Float {
    var sum = product(other, &scratch)
    var squares: Float = 0
    var smoothed: Float = 0
    near.each(other, first: settings.neighbours) { near in
      let score = Float(near.score) / 65535
      squares += score * score
      smoothed += score * score * product(Int(near.slot), &scratch)
    }
    if squares > 0 {
      sum += smoothed * Float(settings.smoothing) / (squares + Float(settings.smoothingHalf))
    }
    return sum
  }

  private func product(_ slot: Int, _ scratch: inout Scratch) -> Float {
    let sum: Int64
    if let known = scratch.known.value(UInt32(slot)) {
      sum = known
    } else {
      sum = dot(scratch.weights, slot)
      scratch.known.add(UInt32(slot), sum)
    }
    return Float(sum) * inverseLengths[slot] / Self.unit
  }

  /// How much more (or less) a term says here than the prior supposes, in 256ths.
  func rarity(_ number: UInt32) -> Int64 {
    let weight = Int(terms.weights[Int(number)])
    let expected = Double(weight) / 32
    let all = Double(count + settings.priorArticles)
    let held = Double(terms.frequencies[Int(number)]) + priorShares[weight]
    let learned = 1 + Double(naturalLogarithm(Float(all / held)))
    let ratio = max(0.1, learned) / expected
    return Int64((min(4, ratio * ratio) * 256).rounded())
  }

  /// Of how many articles the shipped counts suppose that they have a term, by its weight.
  static func priorShares(_ articles: Int) -> [Double] {
    (0..<1024).map { Double(articles) * exponential(1 - Double($0) / 32) }
  }
}

/// The natural logarithm of a positive number to some five digits; the same bits on every machine.
func naturalLogarithm(_ x: Float) -> Float {
  let z = (x.significand - 1) / (x.significand + 1)
  let square = z * z
  let sum = 1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9))))
  return 2 * z * sum + Float(x.exponent) * 0.693_147_2
}

/// e to the power of `x`, by halving and squaring a series: the same bits on every machine.
func exponential(_ x: Double) -> Double {
  let small = x / 1024
  var sum = 1.0
  for divisor in stride(from: 6.0, through: 1.0, by: -1.0) { sum = 1 + sum * small / divisor }
  for _ in 0..<10 { sum *= sum }
  return sum
}
