import FeedModel

/// Which articles make one story: by slot, with the links that join them.
///
/// The members of a story form a ring; an article alone is a ring of one. A story keeps its id while it has members.
struct Stories: Sendable {
  private(set) var names = StoryNames()
  /// By slot, the next member of the ring.
  private var next: [UInt32] = []
  private(set) var links = StoryLinks()
  /// Links that hold whatever the texts say, as the smaller and the greater slot.
  private(set) var pinned: Set<UInt64> = []

  init() {}

  /// Rings of the slots that are of one story by name.
  init(_ names: StoryNames) {
    self.names = names
    next = names.codes.indices.map { UInt32($0) }
    for slot in next.indices { next.swapAt(slot, names.head(slot)) }
  }

  mutating func set(_ links: StoryLinks) { self.links = links }

  /// Makes room for one more slot.
  mutating func grow() {
    names.grow()
    next.appendTightly(UInt32(next.count))
    links.grow()
  }

  /// Whether an article is of a story at all.
  func isPlaced(_ slot: Int) -> Bool { names.codes[slot] != 0 }

  /// Whether two articles are of one story.
  @inline(__always)
  func areOne(_ a: Int, _ b: Int) -> Bool { isPlaced(a) && names.codes[a] == names.codes[b] }

  /// All members of the story of `slot`, in no order.
  func ring(_ slot: Int) -> [Int] {
    var members = [slot]
    var at = Int(next[slot])
    while at != slot {
      members.append(at)
      at = Int(next[at])
    }
    return members
  }

  /// Remembers that two articles belong together.
  mutating func link(_ a: Int, _ b: Int) {
    links.add(a, b)
    links.add(b, a)
  }

  /// As `link`, and no later judgement undoes it: the story was decided elsewhere.
  mutating func pin(_ a: Int, _ b: Int) {
    link(a, b)
    pinned.insert(Self.pair(a, b))
  }

  func isPinned(_ a: Int, _ b: Int) -> Bool {
    !pinned.isEmpty && pinned.contains(Self.pair(a, b))
  }

  /// Forgets that two articles belong together; the ring stays as it is.
  mutating func unlink(_ a: Int, _ b: Int) {
    links.remove(a, b)
    links.remove(b, a)
    pinned.remove(Self.pair(a, b))
  }

  static func pair(_ a: Int, _ b: Int) -> UInt64 {
    UInt64(min(a, b)) << 32 | UInt64(max(a, b))
  }

  /// Joins two rings under one id, that of an article in the slot `opener`.
  mutating func join(_ a: Int, _ b: Int, as story: StoryID, opener: Int?) {
    names.name(ring(a) + ring(b), story, opener: opener)
    next.swapAt(a, b)
  }

  /// Takes a member out; the ring closes behind it.
  mutating func takeOut(_ slot: Int) {
    var before = slot
    while Int(next[before]) != slot { before = Int(next[before]) }
    next[before] = next[slot]
    next[slot] = UInt32(slot)
    for other in links.others(slot) { unlink(slot, Int(other)) }
    names.clear(slot)
  }

  /// Lays the ring anew through `slots`, as the story that bears the id of an article in the slot `opener`; joined to the ring of
  /// `member` where the story has one already.
  mutating func lay(_ slots: [Int], as story: StoryID, opener: Int?, with member: Int? = nil) {
    for (index, slot) in slots.enumerated() {
      next[slot] = UInt32(slots[(index + 1) % slots.count])
    }
    guard let member else {
      names.forget(story)
      return names.name(slots, story, opener: opener)
    }
    join(slots[0], member, as: story, opener: opener)
    pin(slots[0], member)
  }

  /// Forgets a story that has no members any more.
  mutating func forget(_ story: StoryID) { names.forget(story) }

  /// The parts of `slots` that direct links still hold together.
  func parts(of slots: [Int]) -> [[Int]] {
    var open = Set(slots.map { UInt32($0) })
    var parts: [[Int]] = []
    for slot in slots where open.remove(UInt32(slot)) != nil {
      var part = [slot]
      var at = 0
      while at < part.count {
        for other in links.others(part[at]) where open.remove(other) != nil {
          part.append(Int(other))
        }
        at += 1
      }
      parts.append(part)
    }
    return parts
  }

  /// A shortest chain of direct links from `a` to `b`, both included; just the two when there is none.
  func path(_ a: Int, _ b: Int) -> [Int] {
    var before: [UInt32: UInt32] = [UInt32(a): UInt32(a)]
    var queue = [UInt32(a)]
    var at = 0
    while at < queue.count, before[UInt32(b)] == nil {
      for other in links.others(Int(queue[at])).sorted() where before[other] == nil {
        before[other] = queue[at]
        queue.append(other)
      }
      at += 1
    }
    var chain = [b]
    while let last = chain.last, last != a {
      guard let previous = before[UInt32(last)] else { return [a, b] }
      chain.append(Int(previous))
    }
    return chain.reversed()
  }
}
