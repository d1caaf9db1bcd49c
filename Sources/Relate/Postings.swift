/// Which articles keep a term: by term number, in no order, four bytes each.
///
/// A list of one lies in its head; longer ones in blocks of one pool. A term that more than `limit` articles keep is
/// crowded: it no longer tells which articles are near each other, and its list is given up.
struct Postings: Sendable {
  let limit: Int
  /// The only entry, or where the block begins in `pool`.
  var heads: [UInt32] = []
  /// How many entries; `.max` for a crowded term.
  var counts: [UInt32] = []
  var pool: [UInt32] = []
  /// Free blocks of each size.
  private var idle = [[UInt32]](repeating: [], count: 64)

  static let crowded = UInt32.max

  init(limit: Int) { self.limit = limit }

  /// An entry of an article's slot and of the share of the term in its length, in 255ths.
  static func entry(slot: Int, impact: UInt8) -> UInt32 { UInt32(slot) << 8 | UInt32(impact) }

  /// More slots than this have no place in an entry.
  static let slotLimit = 1 << 24

  /// Whether so many articles keep a term that its list was given up.
  func isCrowded(_ term: UInt32) -> Bool { counts[Int(term)] == Self.crowded }

  /// Calls `body` with the entries of a term; with none when it is crowded.
  @inline(__always)
  func with(_ term: UInt32, _ body: (UnsafeBufferPointer<UInt32>) -> Void) {
    let term = Int(term)
    guard term < counts.count else { return }
    let count = counts[term]
    if count == 1 {
      withUnsafePointer(to: heads[term]) { body(UnsafeBufferPointer(start: $0, count: 1)) }
    } else if count > 1, count != Self.crowded {
      let start = Int(heads[term])
      pool.withUnsafeBufferPointer { pool in
        body(UnsafeBufferPointer(rebasing: pool[start..<start + Int(count)]))
      }
    }
  }

  /// Adds an entry to the list of a term.
  mutating func add(_ term: UInt32, _ entry: UInt32) {
    let term = Int(term)
    while counts.count <= term {
      heads.appendTightly(0)
      counts.appendTightly(0)
    }
    let count = Int(counts[term])
    guard counts[term] != Self.crowded else { return }
    if count == limit { return giveUp(term) }
    counts[term] += 1
    if count == 0 {
      heads[term] = entry
      return
    }
    if count == 1 || count == Self.capacity(Self.size(count)) { move(term, count, to: count + 1) }
    pool[Int(heads[term]) + count] = entry
  }

  /// Takes the entry of a slot out; with `isLast`, the term is no one's any more.
  mutating func remove(_ term: UInt32, slot: Int, isLast: Bool) {
    let term = Int(term)
    if counts[term] == Self.crowded {
      if isLast { counts[term] = 0 }
      return
    }
    let count = Int(counts[term])
    counts[term] -= 1
    guard count > 1 else { return }
    let start = Int(heads[term])
    var index = start
    while pool[index] >> 8 != UInt32(slot) { index += 1 }
    pool[index] = pool[start + count - 1]
    if count == 2 {
      heads[term] = pool[start]
      idle[Self.size(2)].append(UInt32(start))
    } else if Self.size(count - 1) != Self.size(count) {
      move(term, count - 1, to: count - 1, from: Self.size(count))
    }
  }

  private mutating func giveUp(_ term: Int) {
    if limit > 1 { idle[Self.size(limit)].append(heads[term]) }
    counts[term] = Self.crowded
  }

  /// Moves the first `count` entries into a block for `new`; `from` is the size of the block they are in.
  private mutating func move(_ term: Int, _ count: Int, to new: Int, from: Int? = nil) {
    let start = block(Self.size(new))
    if count == 1 {
      pool[start] = heads[term]
    } else {
      let old = Int(heads[term])
      for index in 0..<count { pool[start + index] = pool[old + index] }
      idle[from ?? Self.size(count)].append(UInt32(old))
    }
    heads[term] = UInt32(start)
  }

  private mutating func block(_ size: Int) -> Int {
    if let start = idle[size].popLast() { return Int(start) }
    let start = pool.count
    pool.makeRoom(for: Self.capacity(size))
    pool.append(contentsOf: repeatElement(0, count: Self.capacity(size)))
    return start
  }

  /// The entries in a block of each size: 2, 3, 4, 6, 8, 12, 16, 24 and so on.
  static func capacity(_ size: Int) -> Int {
    size & 1 == 0 ? 2 << (size >> 1) : 3 << (size >> 1)
  }

  /// The smallest size of block that holds `count` entries, two or more.
  static func size(_ count: Int) -> Int {
    guard count > 2 else { return 0 }
    let power = Int.bitWidth - 1 - (count - 1).leadingZeroBitCount
    return count <= 3 << (power - 1) ? 2 * (power - 1) + 1 : 2 * power
  }
}
