import FeedModel

/// A plain-text summary of an article: its dek, else the first sentences of its body; nil when it has neither.
func summary(of article: Article) -> String? {
  if let dek = article.dek, !dek.isEmpty { return balanced(dek) }
  let text = opening(of: article.body.text)
  return text.isEmpty ? nil : balanced(text)
}

/// The beginning of `text`, at most about 300 graphemes: whole sentences where they end in time, else whole words and `…`.
///
/// Never cuts inside a grapheme. Cost: bounded, whatever the length of the text.
func opening(of text: String) -> String {
  let (start, isWhole) = bounded(text)
  let head = prose(start, isWhole: isWhole)
  // In ASCII a byte is a grapheme, but for the line ends of Windows; to find the others costs twenty times as much.
  return isPlain(head.utf8)
    ? opening(Array(head.utf8.prefix(longest + 1)), isWhole: isWhole)
    : opening(Array(head.prefix(longest + 1)), isWhole: isWhole)
}

/// The beginning of the text that `head` begins, which `isWhole` when it is all of it, up to 300 graphemes and one.
private func opening<Mark: Grapheme>(_ head: [Mark], isWhole: Bool) -> String {
  var graphemes = head.map { $0.isBlank ? Mark.space : $0 }
  if isWhole, graphemes.count <= longest { return trimmed(graphemes[...]) }
  graphemes = Array(graphemes.prefix(longest))
  if let end = sentenceEnd(in: graphemes) { return trimmed(graphemes[..<end]) }
  let cut = graphemes.lastIndex(of: .space) ?? graphemes.count
  return trimmed(graphemes[..<cut]) + "…"
}

private let longest = 300
private let shortest = 80

/// What a reader sees as one character: of a text, or of one that is all ASCII.
private protocol Grapheme: Equatable {
  static var space: Self { get }
  var isBlank: Bool { get }
  var isLetter: Bool { get }
  /// Ends a sentence, or announces one.
  var isStop: Bool { get }
  var isColon: Bool { get }
  /// Ends a sentence without a space behind it.
  var isFullWidthStop: Bool { get }
  /// May stand between the end of a sentence and the space behind it.
  var isClosing: Bool { get }
  static func text(_ graphemes: [Self]) -> String
}

extension Character: Grapheme {
  fileprivate static var space: Character { " " }
  fileprivate var isBlank: Bool { isWhitespace }
  fileprivate var isStop: Bool { stops.contains(self) }
  fileprivate var isColon: Bool { self == ":" }
  fileprivate var isFullWidthStop: Bool { ["。", "！", "？"].contains(self) }
  fileprivate var isClosing: Bool { closing.contains(self) }
  fileprivate static func text(_ graphemes: [Character]) -> String { String(graphemes) }
}

extension UInt8: Grapheme {
  fileprivate static var space: UInt8 { 0x20 }
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  fileprivate var isStop: Bool { [0x2E, 0x21, 0x3F, 0x3A].contains(self) }
  fileprivate var isColon: Bool { self == 0x3A }
  fileprivate var isFullWidthStop: Bool { false }
  fileprivate var isClosing: Bool { [0x22, 0x27, 0x29].contains(self) }
  fileprivate static func text(_ graphemes: [UInt8]) -> String {
    String(decoding: graphemes, as: UTF8.self)
  }
}

private func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
  bytes.allSatisfy { $0 < 0x80 && $0 != 0x0D }
}

/// At most 2 KB of `text`, ended between graphemes; a mark piled a thousandfold on one letter cannot make it longer.
private func bounded(_ text: String) -> (head: Substring, isWhole: Bool) {
  guard text.utf8.count > 2048 else { return (text[...], true) }
  var end = text.utf8.index(text.startIndex, offsetBy: 2048)
  while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
  let head = text[..<end]
  if isPlain(head.utf8) { return (Substring(head.utf8.dropLast()), false) }
  return (head.count > 1 ? head.dropLast() : head, false)
}

/// The paragraphs of `text` that are sentences, joined: headings and list items make no summary, unless there is nothing else.
private func prose(_ text: Substring, isWhole: Bool) -> String {
  let paragraphs = text.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
  var sentences = paragraphs.filter { paragraph in
    var end = paragraph[...]
    while let last = end.last, last.isWhitespace || closing.contains(last) { end.removeLast() }
    return end.last.map(stops.contains) ?? false
  }
  // The last paragraph may go on behind the cut.
  if !isWhole, let last = paragraphs.last, sentences.last != last { sentences.append(last) }
  return (sentences.isEmpty ? paragraphs : sentences).joined(separator: " ")
}

private let stops: Set<Character> = [".", "!", "?", "…", "؟", "।", "。", "！", "？", ":"]
private let closing: Set<Character> = ["\"", "'", "”", "’", "»", ")"]

/// The end of the last sentence that ends between `shortest` and the end.
private func sentenceEnd<Mark: Grapheme>(in graphemes: [Mark]) -> Int? {
  var index = graphemes.count - 1
  while index >= shortest {
    defer { index -= 1 }
    if graphemes[index].isFullWidthStop { return index + 1 }
    guard graphemes[index] == .space else { continue }
    var last = index - 1
    while last > shortest, graphemes[last].isClosing { last -= 1 }
    if graphemes[last].isStop, !graphemes[last].isColon, !isInitial(graphemes, before: last) {
      return index
    }
  }
  return nil
}

/// Whether the stop at `stop` follows a single letter, as in `J. Smith`.
private func isInitial<Mark: Grapheme>(_ graphemes: [Mark], before stop: Int) -> Bool {
  stop >= 2 && graphemes[stop - 1].isLetter && !graphemes[stop - 2].isLetter
}

/// Without spaces at the ends, and with single ones between words.
private func trimmed<Mark: Grapheme>(_ graphemes: ArraySlice<Mark>) -> String {
  var kept: [Mark] = []
  for grapheme in graphemes where grapheme != .space || kept.last.map({ $0 != .space }) ?? false {
    kept.append(grapheme)
  }
  while kept.last == .space { kept.removeLast() }
  return Mark.text(kept)
}

/// `text` with every bidirectional embedding, override and isolate that it opens closed, so that it turns nothing
/// around that stands after it (UAX #9 §2.7).
func balanced(_ text: String) -> String {
  guard hasBidiControls(text) else { return text }
  var open: [Unicode.Scalar] = []
  var isolates = 0
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x202A, 0x202B, 0x202D, 0x202E:
      open.append("\u{202C}")
    case 0x2066...0x2068:
      open.append("\u{2069}")
      isolates += 1
    case 0x202C:
      // One that closes nothing is dropped: it would close what a reader has opened around the text.
      guard open.last == scalar else { continue }
      open.removeLast()
    case 0x2069:
      guard isolates > 0 else { continue }
      isolates -= 1
      // An isolate's end closes the embeddings opened inside it.
      while let last = open.popLast(), last != scalar {}
    default: break
    }
    out.append(scalar)
  }
  out.append(contentsOf: open.reversed())
  return String(out)
}

/// Whether U+202A–202E (E2 80 AA–AE) or U+2066–2069 (E2 81 A6–A9) occurs.
private func hasBidiControls(_ text: String) -> Bool {
  var before: (UInt8, UInt8) = (0, 0)
  for byte in text.utf8 {
    if before == (0xE2, 0x80), (0xAA...0xAE).contains(byte) { return true }
    if before == (0xE2, 0x81), (0xA6...0xA9).contains(byte) { return true }
    before = (before.1, byte)
  }
  return false
}
