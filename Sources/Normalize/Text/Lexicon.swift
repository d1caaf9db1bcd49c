/// Words that tell what a line is for, in the languages pages are mostly written in, by the hash of their folded form.
struct Lexicon: Sendable {
  /// What a word speaks for; a word may speak for several things.
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt16

    static let stop = Kinds(rawValue: 1 << 0)
    static let calendar = Kinds(rawValue: 1 << 1)
    static let navigation = Kinds(rawValue: 1 << 2)
    static let share = Kinds(rawValue: 1 << 3)
    static let prompt = Kinds(rawValue: 1 << 4)
    static let related = Kinds(rawValue: 1 << 5)
    static let comment = Kinds(rawValue: 1 << 6)
    static let legal = Kinds(rawValue: 1 << 7)
    static let advert = Kinds(rawValue: 1 << 8)
    static let credit = Kinds(rawValue: 1 << 9)
    static let byline = Kinds(rawValue: 1 << 10)
    static let dating = Kinds(rawValue: 1 << 11)
    static let commerce = Kinds(rawValue: 1 << 12)
    static let address = Kinds(rawValue: 1 << 13)
    static let sources = Kinds(rawValue: 1 << 14)

    static let count = 15
  }

  static let shared = Lexicon()

  /// Open addressing; a zero key is free.
  private let keys: [UInt32]
  private let kinds: [Kinds]
  private static let mask = 8191

  private init() {
    var keys = [UInt32](repeating: 0, count: Self.mask + 1)
    var kinds = [Kinds](repeating: [], count: Self.mask + 1)
    for (kind, words) in LexiconWords.all {
      for word in words.utf8.split(separator: UInt8(ascii: " ")) {
        let key = WordHash.of(Array(word))
        var slot = Int(key) & Self.mask
        while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & Self.mask }
        keys[slot] = key
        kinds[slot].formUnion(kind)
      }
    }
    self.keys = keys
    self.kinds = kinds
  }

  /// Every word's hash with what it speaks for.
  var entries: [(key: UInt32, kinds: Kinds)] {
    zip(keys, kinds).filter { $0.0 != 0 }.map { (key: $0.0, kinds: $0.1) }
  }

  /// What the word with this hash speaks for.
  @inline(__always)
  func kinds(of key: UInt32) -> Kinds {
    var slot = Int(key) & Self.mask
    while keys[slot] != 0 {
      if keys[slot] == key { return kinds[slot] }
      slot = (slot + 1) & Self.mask
    }
    return []
  }
}

/// FNV-1a over the folded scalars of a word; never zero.
struct WordHash {
  private(set) var value: UInt32 = 0x811C_9DC5

  @inline(__always)
  mutating func add(_ scalar: UInt32) {
    value = (value ^ scalar) &* 0x0100_0193
    value ^= value >> 15
  }

  @inline(__always)
  var finished: UInt32 { value == 0 ? 1 : value }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    var hash = WordHash()
    var index = 0
    while index < bytes.count {
      let (scalar, length) = Scalars.decode(bytes.span, at: index)
      hash.add(Scalars.folded(scalar))
      index += length
    }
    return hash.finished
  }
}
