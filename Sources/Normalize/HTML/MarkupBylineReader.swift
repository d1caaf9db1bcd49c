/// Who wrote a page's article: what it states to machines, else its byline.
struct MarkupBylineReader {
  private let reading: MarkupReading
  private let headline: Int?

  init(_ reading: MarkupReading, headline: Int?, kept: [Bool]) {
    self.reading = reading
    self.headline = headline
  }

  /// Names, distinct, in order.
  func authors() -> [String] {
    let stated = Self.names(reading.facts.authors.filter { !isSite($0) })
    if !stated.isEmpty { return stated }
    return Self.names(shown().filter { !isSite($0) })
  }

  private func isSite(_ name: String) -> Bool {
    guard let site = reading.facts.siteName else { return false }
    return TitleText.key(site) == TitleText.key(name)
  }

  /// Texts of elements that say they name the author, else a line that starts with "By".
  private func shown() -> [String] {
    let document = reading.document
    let rel = document.number(of: "rel")
    if rel >= 0 {
      for at in reading.range where document.tags[at] == .a {
        guard let value = document.bytes(rel, of: at), value.elementsEqual("author".utf8) else {
          continue
        }
        let text = document.inlineText(of: at, limit: 120)
        if !text.isEmpty { return [text] }
      }
    }
    let start = headline ?? 0
    let near =
      Array(start..<min(start + 20, reading.blocks.count)) + (max(0, start - 6)..<start).reversed()
    for index in near {
      let block = reading.blocks[index]
      guard block.text.count < 120 else { continue }
      let text = String(decoding: block.text, as: UTF8.self)
      if Self.withoutBy(text) != nil { return [text] }
    }
    for index in near {
      let block = reading.blocks[index]
      guard block.text.count < 60, reading.hints.own[block.container].contains(.author) else {
        continue
      }
      return [String(decoding: block.text, as: UTF8.self)]
    }
    return []
  }

  /// The text after a leading "By"; nil where there is none.
  private static func withoutBy(_ text: String) -> String? {
    for mark in [
      "By ", "by ", "BY ", "Von ", "VON ", "Par ", "Por ", "Di ", "Door ", "Автор: ", "By: ",
      "Author: ", "Written by ",
    ] where text.hasPrefix(mark) {
      let rest = String(text.dropFirst(mark.count))
      guard let first = rest.unicodeScalars.first, first.properties.isUppercase else { return nil }
      return rest
    }
    return nil
  }

  /// Single names out of bylines such as `By Ada Quill and Ben Nib, Staff`.
  static func names(_ texts: [String]) -> [String] {
    var found: [String] = []
    for text in texts {
      let plain = LinkedFacts.plain(text)
      let line = withoutBy(plain) ?? plain
      for part in split(line) where isName(part) && !found.contains(part) { found.append(part) }
    }
    return Array(found.prefix(20))
  }

  private static func split(_ line: String) -> [String] {
    var words: [[Substring]] = [[]]
    for word in line.split(separator: " ") {
      if ["and", "&", "und", "et", "y", "e", "|", "-", "–", "—", "•", "·", "/"].contains(
        String(word))
      {
        words.append([])
        continue
      }
      let ends = word.hasSuffix(",") || word.hasSuffix(";")
      words[words.count - 1].append(ends ? word.dropLast() : word)
      if ends { words.append([]) }
    }
    return words.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
  }

  private static func isName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (2...60).contains(bytes.count), !text.contains("http"), !text.contains("@"),
      !text.contains("/"),
      !bytes.contains(where: { (48...57).contains($0) })
    else { return false }
    return text.split(separator: " ").count <= 6
  }
}
