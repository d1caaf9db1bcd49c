import Archive
import ArgumentParser
import Control
import FeedModel
import Logging
import Pipeline
import Settings

extension ArticlesCommand {
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every revision of one article, and what changed.",
      discussion: """
        Of each revision: when it was accepted, the heaviest class of what changed (debris, typo, dates, sources, headline, body),
        and a diff: - before, + after, ~ a paragraph with [-old-] and {+new+} words.
        """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path, slug or page address.")
    var id: String

    @Flag(name: .long, help: "Print a JSON array.")
    var json = false

    func run() throws {
      let archive = try common.readArchive()
      try reporting {
        let article = try ArchiveIndex.find(id, in: archive.summaries())
        var previous: Revision?
        var steps: [JSON] = []
        for entry in try archive.history(article.id) {
          let diff = RevisionDiff(from: previous, to: entry.revision).lines
          let change = previous == nil ? "first" : entry.change.rawValue
          if json {
            steps.append(entry.json(change, diff))
          } else {
            print("revision \(entry.revision.number)  \(entry.at.rfc3339)  \(change)")
            for line in diff { print("  " + line) }
          }
          previous = entry.revision
        }
        if json { write(line: .array(steps)) }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Withdraw one article, though its file stays.",
      discussion: """
        Its page answers 410, feeds carry a tombstone, its id is never given again. It stays withdrawn until its file changes
        significantly, or goes and comes again, or `wireroom articles restore ID`. Works beside a running daemon.
        """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path, slug or page address.")
    var id: String

    func run() async throws {
      let article = try await ArchiveChange(common: common).run(id) { archive, article in
        guard try archive.withdraw(article.id, at: now()) != nil else {
          throw CommandFailure(
            .badData, "\(id): is withdrawn already; `wireroom articles restore` publishes it again")
        }
      }
      print("wireroom: withdrawn: \(article.headline)")
      print("wireroom: to undo it, run `wireroom articles restore \(article.id.uuid)`")
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish a withdrawn article again, from its file.",
      discussion: "It keeps its id and page; `updated` is the time of its return.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Its id, path, slug or page address.")
    var id: String

    func run() async throws {
      let article = try await ArchiveChange(common: common).run(id) { archive, article in
        switch try archive.restore(article.id) {
        case .due: break
        case .live:
          throw CommandFailure(
            .badData, "\(id): is not withdrawn; `wireroom articles list` shows what is")
        case .withoutFile, nil:
          let file = article.location == .unknown ? "its file" : article.location.display
          throw CommandFailure(.badData, "\(id): has no file; put \(file) back to publish it again")
        }
      }
      print("wireroom: published again: \(article.headline)")
    }
  }
}

/// One change to the archive by hand, and its publication: by the daemon if one runs, else by this process.
private struct ArchiveChange {
  let common: CommonOptions

  func run(
    _ name: String, _ change: (Archive, ArticleSummary) throws -> Void
  ) async throws -> ArticleSummary {
    let settings = try common.settings(needs: [.input, .output, .state, .site])
    return try await reporting {
      let state = StateFolder(settings.stateDirectory ?? "")
      try state.becomeOwner()
      guard let lock = try Self.lock(state) else {
        return try besideDaemon(state, settings, name, change)
      }
      defer { withExtendedLifetime(lock) {} }
      let newsroom = try Newsroom.open(
        settings: settings, log: LineLogHandler.logger(.warning), clock: now
      ) { _ in }
      let article = try ArchiveIndex.find(name, in: newsroom.archive.summaries())
      try change(newsroom.archive, article)
      _ = try await newsroom.build()
      try await newsroom.close()
      return article
    }
  }

  /// Nil when a daemon holds the state folder.
  private static func lock(_ state: StateFolder) throws(PipelineError) -> StateLock? {
    do throws(PipelineError) {
      return try StateLock(state)
    } catch {
      guard error.reason == .locked else { throw error }
      return nil
    }
  }

  private func besideDaemon(
    _ state: StateFolder, _ settings: WireroomSettings, _ name: String,
    _ change: (Archive, ArticleSummary) throws -> Void
  ) throws -> ArticleSummary {
    let archive = try Archive(joining: state.archive, authority: settings.site.authority)
    let article = try ArchiveIndex.find(name, in: archive.summaries())
    try change(archive, article)
    try archive.close()
    var failure: String?
    try common.client().rebuild(RebuildRequest()) { event in
      if event.phase == .failed { failure = event.message }
    }
    if let failure { throw CommandFailure(.inputOutput, failure) }
    return article
  }
}

extension HistoryEntry {
  fileprivate func json(_ change: String, _ diff: [String]) -> JSON {
    .object([
      .init("revision", .int(revision.number)), .init("at", .string(at.rfc3339)),
      .init("change", .string(change)), .init("title", .string(revision.article.headline)),
      .init("path", revision.location.json),
      .init("published", .string(revision.published.rfc3339)),
      .init("updated", .string(revision.updated.rfc3339)), .init("diff", JSON(strings: diff)),
    ])
  }
}
