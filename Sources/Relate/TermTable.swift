/// All terms of the archive: a number for each, and what is known of it.
///
/// Numbers are given in order of arrival and reused; nothing that a caller sees may depend on them.
struct TermTable: Sendable {
  /// 1 + number, 0 for an empty slot; linear probing.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  private(set) var hashes: [UInt64] = []
  /// How many articles keep the term; 0 for a free number.
  private(set) var frequencies: [UInt32] = []
  /// Static weights, in 32nds.
  private(set) var weights: [UInt16] = []
  private var surfaceStarts: [UInt32] = []
  private var surfaceLengths: [UInt8] = []
  private var surfaces: [UInt8] = []
  private var free: [UInt32] = []
  /// Bytes of `surfaces` that belong to no term any more.
  private var idleBytes = 0

  init() {}

  /// A table whose numbers are the places in the lists given, yet without its index; lengths adding up to `surfaces`.
  init(
    hashes: [UInt64], frequencies: [UInt32], weights: [UInt16], surfaceLengths: [UInt8],
    surfaces: [UInt8]
  ) {
    self.hashes = hashes
    self.frequencies = frequencies
    self.weights = weights
    self.surfaceLengths = surfaceLengths
    self.surfaces = surfaces
    surfaceStarts.reserveCapacity(hashes.count)
    var start: UInt32 = 0
    for length in surfaceLengths {
      surfaceStarts.append(start)
      start += UInt32(length)
    }
  }

  /// Makes the terms of a new table findable by their hashes; false when two have the same one.
  mutating func index() -> Bool {
    var size = slots.count
    while size < hashes.count * 2 { size *= 2 }
    rehash(size)
    return slots.count { $0 > 0 } == hashes.count
  }

  /// How many numbers have been given, free ones included.
  var bound: Int { hashes.count }

  /// Counts one more article for the term, which gets a number when it is new.
  ///
  /// Its form is a part of a text.
  mutating func retain(
    _ hash: UInt64, weight: UInt16, form: Range<Int>, of text: [UInt8]
  ) -> UInt32 {
    let slot = find(hash)
    if slots[slot] > 0 {
      let number = slots[slot] - 1
      frequencies[Int(number)] += 1
      return number
    }
    let number = register(hash, weight, text[form])
    slots[slot] = number + 1
    if (hashes.count - free.count) * 3 > slots.count * 2 { rehash(slots.count * 2) }
    return number
  }

  /// Counts one article less; true when it was the last, and the number is free.
  mutating func release(_ number: UInt32) -> Bool {
    let index = Int(number)
    frequencies[index] -= 1
    guard frequencies[index] == 0 else { return false }
    vacate(find(hashes[index]))
    idleBytes += Int(surfaceLengths[index])
    free.append(number)
    if idleBytes > 1 << 16, idleBytes * 2 > surfaces.count { compact() }
    return true
  }

  /// The first form of the term that the archive saw.
  func surface(_ number: UInt32) -> ArraySlice<UInt8> {
    let start = Int(surfaceStarts[Int(number)])
    return surfaces[start..<start + Int(surfaceLengths[Int(number)])]
  }

  private mutating func register(
    _ hash: UInt64, _ weight: UInt16, _ surface: ArraySlice<UInt8>
  ) -> UInt32 {
    precondition(hashes.count < PackedTerm.numberLimit, "terms of the index have 28 bits")
    let start = UInt32(surfaces.count)
    surfaces.makeRoom(for: surface.count)
    surfaces.append(contentsOf: surface)
    if let number = free.popLast() {
      let index = Int(number)
      hashes[index] = hash
      frequencies[index] = 1
      weights[index] = weight
      surfaceStarts[index] = start
      surfaceLengths[index] = UInt8(surface.count)
      return number
    }
    hashes.appendTightly(hash)
    frequencies.appendTightly(1)
    weights.appendTightly(weight)
    surfaceStarts.appendTightly(start)
    surfaceLengths.appendTightly(UInt8(surface.count))
    return UInt32(hashes.count - 1)
  }

  private func find(_ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[slot] != 0, hashes[Int(slots[slot] - 1)] != hash { slot = (slot + 1) & mask }
    return slot
  }

  /// Empties a slot and moves up what had been pushed past it (Knuth 6.4, algorithm R).
  private mutating func vacate(_ slot: Int) {
    let mask = slots.count - 1
    var hole = slot
    var next = (hole + 1) & mask
    while slots[next] != 0 {
      let home = Int(truncatingIfNeeded: hashes[Int(slots[next] - 1)] >> 20) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        slots[hole] = slots[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole] = 0
  }

  private mutating func rehash(_ count: Int) {
    slots = [UInt32](repeating: 0, count: count)
    for number in hashes.indices where frequencies[number] > 0 {
      slots[find(hashes[number])] = UInt32(number) + 1
    }
  }

  private mutating func compact() {
    var kept: [UInt8] = []
    kept.reserveCapacity(surfaces.count - idleBytes)
    for number in hashes.indices where frequencies[number] > 0 {
      let text = surface(UInt32(number))
      surfaceStarts[number] = UInt32(kept.count)
      kept.append(contentsOf: text)
    }
    surfaces = kept
    idleBytes = 0
  }
}
