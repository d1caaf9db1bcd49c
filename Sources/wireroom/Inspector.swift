import Archive
import FeedModel
import Ingest
import Pipeline
import Render
import Settings

/// Reads single files for `inspect`.
struct Inspector: Sendable {
  private let settings: WireroomSettings
  private let capturedAt: Instant?
  private let articles: ArticleReader
  private let files: SourceReader

  init(settings: WireroomSettings, capturedAt: Instant?) {
    self.settings = settings
    self.capturedAt = capturedAt
    articles = ArticleReader(site: settings.site)
    files = SourceReader(
      rules: IntakeRules(maxFileSize: settings.input.maxFileSize, followSymlinks: true))
  }

  func inspect(_ place: SourceLocation) -> Inspection {
    switch files.read(place) {
    case .problem(let problem): return .problem(problem)
    case .vanished:
      return .problem(Problem(location: place, reason: "no such file; check the path"))
    case .unsettled:
      return .problem(
        Problem(location: place, reason: "the file is changing; try again when it is finished"))
    case .file(let file):
      let captured = capturedAt ?? plausible(file.stamp.modifiedInstant, now: now())
      do throws(Problem) {
        let (manuscript, reading) = try articles.read(file.bytes, at: place, capturedAt: captured)
        let id = itemID(
          authority: settings.site.authority, article: reading.article,
          location: identityPlace(place))
        return .reading(
          place, id, manuscript, reading,
          html: articleHTML(reading.article, pageURL: settings.site.baseURL))
      } catch {
        return .problem(error)
      }
    }
  }

  /// The place below the incoming folder, when the file lies in one: that is where its identity comes from.
  private func identityPlace(_ place: SourceLocation) -> SourceLocation {
    let whole = place.absolute
    for directory in settings.input.directories {
      let prefix = Array((directory + "/").utf8)
      if whole.starts(with: prefix) {
        return SourceLocation(directory: directory, path: Array(whole.dropFirst(prefix.count)))
      }
    }
    return place
  }
}

/// What `inspect` tells of one file.
enum Inspection: Sendable {
  case reading(SourceLocation, ItemID, Manuscript, Reading, html: String)
  case problem(Problem)

  var isProblem: Bool { if case .problem = self { true } else { false } }

  var json: JSON {
    switch self {
    case .problem(let problem): Self.json(problem)
    case .reading(let place, let id, _, let reading, let html):
      Self.json(place, id, reading, html)
    }
  }

  /// Every member of a file that was read, null or empty, and behind them the problem and its line.
  private static func json(_ problem: Problem) -> JSON {
    let texts = [
      "id", "format", "charset", "language", "title", "dek", "dateline", "published",
      "published_precision", "updated", "updated_precision", "canonical_url", "body", "html",
    ]
    let lists = [
      "kicker", "authors", "categories", "sources", "citations", "links", "warnings", "lines",
    ]
    return .object(
      [.init("path", .string(problem.location.given))] + texts.map { .init($0, .null) }
        + lists.map { .init($0, .array([])) } + [
          .init("problem", .string(problem.reason)), .init("line", JSON(problem.line)),
        ])
  }

  private static func json(
    _ place: SourceLocation, _ id: ItemID, _ reading: Reading, _ html: String
  ) -> JSON {
    let article = reading.article
    return .object([
      .init("path", .string(place.given)), .init("id", .string(id.urn)),
      .init("format", .string(article.format.rawValue)), .init("charset", .string(article.charset)),
      .init("language", JSON(article.language)), .init("title", .string(article.headline)),
      .init("kicker", JSON(strings: article.kickers)), .init("dek", JSON(article.dek)),
      .init("authors", JSON(strings: article.authors.map(\.name))),
      .init("dateline", JSON(article.dateline)),
      .init("published", JSON(article.published?.timestamp.rfc3339)),
      .init("published_precision", JSON(article.published?.precision.rawValue)),
      .init("updated", JSON(article.updated?.timestamp.rfc3339)),
      .init("updated_precision", JSON(article.updated?.precision.rawValue)),
      .init("canonical_url", JSON(article.canonicalURL)),
      .init("categories", JSON(strings: article.categories)),
      .init("body", .string(article.body.text)), .init("html", .string(html)),
      .init("sources", .array(article.sources.map(\.json))),
      .init("citations", .array(article.citations.map { .int($0) })),
      .init("links", .array(article.links.map(\.json))),
      .init("warnings", JSON(strings: article.warnings)),
      .init("lines", .array(reading.lines.map(\.json))),
    ])
  }

