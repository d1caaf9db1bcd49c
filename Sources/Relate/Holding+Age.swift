import FeedModel

/// What articles are ordered by in time: the instant of publication, ties by id.
struct Age: Comparable {
  var published: Instant
  var id: ItemID

  static func < (a: Age, b: Age) -> Bool {
    a.published == b.published ? a.id < b.id : a.published < b.published
  }
}

// The keys are taken out before they are compared: a comparison that holds the whole index copies it each time.
extension Holding {
  func age(_ slot: Int) -> Age { Age(published: published[slot], id: ids[slot]) }

  /// The articles given, oldest first.
  func byAge(_ slots: [Int]) -> [Int] {
    slots.map { (slot: $0, age: age($0)) }.sorted { $0.age < $1.age }.map(\.slot)
  }

  /// The oldest of one or more articles.
  func oldest(of slots: [Int]) -> Int {
    var oldest = slots[0]
    for slot in slots.dropFirst() where age(slot) < age(oldest) { oldest = slot }
    return oldest
  }
}
