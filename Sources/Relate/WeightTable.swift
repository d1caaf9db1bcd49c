/// From small numbers to 64-bit sums: a hash table that is cheap to empty.
struct WeightTable: Sendable {
  /// 1 + number, 0 for an empty place.
  private var keys = [UInt32](repeating: 0, count: 1 << 10)
  private var values = [Int64](repeating: 0, count: 1 << 10)
  /// Where the numbers held are, the first `count` of them; a quarter of all places at most.
  private var places = [UInt32](repeating: 0, count: 1 << 8)
  private var count = 0

  mutating func removeAll() {
    for place in places[..<count] { keys[Int(place)] = 0 }
    count = 0
  }

  /// The value of a number, nil when it is not there.
  func value(_ number: UInt32) -> Int64? {
    let mask = keys.count - 1
    var place = Self.home(number) & mask
    while keys[place] != 0 {
      if keys[place] == number + 1 { return values[place] }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a value to the sum of a number.
  mutating func add(_ number: UInt32, _ value: Int64) {
    if (count + 1) * 4 > keys.count { grow() }
    let mask = keys.count - 1
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
    places[count] = UInt32(truncatingIfNeeded: place)
    count += 1
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
