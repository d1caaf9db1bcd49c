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

extension Vectors {
  func write(_ slots: [Int], ranks: [UInt32], to writer: inout SnapshotWriter) {
    var packed = Vectors()
    var lengths: [UInt32] = []
    var bytes: [UInt8] = []
    for (place, slot) in slots.enumerated() {
      var terms: [(number: UInt32, level: UInt8)] = []
      each(slot) { number, level in terms.append((ranks[Int(number)], UInt8(level))) }
      terms.sort { $0.number < $1.number }
      packed.set(place, terms)
      packed.withBytes(place) { part in
        lengths.append(UInt32(part.count))
        bytes.append(contentsOf: part)
      }
      packed.clear(place)
    }
    writer.put(lengths)
    writer.put(bytes)
  }

  init(_ reader: inout SnapshotReader, articles: Int, terms: Int) throws(SnapshotError) {
    self.init()
    let lengths = try reader.list(UInt32.self, count: articles)
    let bytes = try reader.list(UInt8.self)
    var start = 0
    for (slot, length) in lengths.enumerated() {
      let end = start + Int(length)
      try reader.require(end <= bytes.count)
      try reader.require(Self.isSound(bytes, start..<end, terms: terms))
      place(slot, bytes[start..<end])
      start = end
    }
    try reader.require(start == bytes.count)
  }

  /// Whether the bytes are whole varints of ascending term numbers below `terms`.
  private static func isSound(_ bytes: [UInt8], _ range: Range<Int>, terms: Int) -> Bool {
    var at = range.lowerBound
    var number: UInt64 = 0
    while at < range.upperBound {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while at < range.upperBound, bytes[at] >= 0x80, shift < 35 {
        value |= UInt64(bytes[at] & 0x7F) << shift
        shift += 7
        at += 1
      }
      guard at < range.upperBound, bytes[at] < 0x80 else { return false }
      value |= UInt64(bytes[at]) << shift
      at += 1
      number += value >> 3
      guard number < UInt64(terms) else { return false }
    }
    return true
  }
}

extension Postings {
  func write(_ numbers: [UInt32], places: [UInt32], to writer: inout SnapshotWriter) {
    var counts: [UInt32] = []
    var entries: [UInt32] = []
    for number in numbers {
      let start = entries.count
      each(number) { entries.append(places[Int($0 >> 3)] << 3 | $0 & 7) }
      entries[start...].sort()
      counts.append(UInt32(entries.count - start))
    }
    writer.put(counts)
    writer.put(entries)
  }

  init(_ reader: inout SnapshotReader, articles: Int, terms: Int) throws(SnapshotError) {
    self.init()
    let counts = try reader.list(UInt32.self, count: terms)
    let entries = try reader.list(UInt32.self)
    try reader.require(counts.reduce(0) { $0 + Int($1) } == entries.count)
    try reader.require(entries.allSatisfy { Int($0 >> 3) < articles })
    load(counts, entries)
  }
}

extension Stories {
  func write(_ slots: [Int], places: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(slots.map { ids[$0]?.item.high ?? 0 })
    writer.put(slots.map { ids[$0]?.item.low ?? 0 })
    var pairs: [UInt64] = []
    for (slot, others) in links {
      for other in others where slot < other {
        pairs.append(Self.pair(Int(places[Int(slot)]), Int(places[Int(other)])))
      }
    }
    writer.put(pairs.sorted())
    writer.put(
      pinned.map { Self.pair(Int(places[Int($0 >> 32)]), Int(places[Int($0 & 0xFFFF_FFFF)])) }
        .sorted())
  }

  init(_ reader: inout SnapshotReader, ids slots: [ItemID], table: SlotTable) throws(SnapshotError)
  {
    self.init()
    let high = try reader.list(UInt64.self, count: slots.count)
    let low = try reader.list(UInt64.self, count: slots.count)
    for slot in slots.indices {
      grow()
      open(slot, StoryID(ItemID(high: high[slot], low: low[slot])))
    }
    gather(slots, table)
    for isPinned in [false, true] {
      for pair in try reader.list(UInt64.self) {
        let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
        try reader.require(a < b && b < slots.count && ids[a] == ids[b])
        if isPinned { pin(a, b) } else { link(a, b) }
      }
    }
  }
}
