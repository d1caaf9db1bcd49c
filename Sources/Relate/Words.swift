/// Cuts text into words and hands each on: folded, stemmed, as a 64-bit hash.
///
/// A word is a run of letters, marks and digits; scripts without spaces give overlapping pairs. Linear in the text.
struct Words {
  /// One word as the segmenter found it.
  struct Word {
    /// Of the folded, stemmed form.
    var hash: UInt64
    /// Where it stands in the text.
    var range: Range<Int>
    /// Too short to be telling where nothing else is known of it: two bytes, or one ideograph.
    var isShort: Bool
  }

  private static let longest = 48

  private var letters = [UInt8](repeating: 0, count: Self.longest + 4)
  private var count = 0
  private var start = 0
  private var isASCII = true
  private var apostrophe = -1
  /// Bytes of the unspaced scalar before, 0 when there is none, and whether it stands in a pair already.
  private var unspaced: (start: Int, hash: UInt64, isPaired: Bool)?
  private let table = Letters.table
  private var known = FormCache()

  init() {}

  /// Calls `body` for every word of `text`, in order, while `goesOn` says so.
  @inline(__always)
  mutating func scan(
    _ text: Span<UInt8>, family: Stem.Family, while goesOn: () -> Bool = { true },
    _ body: (Word) -> Void
  ) {
    text.withUnsafeBytes { scan($0, family, goesOn, body) }
  }

  @inline(__always)
  private mutating func scan(
    _ text: UnsafeRawBufferPointer, _ family: Stem.Family, _ goesOn: () -> Bool,
    _ body: (Word) -> Void
  ) {
    count = 0
    unspaced = nil
    var at = 0
    while at < text.count, goesOn() {
      let byte = text[at]
      if byte < 0x80 {
        let run = count == 0 ? ShortRun.read(text, at, family) : ShortRun.none
        if run.count > 0 {
          if unspaced != nil { closePair(at, body) }
          take(run, at, family, body)
          // What ends a word is nothing else.
          at += run.count + 1
          continue
        }
        if unspaced != nil { closePair(at, body) }
        let lower = byte | 0x20
        if lower >= 0x61, lower <= 0x7A {
          if count == 0 { open(at) }
          append(lower)
        } else if byte >= 0x30, byte <= 0x39 {
          if count == 0 { open(at) }
          append(byte)
        } else if byte == 0x27 {
          keepApostrophe(at, family, body)
        } else if count > 0 {
          close(at, family, body)
        }
        at += 1
      } else {
        let (value, length) = Self.scalar(text, at)
        take(value, at: at, length: length, family, body)
        at += length
      }
    }
    if unspaced != nil { closePair(text.count, body) }
    if count > 0 { close(text.count, family, body) }
  }

  /// A whole word of a few ASCII letters and digits.
  @inline(__always)
  private mutating func take(
    _ run: ShortRun, _ at: Int, _ family: Stem.Family, _ body: (Word) -> Void
  ) {
    let form: Form
    if let found = known[run] {
      form = found
    } else {
      isASCII = true
      for index in 0..<run.count { letters[index] = run[index] }
      form = self.form(run.count, family)
      known[run] = form
    }
    if form.isWord {
      body(Word(hash: form.hash, range: at..<at + run.count, isShort: form.isShort))
    }
  }

  private mutating func open(_ at: Int) {
    start = at
    isASCII = true
    apostrophe = -1
  }

  private mutating func append(_ byte: UInt8) {
    guard count < Self.longest else { return }
    letters[count] = byte
    count += 1
  }

  private mutating func take(
    _ value: UInt32, at: Int, length: Int, _ family: Stem.Family, _ body: (Word) -> Void
  ) {
    let kind = table.letterClass(value)
    if kind == .mark { return }
    if kind == .unspaced {
      if count > 0 { close(at, family, body) }
      pair(value, at: at, length: length, body)
      return
    }
    if unspaced != nil { closePair(at, body) }
    switch kind {
    case .letter, .digit:
      if count == 0 { open(at) }
      let folded = table.fold(value)
      if folded >= 0x80 { isASCII = false }
      append(scalar: folded)
    case .apostrophe: keepApostrophe(at, family, body)
    default: if count > 0 { close(at, family, body) }
    }
  }

  private mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      append(UInt8(value))
    } else if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    } else {
      append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }

  private mutating func keepApostrophe(_ at: Int, _ family: Stem.Family, _ body: (Word) -> Void) {
    guard count > 0 else { return }
    if apostrophe >= 0 { close(at, family, body) } else { apostrophe = count }
  }

  /// Ends the word: `Anna's` is `anna`, `l'usine` is `usine`, `don't` is `dont`.
  private mutating func close(_ end: Int, _ family: Stem.Family, _ body: (Word) -> Void) {
    var length = count
    var first = 0
    if apostrophe >= 0, apostrophe < count {
      if count - apostrophe == 1, letters[apostrophe] == UInt8(ascii: "s") {
        length = apostrophe
      } else if apostrophe <= 2 {
        first = apostrophe
      }
    }
    if first > 0 {
      for index in first..<length { letters[index - first] = letters[index] }
      length -= first
    }
    count = 0
    let form = form(length, family)
    if form.isWord { body(Word(hash: form.hash, range: start..<end, isShort: form.isShort)) }
  }

  /// What the first `given` bytes of `letters` are indexed as.
  private mutating func form(_ given: Int, _ family: Stem.Family) -> Form {
    let length = isASCII ? Stem.cut(&letters, count: given, family: family) : given
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<length { hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01b3 }
    let isLetter = length <= 1 && letters[0] >= 0x61 && letters[0] <= 0x7A
    return Form(hash: mixed(hash), isShort: length <= 2, isWord: !isLetter)
  }

  private mutating func pair(_ value: UInt32, at: Int, length: Int, _ body: (Word) -> Void) {
    let hash = mixed(UInt64(value) | 0x5A5A_0000_0000_0000)
    if let before = unspaced {
      body(
        Word(
          hash: mixed(before.hash &* 3 &+ hash), range: before.start..<at + length,
          isShort: false))
    }
    unspaced = (at, hash, unspaced != nil)
  }

  private mutating func closePair(_ end: Int, _ body: (Word) -> Void) {
    if let last = unspaced, !last.isPaired {
      body(Word(hash: last.hash, range: last.start..<end, isShort: true))
    }
    unspaced = nil
  }

  /// The scalar at `at` and its length in bytes; `text` is valid UTF-8.
  private static func scalar(_ text: UnsafeRawBufferPointer, _ at: Int) -> (UInt32, Int) {
    let lead = UInt32(text[at])
    func next(_ offset: Int) -> UInt32 {
      at + offset < text.count ? UInt32(text[at + offset] & 0x3F) : 0
    }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | next(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }
}

/// The bits of `value` spread over the whole word (the finaliser of MurmurHash3).
func mixed(_ value: UInt64) -> UInt64 {
  var x = value
  x = (x ^ (x >> 33)) &* 0xff51_afd7_ed55_8ccd
  x = (x ^ (x >> 33)) &* 0xc4ce_b9fe_1a85_ec53
  return x ^ (x >> 33)
}
