internal import FeedModel

/// The path segment of an article's page.
enum Slug {
  /// At most this many bytes before the digits of the id.
  static let limit = 60

  /// The words of `text` in ASCII lower case, joined by hyphens, cut at a word; empty when nothing is left.
  static func words(of text: String) -> String {
    var out: [UInt8] = []
    var lastBreak = 0
    var parted = false
    for scalar in text.unicodeScalars {
      guard let letters = ASCIIFolding.letters(for: scalar) else {
        // Marks inside a word don't part it: apostrophes, soft hyphens, combining accents.
        if !isInsideWord(scalar) { parted = true }
        continue
      }
      if parted && !out.isEmpty {
        lastBreak = out.count
        out.append(UInt8(ascii: "-"))
      }
      parted = false
      out += letters
      if out.count > limit {
        out.removeSubrange((lastBreak > 0 ? lastBreak : limit)...)
        break
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The segment for an article: its wished slug, else its headline, then digits of its id.
  static func segment(wished: String?, headline: String, id: ItemID, digits: Int = 8) -> String {
    let base = [wished ?? "", headline].lazy.map(words).first { !$0.isEmpty } ?? "article"
    return base + "-"
      + String(decoding: id.uuid.utf8.filter { $0 != 45 }.prefix(digits), as: UTF8.self)
  }

  private static func isInsideWord(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x27, 0xAD, 0x2BC, 0x2018, 0x2019, 0x200B...0x200D, 0x2060, 0x300...0x36F: true
    default: false
    }
  }
}
