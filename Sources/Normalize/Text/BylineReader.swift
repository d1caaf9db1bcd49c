internal import FeedModel

/// Takes the names out of a byline.
enum BylineReader {
  /// The authors that `text` names: `By Ada Quill and Bo Lin | 3 May 2026` gives two.
  ///
  /// With `isCertain`, a line without any word for "by" may be a name alone.
  static func authors(_ text: String, isCertain: Bool) -> [Author] {
    var words = tokens(text)
    if let name = reporter(words) { return [Author(name: name)] }
    let label = BylineLabel(words)
    if label?.kind == .other { return [] }
    let isNamed = label?.kind == .author || isCertain && label?.kind == .work
    let start = isNamed ? label?.end : opening(words)
    // `Harbour: a history` names nobody.
    if start == nil, label != nil { return [] }
    if let start { words.removeFirst(start) } else if !isCertain { return [] }
    // `one by one` in a sentence names nobody.
    if let start, start > 2, let first = words.first?.utf8.first, (97...122).contains(first) {
      return []
    }
    var names: [[String]] = [[]]
    var taken = 0
    for word in words {
      if isSeparator(word) {
        if names.last?.isEmpty == false { names.append([]) }
        continue
      }
      if isStop(word, at: names.last?.count ?? 0) { break }
      names[names.count - 1].append(word)
      taken += 1
      if taken > 24 { break }
    }
    // What follows a name behind a comma may be the post it holds: `Ada Quill, Senior Editor`.
    let people = names.prefix { segment in segment == names.first || !isPost(segment) }
    return people.compactMap { name($0) }.prefix(6).map { Author(name: $0) }
  }
}

extension BylineReader {
  /// What the label that `text` opens with is for, as in `Words: Tess Gray`; nil where it opens with none.
  static func label(of text: String) -> BylineLabel.Kind? { BylineLabel(tokens(text))?.kind }

  /// Whether a short line in a script without capitals, of which the line model knows little, says whom it names.
  static func isNamed(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    return line.width <= 40 && !line.end.closes && page.bytes[line.bytes.lowerBound] >= 0xE0
      && !authors(page.content(line), isCertain: false).isEmpty
  }

