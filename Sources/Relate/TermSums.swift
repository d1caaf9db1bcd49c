/// From term numbers to 64-bit sums, for one smoothed vector at a time: no branch that a processor would have to guess.
struct TermSums: Sendable {
  /// By term number, where its sum is; 0 for none.
  private var places: [UInt16] = []
  /// The sums of the first `count` places, from 1 on; zero at 0 and beyond.
  private var sums: [Int64] = [0]
  /// The number of each place.
  private var numbers: [UInt32] = [0]
  private var count = 0

  /// The most terms that a vector may have.
  static let limit = Int(UInt16.max) - 1

  /// Forgets all sums and makes room for numbers below `bound`.
  mutating func removeAll(bound: Int) {
    places.withUnsafeMutableBufferPointer { places in
      numbers.withUnsafeBufferPointer { numbers in
        for place in 1..<count + 1 { places[Int(numbers[place])] = 0 }
      }
    }
    sums.withUnsafeMutableBufferPointer { $0[..<(count + 1)].update(repeating: 0) }
    count = 0
    guard places.count < bound else { return }
    places += repeatElement(0, count: bound + bound / 4 - places.count)
  }

  /// Runs `body` with a function that adds a value to the sum of a number, for at most `calls` calls.
  @inline(__always)
  mutating func add(upTo calls: Int, _ body: ((UInt32, Int64) -> Void) -> Void) {
    // Every call writes to the place behind the last before it knows whether it is taken.
    while sums.count < count + calls + 2 {
      sums.append(0)
      numbers.append(0)
    }
    var count = count
    places.withUnsafeMutableBufferPointer { places in
      sums.withUnsafeMutableBufferPointer { sums in
        numbers.withUnsafeMutableBufferPointer { numbers in
          body { number, value in
            let known = Int(places[Int(number)])
            let place = known == 0 ? count &+ 1 : known
            places[Int(number)] = UInt16(truncatingIfNeeded: place)
            numbers[place] = number
            sums[place] &+= value
            count = max(count, place)
          }
        }
      }
    }
    self.count = count
  }

  /// Replaces every sum by what `body` makes of it and its number.
  mutating func map(_ body: (UInt32, Int64) -> Int64) {
    for place in 1..<count + 1 { sums[place] = body(numbers[place], sums[place]) }
  }

  /// The sum of the squares of all sums; in integers, so that their order does not matter.
  var squares: Int64 {
    sums[1..<count + 1].reduce(0) { $0 &+ $1 &* $1 }
  }

  /// The table while `body` runs, without checks: numbers below the bound.
  @inline(__always)
  func withLookup<Answer>(_ body: (Lookup) -> Answer) -> Answer {
    places.withUnsafeBufferPointer { places in
      sums.withUnsafeBufferPointer { sums in body(Lookup(places: places, sums: sums)) }
    }
  }

  /// A view of the table for the innermost loop.
  struct Lookup {
    fileprivate let places: UnsafeBufferPointer<UInt16>
    fileprivate let sums: UnsafeBufferPointer<Int64>

    /// The sum of a number, 0 when it is not there.
    @inline(__always)
    subscript(number: UInt32) -> Int64 { sums[Int(places[Int(number)])] }
  }
}
