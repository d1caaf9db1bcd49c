internal import FeedModel

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
    // A single word in small letters is an account's name; the page may show the person's.
    let isAccount =
      stated.count == 1 && stated[0].utf8.allSatisfy { !(65...90).contains($0) && $0 != 32 }
    if !stated.isEmpty, !isAccount { return stated }
    let shown = shown().filter { !isSite($0) }
    return shown.isEmpty ? stated : shown
  }

  private func isSite(_ name: String) -> Bool {
    guard let site = reading.facts.siteName else { return false }
    return TitleText.key(site) == TitleText.key(name)
  }

  /// Names in elements that say they name the author, or in lines that say "by", the nearest to the headline first.
  private func shown() -> [String] {
    let start = headline ?? 0
    let near =
      Array(start..<min(start + 20, reading.blocks.count)) + (max(0, start - 8)..<start).reversed()
    for index in near where index != headline {
      let block = reading.blocks[index]
      // A sentence may say "by" of anything.
      guard block.text.count < 160, ![46, 33, 63].contains(block.text.last ?? 46) else { continue }
      let text = String(decoding: block.text, as: UTF8.self)
      let found = BylineReader.authors(text, isCertain: false).map(\.name).filter(Self.isName)
      if !found.isEmpty { return found }
    }
    for index in near where index != headline {
      let block = reading.blocks[index]
      guard block.text.count < 160, let text = authorElement(around: block) else { continue }
      let found = BylineReader.authors(text, isCertain: true).map(\.name).filter(Self.isName)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The text of the element at a block whose name, relation or address says "author".
  private func authorElement(around block: MarkupBlock) -> String? {
    let document = reading.document
    let names = (document.number(of: "rel"), document.number(of: "href"))
    var node = document.parent(block.first)
    for _ in 0..<5 where node >= 0 {
      let isAuthor =
        reading.hints.own[node].contains(.author)
        || document.bytes(names.0, of: node)?.elementsEqual("author".utf8) ?? false
        || document.bytes(names.1, of: node).map(Self.leadsToAuthor) ?? false
      if isAuthor {
        let text = document.inlineText(of: node, limit: 200)
        return text.utf8.count <= 80 ? text : nil
      }
      node = document.parent(node)
    }
    return nil
  }

  private static func leadsToAuthor(_ href: ArraySlice<UInt8>) -> Bool {
    let path = Array(href.prefix(300))
    return ["/author", "/contributor", "/people/", "/staff/", "/profile/", "/writer", "/byline/"]
      .contains { ElementHints.contains(path, Array($0.utf8)) }
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

  static func isName(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (2...60).contains(bytes.count), bytes.first.map({ !(97...122).contains($0) }) ?? false,
      !text.contains("http"), !text.contains("@"),
      !text.contains("/"),
      !bytes.contains(where: { (48...57).contains($0) })
    else { return false }
    return text.split(separator: " ").count <= 6
  }
}
