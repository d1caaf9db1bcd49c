import Decode
import FeedModel
import Normalize

/// Reads a file's text the way the program does, at a fixed time.
enum HTMLFixture {
  static let capturedAt = Instant(seconds: 1_780_000_000)

  static func reading(_ text: String, _ name: String = "a.html") throws -> Reading {
    let manuscript = try ManuscriptDecoder().decode(Array(text.utf8), name: Array(name.utf8))
    return try Normalizer(zone: .utc).read(manuscript, capturedAt: capturedAt)
  }

  static func article(_ text: String, _ name: String = "a.html") throws -> Article {
    try reading(text, name).article
  }

  /// The body's markup of a fragment that has a headline before it; `‹4›` for a citation, `‹page›` for the page's address.
  static func markup(_ fragment: String, base: String? = "https://example.org/news/one.html") throws
    -> String
  {
    let canonical = base.map { "<link rel=canonical href=\"\($0)\">" } ?? ""
    return try article(canonical + "<h1>Headline of the piece</h1>" + fragment).body.shown
  }

  /// Whether start and end tags of XHTML match; what is wrong, else nil.
  static func fault(in markup: String) -> String? {
    var open: [Substring] = []
    for (index, part) in markup.split(separator: "<", omittingEmptySubsequences: false).enumerated()
    {
      if index == 0 { continue }
      guard let end = part.firstIndex(of: ">") else { return "unclosed tag <\(part)" }
      let tag = part[..<end]
      if tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "</\(tag) closes nothing" }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty ? nil : "\(open) left open"
  }
}

extension Body {
  /// The pieces as one text.
  var shown: String {
    pieces.map { piece in
      switch piece {
      case .markup(let text): text
      case .citation(let number): "‹\(number)›"
      case .pageURL: "‹page›"
      }
    }.joined()
  }
}
