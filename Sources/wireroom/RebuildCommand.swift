import ArgumentParser
import Control
import FeedModel
import Glibc
import Settings

/// `wireroom rebuild`: asks the running daemon.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Ask the running daemon to scan and publish now.",
    discussion: """
      Scans the incoming folders and publishes what changed; feeds that are named are written again in any case, and nothing
      else unless it changed. Shows count, rate and time left on a terminal, plain lines elsewhere. Ctrl-C stops watching:
      the daemon goes on. Rebuilds asked for while one runs share the next. Readers are served meanwhile. Exits 0 when
      published, 65 when the gate refuses a feed, whose last good documents stay.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: "Feeds to write again, by name; `main` is the main feed (default: those that changed).")
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
    detachOnInterrupt()
    let progress = ProgressLine(plainLines: !json)
    var last: RebuildEvent?
    try reporting {
      try client.rebuild(request) { event in
        last = event
        if json { write(line: event.json) } else { progress.show(event) }
      }
    }
    progress.clear()
    switch last?.phase {
    case .done:
      if !json { print("wireroom: \(last?.message ?? "published")") }
    case .failed:
      let code: ExitStatus =
        last?.isUsage == true ? .usage : last?.isBadData == true ? .badData : .inputOutput
      let message = last?.message ?? "the rebuild failed; look at the daemon's log"
      throw CommandFailure(
        code, messages: message.split(separator: "\n").map { String($0) })
    case .waiting where noWait:
      if !json { print("wireroom: rebuild begun; `wireroom status` tells how far it is") }
    default:
      throw CommandFailure(.inputOutput, "the daemon ended its answer early; look at its log")
    }
  }
}

/// Lets Ctrl-C end this program with a word; what it asked for goes on in the daemon.
private func detachOnInterrupt() {
  signal(SIGINT) { _ in
    // Only what signal-safety(7) allows.
    let text: StaticString =
      "\nwireroom: detached; the daemon goes on, `wireroom status` tells how far it is\n"
    _ = Glibc.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    _exit(130)
  }
  // Who starts this program may have left it blocked.
  var interrupt = sigset_t()
  sigemptyset(&interrupt)
  sigaddset(&interrupt, SIGINT)
  pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
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
