import FeedModel

extension Holding {
  private static let magic: UInt64 = 0x0A52_4D57_4C45_5231
  private static let version: UInt32 = 3
  /// Seconds around 1970 in which articles are published: some 35,000 years.
  private static let era: Int64 = 1 << 40

  /// The whole index as bytes: articles in order of id, terms in the order in which articles have them, so that
  /// equal holdings give equal bytes.
  ///
  /// Without stories it can't be read back; it is then a function of the articles alone.
  func snapshot(withStories: Bool = true) -> [UInt8] {
    let slots = ids.indices.filter { table.slot(of: ids[$0], in: ids) == $0 }.sorted {
      ids[$0] < ids[$1]
    }
    var places = [UInt32](repeating: .max, count: ids.count)
    for (place, slot) in slots.enumerated() { places[slot] = UInt32(place) }
    let order = termOrder(slots)
    var writer = SnapshotWriter()
    writer.reserve(slots.count * 500)
    writer.put(Self.magic)
    writer.put(Self.version)
    writer.put(settings.fingerprint)
    writer.put(UInt64(0))
    let start = writer.bytes.count
    terms.write(order.numbers, to: &writer)
    write(slots, to: &writer)
    vectors.write(slots, ranks: order.ranks, to: &writer)
    let lists = slots.map { nearest(of: $0) }
    writer.put(lists.map { UInt8($0.count) })
    writer.put(lists.flatMap { $0.map { places[Int($0.slot)] } })
    writer.put(lists.flatMap { $0.map(\.score) })
    if withStories { stories.write(slots, places: places, to: &writer) }
    writer.seal(from: start)
    return writer.bytes
  }

  private func write(_ slots: [Int], to writer: inout SnapshotWriter) {
    writer.put(slots.map { ids[$0].high })
    writer.put(slots.map { ids[$0].low })
    writer.put(slots.map { published[$0].seconds })
    writer.put(slots.map { spreads[$0].bitPattern })
    writer.put(slots.map { fingerprints[$0] })
    writer.put(slots.map { titles[$0] })
    var named: [UInt32] = []
    for (place, slot) in slots.enumerated() {
      guard let titles = self.named[UInt32(slot)] else { continue }
      named += [UInt32(place), UInt32(titles.count)] + titles
    }
    writer.put(named)
  }

  /// Reads back a snapshot.
  ///
  /// - Throws: `SnapshotError` when the bytes are not what `snapshot()` gave under the same settings.
  init(snapshot: [UInt8], settings: RelateSettings, prior: Prior) throws(SnapshotError) {
    self.init(settings: settings, prior: prior)
    var reader = SnapshotReader(snapshot)
    guard try reader.number(UInt64.self) == Self.magic else { throw SnapshotError(.notASnapshot) }
    guard try reader.number(UInt32.self) == Self.version else { throw SnapshotError(.version) }
    guard try reader.number(UInt64.self) == settings.fingerprint else {
      throw SnapshotError(.settings)
    }
    let sum = try reader.number(UInt64.self)
    guard reader.isSealed(sum) else { throw SnapshotError(.checksum, offset: reader.offset) }
    terms = try TermTable(&reader)
    try readArticles(&reader)
    // Half of the time goes into the lists, which need nothing of what follows.
    let (begun, start) = (self, reader)
    let halves = inParallel(2, grain: 1) { range in
      range.map { half in
        Result { () throws(SnapshotError) in
          try half == 0 ? begun.withTerms(start) : begun.withNeighboursAndStories(start)
        }
      }
    }
    self = try halves[1].get()
    let lists = try halves[0].get()
    (vectors, postings, inverseLengths) = (lists.vectors, lists.postings, lists.inverseLengths)
  }

  /// A copy with the terms of all articles, and their lists.
  private func withTerms(_ start: SnapshotReader) throws(SnapshotError) -> Holding {
    var (copy, reader) = (self, start)
    copy.vectors = try Vectors(
      &reader, articles: ids.count, frequencies: terms.frequencies,
      perArticle: settings.termsPerArticle)
    copy.inverseLengths = ids.indices.map { copy.inverseLength($0) }
    copy.fillPostings()
    return copy
  }

  /// A copy with all but that, terms and articles found by what names them.
  private func withNeighboursAndStories(_ start: SnapshotReader) throws(SnapshotError) -> Holding {
    var (copy, reader) = (self, start)
    try Vectors.skip(&reader)
    copy.table = SlotTable(ids)
    try reader.require(copy.terms.index())
    try copy.readNeighbours(&reader)
    copy.stories = try Stories(&reader, articles: ids.count)
    try reader.require(copy.stories.names.areDistinct { copy.slot(of: $0) })
    try reader.require(reader.isAtEnd)
    return copy
  }

  private mutating func readNeighbours(_ reader: inout SnapshotReader) throws(SnapshotError) {
    let counts = try reader.list(UInt8.self, count: ids.count)
    try reader.require(counts.allSatisfy { $0 <= settings.neighbours })
    let all = counts.reduce(0) { $0 + Int($1) }
    let slots = try reader.list(UInt32.self, count: all)
    let scores = try reader.list(UInt16.self, count: all)
    try reader.require(slots.allSatisfy { Int($0) < ids.count })
    near = NearTable(kept: near.kept, cut: settings.neighbours, counts, slots, scores)
    gates = Gates(ids.count)
    for slot in ids.indices { setGate(slot) }
  }

  private mutating func readArticles(_ reader: inout SnapshotReader) throws(SnapshotError) {
    let high = try reader.list(UInt64.self)
    let low = try reader.list(UInt64.self, count: high.count)
    ids = zip(high, low).map { ItemID(high: $0, low: $1) }
    try reader.require(
      zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 } && ids.count < NearTable.slotLimit)
    published = try reader.list(Int64.self, count: ids.count).map { Instant(seconds: $0) }
    try reader.require(published.allSatisfy { -Self.era...Self.era ~= $0.seconds })
    spreads = try reader.list(UInt32.self, count: ids.count).map { Float(bitPattern: $0) }
    try reader.require(spreads.allSatisfy { $0 > 0 && $0 < 1000 })
    fingerprints = try reader.list(count: ids.count)
    titles = try reader.list(count: ids.count)
    let named = try reader.list(UInt32.self)
    var at = 0
    while at < named.count {
      try reader.require(at + 1 < named.count && Int(named[at]) < ids.count)
      let end = at + 2 + Int(named[at + 1])
      try reader.require(end <= named.count)
      self.named[named[at]] = Array(named[at + 2..<end])
      at = end
    }
  }
}

extension RelateSettings {
  /// Of the values that shape what is stored.
  var fingerprint: UInt64 {
    let values: [UInt64] = [
      UInt64(termsPerArticle), UInt64(crowdLimit), UInt64(neighbours), UInt64(leadWords),
      UInt64(headlineWeight), UInt64(bodyWords), smoothing.bitPattern, smoothingHalf.bitPattern,
    ]
    return values.reduce(1) { mixed($0 &* 31 &+ $1) }
  }
}
