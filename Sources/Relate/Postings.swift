/// Which articles have a term among their signature: by term number, in no order, four bytes each.
///
/// A list of one lies in its head; longer ones in blocks of powers of two of one pool.
struct Postings: Sendable {
  /// The only entry, or where the block begins in `pool`.
  private var heads: [UInt32] = []
  private var counts: [UInt32] = []
  private var pool: [UInt32] = []
  /// Free blocks of each power of two.
  private var idle = [[UInt32]](repeating: [], count: 33)

  /// An entry of an article's slot and the level of the term in it.
  static func entry(slot: Int, level: UInt8) -> UInt32 { UInt32(slot) << 3 | UInt32(level) }

  func count(_ term: UInt32) -> Int { Int(term) < counts.count ? Int(counts[Int(term)]) : 0 }

  /// Calls `body` for every entry of a term.
  @inline(__always)
  func each(_ term: UInt32, _ body: (UInt32) -> Void) {
    let term = Int(term)
    guard term < counts.count else { return }
    let count = Int(counts[term])
    guard count > 1 else {
      if count == 1 { body(heads[term]) }
      return
    }
    let start = Int(heads[term])
    for index in start..<start + count { body(pool[index]) }
  }

  mutating func add(_ term: UInt32, _ entry: UInt32) {
    let term = Int(term)
    while counts.count <= term {
      heads.append(0)
      counts.append(0)
    }
    let count = Int(counts[term])
    counts[term] += 1
    if count == 0 {
      heads[term] = entry
      return
    }
    if count == 1 || count & (count - 1) == 0 && count >= 4 { move(term, count) }
    pool[Int(heads[term]) + count] = entry
  }

  /// Takes over lists that lie one after the other.
  mutating func load(_ all: [UInt32], _ entries: [UInt32]) {
    counts = all
    heads = [UInt32](repeating: 0, count: all.count)
    pool.reserveCapacity(entries.count * 3 / 2)
    var start = 0
    for (term, count) in all.enumerated() {
      let end = start + Int(count)
      if count == 1 {
        heads[term] = entries[start]
      } else if count > 1 {
        let power = max(2, UInt32.bitWidth - (count - 1).leadingZeroBitCount)
        heads[term] = UInt32(pool.count)
        pool.append(contentsOf: entries[start..<end])
        pool.append(contentsOf: repeatElement(0, count: 1 << power - Int(count)))
      }
      start = end
    }
  }

  mutating func remove(_ term: UInt32, slot: Int) {
    let term = Int(term)
    let count = Int(counts[term])
    counts[term] -= 1
    guard count > 1 else { return }
    let start = Int(heads[term])
    var index = start
    while pool[index] >> 3 != UInt32(slot) { index += 1 }
    pool[index] = pool[start + count - 1]
    if count == 2 {
      heads[term] = pool[start]
      idle[2].append(UInt32(start))
    } else if count - 1 >= 4, (count - 1) & (count - 2) == 0 {
      shrink(term, count - 1)
    }
  }

  /// Gives a full list a block twice as large, the first time one of four.
  private mutating func move(_ term: Int, _ count: Int) {
    let power = count == 1 ? 2 : count.trailingZeroBitCount + 1
    let start = block(power)
    if count == 1 {
      pool[start] = heads[term]
    } else {
      let old = Int(heads[term])
      for index in 0..<count { pool[start + index] = pool[old + index] }
      idle[power - 1].append(UInt32(old))
    }
    heads[term] = UInt32(start)
  }

  /// Moves a list that fills half its block into one of half the size.
  private mutating func shrink(_ term: Int, _ count: Int) {
    let power = count.trailingZeroBitCount
    let start = block(power)
    let old = Int(heads[term])
    for index in 0..<count { pool[start + index] = pool[old + index] }
    idle[power + 1].append(UInt32(old))
    heads[term] = UInt32(start)
  }

  private mutating func block(_ power: Int) -> Int {
    if let start = idle[power].popLast() { return Int(start) }
    let start = pool.count
    pool.append(contentsOf: repeatElement(0, count: 1 << power))
    return start
  }
}
