extension FeedQuery: CustomStringConvertible {
  /// The query in its own language, equal for equal queries.
  package var description: String {
    switch self {
    case .all(let parts): parts.map(\.factor).joined(separator: " AND ")
    case .any(let parts): parts.map(\.factor).joined(separator: " OR ")
    case .not(let part): "NOT " + part.factor
    case .category(let pattern): "category:" + pattern.written
    case .author(let pattern): "author:" + pattern.written
    case .source(let pattern): "source:" + pattern.written
    case .folder(let folder): "folder:" + quoted(folder)
    case .language(let tag): "language:" + quoted(tag)
    case .story(let story): "story:" + story.item.uuid
    case .title(let words): "title:" + quoted(words)
    case .text(let words): "text:" + quoted(words)
    case .after(let instant): "after:" + instant.rfc3339
    case .before(let instant): "before:" + instant.rfc3339
    }
  }

  /// As a part of a longer query.
  private var factor: String {
    switch self {
    case .all, .any: "(\(self))"
    default: description
    }
  }
}

extension FeedQuery.Pattern {
  fileprivate var written: String { quoted(text + (isPrefix ? "*" : "")) }
}

private func quoted(_ text: String) -> String {
  var out = "\""
  for character in text {
    if character == "\"" || character == "\\" { out += "\\" }
    out.append(character)
  }
  return out + "\""
}
