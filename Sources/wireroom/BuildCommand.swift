import Archive
import ArgumentParser
import FeedModel
import Foundation
import Logging
import Pipeline
import Settings

/// `wireroom build`: scan, publish, exit.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Scan the incoming folders, publish, and exit.",
    discussion: """
      Does what the daemon does, once. A file that is gone is withdrawn at once; a mass deletion is held back
      until --accept-deletions. Exits 0 when published, also when single files are problems (see `wireroom problems`),
      65 when the gate refuses a feed, whose last good documents stay, and 66 when an incoming folder can't be read: what it held stays published.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Read every file and render every document again.")
  var full = false

  @Flag(
    name: .customLong("accept-deletions"), help: "Withdraw also what a mass deletion took away.")
  var acceptDeletions = false

  @Flag(name: .shortAndLong, help: "Log every article.")
  var verbose = false

  func run() async throws {
    let settings = try common.settings(needs: [.input, .output, .state, .site])
    try await reporting {
      let state = StateFolder(settings.stateDirectory ?? "")
      try state.create()
      try state.becomeOwner()
      let lock = try StateLock(state)
      defer { withExtendedLifetime(lock) {} }
      let log = LineLogHandler.logger(verbose ? .debug : .warning)
      var newsroom = try Newsroom.open(settings: settings, log: log, clock: now) { _ in }
      var order = BuildOrder()
      order.full = full
      order.acceptDeletions = acceptDeletions
      order.deleteGrace = .zero
      let progress = ProgressLine(plainLines: false)
      let summary: BuildSummary
      do {
        summary = try await newsroom.build(order) { progress.show($0) }
      } catch let error as ArchiveError where error.reason == .corrupt {
        newsroom = try await newsroom.replacement(because: error)
        summary = try await newsroom.build(order) { progress.show($0) }
      }
      progress.clear()
      let push = try PushRoom(newsroom, board: PushBoard(), log: log)
      let failure = await tellWorld(push)
      try await newsroom.close()
      print("wireroom: \(summary.text)")
      if let failure { throw CommandFailure(.inputOutput, describe(failure)) }
      guard summary.rejected.isEmpty else {
        throw CommandFailure(.badData, messages: summary.rejected + summary.unreadable)
      }
      guard summary.unreadable.isEmpty else {
        throw CommandFailure(.noInput, messages: summary.unreadable)
      }
    }
  }

  /// Uploads, then tries everything in the outbox once: what fails waits there for the next build or the daemon.
  ///
  /// - Returns: Why the upload failed, if it did.
  private func tellWorld(_ push: PushRoom) async -> (any Error)? {
    var failure: (any Error)?
    do { try await push.upload?.upload() } catch { failure = error }
    await push.outbox.drain()
    return failure
  }
}
