/// Whether two articles have enough words in common to be linked.
///
/// Smoothing makes near neighbours of strangers where an archive is small or texts are short: a word or two in common is chance
/// then, however much it weighs.
extension Holding {
  /// What a term gives at least to the similarity of two articles to count as one in common.
  private static let leastShare = 0.01

  /// Headlines alone share two words; longer texts must share more.
  ///
  /// Cost: the product of their terms, at most.
  func isEvident(_ a: Int, _ b: Int) -> Bool {
    let wanted = max(
      2, min(settings.sharedTerms, min(vectors.count(a), vectors.count(b)) / 4))
    let scale = Double(inverseLengths[a]) * Double(inverseLengths[b])
    var shared = 0
    eachShared(a, b) { _, product in
      if product * scale >= Self.leastShare { shared += 1 }
      return shared < wanted
    }
    return shared >= wanted
  }

  /// Calls `body` with each term that both articles keep and the product of its weighted levels in them, until it says false.
  func eachShared(_ a: Int, _ b: Int, _ body: (UInt32, Double) -> Bool) {
    var own: [(number: UInt32, value: Int64)] = []
    own.reserveCapacity(vectors.count(a))
    vectors.each(a) { own.append(($0, Level.value($1))) }
    var at = 0
    vectors.each(b) { number, level in
      while at < own.count, own[at].number < number { at += 1 }
      guard at < own.count, own[at].number == number else { return }
      let weight = Double(terms.weights[Int(number)])
      let goesOn = body(number, Double(own[at].value * Level.value(level)) * weight * weight)
      if !goesOn { at = own.count }
    }
  }
}
