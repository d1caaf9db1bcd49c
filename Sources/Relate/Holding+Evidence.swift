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
    var own: [(number: UInt32, value: Int64)] = []
    own.reserveCapacity(vectors.count(a))
    vectors.each(a) { own.append(($0, Level.value($1))) }
    let scale = Double(inverseLengths[a]) * Double(inverseLengths[b])
    var shared = 0
    vectors.each(b) { number, level in
      guard shared < wanted, let same = own.first(where: { $0.number == number }) else { return }
      let weight = Double(terms.weights[Int(number)])
      let share = Double(same.value * Level.value(level)) * weight * weight * scale
      if share >= Self.leastShare { shared += 1 }
    }
    return shared >= wanted
  }
}
