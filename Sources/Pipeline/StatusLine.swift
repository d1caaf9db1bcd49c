/// The one line that `systemctl status` shows of what the daemon is doing.
struct StatusLine {
  let text: String

  /// While work is going on.
  init(_ event: NewsroomEvent) {
    switch event {
    case .scanning(let files): text = "scanning: \(files) files so far"
    case .reading(let finished, let total): text = "reading: \(finished) of \(total) files"
    case .publishing(let finished, let total): text = "publishing: \(finished) of \(total) pages"
    }
  }

  /// Between two pieces of work.
  init(folders: Int, articles: Int, problems: Int, held: Int) {
    func of(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }
    var parts = [of(articles, "article", "articles") + " published"]
    if problems > 0 {
      parts.append(of(problems, "problem", "problems") + " (see wireroom problems)")
    }
    if held > 0 { parts.append(of(held, "deletion", "deletions") + " held back") }
    text = "watching \(of(folders, "folder", "folders")): " + parts.joined(separator: ", ")
  }

  init(degraded reason: String) { text = "degraded, trying again: \(reason)" }
}
