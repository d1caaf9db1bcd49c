import ArgumentParser
import Control
import FeedModel
import Foundation
import Settings

/// `wireroom rebuild`: asks the running daemon.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Ask the running daemon to scan and publish now.",
    discussion:
      "Shows progress on a terminal. Ctrl-C stops watching; the daemon goes on. Exits 0 when published."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "Feeds to publish again (default: every feed that changed).")
  var feeds: [String] = []

  @Flag(name: .long, help: "Read every file and render every document again.")
  var full = false

  @Flag(name: .customLong("no-wait"), help: "Return as soon as the daemon has begun.")
  var noWait = false

  @Flag(
    name: .customLong("accept-deletions"), help: "Withdraw also what a mass deletion took away.")
  var acceptDeletions = false

  @Flag(name: .long, help: "Print each step as a line of JSON.")
  var json = false

  func run() throws {
    let client = try common.client()
    var request = RebuildRequest()
    request.feeds = feeds
    request.full = full
    request.acceptDeletions = acceptDeletions
    request.waits = !noWait
    let progress = ProgressLine()
    var last: RebuildEvent?
    try reporting {
      try client.rebuild(request) { event in
        last = event
        if json {
          write(line: event.json)
        } else {
          progress.draw(event.phase.rawValue, event.finished, event.total)
        }
      }
    }
    progress.clear()
    switch last?.phase {
    case .done:
      if !json { print("wireroom: \(last?.message ?? "published")") }
    case .failed:
      throw CommandFailure(
        .inputOutput, last?.message ?? "the rebuild failed; look at the daemon's log")
    case .waiting where noWait:
      if !json { print("wireroom: rebuild begun") }
    default:
      throw CommandFailure(.inputOutput, "the daemon ended its answer early; look at its log")
    }
  }
}

extension CommonOptions {
  /// The client of the daemon that --config or --state names.
  func client() throws -> ControlClient {
    let settings = try settings(needs: [])
    guard let socket = settings.controlSocket else {
      throw CommandFailure(
        .badSettings, "control.socket: not set; name the daemon with --config or --state")
    }
    return ControlClient(socket: socket)
  }
}
