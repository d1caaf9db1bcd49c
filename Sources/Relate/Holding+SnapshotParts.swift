import FeedModel

extension TermTable {
  /// The numbers in use by ascending hash, and the rank of each number.
  var ordered: (numbers: [UInt32], ranks: [UInt32]) {
    let numbers = hashes.indices.filter { frequencies[$0] > 0 }.sorted { hashes[$0] < hashes[$1] }
    var ranks = [UInt32](repeating: 0, count: hashes.count)
    for (rank, number) in numbers.enumerated() { ranks[number] = UInt32(rank) }
    return (numbers.map { UInt32($0) }, ranks)
  }

  func write(_ numbers: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(numbers.map { hashes[Int($0)] })
    writer.put(numbers.map { frequencies[Int($0)] })
    writer.put(numbers.map { weights[Int($0)] })
    writer.put(numbers.map { UInt8(surface($0).count) })
    writer.put(numbers.flatMap { surface($0) })
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotError) {
    let hashes = try reader.list(UInt64.self)
    try reader.require(zip(hashes, hashes.dropFirst()).allSatisfy { $0 < $1 })
    let frequencies = try reader.list(UInt32.self, count: hashes.count)
    let weights = try reader.list(UInt16.self, count: hashes.count)
    try reader.require(
      frequencies.allSatisfy { $0 > 0 } && weights.allSatisfy { $0 > 22 && $0 < 1024 })
    let lengths = try reader.list(UInt8.self, count: hashes.count)
    let surfaces = try reader.list(UInt8.self)
    try reader.require(lengths.reduce(0) { $0 + Int($1) } == surfaces.count)
    self.init(
      hashes: hashes, frequencies: frequencies, weights: weights, surfaceLengths: lengths,
      surfaces: surfaces)
  }
}

extension Holding {
  /// Lays out the lists of all terms anew, from the articles' own terms.
  mutating func fillPostings() {
    var lists = Postings(limit: settings.crowdLimit)
    terms.weights.withUnsafeBufferPointer { weights in
      lists.fill(terms.frequencies) { put in
        for slot in ids.indices {
          let impacts = Impacts(inverseLength: inverseLengths[slot])
          vectors.each(slot) { number, level in
            let impact = impacts.of(weight: weights[Int(number)], level: level)
            put(number, Postings.entry(slot: slot, impact: impact))
          }
        }
      }
    }
    postings = lists
  }
}

extension Stories {
  func write(_ slots: [Int], places: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(slots.map { ids[$0]?.item.high ?? 0 })
    writer.put(slots.map { ids[$0]?.item.low ?? 0 })
    var pairs: [UInt64] = []
    for slot in slots {
      for other in links.others(slot) where slot < other {
        pairs.append(Self.pair(Int(places[slot]), Int(places[Int(other)])))
      }
    }
    writer.put(pairs.sorted())
    writer.put(
      pinned.map { Self.pair(Int(places[Int($0 >> 32)]), Int(places[Int($0 & 0xFFFF_FFFF)])) }
        .sorted())
  }

  init(_ reader: inout SnapshotReader, ids slots: [ItemID], table: SlotTable) throws(SnapshotError)
  {
    let high = try reader.list(UInt64.self, count: slots.count)
    let low = try reader.list(UInt64.self, count: slots.count)
    let names = slots.indices.map { StoryID(ItemID(high: high[$0], low: low[$0])) }
    let links = try Self.pairs(&reader, names)
    self.init(names, StoryLinks(names.count, links))
    gather(slots, table)
    for pair in try Self.pairs(&reader, names) { pin(Int(pair >> 32), Int(pair & 0xFFFF_FFFF)) }
  }

  /// Pairs of articles of one story, ascending.
  private static func pairs(
    _ reader: inout SnapshotReader, _ names: [StoryID]
  ) throws(SnapshotError) -> [UInt64] {
    let pairs = try reader.list(UInt64.self)
    var before: UInt64 = 0
    for pair in pairs {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      try reader.require(before < pair && a < b && b < names.count && names[a] == names[b])
      before = pair
    }
    return pairs
  }
}
