import FeedModel

/// What changed from one revision of an article to the next, for people: a line a change, `-` before and `+` after.
struct RevisionDiff {
  let lines: [String]

  init(from old: Revision?, to new: Revision) {
    var lines: [String] = []
    func change(_ name: String, _ before: String?, _ after: String?) {
      guard before != after else { return }
      if let before { lines.append("- \(name): \(before)") }
      if let after { lines.append("+ \(name): \(after)") }
    }
    change("headline", old?.article.headline, new.article.headline)
    change("dek", old?.article.dek, new.article.dek)
    change("updated", old?.updated.rfc3339, new.updated.rfc3339)
    change("file", old?.location.display, new.location.display)
    change("sources", old.map(Self.sources), Self.sources(new))
    if let old {
      let before = Self.paragraphs(old)
      let after = Self.paragraphs(new)
      for step in after.difference(from: before) {
        switch step {
        case .remove(_, let text, _): lines.append("- " + Self.cut(text))
        case .insert(_, let text, _): lines.append("+ " + Self.cut(text))
        }
      }
    }
    self.lines = lines
  }

  private static func sources(_ revision: Revision) -> String {
    revision.article.sources.map { "\($0.number) \($0.title)" }.joined(separator: ", ")
  }

  private static func paragraphs(_ revision: Revision) -> [Substring] {
    revision.article.body.text.split(separator: "\n\n")
  }

  private static func cut(_ text: Substring) -> String {
    text.count <= 160 ? String(text) : text.prefix(159) + "…"
  }
}
