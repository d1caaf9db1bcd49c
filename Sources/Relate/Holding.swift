import FeedModel

/// All that the index holds, without its locks: articles by slot, their terms, nearest articles and stories.
///
/// Similarities are computed in integers from weights that don't depend on the archive, so the nearest articles
/// are a function of the articles held, not of their order of arrival.
struct Holding: Sendable {
  let settings: RelateSettings
  let prior: Prior
  let priorShares: [Double]
  let scratches = ScratchPool()
  private let profilers: ProfilerPool
  var terms = TermTable()
  var postings: Postings
  var vectors = Vectors()
  var table = SlotTable()
  /// By slot, as all arrays below; a free slot keeps its last values.
  var ids: [ItemID] = []
  var published: [Instant] = []
  /// 1 / length of the term vector in static weights; 0 for an article without terms and for a free slot.
  var inverseLengths: [Float] = []
  /// What the bound of another article is at least when it may be among the nearest of each one, in 16384ths; see `setGate`.
  var gates = Gates()
  var fingerprints: [UInt64] = []
  var titles: [UInt32] = []
  var named: [UInt32: [UInt32]] = [:]
  /// The nearest articles of each one.
  var near: NearTable
  /// Length of the smoothed vector.
  var spreads: [Float] = []
  var stories = Stories()
  private var freeSlots: [UInt32] = []

  init(settings: RelateSettings, prior: Prior) {
    precondition(
      (settings.neighbours + 1) * settings.termsPerArticle <= TermSums.limit,
      "a smoothed vector has a bounded number of terms")
    precondition(1...255 ~= settings.neighbours, "an article has some neighbours")
    self.settings = settings
    self.prior = prior
    priorShares = Self.priorShares(settings.priorArticles)
    postings = Postings(limit: settings.crowdLimit)
    near = NearTable(kept: settings.neighbours + 2)
    profilers = ProfilerPool(settings: settings, prior: prior)
  }

  var count: Int { table.count }

  func slot(of id: ItemID) -> Int? { table.slot(of: id, in: ids) }

  /// Adds or replaces articles; the slots of those that now have other neighbours come back, ascending.
  ///
  /// Of an id that is there twice, the last article counts; its slot stands in both places of `slots`.
  mutating func add(_ inputs: [RelateInput]) -> (slots: [Int], changed: [Int]) {
    let profiles = inParallel(inputs.count) { [profilers] range in
      profilers.with { profiler in inputs[range].map { profiler.profile(of: $0) } }
    }
    var last: [ItemID: Int] = [:]
    for index in inputs.indices { last[inputs[index].id] = index }
    var lost: Set<UInt32> = []
    for index in inputs.indices {
      if let old = slot(of: inputs[index].id) { unindex(old, &lost) }
    }
    var entered: [Int] = []
    for index in inputs.indices where last[inputs[index].id] == index {
      entered.append(enter(inputs[index], profiles[index]))
    }
    let changed = renewNeighbours(
      of: entered + lost.subtracting(entered.map { UInt32($0) }).map(Int.init))
    return (inputs.indices.map { slot(of: inputs[$0].id) ?? 0 }, changed)
  }

  /// Takes an article out of everything but its story; the slots that now have other neighbours come back.
  mutating func drop(_ slot: Int) -> [Int] {
    var lost: Set<UInt32> = []
    unindex(slot, &lost)
    return renewNeighbours(of: lost.map(Int.init))
  }
}

extension Holding {
  mutating func enter(_ input: RelateInput, _ profile: Profile) -> Int {
    let slot = newSlot(input, profile)
    var packed: [PackedTerm] = []
    packed.reserveCapacity(profile.terms.count)
    for term in profile.terms {
      let number = terms.retain(
        term.hash, weight: term.weight, form: term.surface, of: profile.surfaces)
      packed.append(PackedTerm(number, level: term.level))
    }
    packed.sort()
    dropRepeated(&packed)
    vectors.set(slot, packed)
    inverseLengths[slot] = inverseLength(slot)
    let impacts = Impacts(inverseLength: inverseLengths[slot])
    for term in packed {
      let impact = impacts.of(weight: terms.weights[Int(term.number)], level: term.level)
      postings.add(term.number, Postings.entry(slot: slot, impact: impact))
    }
    setGate(slot)
    return slot
  }

  /// Keeps of each term the greatest level: two words can be of one hash.
  private mutating func dropRepeated(_ terms: inout [PackedTerm]) {
    for place in terms.indices.dropFirst().reversed()
    where terms[place].number == terms[place - 1].number {
      _ = self.terms.release(terms[place].number)
      terms.remove(at: place - 1)
    }
  }

  /// 1 / length of the term vector of `slot` in static weights; 0 for an article without terms.
  func inverseLength(_ slot: Int) -> Float {
    var length: Int64 = 0
    vectors.each(slot) { number, level in
      let weight = Int64(terms.weights[Int(number)]) * Level.value(level)
      length += weight * weight
    }
    return length > 0 ? 1 / Float(length).squareRoot() : 0
  }

  private mutating func newSlot(_ input: RelateInput, _ profile: Profile) -> Int {
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = Int(free)
    } else {
      slot = ids.count
      precondition(slot < NearTable.slotLimit, "slots of the index have three bytes")
      ids.appendTightly(input.id)
      published.appendTightly(input.published)
      inverseLengths.appendTightly(0)
      gates.grow(for: slot)
      fingerprints.appendTightly(0)
      titles.appendTightly(0)
      spreads.appendTightly(1)
      near.grow()
      stories.grow()
    }
    // Nothing is known yet: a search is to tell.
    near.open(slot)
    ids[slot] = input.id
    published[slot] = input.published
    fingerprints[slot] = profile.fingerprint
    titles[slot] = profile.title
    if !profile.named.isEmpty { named[UInt32(slot)] = profile.named }
    table.add(slot, ids)
    return slot
  }

  /// Takes a slot's terms out; all that had it for a neighbour that counts are in `lost`, and no one keeps it.
  private mutating func unindex(_ slot: Int, _ lost: inout Set<UInt32>) {
    for holder in holders(of: slot) {
      if forget(slot, by: holder) { lost.insert(UInt32(holder)) }
    }
    lost.remove(UInt32(slot))
    setNeighbours(of: slot, [], isCut: false)
    var numbers: [UInt32] = []
    vectors.each(slot) { number, _ in numbers.append(number) }
    vectors.clear(slot)
    for number in numbers { postings.remove(number, slot: slot, isLast: terms.release(number)) }
    table.remove(ids[slot], ids)
    inverseLengths[slot] = 0
    setGate(slot)
    named[UInt32(slot)] = nil
    freeSlots.append(UInt32(slot))
  }
}
