import FeedModel

/// Which story the article of every slot is of: four bytes each.
///
/// Most stories have the article that opened them, and whose id they bear, among their members: its slot names them. One whose
/// opener is gone, or of another story, has a number among the orphans.
struct StoryNames: Sendable {
  /// 0 for no story, 1 + the slot of the opener, from `orphan` on the number of an orphan.
  private(set) var codes: [UInt32] = []
  private var orphans: [Orphan?] = []
  private var numbers: [StoryID: Int] = [:]
  private var idle: [Int] = []

  private struct Orphan: Sendable {
    var story: StoryID
    /// One of its members.
    var member: Int
  }

  private static let orphan: UInt32 = 1 << 31

  init() {}

  /// Makes room for one more slot.
  mutating func grow() { codes.appendTightly(0) }

  /// The story of a slot; `ids` are those of the articles by slot.
  func story(of slot: Int, _ ids: [ItemID]) -> StoryID? {
    let code = codes[slot]
    guard code >= Self.orphan else { return code == 0 ? nil : StoryID(ids[Int(code) - 1]) }
    return orphans[Int(code - Self.orphan)]?.story
  }

  /// A member of a story, nil when it has none; `opener` is the slot of the article whose id it bears.
  func member(of story: StoryID, opener: Int?) -> Int? {
    if let opener, codes[opener] == UInt32(opener) + 1 { return opener }
    return numbers[story].flatMap { orphans[$0]?.member }
  }

  /// One and the same member of the story of a slot, whichever of its members that is.
  func head(_ slot: Int) -> Int {
    let code = codes[slot]
    guard code >= Self.orphan else { return Int(code) - 1 }
    return orphans[Int(code - Self.orphan)]?.member ?? slot
  }

  /// Whether no story of an opener of its own bears the name of an orphan as well.
  func areDistinct(_ slot: (ItemID) -> Int?) -> Bool {
    numbers.keys.allSatisfy { story in
      slot(story.item).map { codes[$0] != UInt32($0) + 1 } ?? true
    }
  }

  /// Makes `slots`, one or more, all that are of a story.
  mutating func name(_ slots: [Int], _ story: StoryID, opener: Int?) {
    let code: UInt32
    if let opener, slots.contains(opener) {
      forget(story)
      code = UInt32(opener) + 1
    } else {
      code = Self.orphan + UInt32(number(of: story, slots))
    }
    for slot in slots { codes[slot] = code }
  }

  /// Takes a slot out of its story.
  mutating func clear(_ slot: Int) { codes[slot] = 0 }

  /// Forgets a story that has no members any more.
  mutating func forget(_ story: StoryID) {
    guard let number = numbers.removeValue(forKey: story) else { return }
    orphans[number] = nil
    idle.append(number)
  }

  private mutating func number(of story: StoryID, _ slots: [Int]) -> Int {
    let number = numbers[story] ?? idle.popLast() ?? orphans.count
    if number == orphans.count { orphans.append(nil) }
    numbers[story] = number
    // The one who stood for it goes on.
    if let known = orphans[number], slots.contains(known.member) { return number }
    orphans[number] = Orphan(story: story, member: slots[0])
    return number
  }
}

extension StoryNames {
  /// Writes the stories of `slots`, whose places in a snapshot are `places`.
  func write(_ slots: [Int], places: [UInt32], to writer: inout SnapshotWriter) {
    var met: [UInt32] = []
    var ranks: [UInt32: UInt32] = [:]
    writer.put(
      slots.map { slot -> UInt32 in
        let code = codes[slot]
        if code < Self.orphan { return code == 0 ? 0 : places[Int(code) - 1] + 1 }
        if ranks[code] == nil {
          ranks[code] = Self.orphan + UInt32(met.count)
          met.append(code)
        }
        return ranks[code] ?? 0
      })
    let stories = met.map { orphans[Int($0 - Self.orphan)]?.story.item }
    writer.put(stories.map { $0?.high ?? 0 })
    writer.put(stories.map { $0?.low ?? 0 })
  }

  /// Reads what `write` wrote of so many articles.
  init(_ reader: inout SnapshotReader, articles: Int) throws(SnapshotError) {
    codes = try reader.list(UInt32.self, count: articles)
    let high = try reader.list(UInt64.self)
    let low = try reader.list(UInt64.self, count: high.count)
    for number in high.indices {
      let story = StoryID(ItemID(high: high[number], low: low[number]))
      try reader.require(numbers.updateValue(number, forKey: story) == nil)
      orphans.append(Orphan(story: story, member: .max))
    }
    for slot in codes.indices where codes[slot] >= Self.orphan {
      let number = Int(codes[slot] - Self.orphan)
      try reader.require(number < orphans.count)
      if orphans[number]?.member == .max { orphans[number]?.member = slot }
    }
    try reader.require(orphans.allSatisfy { $0?.member != .max })
    try reader.require(
      codes.allSatisfy { code in
        code >= Self.orphan || code > 0 && code <= codes.count && codes[Int(code) - 1] == code
      })
  }
}
