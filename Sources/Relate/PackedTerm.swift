/// A term's number, below 2^28, and its level, below 8.
struct PackedTerm: Comparable, Sendable {
  private let bits: UInt32

  static let numberLimit = 1 << 28

  var number: UInt32 { bits >> 3 }
  var level: Int { Int(bits & 7) }

  init(_ number: UInt32, level: UInt8) { bits = number << 3 | UInt32(level) }

  static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }

  /// Appends terms: of gap (less one) and level together the lowest 15 bits, then the others where there are any, which the highest
  /// bit of the first unit tells.
  static func pack(_ terms: [PackedTerm], into units: inout [UInt16]) {
    var before = UInt32.max
    for term in terms {
      let value = (term.number &- before &- 1) << 3 | term.bits & 7
      before = term.number
      if value < 0x8000 {
        units.append(UInt16(value))
      } else {
        units.append(UInt16(truncatingIfNeeded: value) | 0x8000)
        units.append(UInt16(value >> 15))
      }
    }
  }

  /// Whether a term that begins with this unit has a second one.
  @inline(__always)
  static func isWide(_ unit: UInt16) -> Bool { unit >= 0x8000 }

  /// The term at `at`, where the next one begins then; `before` is the number of the last, `.max` for the first.
  @inline(__always)
  static func next(
    _ units: UnsafeBufferPointer<UInt16>, _ at: inout Int, after before: UInt32
  ) -> (number: UInt32, level: Int) {
    var value = UInt32(units[at])
    at &+= 1
    if value >= 0x8000 {
      value = value & 0x7FFF | UInt32(units[at]) << 15
      at &+= 1
    }
    return (before &+ 1 &+ value >> 3, Int(value & 7))
  }
}
