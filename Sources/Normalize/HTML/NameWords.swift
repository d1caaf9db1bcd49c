/// What words in the names of elements hint at, by a hash of their letters.
struct NameWords {
  /// Open addressing; an entry that hints at nothing is free.
  private var entries = [(hash: UInt64, kinds: ElementHints.Names)](
    repeating: (0, []), count: 1 << 11)

  /// Joins what lists of words hint at, a blank between the words.
  init(_ lists: [(ElementHints.Names, String)]) {
    for (kinds, list) in lists {
      for word in list.utf8.split(separator: 32) {
        let hash = word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let slot = slot(of: hash)
        entries[slot] = (hash, entries[slot].kinds.union(kinds))
      }
    }
    precondition(entries.count { !$0.kinds.isEmpty } * 2 < entries.count, "words are found soon")
  }

  /// What the word with this FNV-1a hash hints at.
  subscript(hash: UInt64) -> ElementHints.Names { entries[slot(of: hash)].kinds }

  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (entries.count - 1)
    while !entries[slot].kinds.isEmpty, entries[slot].hash != hash {
      slot = (slot + 1) & (entries.count - 1)
    }
    return slot
  }
}
