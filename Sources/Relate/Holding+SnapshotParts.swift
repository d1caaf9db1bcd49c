import FeedModel

extension TermTable {
  func write(_ numbers: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(numbers.map { hashes[Int($0)] })
    writer.put(numbers.map { frequencies[Int($0)] })
    writer.put(numbers.map { weights[Int($0)] })
    writer.put(numbers.map { UInt8(surface($0).count) })
    writer.put(numbers.flatMap { surface($0) })
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotError) {
    let hashes = try reader.list(UInt64.self)
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
  /// The numbers of all terms in the order in which the articles of `slots` have them, those of one article by hash, and the place
  /// of each number in it.
  ///
  /// So what articles of one time share lies close together, as when they arrived.
  func termOrder(_ slots: [Int]) -> (numbers: [UInt32], ranks: [UInt32]) {
    var numbers: [UInt32] = []
    var ranks = [UInt32](repeating: .max, count: terms.bound)
    for slot in slots {
      let start = numbers.count
      vectors.each(slot) { number, _ in
        if ranks[Int(number)] == .max { numbers.append(number) }
      }
      numbers[start...].sort { terms.hashes[Int($0)] < terms.hashes[Int($1)] }
      for rank in start..<numbers.count { ranks[Int(numbers[rank])] = UInt32(rank) }
    }
    return (numbers, ranks)
  }

  /// Lays out the lists of all terms anew, from the articles' own terms.
  mutating func fillPostings() {
    var lists = Postings(limit: settings.crowdLimit)
    lists.fill(terms.frequencies, terms.weights, slots: ids.count) { put in
      for slot in ids.indices {
        let impacts = Impacts(inverseLength: inverseLengths[slot])
        vectors.each(slot) { number, level in
          put(number) { weight in
            Postings.entry(slot: slot, impact: impacts.of(weight: weight, level: level))
          }
        }
      }
    }
    postings = lists
  }
}

extension Stories {
  func write(_ slots: [Int], places: [UInt32], to writer: inout SnapshotWriter) {
    names.write(slots, places: places, to: &writer)
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

  init(_ reader: inout SnapshotReader, articles: Int) throws(SnapshotError) {
    self.init(try StoryNames(&reader, articles: articles))
    set(StoryLinks(articles, try pairs(&reader)))
    for pair in try pairs(&reader) { pin(Int(pair >> 32), Int(pair & 0xFFFF_FFFF)) }
  }

  /// Pairs of articles of one story, ascending.
  private func pairs(_ reader: inout SnapshotReader) throws(SnapshotError) -> [UInt64] {
    let pairs = try reader.list(UInt64.self)
    var before: UInt64 = 0
    for pair in pairs {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      try reader.require(before < pair && a < b && b < names.codes.count && areOne(a, b))
      before = pair
    }
    return pairs
  }
}
