/// The working memory of one query; kept, so that a query allocates little.
struct Scratch: Sendable {
  /// Partial products by slot; all zero between queries.
  var sums: [Int32] = []
  /// Slots whose sum is not zero.
  var touched: [UInt32] = []
  /// Weights of the query's terms.
  var weights = WeightTable()
  /// Products that have been computed for this query, by slot.
  var known = WeightTable()

  init() {}
}

/// From small numbers to 64-bit sums: a hash table that is cheap to empty.
struct WeightTable: Sendable {
  /// 1 + number, 0 for an empty place.
  private var keys = [UInt32](repeating: 0, count: 1 << 10)
  private var values = [Int64](repeating: 0, count: 1 << 10)
  private var places: [UInt32] = []
  /// A bit for the low bits of every number held: most look-ups end here.
  private var bits = [UInt64](repeating: 0, count: 128)

  mutating func removeAll() {
    for place in places {
      bits[Int((keys[Int(place)] - 1) >> 6 & 127)] = 0
      keys[Int(place)] = 0
    }
    places.removeAll(keepingCapacity: true)
  }

  /// The value of a number, 0 when it is not there.
  subscript(number: UInt32) -> Int64 { value(number) ?? 0 }

  /// The table while `body` runs, without checks.
  @inline(__always)
  func withLookup<Answer>(_ body: (Lookup) -> Answer) -> Answer {
    bits.withUnsafeBufferPointer { bits in
      keys.withUnsafeBufferPointer { keys in
        values.withUnsafeBufferPointer { values in
          body(Lookup(bits: bits, keys: keys, values: values))
        }
      }
    }
  }

  /// A view of the table for the innermost loop.
  struct Lookup {
    let bits: UnsafeBufferPointer<UInt64>
    let keys: UnsafeBufferPointer<UInt32>
    let values: UnsafeBufferPointer<Int64>

    /// The value of a number, 0 when it is not there.
    @inline(__always)
    func value(_ number: UInt32) -> Int64 {
      guard bits[Int(number >> 6 & 127)] >> UInt64(number & 63) & 1 == 1 else { return 0 }
      let mask = keys.count - 1
      var place = Int((number &* 0x9E37_79B1) >> 8) & mask
      while true {
        let key = keys[place]
        if key == 0 { return 0 }
        if key == number &+ 1 { return values[place] }
        place = (place + 1) & mask
      }
    }
  }

  func value(_ number: UInt32) -> Int64? {
    let place = find(number)
    return keys[place] == 0 ? nil : values[place]
  }

  mutating func add(_ number: UInt32, _ value: Int64) {
    let place = find(number)
    if keys[place] != 0 {
      values[place] += value
      return
    }
    keys[place] = number + 1
    values[place] = value
    bits[Int(number >> 6 & 127)] |= 1 << UInt64(number & 63)
    places.append(UInt32(place))
    if places.count * 4 > keys.count { grow() }
  }

  /// Replaces every value by what `body` makes of it and its number.
  mutating func map(_ body: (UInt32, Int64) -> Int64) {
    for place in places { values[Int(place)] = body(keys[Int(place)] - 1, values[Int(place)]) }
  }

  /// The sum of the squares of all values; in integers, so that their order does not matter.
  var squares: Int64 {
    var sum: Int64 = 0
    for place in places { sum += values[Int(place)] * values[Int(place)] }
    return sum
  }

  private func find(_ number: UInt32) -> Int {
    let mask = keys.count - 1
    var place = Int((number &* 0x9E37_79B1) >> 8) & mask
    while keys[place] != 0, keys[place] != number + 1 { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = places.map { (keys[Int($0)] - 1, values[Int($0)]) }
    keys = [UInt32](repeating: 0, count: keys.count * 2)
    values = [Int64](repeating: 0, count: values.count * 2)
    places.removeAll(keepingCapacity: true)
    for (number, value) in old { add(number, value) }
  }
}
