/// Reads the query language of feeds.
///
/// ```
/// query  = group { "OR" group }
/// group  = factor { [ "AND" ] factor }
/// factor = ( "NOT" | "-" ) factor | "(" query ")" | [ field ":" ] ( word | quoted )
/// ```
struct QueryParser {
  private let characters: [Character]
  private var at = 0
  private var depth = 0

  init(_ text: String) { characters = Array(text) }

  mutating func query() throws(FeedQuery.Fault) -> FeedQuery {
    skipSpace()
    guard at < characters.count else { throw fault("the query is empty; leave it out") }
    let query = try alternatives()
    guard at == characters.count else {
      throw fault("`)` closes nothing; take it out or open it with `(`")
    }
    return query
  }
}

extension QueryParser {
  private static let fields = [
    "category", "author", "folder", "language", "story", "source", "title", "text", "after",
    "before",
  ]

  private var next: Character? { at < characters.count ? characters[at] : nil }

  private mutating func alternatives() throws(FeedQuery.Fault) -> FeedQuery {
    var parts = [try group()]
    while take(word: "OR") { parts.append(try group()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func group() throws(FeedQuery.Fault) -> FeedQuery {
    var parts = [try factor()]
    while true {
      if take(word: "AND") {
        parts.append(try factor())
      } else if let next, next != ")", !stands(word: "OR") {
        parts.append(try factor())
      } else {
        return parts.count == 1 ? parts[0] : .all(parts)
      }
    }
  }

  private mutating func factor() throws(FeedQuery.Fault) -> FeedQuery {
    guard depth < 64 else { throw fault("the query is nested more than 64 deep; make it flatter") }
    depth += 1
    defer { depth -= 1 }
    skipSpace()
    if take(word: "NOT") { return .not(try factor()) }
    switch next {
    case "-":
      at += 1
      return .not(try factor())
    case "(": return try parentheses()
    case nil: throw fault("a term is missing at the end; add one, such as `category:AI`")
    case ")": throw fault("a term is missing before `)`; add one, such as `category:AI`")
    default: break
    }
    for word in ["AND", "OR"] where stands(word: word) {
      throw fault("a term is missing before `\(word)`; quote \"\(word)\" to look for the word")
    }
    return try term()
  }

  private mutating func parentheses() throws(FeedQuery.Fault) -> FeedQuery {
    let start = at
    at += 1
    skipSpace()
    let query = try alternatives()
    guard next == ")" else {
      throw fault("`(` is never closed; add `)`", at: start)
    }
    at += 1
    skipSpace()
    return query
  }

  private mutating func term() throws(FeedQuery.Fault) -> FeedQuery {
    let start = at
    if next == "\"" { return .text(try searchable(try quoted(), start)) }
    let word = bareWord(stopsAtColon: true)
    guard next == ":" else { return .text(try nonEmpty(word, start)) }
    guard Self.fields.contains(word) else {
      throw fault(
        "`\(word)` is no field; the fields are \(Self.fields.joined(separator: ", "))", at: start)
    }
    at += 1
    let place = at
    let value = next == "\"" ? try quoted() : bareWord(stopsAtColon: false)
    skipSpace()
    guard !value.isEmpty else {
      throw fault("`\(word):` has no value; write it right after the colon", at: place)
    }
    return try condition(word, value, place)
  }

  private func condition(
    _ field: String, _ value: String, _ place: Int
  ) throws(FeedQuery.Fault) -> FeedQuery {
    switch field {
    case "category": return .category(.init(value))
    case "author": return .author(.init(value))
    case "source": return .source(.init(value))
    case "folder": return .folder(value)
    case "language": return .language(value)
    case "title": return .title(try searchable(value, place))
    case "after", "before":
      guard let instant = Instant(rfc3339: value) ?? Instant(rfc3339: value + "T00:00:00Z") else {
        throw fault(
          "`\(value)` is no date; write `2026-06-01` or `2026-06-01T12:00:00Z`", at: place)
      }
      return field == "after" ? .after(instant) : .before(instant)
    case "story":
      guard let id = ItemID(value) else {
        throw fault(
          "`\(value)` is no story; write its UUID, as `wireroom links` shows it", at: place)
      }
      return .story(StoryID(id))
    default: return .text(try searchable(value, place))
    }
  }

  private func nonEmpty(_ word: String, _ start: Int) throws(FeedQuery.Fault) -> String {
    guard !word.isEmpty else {
      throw fault("`\(characters[start])` can't stand here; put it in quotes", at: start)
    }
    return try searchable(word, start)
  }

  private func searchable(_ words: String, _ place: Int) throws(FeedQuery.Fault) -> String {
    guard words.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw fault("`\(words)` has no letter or digit to look for", at: place)
    }
    return words
  }
}

extension QueryParser {
  private mutating func skipSpace() { while let next, next.isWhitespace { at += 1 } }

  private func stands(word: String) -> Bool {
    let end = at + word.count
    guard end <= characters.count, characters[at..<end].elementsEqual(word) else { return false }
    return end == characters.count || characters[end].isWhitespace
      || "()\"".contains(characters[end])
  }

  private mutating func take(word: String) -> Bool {
    guard stands(word: word) else { return false }
    at += word.count
    skipSpace()
    return true
  }

  private mutating func bareWord(stopsAtColon: Bool) -> String {
    let start = at
    while let next, !next.isWhitespace, !"()\"".contains(next), next != ":" || !stopsAtColon {
      at += 1
    }
    let word = String(characters[start..<at])
    if next != ":" || !stopsAtColon { skipSpace() }
    return word
  }

  /// A text in quotes; `\"` stands for a quote, `\\` for a backslash.
  private mutating func quoted() throws(FeedQuery.Fault) -> String {
    let start = at
    var text = ""
    at += 1
    while let character = next {
      at += 1
      if character == "\"" {
        skipSpace()
        return text
      }
      if character == "\\", let escaped = next, escaped == "\"" || escaped == "\\" {
        text.append(escaped)
        at += 1
      } else {
        text.append(character)
      }
    }
    throw fault("the quote is never closed; add `\"`", at: start)
  }

  private func fault(_ message: String, at place: Int? = nil) -> FeedQuery.Fault {
    let before = characters[..<min(place ?? at, characters.count)]
    let line = before.count { $0.isNewline } + 1
    let start = before.lastIndex { $0.isNewline }.map { $0 + 1 } ?? 0
    return FeedQuery.Fault(line: line, column: before.count - start + 1, message: message)
  }
}
