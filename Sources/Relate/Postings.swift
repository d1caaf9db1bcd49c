/// Which articles keep a term: by term number, in no order, three bytes each or four.
///
/// A list of one lies in its head; longer ones in blocks of one pool. A term that more than `limit` articles keep is
/// crowded: it no longer tells which articles are near each other, and its list is given up.
struct Postings: Sendable {
  let limit: Int
  /// The only entry, or where the block begins in `pool`, in entries.
  var heads: [UInt32] = []
  /// How many entries; `.max` for a crowded term.
  var counts: [UInt32] = []
  /// Blocks of entries in little-endian order, and a byte behind them: entries of three bytes are read four bytes at a time.
  var pool: [UInt8] = [0]
  /// Bytes of an entry in `pool`: four as soon as there is a slot from 2^18 on.
  var width = 3
  /// Free blocks of each size.
  private var idle = [[UInt32]](repeating: [], count: 128)

  static let crowded = UInt32.max

  init(limit: Int) { self.limit = limit }

  /// An entry of an article's slot and of the share of the term in its length, in 63rds.
  static func entry(slot: Int, impact: UInt8) -> UInt32 {
    UInt32(slot) << impactBits | UInt32(impact)
  }

  /// The slot of an entry.
  @inline(__always)
  static func slot(_ entry: UInt32) -> Int { Int(entry >> impactBits) }

  /// The share that an entry states.
  @inline(__always)
  static func impact(_ entry: UInt32) -> UInt32 { entry & UInt32(wholeImpact) }

  /// The share of the term in the length of an article with all of its weight in it.
  static let wholeImpact = 1 << impactBits - 1
  private static let impactBits = 6

  /// The first slot whose entries need four bytes.
  static let wideSlot = 1 << (24 - impactBits)

  /// Whether so many articles keep a term that its list was given up.
  func isCrowded(_ term: UInt32) -> Bool { counts[Int(term)] == Self.crowded }

  /// Calls `body` with the entries of a term; with none when it is crowded.
  @inline(__always)
  func with(_ term: UInt32, _ body: (Entries) -> Void) {
    let term = Int(term)
    guard term < counts.count else { return }
    let count = counts[term]
    if count == 1 {
      withUnsafePointer(to: heads[term].littleEndian) {
        body(Entries(start: UnsafeRawPointer($0), count: 1, width: 4))
      }
    } else if count > 1, count != Self.crowded {
      let start = Int(heads[term]) * width
      pool.withUnsafeBytes { pool in
        guard let base = pool.baseAddress else { return }
        body(Entries(start: base + start, count: Int(count), width: width))
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
    if width == 3, Self.slot(entry) >= Self.wideSlot { widen() }
    let count = Int(counts[term])
    guard counts[term] != Self.crowded else { return }
    if count == limit { return giveUp(term) }
    counts[term] += 1
    if count == 0 {
      heads[term] = entry
      return
    }
    if count == 1 || count == Self.capacity(Self.size(count)) { move(term, count, to: count + 1) }
    self[Int(heads[term]) + count] = entry
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
    while Self.slot(self[index]) != slot { index += 1 }
    self[index] = self[start + count - 1]
    if count == 2 {
      heads[term] = self[start]
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
      self[start] = heads[term]
    } else {
      let old = Int(heads[term])
      pool.withUnsafeMutableBytes { pool in
        let entries = UnsafeRawBufferPointer(rebasing: pool[old * width..<(old + count) * width])
        pool[(start * width)...].copyBytes(from: entries)
      }
      idle[from ?? Self.size(count)].append(UInt32(old))
    }
    heads[term] = UInt32(start)
  }

  private mutating func block(_ size: Int) -> Int {
    if let start = idle[size].popLast() { return Int(start) }
    let start = pool.count / width
    pool.makeRoom(for: Self.capacity(size) * width)
    pool.append(contentsOf: repeatElement(0, count: Self.capacity(size) * width))
    return start
  }
}

extension Postings {
  /// The entry at a place of the pool.
  private subscript(index: Int) -> UInt32 {
    get {
      pool.withUnsafeBytes { Entries.load($0, index, width) }
    }
    set {
      pool.withUnsafeMutableBytes { Entries.store(newValue, $0, index, width) }
    }
  }

  /// Gives every entry four bytes.
  private mutating func widen() {
    let count = pool.count / width
    var wide = [UInt8](repeating: 0, count: count * 4 + 1)
    wide.withUnsafeMutableBytes { wide in
      pool.withUnsafeBytes { pool in
        for index in 0..<count { Entries.store(Entries.load(pool, index, 3), wide, index, 4) }
      }
    }
    pool = wide
    width = 4
  }

  /// The entries in a block of each size: 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20 and so on.
  static func capacity(_ size: Int) -> Int {
    size < 2 ? size + 2 : (4 + (size - 2) & 3) << ((size - 2) >> 2)
  }

  /// The smallest size of block that holds `count` entries, two or more.
  static func size(_ count: Int) -> Int {
    guard count > 4 else { return count - 2 }
    let power = Int.bitWidth - 3 - (count - 1).leadingZeroBitCount
    return 4 * power + (count - 1) >> power - 1
  }
}
