/// From small numbers to 64-bit sums: a hash table that is cheap to empty.
struct WeightTable: Sendable {
  /// 1 + number, 0 for an empty place.
  private var keys = [UInt32](repeating: 0, count: 1 << 10)
  private var values = [Int64](repeating: 0, count: 1 << 10)
  /// Where the numbers held are, the first `count` of them; a quarter of all places at most.
  private var places = [UInt32](repeating: 0, count: 1 << 8)
  private var count = 0
  /// A bit for the low bits of every number held: most look-ups end here.
  private var bits = [UInt64](repeating: 0, count: 128)

  mutating func removeAll() {
    for place in places[..<count] {
      bits[Int((keys[Int(place)] - 1) >> 6 & 127)] = 0
      keys[Int(place)] = 0
    }
    count = 0
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
      var place = WeightTable.home(number) & mask
      while true {
        let key = keys[place]
        if key == 0 { return 0 }
        if key == number &+ 1 { return values[place] }
        place = (place + 1) & mask
      }
    }
  }

  func value(_ number: UInt32) -> Int64? {
    let mask = keys.count - 1
    var place = Self.home(number) & mask
    while keys[place] != 0 {
      if keys[place] == number + 1 { return values[place] }
      place = (place + 1) & mask
    }
    return nil
  }

  mutating func add(_ number: UInt32, _ value: Int64) {
    add(upTo: 1) { $0(number, value) }
  }

  /// Runs `body` with a function that adds a value to the sum of a number, for at most `limit` calls.
  @inline(__always)
  mutating func add(upTo limit: Int, _ body: ((UInt32, Int64) -> Void) -> Void) {
    while (count + limit) * 4 > keys.count { grow() }
    let mask = keys.count - 1
    var count = count
    keys.withUnsafeMutableBufferPointer { keys in
      values.withUnsafeMutableBufferPointer { values in
        bits.withUnsafeMutableBufferPointer { bits in
          places.withUnsafeMutableBufferPointer { places in
            body { number, value in
              var place = Self.home(number) & mask
              while keys[place] != 0 {
                if keys[place] == number &+ 1 {
                  values[place] &+= value
                  return
                }
                place = (place + 1) & mask
              }
              keys[place] = number &+ 1
              values[place] = value
              bits[Int(number >> 6 & 127)] |= 1 << UInt64(number & 63)
              places[count] = UInt32(truncatingIfNeeded: place)
              count += 1
            }
          }
        }
      }
    }
    self.count = count
  }

  /// Replaces every value by what `body` makes of it and its number.
  mutating func map(_ body: (UInt32, Int64) -> Int64) {
    values.withUnsafeMutableBufferPointer { values in
      for place in places[..<count] {
        values[Int(place)] = body(keys[Int(place)] - 1, values[Int(place)])
      }
    }
  }

  /// The sum of the squares of all values; in integers, so that their order does not matter.
  var squares: Int64 {
    values.withUnsafeBufferPointer { values in
      places[..<count].reduce(0) { $0 &+ values[Int($1)] &* values[Int($1)] }
    }
  }

  @inline(__always)
  private static func home(_ number: UInt32) -> Int { Int((number &* 0x9E37_79B1) >> 8) }

  private mutating func grow() {
    let old = places[..<count].map { (keys[Int($0)] - 1, values[Int($0)]) }
    keys = [UInt32](repeating: 0, count: keys.count * 2)
    values = [Int64](repeating: 0, count: values.count * 2)
    places = [UInt32](repeating: 0, count: places.count * 2)
    count = 0
    for (number, value) in old { add(number, value) }
  }
}
