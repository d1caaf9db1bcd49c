/// Light stemming of lower-case ASCII words: plurals and the commonest endings, never a dictionary.
///
/// It only has to bring forms of one word together; the stems need not be words.
enum Stem {
  /// Which endings to take off.
  enum Family: UInt8 {
    case english, germanic, romance, none

    /// The family of a BCP 47 tag; English where it is unknown.
    init(language: String?) {
      switch language?.prefix(2).lowercased() {
      case nil, "en", "": self = .english
      case "de", "nl", "da", "sv", "no", "nb", "nn": self = .germanic
      case "fr", "es", "it", "pt", "ca", "ro": self = .romance
      default: self = .none
      }
    }
  }

  /// How many bytes of the word in `bytes[0..<count]` remain; `bytes` may be rewritten (`ies` becomes `y`).
  static func cut(_ bytes: inout [UInt8], count: Int, family: Family) -> Int {
    switch family {
    case .english: english(&bytes, count)
    case .germanic: germanic(bytes, count)
    case .romance: romance(bytes, count)
    case .none: count
    }
  }

  private static func english(_ bytes: inout [UInt8], _ given: Int) -> Int {
    var count = plural(&bytes, given)
    if count > 5, bytes[count - 3] == i, bytes[count - 2] == n, bytes[count - 1] == g,
      hasVowel(bytes, count - 3)
    {
      count -= 3
    } else if count > 4, bytes[count - 2] == e, bytes[count - 1] == d, hasVowel(bytes, count - 2) {
      count -= 2
    } else {
      return count > 4 && bytes[count - 1] == e ? count - 1 : count
    }
    if count > 3, bytes[count - 1] == bytes[count - 2], ![l, s, z].contains(bytes[count - 1]) {
      count -= 1
    }
    return count > 3 && bytes[count - 1] == e ? count - 1 : count
  }

  /// The S-stemmer, after Harman (1991).
  private static func plural(_ bytes: inout [UInt8], _ count: Int) -> Int {
    guard count > 3, bytes[count - 1] == s else { return count }
    let before = bytes[count - 2]
    if before == e, bytes[count - 3] == i, count > 4 {
      bytes[count - 3] = y
      return count - 2
    }
    if before == e, bytes[count - 3] == s, count > 4, bytes[count - 4] == s { return count - 2 }
    return [s, u, i].contains(before) ? count : count - 1
  }

  private static func germanic(_ bytes: [UInt8], _ count: Int) -> Int {
    guard count > 5 else { return count }
    let last = bytes[count - 1]
    if bytes[count - 2] == e, [n, r, s, m, t].contains(last) { return count - 2 }
    return [e, n, s].contains(last) ? count - 1 : count
  }

  private static func romance(_ bytes: [UInt8], _ given: Int) -> Int {
    var count = given
    if count > 4, bytes[count - 1] == s || bytes[count - 1] == x { count -= 1 }
    return count > 4 && [a, e, i, o].contains(bytes[count - 1]) ? count - 1 : count
  }

  private static func hasVowel(_ bytes: [UInt8], _ count: Int) -> Bool {
    bytes[..<count].contains { [a, e, i, o, u, y].contains($0) }
  }

  private static let a = UInt8(ascii: "a")
  private static let d = UInt8(ascii: "d")
  private static let e = UInt8(ascii: "e")
  private static let g = UInt8(ascii: "g")
  private static let i = UInt8(ascii: "i")
  private static let l = UInt8(ascii: "l")
  private static let m = UInt8(ascii: "m")
  private static let n = UInt8(ascii: "n")
  private static let o = UInt8(ascii: "o")
  private static let r = UInt8(ascii: "r")
  private static let s = UInt8(ascii: "s")
  private static let t = UInt8(ascii: "t")
  private static let u = UInt8(ascii: "u")
  private static let x = UInt8(ascii: "x")
  private static let y = UInt8(ascii: "y")
  private static let z = UInt8(ascii: "z")
}
