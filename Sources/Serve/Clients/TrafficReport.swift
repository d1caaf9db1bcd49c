import FeedModel
import Synchronization

/// What the server has answered and to whom, since the start: for `status` and the metrics.
///
/// Shared by all event loops; noting an answer is a short lock.
package final class TrafficReport: Sendable {
  private struct State {
    /// By status code less 100.
    var answers = [Int](repeating: 0, count: 500)
    var bytes = 0
    var readers = ReaderReport()
    var pollers = PollerReport()
    var connections = 0
    var refusedConnections = 0
  }

  /// Programs that the metrics name, those with the most subscribers first.
  private static let namedReaders = 50
  private static let namedPollers = 20

  private let state = Mutex(State())
  private let dates = DateLine()

  package init() {}

  /// Notes one answer with `bytes` of content, and what it was as a poll, if a feed was asked for.
  func note(_ status: Status, bytes: Int, _ poll: Poll?) {
    state.withLock { state in
      state.answers[status.rawValue - 100] += 1
      state.bytes += bytes
      guard let poll else { return }
      state.readers.note(poll)
      state.pollers.note(poll)
    }
  }

  /// Notes that connections are open now, and whether one more was refused.
  func note(connections: Int, isRefused: Bool = false) {
    state.withLock { state in
      state.connections = connections
      if isRefused { state.refusedConnections += 1 }
    }
  }

  /// Who reads the feeds, by program: most subscribers first, then most requests; counted since the start.
  func readers(at now: Instant) -> [ReaderEntry] {
    state.withLock { $0.readers }.entries(at: now)
  }

  /// The clients that polled worst within the last day; `maxAge` is how long, in seconds, a feed may be kept.
  func badPollers(maxAge: Int, at now: Instant) -> [BadPoller] {
    state.withLock { $0.pollers.worst(Self.namedPollers, maxAge: maxAge, at: now) }
  }

  /// The members of `status`: `traffic`, `readers` and `bad_pollers`; `maxAge` as in the server's options.
  package func json(maxAge: Duration) -> [JSON.Member] {
    let (state, now) = (state.withLock { $0 }, dates.now().instant)
    let pollers = badPollers(maxAge: Int(maxAge.components.seconds), at: now)
    let answers = state.answers.enumerated().filter { $0.element > 0 }.map { index, count in
      JSON.Member(String(index + 100), .int(count))
    }
    return [
      .init(
        "traffic",
        JSON([
          "connections": .int(state.connections),
          "refused_connections": .int(state.refusedConnections), "bytes": .int(state.bytes),
          "answers": .object(answers),
        ])), .init("readers", .array(readers(at: now).map(\.json))),
      .init("bad_pollers", .array(pollers.map(\.json))),
    ]
  }

  /// Lines of the Prometheus text format, version 0.0.4.
  package var metrics: [String] {
    let (state, now) = (state.withLock { $0 }, dates.now().instant)
    var lines: [String] = []
    func metric(_ name: String, _ type: String, _ help: String, _ values: [(String, Int)]) {
      lines += ["# HELP wireroom_\(name) \(help)", "# TYPE wireroom_\(name) \(type)"]
      lines += values.map { "wireroom_\(name)\($0.0) \($0.1)" }
    }
    metric(
      "http_responses_total", "counter", "Answers by status.",
      state.answers.enumerated().filter { $0.element > 0 }.map {
        ("{code=\"\($0.offset + 100)\"}", $0.element)
      })
    metric(
      "http_response_bytes_total", "counter", "Bytes of content sent in answers.",
      [("", state.bytes)])
    metric("http_connections", "gauge", "Open public connections.", [("", state.connections)])
    metric(
      "http_connections_refused_total", "counter", "Connections refused by a limit.",
      [("", state.refusedConnections)])
    let readers = readers(at: now).prefix(Self.namedReaders).map { reader in
      // A program's name is printable ASCII without quotes and backslashes but those of its escapes.
      (label: "{program=\"\(reader.program.replacing("\\", with: "\\\\"))\"}", reader: reader)
    }
    metric(
      "reader_subscribers", "gauge", "Subscribers that feed services state.",
      readers.filter { $0.reader.subscribers > 0 }.map { ($0.label, $0.reader.subscribers) })
    metric(
      "reader_requests_total", "counter", "Requests for feeds by program.",
      readers.map { ($0.label, $0.reader.requests) })
    return lines
  }
}