  /// The name in `김민수 기자`, perhaps with an address: Korean puts the post behind it.
  private static func reporter(_ words: [String]) -> String? {
    guard words.count <= 5, let post = words.firstIndex(of: "기자"), post > 0,
      words.dropFirst(post + 1).allSatisfy({ $0.contains("@") }),
      let name = words[post - 1].split(separator: "=").last,
      (2...4).contains(name.unicodeScalars.count),
      name.unicodeScalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) })
    else { return nil }
    return String(name)
  }

  /// Words, with `,`, `|` and other marks between names as words of their own.
  private static func tokens(_ text: String) -> [String] {
    var out: [String] = []
    var word: [UInt8] = []
    let bytes = Array(text.utf8)
    func flush() {
      // `ByAda Quill`, as pages glue it.
      if out.isEmpty, word.count > 3, word.starts(with: "By".utf8), (65...90).contains(word[2]) {
        out.append("By")
        word.removeFirst(2)
      }
      if !word.isEmpty { out.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    var index = 0
    while index < bytes.count {
      let (scalar, length) = Scalars.decode(bytes.span, at: index)
      switch scalar {
      case 0x2C, 0x7C, 0x2F, 0xB7, 0x2022, 0x3B, 0x28, 0x29, 0xFF0F, 0x2192, 0xBB, 0x26, 0x25AA:
        flush()
        out.append(String(decoding: bytes[index..<index + length], as: UTF8.self))
      case 0x3A:
        flush()
        out.append(":")
      case 0x2013, 0x2014:
        flush()
        out.append("—")
      case 0x2D where word.isEmpty: out.append("—")
      default:
        if Scalars.classify(scalar) == .space {
          flush()
        } else {
          word += bytes[index..<index + length]
        }
      }
      index += length
    }
    flush()
    return out
  }

  static let openers: Set<String> = [
    "by", "von", "par", "por", "di", "door", "av", "af", "przez", "oleh", "od", "de", "autor",
    "autorin",
    "auteur", "autore", "author", "authors", "autores", "автор", "автора", "текст", "text", "texto",
    "texte",
    "yazar", "yazan", "penulis", "redacción", "reporter", "بقلم", "كتب", "كتبت", "írta", "作者", "記者",
    "记者", "著者", "โดย",
  ]
  private static let fillers: Set<String> = [
    "written", "posted", "published", "story", "words", "reviewed", "article", "reported",
    "geschrieben",
    "verfasst", "publié", "escrito", "publicado", "pubblicato", "scritto", "a", "this", "post",
    "fact", "checked",
    "medically",
  ]

  /// How many words open a byline, such as `Written by`; nil when none do.
  private static func opening(_ words: [String]) -> Int? {
    for (index, word) in words.prefix(24).enumerated() {
      let folded = FoldedText.of(word)
      if openers.contains(folded), index + 1 < words.count {
        guard folded != "de" && folded != "di" && folded != "od" || index == 0 else { continue }
        var next = index + 1
        while next < words.count,
          words[next] == ":"
            || openers.contains(FoldedText.of(words[next]))
              && words[next].utf8.first.map({ $0 >= 97 || $0 == 66 }) == true
        {
          next += 1
        }
        return next
      }
    }
    return nil
  }

  private static func isSeparator(_ word: String) -> Bool {
    [
      ",", "&", "and", "und", "et", "y", "e", "og", "och", "i", "ja", "en", "и", "ve", "dan", "y",
      ";",
    ]
    .contains(word)
  }

  /// Whether a name can't go on here.
  private static func isStop(_ word: String, at length: Int) -> Bool {
    guard let first = word.utf8.first else { return true }
    if ["|", "·", "•", "/", "(", ")", ":", "—", "»", "→", "▪", "／"].contains(word) {
      return length > 0
    }
    if (48...57).contains(first) || first == UInt8(ascii: "@") || first == UInt8(ascii: "#") {
      return true
    }
    let folded = FoldedText.of(word)
    let kinds = Lexicon.shared.kinds(of: WordHash.of(Array(folded.utf8)))
    if kinds.contains(.calendar), folded != "may", folded != "april", folded != "june",
      folded != "august", folded != "jan", folded != "mark"
    {
      return true
    }
    if kinds.contains(.dating) || folded == "in" || folded == "on" || folded == "for"
      || folded == "at" || folded == "is" || folded == "has" || folded == "am" || folded == "um"
    {
      return true
    }
    return false
  }

  static let posts: Set<String> = [
    "editor", "writer", "reporter", "correspondent", "director", "manager", "head", "chief",
    "senior", "staff",
    "contributor", "expert", "founder", "ceo", "cto", "president", "specialist", "analyst",
    "columnist", "author",
    "executive", "marketing", "content", "consultant", "professor", "producer", "redakteur",
    "redakteurin",
    "redaktion", "journalist", "contributing", "freelance", "officer", "lead", "strategist", "desk",
  ]

  /// Whether words name a post rather than a person.
  private static func isPost(_ words: [String]) -> Bool {
    words.contains { posts.contains(FoldedText.of($0)) || honorifics.contains(FoldedText.of($0)) }
  }

  /// Whether all words are those of a post: `Staff Writer`, `Contributing Editor`.
  private static func isOnlyPost(_ words: [String]) -> Bool {
    words.allSatisfy { posts.contains(FoldedText.of($0)) }
  }

  private static let honorifics: Set<String> = [
    "md", "phd", "ms", "rd", "dr", "jr", "sr", "mba", "dds", "do", "cfp", "esq", "rn", "ma", "dpt",
    "facp",
  ]

  /// Whether words are a menu's, a button's or a notice's rather than a name's.
  private static func isDebris(_ words: [String]) -> Bool {
    let debris: Lexicon.Kinds = [
      .navigation, .share, .prompt, .related, .legal, .comment, .advert, .sources,
    ]
    let hits = words.count { word in
      !Lexicon.shared.kinds(of: WordHash.of(Array(FoldedText.of(word).utf8))).isDisjoint(
        with: debris)
    }
    return hits * 2 >= words.count + 1
      || words.contains { word in
        word.utf8.contains { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!") }
      }
  }

  /// A name of one to six words, or nil when these words are none.
  private static func name(_ words: [String]) -> String? {
    var words = words.filter {
      !["|", "·", "•", "/", "(", ")", ":", "—", "»", "→", "▪", "／"].contains($0)
    }
    while let first = words.first, fillers.contains(FoldedText.of(first)), words.count > 1 {
      words.removeFirst()
    }
    if words.count > 2, words.last == "Follow" { words.removeLast() }
    guard (1...6).contains(words.count), let first = words.first, !isDebris(words),
      !isOnlyPost(words)
    else {
      return nil
    }
    let joined = words.joined(separator: " ")
    guard joined.utf8.count >= 3, joined.utf8.count <= 80 else { return nil }
    let bytes = Array(first.utf8)
    let (scalar, _) = Scalars.decode(bytes.span, at: 0)
    let kind = Scalars.classify(scalar)
    guard
      kind == .upper || kind == .ideograph || scalar >= 0x590 || words.count <= 3 && kind == .lower
    else { return nil }
    if words.count == 1, honorifics.contains(FoldedText.of(first)) { return nil }
    return joined
  }
}
