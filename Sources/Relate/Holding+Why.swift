import FeedModel

extension Holding {
  func why(_ a: ItemID, _ b: ItemID, _ scratch: inout Scratch) -> Explanation {
    var answer = Explanation(
      a: a, b: b, verdict: .unknown, similarity: 0, smoothed: 0, timeFactor: 1, shared: [],
      storyA: nil, storyB: nil, lines: [])
    guard let first = slot(of: a), let second = slot(of: b) else {
      answer.lines = [a, b].filter { slot(of: $0) == nil }.map { "\($0.urn) is not in the index" }
      return answer
    }
    answer.storyA = story(of: first)
    answer.storyB = story(of: second)
    answer.shared = sharedTerms(first, second)
    answer.similarity = min(1, answer.shared.reduce(0) { $0 + $1.weight })
    prepareLearned(first, &scratch)
    answer.smoothed = first == second ? 1 : Double(smoothedScore(first, second, &scratch))
    answer.timeFactor = timeFactor(first, second)
    answer.verdict = verdict(first, second, answer.smoothed)
    answer.lines = lines(first, second, answer)
    return answer
  }

  private func verdict(_ a: Int, _ b: Int, _ smoothed: Double) -> Explanation.Verdict {
    if a == b { return .same }
    if isCopy(a, b) { return .copy }
    if stories.areOne(a, b) { return .sameStory }
    let bonus = isNamed(a, b) ? settings.namedLinkBonus : 0
    guard smoothed + bonus >= settings.relatedThreshold, bonus > 0 || isEvident(a, b) else {
      return .unrelated
    }
    return .related
  }

  private func isNamed(_ a: Int, _ b: Int) -> Bool {
    (named[UInt32(a)] ?? []).contains(titles[b])
  }

  /// Terms of both articles with what each gives to the similarity of the two texts; heaviest first.
  private func sharedTerms(_ a: Int, _ b: Int) -> [Explanation.SharedTerm] {
    let scale = Double(inverseLengths[a]) * Double(inverseLengths[b])
    var shared: [(hash: UInt64, term: Explanation.SharedTerm)] = []
    eachShared(a, b) { number, product in
      let share = product * Double(rarity(number)) / 256 * scale
      let text = String(decoding: terms.surface(number), as: UTF8.self)
      let isName = text.unicodeScalars.first.map {
        $0.properties.isUppercase || $0.properties.numericType != nil
      }
      shared.append(
        (terms.hashes[Int(number)], .init(term: text, weight: share, isName: isName ?? false)))
      return true
    }
    return shared.sorted {
      $0.term.weight == $1.term.weight ? $0.hash < $1.hash : $0.term.weight > $1.term.weight
    }.map(\.term)
  }

  private func lines(_ a: Int, _ b: Int, _ answer: Explanation) -> [String] {
    var lines = ["verdict: \(answer.verdict.rawValue)"]
    lines.append(
      "similarity: \(percent(answer.similarity)) by their own terms, "
        + "\(percent(answer.smoothed)) with their neighbours' "
        + "(related from \(percent(settings.relatedThreshold)) on)")
    let terms = answer.shared.prefix(12).map { "\($0.term) \(percent($0.weight))" }
    lines.append("shared terms: " + (terms.isEmpty ? "none" : terms.joined(separator: ", ")))
    if a != b, !isEvident(a, b) { lines.append("too few terms in common to be linked") }
    let names = answer.shared.filter(\.isName).prefix(12).map(\.term)
    if !names.isEmpty {
      lines.append("of these names and numbers: " + names.joined(separator: ", "))
    }
    let hours = abs(published[a].seconds - published[b].seconds) / 3600
    lines.append(
      "time: \(hours) hours apart; a related article keeps \(percent(answer.timeFactor))")
    lines.append(storyLine(a, b))
    if isNamed(a, b) { lines.append("the first one's page names the second") }
    let agreement = Shingles.agreement(fingerprints[a], fingerprints[b])
    lines.append(
      "common wording: \(percent(agreement)) (copies from \(percent(settings.copyThreshold)) on)")
    return lines
  }

  private func storyLine(_ a: Int, _ b: Int) -> String {
    if stories.areOne(a, b), let story = story(of: a) {
      let path = stories.path(a, b).map { ids[$0].uuid }
      let how =
        path.count > 2 ? ", linked by " + path.dropFirst().dropLast().joined(separator: ", ") : ""
      return "story: both in \(story.item.uuid)\(how)"
    }
    guard let threshold = threshold(a, b) else {
      return "story: too far apart in time for one story"
    }
    return "story: different ones (one story from \(percent(threshold)) on)"
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
