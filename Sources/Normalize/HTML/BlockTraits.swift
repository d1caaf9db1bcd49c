/// What one block's text looks like, whatever its language.
struct BlockTraits {
  var words = 0
  var bytes = 0
  var sentences = 0
  var commas = 0
  var digits = 0
  var letters = 0
  var capitals = 0
  var titleWords = 0
  var linkShare: Float = 0
  /// Words of menus, prompts and footers.
  var debris = 0
  var endsSentence = false
  var endsColon = false
  var endsQuestion = false
  var startsUpper = false
  var startsSymbol = false
  var hasPipe = false
  var hasCopyright = false
  var hasQuote = false
  /// Of its letters and digits.
  var hash = Word.seed
  /// Letters of scripts without spaces.
  private var wideLetters = 0

  init(_ block: MarkupBlock) {
    bytes = block.text.count
    linkShare = bytes == 0 ? 0 : Float(block.linked) / Float(bytes)
    block.text.withUnsafeBufferPointer { readBytes($0) }
    // Two characters of them stand for a word.
    words += wideLetters / 2
    readEdges(block.text)
  }

  /// A word as far as it is read.
  private struct Word {
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    var hash = seed
    var length = 0
  }

  private mutating func readBytes(_ text: UnsafeBufferPointer<UInt8>) {
    var word = Word()
    var previous: UInt8 = 32
    for at in text.indices {
      let byte = text[at]
      if (97...122).contains(byte | 32) || byte >= 0x80 {
        readLetter(byte, &word)
        if byte >= 0x80 { readSign(byte, after: previous) }
      } else {
        if (48...57).contains(byte) { readDigit(byte, after: previous, word) }
        readEnd(of: &word)
        readMark(byte, before: at + 1 < text.count ? text[at + 1] : 32)
      }
      previous = byte
    }
    readEnd(of: &word)
  }

  @inline(__always)
  private mutating func readLetter(_ byte: UInt8, _ word: inout Word) {
    let isUpper = (65...90).contains(byte)
    let folded = isUpper ? byte | 32 : byte
    if word.length == 0, isUpper || byte == 0xC3 { titleWords += 1 }
    if isUpper { capitals += 1 }
    letters += 1
    word.length += 1
    word.hash = Self.step(word.hash, folded)
    hash = Self.step(hash, folded)
  }

  /// A byte of a character beyond ASCII: letters of scripts without spaces, `©`, `。`, and quotes.
  @inline(__always)
  private mutating func readSign(_ byte: UInt8, after previous: UInt8) {
    if byte >= 0xE3, byte <= 0xED { wideLetters += 1 }
    if byte == 0xA9, previous == 0xC2 { hasCopyright = true }
    if byte == 0x82, previous == 0x80 { sentences += 1 }
    if byte == 0x80 || byte == 0x9C || byte == 0x9D, previous == 0x80 { hasQuote = true }
  }

  private mutating func readDigit(_ byte: UInt8, after previous: UInt8, _ word: Word) {
    digits += 1
    hash = Self.step(hash, byte)
    if word.length == 0, !(48...57).contains(previous) { words += 1 }
  }

  @inline(__always)
  private mutating func readEnd(of word: inout Word) {
    guard word.length > 0 else { return }
    words += 1
    if Self.isDebris(word.hash) { debris += 1 }
    word = Word()
  }

  private mutating func readMark(_ byte: UInt8, before next: UInt8) {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      if Whitespace.isSpace(next) || next == UInt8(ascii: "\"") { sentences += 1 }
    case UInt8(ascii: ","), UInt8(ascii: ";"): commas += 1
    case UInt8(ascii: "|"): hasPipe = true
    case UInt8(ascii: "\""): hasQuote = true
    default: break
    }
  }

  /// A step of FNV-1a.
  @inline(__always)
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private mutating func readEdges(_ text: [UInt8]) {
    guard let first = text.first else { return }
    startsUpper = (65...90).contains(first) || first == 0xC3 || first >= 0xE3
    startsSymbol = first < 48 || (58...64).contains(first) || first == 0xE2
    var end = text.count - 1
    // A closing quote or bracket after the last stop.
    while end > 0 {
      if text[end] == 0x22 || text[end] == 0x29 || text[end] == 0x5D || text[end] == 0x27 {
        end -= 1
      } else if end >= 2, text[end - 2] == 0xE2, text[end - 1] == 0x80,
        (0x98...0x9E).contains(text[end])
      {
        end -= 3
      } else if end >= 1, text[end - 1] == 0xC2, text[end] == 0xBB {
        end -= 2
      } else {
        break
      }
    }
    guard end >= 0 else { return }
    let last = text[end]
    endsSentence =
      ".!?".utf8.contains(last) || last == 0x82 && end >= 2 && text[end - 1] == 0x80
      || last == 0xA6 && end >= 2 && text[end - 1] == 0x80
    endsColon = last == UInt8(ascii: ":")
    endsQuestion = last == UInt8(ascii: "?")
  }

  /// Whether it reads as a paragraph of prose.
  var isProse: Bool { bytes >= 80 && sentences > 0 && linkShare < 0.35 && words >= 8 }

  private static func isDebris(_ hash: UInt64) -> Bool {
    let bit = debrisBits[Int(truncatingIfNeeded: hash >> 6 & 63)] & 1 << (hash & 63)
    return bit != 0 && debrisWords.contains(hash)
  }

  /// The low twelve bits of the words' hashes, to pass over most others at a glance.
  private static let debrisBits: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 64)
    for hash in debrisWords { bits[Int(truncatingIfNeeded: hash >> 6 & 63)] |= 1 << (hash & 63) }
    return bits
  }()

  private static let debrisWords: Set<UInt64> = {
    let list =
      "share tweet facebook twitter whatsapp email print subscribe subscription newsletter newsletters signup sign login log register "
      + "comments comment reply advertisement advert sponsored related recommended trending popular read more click here "
      + "follow us copyright rights reserved privacy policy terms cookies cookie contact menu home search skip next previous "
      + "photo image credit getty reuters caption video watch listen loading updated published posted source via tags topics "
      + "filed under author by editor editors load close view all see also top latest stories story news home subscribers "
      + "account inbox deals app download join donate support membership teilen drucken kommentare kommentar anzeige "
      + "weiterlesen mehr lesen abonnieren datenschutz impressum foto bild quelle partager commentaires publicité abonnez lire "
      + "aussi compartir comentarios publicidad suscríbete leer más condividi commenti leggi anche foto delen reacties lees ook"
    return Set(
      list.split(separator: " ").map { word in
        word.utf8.reduce(Word.seed, BlockTraits.step)
      })
  }()
}
