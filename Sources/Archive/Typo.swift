/// Whether one text differs from another only as a correction of slips does.
enum Typo {
  /// At most this many words may differ, and less than a hundredth of a text of more than a hundred words.
  static let limit = 3

  /// True when few words differ, none of them holds a digit, and each replaced word is spelt much like the other.
  ///
  /// "acquitted" for "convicted" is one word too, but no slip. Cost: linear in both texts.
  static func separates(_ old: String, _ new: String) -> Bool {
    let old = Words(old)
    let new = Words(new)
    let budget = min(limit, max(1, (max(old.count, new.count) - 1) / 100))
    guard abs(old.count - new.count) <= budget else { return false }
    return matches(old, 0, new, 0, budget: budget)
  }

  private static func matches(
    _ old: Words, _ oldStart: Int, _ new: Words, _ newStart: Int, budget: Int
  ) -> Bool {
    var i = oldStart
    var j = newStart
    while i < old.count, j < new.count, old.isEqual(i, new, j) {
      i += 1
      j += 1
    }
    let isEnd = (i == old.count, j == new.count)
    if isEnd == (true, true) { return true }
    guard budget > 0 else { return false }
    if !isEnd.0, !isEnd.1, isSlip(old[i], new[j]),
      matches(old, i + 1, new, j + 1, budget: budget - 1)
    {
      return true
    }
    if !isEnd.0, !hasDigit(old[i]), matches(old, i + 1, new, j, budget: budget - 1) { return true }
    return !isEnd.1 && !hasDigit(new[j]) && matches(old, i, new, j + 1, budget: budget - 1)
  }

  private static func hasDigit(_ word: ArraySlice<UInt8>) -> Bool {
    word.contains { (48...57).contains($0) }
  }

  /// At most two edits of a byte, or a third of the word; punctuation counts like letters.
  private static func isSlip(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    guard !hasDigit(a), !hasDigit(b), a.count <= 64, b.count <= 64 else { return false }
    return distance(Array(a), Array(b)) <= max(2, min(a.count, b.count) / 3)
  }

  /// Levenshtein's distance in bytes.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let replaced = corner + (x == y ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, corner + 1)
      }
    }
    return row[b.count]
  }
}
