extension Vectors {
  /// Writes the terms of `slots`, their numbers as `ranks` has them.
  func write(_ slots: [Int], ranks: [UInt32], to writer: inout SnapshotWriter) {
    writer.put(slots.map { UInt16(count($0)) })
    var units: [UInt16] = []
    for slot in slots {
      var terms: [PackedTerm] = []
      each(slot) { number, level in
        terms.append(PackedTerm(ranks[Int(number)], level: UInt8(level)))
      }
      terms.sort()
      PackedTerm.pack(terms, into: &units)
    }
    writer.put(units)
  }

  /// Reads what `write` wrote of so many articles, whose terms are in so many articles each.
  init(
    _ reader: inout SnapshotReader, articles: Int, frequencies: [UInt32], perArticle: Int
  ) throws(SnapshotError) {
    let counts = try reader.list(UInt16.self, count: articles)
    try reader.require(counts.allSatisfy { $0 <= perArticle })
    let units = try reader.list(UInt16.self)
    guard let ends = Self.ends(units, counts, frequencies) else { throw reader.inconsistency }
    self.init(units, counts, ends: ends)
  }

  /// Passes over what `write` wrote.
  static func skip(_ reader: inout SnapshotReader) throws(SnapshotError) {
    try reader.skip(UInt16.self)
    try reader.skip(UInt16.self)
  }

  /// Where the terms of each article end, of which there are so many; nil unless every number stands in as many as it should.
  private static func ends(
    _ units: [UInt16], _ counts: [UInt16], _ frequencies: [UInt32]
  ) -> [UInt32]? {
    var found = [UInt32](repeating: 0, count: frequencies.count)
    var ends: [UInt32] = []
    ends.reserveCapacity(counts.count)
    var isSound = true
    units.withUnsafeBufferPointer { units in
      found.withUnsafeMutableBufferPointer { found in
        var at = 0
        for count in counts {
          var number = UInt32.max
          for _ in 0..<count where isSound {
            guard at < units.count, at + 1 < units.count || !PackedTerm.isWide(units[at]) else {
              isSound = false
              break
            }
            number = PackedTerm.next(units, &at, after: number).number
            if number < found.count { found[Int(number)] += 1 } else { isSound = false }
          }
          ends.append(UInt32(truncatingIfNeeded: at))
        }
        isSound = isSound && at == units.count
      }
    }
    return isSound && found == frequencies ? ends : nil
  }
}
