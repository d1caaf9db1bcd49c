import Archive
import ArgumentParser
import Curl
import FeedModel
import Foundation
import Logging
import Pipeline
import Publish
import Settings

/// `wireroom recover`: ids and dates from what was published.
struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Rebuild ids and dates from published pages, after the archive was lost.",
    discussion: """
      Reads the article pages of an output folder, or of the site at an http(s) address, then the incoming folders: every file
      that was published before gets its id, its page's address, published and updated back. A file is recognised by the identity
      it states, by its words, or by its place. The daemon must not run. A build or daemon that finds a new archive beside
      a full output folder does the same by itself.
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .long, help: "An output folder, or the address of the published site.")
  var from: String

  @Option(
    help: ArgumentHelp(
      "Give up reading a site after this time, such as 90s, 30m or 2h.", valueName: "duration"))
  var timeLimit = DurationArgument.hour

  @Flag(name: .shortAndLong, help: "Log every article.")
  var verbose = false

  func validate() throws {
    guard timeLimit.duration > .zero else {
      throw ValidationError("Give --time-limit a time above zero, such as 30m.")
    }
  }

  func run() async throws {
    let settings = try common.settings(needs: [.input, .output, .state, .site])
    try await reporting {
      let state = StateFolder(settings.stateDirectory ?? "")
      try state.create()
      try state.becomeOwner()
      let lock = try StateLock(state)
      defer { withExtendedLifetime(lock) {} }
      let records = try await records()
      guard !records.isEmpty else {
        throw CommandFailure(
          .badData,
          "\(from): no article pages of a wireroom are there; give the output folder, or the address of the site"
        )
      }
      let newsroom = try Newsroom.open(
        settings: settings, recovering: records,
        log: LineLogHandler.logger(verbose ? .debug : .warning), clock: now
      ) { _ in }
      let progress = ProgressLine(plainLines: false)
      let summary = try await newsroom.build { progress.show($0) }
      progress.clear()
      let awaited = try newsroom.archive.awaited()
      try await newsroom.close()
      print("wireroom: \(counted(records.count, "article")) found at \(from); \(summary.text)")
      if awaited > 0 {
        print(
          "wireroom: \(awaited) of them have no file; put their files back within input.delete_grace, or they are withdrawn"
        )
      }
    }
  }

  private func records() async throws -> [ItemRecord] {
    guard from.hasPrefix("http://") || from.hasPrefix("https://") else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: from, isDirectory: &isFolder),
        isFolder.boolValue
      else {
        throw CommandFailure(
          .noInput, "\(from): no such folder; give the output folder, or an http(s) address")
      }
      return StandingPages(directory: from).records()
    }
    let client = try HTTPClient()
    defer { client.stop() }
    let fetcher = SiteFetcher(client: client)
    let pages = RemotePages(site: from) { try await fetcher.fetch($0) }
    do {
      return try await within(timeLimit) {
        try await pages.records { count in
          if count.isMultiple(of: 1000) { printError("wireroom: \(count) pages read") }
        }
      }
    } catch let error as PublishError {
      throw CommandFailure(
        .unavailable, "\(error.message); check the address, or give a copy of the output folder")
    }
  }

  private func within<Result: Sendable>(
    _ limit: DurationArgument, _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let from = from
    return try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: limit.duration)
        throw CommandFailure(
          .unavailable,
          "\(from): not read within \(limit.text); give more with --time-limit, or copy the output folder here"
        )
      }
      defer { group.cancelAll() }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