  /// The article's facts, then every run of lines with its role and the reason.
  func text(colors: Bool) -> [UInt8] {
    switch self {
    case .problem(let problem):
      let line = problem.line.map { ":\($0)" } ?? ""
      return Array("\(problem.location.given)\(line): \(problem.reason)".utf8)
    case .reading(let place, let id, let manuscript, let reading, _):
      return Array(
        (Self.facts(place, id, reading) + Self.margin(manuscript, reading, colors)).utf8
      )
    }
  }

  private static func facts(
    _ place: SourceLocation, _ id: ItemID, _ reading: Reading
  ) -> String {
    let article = reading.article
    func time(_ claim: TimeClaim?) -> String? {
      claim.map { "\($0.timestamp.rfc3339) (to the \($0.precision.rawValue): \($0.reason))" }
    }
    let rows: [(String, String?)] = [
      ("file", place.given), ("id", id.urn),
      ("format", "\(article.format.rawValue), \(article.charset)"), ("language", article.language),
      ("headline", article.headline),
      ("kicker", article.kickers.isEmpty ? nil : article.kickers.joined(separator: ", ")),
      ("dek", article.dek),
      (
        "authors",
        article.authors.isEmpty ? nil : article.authors.map(\.name).joined(separator: ", ")
      ),
      ("dateline", article.dateline), ("published", time(article.published)),
      ("updated", time(article.updated)), ("original", article.canonicalURL),
    ]
    var text = rows.compactMap { name, value in
      value.map { name + String(repeating: " ", count: 11 - name.count) + $0 + "\n" }
    }.joined()
    for source in article.sources {
      text += "source \(source.number)   \(source.title) \(source.url ?? "")\n"
    }
    for warning in article.warnings { text += "warning    \(warning)\n" }
    return text
  }

  private static func margin(
    _ manuscript: Manuscript, _ reading: Reading, _ colors: Bool
  ) -> String {
    var lines = manuscript.source ?? TextLines([])
    if case .lines(let all) = manuscript.content { lines = all }
    let width = LineRole.allCases.map(\.rawValue.count).max() ?? 0
    return reading.lines.map { line in
      let number = String(line.from)
      let padding = String(repeating: " ", count: max(0, 5 - number.count))
      let role =
        line.role.rawValue + String(repeating: " ", count: width - line.role.rawValue.count)
      let index = line.from - manuscript.firstLine
      let shown = line.text ?? (lines.indices.contains(index) ? String(lines[index]) : "")
      let text = String(shown.prefix(100))
      let reason = line.role == .blank ? "" : "  [\(line.reason)]"
      guard colors else { return padding + number + " " + role + " | " + text + reason + "\n" }
      guard let paint = line.role.paint else {
        return Paint.dim(padding + number + " " + role + " | " + text + reason) + "\n"
      }
      return Paint.dim(padding + number) + " " + paint(role) + Paint.dim(" | ") + text
        + Paint.dim(reason) + "\n"
    }.joined()
  }
}

extension LineRole {
  /// The colour of the margin; nil for lines that are not published.
  fileprivate var paint: Paint? {
    switch self {
    case .headline, .kicker, .dek: .green
    case .date, .dateline, .byline, .metadata: .magenta
    case .heading: .bold
    case .paragraph, .listItem, .quote, .code, .table, .caption: .cyan
    case .source, .citationMark: .yellow
    case .relatedLink: .blue
    case .blank, .navigation, .pullQuote, .share, .advert, .prompt, .comment, .footer: nil
    }
  }
}

extension SourceLocation {
  /// The path as the command was given it.
  fileprivate var given: String { directory == "." ? relative : display }
}

extension Source {
  var json: JSON {
    .object([
      .init("number", .int(number)), .init("title", .string(title)), .init("url", JSON(url)),
    ])
  }
}

extension PageLink {
  fileprivate var json: JSON {
    .object([.init("title", .string(title)), .init("url", JSON(url))])
  }
}

extension LineReading {
  fileprivate var json: JSON {
    .object([
      .init("from", .int(from)), .init("to", .int(to)), .init("role", .string(role.rawValue)),
      .init("reason", .string(reason)),
    ])
  }
}
