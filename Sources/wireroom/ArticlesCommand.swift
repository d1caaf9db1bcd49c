import Archive
import ArgumentParser
import FeedModel
import Render
import Settings

/// `wireroom articles`: what the archive holds.
struct ArticlesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "List and show archived articles and their history; withdraw one, or undo that.",
    subcommands: [List.self, Show.self, History.self, Remove.self, Restore.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every article, newest first.")

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "Print one line of JSON an article.")
    var jsonl = false

    func run() throws {
      let articles = try reporting { try common.readArchive().summaries() }
      for article in articles.sorted(by: {
        ($1.published.instant, $0.id) < ($0.published.instant, $1.id)
      }) {
        if jsonl {
          write(line: article.json)
        } else {
          let state = article.withdrawn == nil ? "" : "  withdrawn"
          print("\(article.id.uuid)  \(article.published.rfc3339)  \(article.headline)\(state)")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one article.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path, slug or page address.")
    var id: String

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    func run() throws {
      let settings = try common.settings(needs: [.state])
      let archive = try common.readArchive()
      try reporting {
        let article = try ArchiveIndex.find(id, in: archive.summaries())
        guard let revision = try archive.revision(article.id) else {
          throw ArchiveIndex.unknown(id)
        }
        let relations = try archive.relations(of: [article.id], limit: 20)[article.id]
        let item = FeedItem(
          revision, laterRelated: relations?.later ?? [],
          withdrawnRelated: relations?.withdrawn ?? [])
        let related = item.standingRelated
        if json {
          let html = articleHTML(
            revision.article, pageURL: settings.site.baseURL + SiteLayout.article(revision.slug))
          write(line: revision.json(article, related: related, html: html))
        } else {
          print(revision.text(related: related), terminator: "")
        }
      }
    }
  }
}

extension SourceLocation {
  /// The path, null when it is not known.
  var json: JSON { JSON(self == .unknown ? nil : display) }
}

extension ArticleSummary {
  var json: JSON {
    .object([
      .init("id", .string(id.urn)),
      .init("path", location.json),
      .init("title", .string(headline)), .init("published", .string(published.rfc3339)),
      .init("updated", .string(updated.rfc3339)), .init("revision", .int(number)),
      .init("withdrawn", .bool(withdrawn != nil)), .init("story", JSON(story?.item.uuid)),
    ])
  }
}

extension Revision {
  fileprivate func json(_ summary: ArticleSummary, related: [RelatedLink], html: String) -> JSON {
    guard case .object(let members) = summary.json else { return summary.json }
    return .object(
      members + [
        .init("html", .string(html)), .init("body", .string(article.body.text)),
        .init("sources", .array(article.sources.map(\.json))),
        .init(
          "related",
          .array(
            related.map { link in
              .object([
                .init("id", .string(link.id.urn)), .init("title", .string(link.title)),
                .init("same_story", .bool(link.isSameStory)),
              ])
            })),
      ])
  }

  fileprivate func text(related: [RelatedLink]) -> String {
    var text = """
      \(article.headline)
      id         \(id.urn)
      file       \(location.display)
      page       stories/\(slug)/
      published  \(published.rfc3339), to the \(publishedPrecision.rawValue)
      updated    \(updated.rfc3339), to the \(updatedPrecision.rawValue)
      revision   \(number)

      """
    if let withdrawn { text += "withdrawn  \(withdrawn.rfc3339)\n" }
    for source in article.sources {
      text += "source \(source.number)   \(source.title) \(source.url ?? "")\n"
    }
    for link in related {
      text += (link.isSameStory ? "story      " : "related    ") + link.title + "\n"
    }
    return text + "\n" + article.body.text + "\n"
  }
}
