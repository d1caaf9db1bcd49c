/// How common words are in news, as shipped: document frequencies of the commonest words of several languages.
///
/// They weigh the terms of an archive that is too small to know better, and keep the terms of a story that fills
/// half the archive from looking common.
struct Prior: Sendable {
  /// Weight of a word that the table does not know, in 32nds: 1 − ln p for p = 1/4000.
  static let rarest: UInt16 = 297
  /// Weight of an unknown word that is too short to be telling.
  static let short: UInt16 = 179

  /// In the order of the numbers that stand for them.
  let languages: [String]
  private var keys: [UInt64]
  private var weights: [UInt16]
  private var used = 0
  /// Of common words, without stemming: a bit for each language; keys and bits, by linear probing.
  private var tellingKeys: [UInt64]
  private var tellingBits: [UInt32]

  static let shipped = Prior(PriorWords.all)

  /// - Parameter tables: by language, lines of a weight in 32nds followed by words, all separated by spaces.
  init(_ tables: [(language: String, words: String)]) {
    languages = tables.map(\.language)
    keys = [UInt64](repeating: 0, count: 1 << 14)
    weights = [UInt16](repeating: 0, count: 1 << 14)
    tellingKeys = [UInt64](repeating: 0, count: 1 << 14)
    tellingBits = [UInt32](repeating: 0, count: 1 << 14)
    var segmenter = Words()
    for (number, table) in tables.enumerated() {
      let family = Stem.Family(language: table.language)
      for line in table.words.split(separator: "\n") {
        let parts = line.split(separator: " ")
        guard let weight = parts.first.flatMap({ UInt16($0) }) else { continue }
        for word in parts.dropFirst() {
          let text = Array(word.utf8)
          segmenter.scan(text.span, family: family) { found in
            add(found.hash ^ Self.salt(number), weight)
          }
          guard weight < 110 else { continue }
          segmenter.scan(text.span, family: .none) { found in
            let place = tellingPlace(found.hash)
            tellingKeys[place] = found.hash
            tellingBits[place] |= 1 << UInt32(number)
          }
        }
      }
    }
  }

  /// The weight of a term in a language, in 32nds: 1 − ln p, where p is the share of articles that have it.
  func weight(of hash: UInt64, language: Int) -> UInt16? {
    let key = hash ^ Self.salt(language)
    var slot = Int(truncatingIfNeeded: key & UInt64(keys.count - 1))
    while keys[slot] != 0 {
      if keys[slot] == key { return weights[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// The number of the language that `text` seems to be in, by its common words; nil when fewer than `least` are known.
  func language(of text: Span<UInt8>, least: Int = 3, _ segmenter: inout Words) -> Int? {
    var hits = InlineArray<32, Int>(repeating: 0)
    segmenter.scan(text, family: .none) { word in
      var bits = tellingBits[tellingPlace(word.hash)]
      while bits != 0 {
        hits[bits.trailingZeroBitCount] &+= 1
        bits &= bits - 1
      }
    }
    var best = 0
    for language in languages.indices where hits[language] > hits[best] { best = language }
    return hits[best] >= least ? best : nil
  }

  private func tellingPlace(_ hash: UInt64) -> Int {
    let mask = tellingKeys.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while tellingKeys[place] != 0, tellingKeys[place] != hash { place = (place + 1) & mask }
    return place
  }

  /// The number of a BCP 47 tag.
  func number(of tag: String) -> Int? { languages.firstIndex(of: tag.prefix(2).lowercased()) }

  private mutating func add(_ key: UInt64, _ weight: UInt16) {
    precondition(used < keys.count / 2, "the table has room for the words shipped")
    var slot = Int(truncatingIfNeeded: key & UInt64(keys.count - 1))
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    if keys[slot] == 0 {
      used += 1
      keys[slot] = key
      weights[slot] = weight
    } else {
      weights[slot] = min(weights[slot], weight)
    }
  }

  private static func salt(_ language: Int) -> UInt64 {
    UInt64(language + 1) &* 0x9E37_79B9_7F4A_7C15
  }
}
