import FeedModel

/// All that the index holds, without its locks: articles by slot, their terms, nearest articles and stories.
///
/// Similarities are computed in integers from weights that don't depend on the archive, so the nearest articles
/// are a function of the articles held, not of their order of arrival.
struct Holding {
  let settings: RelateSettings
  let prior: Prior
  private var profiler: Profiler
  var terms = TermTable()
  var postings = Postings()
  var vectors = Vectors()
  var table = SlotTable()
  /// By slot, as all arrays below; a free slot keeps its last values.
  var ids: [ItemID] = []
  var published: [Instant] = []
  /// 1 / length of the term vector in static weights; 0 for an article without terms and for a free slot.
  var inverseLengths: [Float] = []
  var fingerprints: [UInt64] = []
  var titles: [UInt32] = []
  var named: [UInt32: [UInt32]] = [:]
  /// `settings.neighbours` slots each, best first, `.max` where there are fewer.
  var nearSlots: [UInt32] = []
  /// Their similarities, in 65535ths.
  var nearScores: [UInt16] = []
  /// Length of the smoothed vector.
  var spreads: [Float] = []
  var stories = Stories()
  private var freeSlots: [UInt32] = []
  var scratch = Scratch()

  init(settings: RelateSettings, prior: Prior) {
    self.settings = settings
    self.prior = prior
    profiler = Profiler(settings: settings, prior: prior)
  }

  var count: Int { table.count }

  func slot(of id: ItemID) -> Int? { table.slot(of: id, in: ids) }

  /// Adds or replaces articles; the slots of those that now have other neighbours come back, ascending.
  mutating func add(_ inputs: [RelateInput]) -> (slots: [Int], changed: [Int]) {
    var changed: Set<UInt32> = []
    var slots: [Int] = []
    for input in inputs {
      let profile = profiler.profile(of: input)
      if let old = slot(of: input.id) { unindex(old, &changed) }
      slots.append(index(input, profile, &changed))
    }
    let sorted = changed.map(Int.init).sorted()
    for slot in sorted { spreads[slot] = spread(slot) }
    return (slots, sorted)
  }

  /// Takes an article out of everything but its story; the slots that now have other neighbours come back.
  mutating func drop(_ slot: Int) -> [Int] {
    var changed: Set<UInt32> = []
    unindex(slot, &changed)
    let sorted = changed.map(Int.init).sorted()
    for slot in sorted { spreads[slot] = spread(slot) }
    return sorted
  }
}

extension Holding {
  private mutating func index(
    _ input: RelateInput, _ profile: Profile, _ changed: inout Set<UInt32>
  ) -> Int {
    let slot = newSlot(input, profile)
    var numbers: [(number: UInt32, level: UInt8)] = []
    numbers.reserveCapacity(profile.terms.count)
    var length: Int64 = 0
    for term in profile.terms {
      let number = terms.retain(
        term.hash, weight: term.weight, surface: profile.surfaces[term.surface])
      numbers.append((number, term.level))
      let weight = Int64(terms.weights[Int(number)]) * Level.value(Int(term.level))
      length += weight * weight
    }
    let signature = Array(numbers.prefix(profile.signature))
    numbers.sort { $0.number < $1.number }
    vectors.set(slot, numbers)
    inverseLengths[slot] = length > 0 ? 1 / Float(length).squareRoot() : 0
    for (number, level) in signature {
      postings.add(number, Postings.entry(slot: slot, level: level))
    }
    changed.insert(UInt32(slot))
    for other in refill(slot) where offer(slot, other.score, to: Int(other.slot)) {
      changed.insert(other.slot)
    }
    return slot
  }

  private mutating func newSlot(_ input: RelateInput, _ profile: Profile) -> Int {
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = Int(free)
    } else {
      slot = ids.count
      ids.append(input.id)
      published.append(input.published)
      inverseLengths.append(0)
      fingerprints.append(0)
      titles.append(0)
      spreads.append(1)
      nearSlots += repeatElement(.max, count: settings.neighbours)
      nearScores += repeatElement(0, count: settings.neighbours)
      stories.grow()
    }
    ids[slot] = input.id
    published[slot] = input.published
    fingerprints[slot] = profile.fingerprint
    titles[slot] = profile.title
    if !profile.named.isEmpty { named[UInt32(slot)] = profile.named }
    table.add(slot, ids)
    return slot
  }

  /// Takes a slot's terms out; all that had it for a neighbour look for another.
  private mutating func unindex(_ slot: Int, _ changed: inout Set<UInt32>) {
    let holders = candidates(of: slot, limit: .max).filter { holds(Int($0.slot), slot) }
    for term in signature(of: slot) { postings.remove(term.number, slot: slot) }
    var numbers: [UInt32] = []
    vectors.each(slot) { number, _ in numbers.append(number) }
    vectors.clear(slot)
    for number in numbers { _ = terms.release(number) }
    table.remove(ids[slot], ids)
    inverseLengths[slot] = 0
    named[UInt32(slot)] = nil
    changed.remove(UInt32(slot))
    freeSlots.append(UInt32(slot))
    for place in neighbourRange(slot) {
      nearSlots[place] = .max
      nearScores[place] = 0
    }
    for holder in holders {
      _ = refill(Int(holder.slot))
      changed.insert(holder.slot)
    }
  }
}
