import Archive
import ArgumentParser
import FeedModel
import Logging
import Pipeline
import Render
import Settings

/// `wireroom articles`: what the archive holds.
struct ArticlesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "List and show archived articles, their history; withdraw one.",
    subcommands: [List.self, Show.self, History.self, Remove.self])

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

    @Argument(help: "Its id, path or slug.")
    var id: String

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    func run() throws {
      let settings = try common.settings(needs: [.state])
      let archive = try common.readArchive()
      try reporting {
        let article = try ArchiveIndex.find(id, in: archive.summaries())
        guard let revision = try archive.revision(article.id) else {
          throw CommandFailure(.badData, "\(id): the archive has no revision of it")
        }
        let relations = try archive.relations(of: [article.id], limit: 20)[article.id]
        let related = revision.related + (relations?.later ?? [])
        if json {
          let html = articleHTML(
            revision.article, pageURL: settings.site.baseURL + "stories/\(revision.slug)/")
          write(line: revision.json(article, related: related, html: html))
        } else {
          print(revision.text(related: related), terminator: "")
        }
      }
    }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show every revision of one article.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path or slug.")
    var id: String

    func run() throws {
      let archive = try common.readArchive()
      try reporting {
        let article = try ArchiveIndex.find(id, in: archive.summaries())
        var previous: Revision?
        for entry in try archive.history(article.id).sorted(by: {
          $0.revision.number < $1.revision.number
        }) {
          let revision = entry.revision
          print(
            "revision \(revision.number)  \(entry.at.rfc3339)  \(previous == nil ? "first" : entry.change.rawValue)"
          )
          for line in RevisionDiff(from: previous, to: revision).lines { print("  " + line) }
          previous = revision
        }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Withdraw one article, though its file stays.",
      discussion:
        "The daemon must not run: it holds the archive. Its page answers 410, its id is never given again."
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path or slug.")
    var id: String

    func run() async throws {
      let settings = try common.settings(needs: [.input, .output, .state, .site])
      try await reporting {
        let state = StateFolder(settings.stateDirectory ?? "")
        let lock: StateLock
        do throws(PipelineError) {
          lock = try StateLock(state)
        } catch {
          guard error.reason == .locked else { throw error }
          throw CommandFailure(
            .locked, "\(state.path): the daemon holds the archive; stop it first")
        }
        defer { withExtendedLifetime(lock) {} }
        let newsroom = try Newsroom.open(
          settings: settings, log: LineLogHandler.logger(.warning), clock: now
        ) { _ in }
        let article = try ArchiveIndex.find(id, in: newsroom.archive.summaries())
        _ = try newsroom.archive.withdraw(article.id, at: now())
        _ = try await newsroom.build()
        try await newsroom.close()
        print("wireroom: withdrawn: \(article.headline)")
      }
    }
  }
}

extension ArticleSummary {
  var json: JSON {
    .object([
      .init("id", .string(id.urn)), .init("path", .string(location.display)),
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
