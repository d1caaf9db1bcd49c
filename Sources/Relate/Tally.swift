/// The terms of one article and how often it has them; keeps its tables from one article to the next.
struct Tally: Sendable {
  struct Entry: Sendable {
    var hash: UInt64
    var count: UInt32
    /// Where it stands first, in the text numbered `part`.
    var start: UInt32
    var length: UInt8
    var part: UInt8
    var isShort: Bool
  }

  /// In the order in which they came.
  private(set) var entries: [Entry] = []
  /// The number of the entry, -1 for an empty place; linear probing.
  private var places = [Int32](repeating: -1, count: 1 << 11)
  var shingles = Shingles()

  mutating func forget() {
    if places.count > 1 << 12 {
      places = [Int32](repeating: -1, count: 1 << 11)
    } else {
      places.withUnsafeMutableBufferPointer { $0.update(repeating: -1) }
    }
    entries.removeAll(keepingCapacity: true)
    shingles = Shingles()
  }

  /// Counts a word of the text numbered `part` so many times.
  @inline(__always)
  mutating func add(_ word: Words.Word, weight: UInt32, _ part: UInt8) {
    let place = find(word.hash)
    let known = Int(places[place])
    if known >= 0 {
      entries.withUnsafeMutableBufferPointer { $0[known].count &+= weight }
      return
    }
    places[place] = Int32(entries.count)
    entries.append(
      Entry(
        hash: word.hash, count: weight, start: UInt32(truncatingIfNeeded: word.range.lowerBound),
        length: UInt8(min(40, word.range.count)), part: part, isShort: word.isShort))
    if entries.count * 2 > places.count { grow() }
  }

  /// The place of a term, or the empty one where it belongs.
  @inline(__always)
  private func find(_ hash: UInt64) -> Int {
    places.withUnsafeBufferPointer { places in
      entries.withUnsafeBufferPointer { entries in
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] >= 0, entries[Int(places[place])].hash != hash {
          place = (place + 1) & mask
        }
        return place
      }
    }
  }

  private mutating func grow() {
    places = [Int32](repeating: -1, count: places.count * 4)
    for (number, entry) in entries.enumerated() { places[find(entry.hash)] = Int32(number) }
  }
}
