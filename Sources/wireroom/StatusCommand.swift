import ArgumentParser
import Control
import FeedModel
import Foundation

/// `wireroom status`: how the daemon fares.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how the running daemon fares.",
    discussion:
      "With --watch, again every second until Ctrl-C: on a terminal in place, elsewhere one after the other."
  )

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Flag(name: .long, help: "Show it again every second.")
  var watch = false

  func run() throws {
    let client = try common.client()
    let terminal = Terminal.output
    repeat {
      let status = try reporting { try client.status() }
      if json {
        write(line: status)
      } else {
        let text = StatusText(status, colors: terminal.hasColors).text
        write(Array(((watch && terminal.isTerminal ? "\u{1B}[H\u{1B}[J" : "") + text).utf8))
      }
      if watch { sleep(1) }
    } while watch
  }
}

/// The status for people: a line a fact.
struct StatusText {
  private(set) var text = ""
  private let colors: Bool

  init(_ status: JSON, colors: Bool = false) {
    self.colors = colors
    var rows = Self.state(status)
    rows += Self.counts(status)
    rows += Self.work(status)
    rows += Self.troubles(status)
    let width = rows.map(\.name.count).max() ?? 0
    for row in rows {
      let name = row.name + String(repeating: " ", count: width - row.name.count + 2)
      text += (colors ? Paint.dim(name) : name) + paint(row) + "\n"
    }
  }

  private struct Row {
    var name: String
    var value: String
    var paint: Paint?
  }

  private func paint(_ row: Row) -> String {
    guard colors, let paint = row.paint else { return row.value }
    return paint(row.value)
  }

  private static func state(_ status: JSON) -> [Row] {
    let state = status["state"]?.string ?? "unknown"
    var rows = [Row(name: "state", value: state, paint: state == "degraded" ? .red : .green)]
    if let progress = status["progress"].flatMap({ RebuildEvent(json: $0) }), progress.total > 0 {
      rows[0].value += ", \(progress.finished) of \(progress.total)"
    }
    func add(_ name: String, _ value: String?, _ paint: Paint? = nil) {
      if let value { rows.append(Row(name: name, value: value, paint: paint)) }
    }
    add("reason", status["degraded"]?.string, .red)
    add("archive", status["archive_error"]?.string, .red)
    add("version", status["version"]?.string)
    add("site", status["base_url"]?.string)
    add("since", status["started"]?.string)
    if let process = status["process"], let pid = process["pid"]?.int {
      let memory = (process["memory_bytes"]?.int ?? 0) >> 20
      add("process", "\(pid), \(memory) MiB, \(process["open_files"]?.int ?? 0) open files")
    }
    return rows
  }

  /// What becomes of those counted, or what to do.
  private static let hints = [
    "held": "drafts, dates to come, and rivals; see `wireroom problems`",
    "missing": "withdrawn unless their files come back within input.delete_grace",
    "problems": "see `wireroom problems`",
  ]

  private static func counts(_ status: JSON) -> [Row] {
    let counts = status["counts"]
    let kept = status["deletions_held"]?.int ?? 0
    return ["articles", "stories", "revisions", "withdrawn", "held", "missing", "problems"]
      .compactMap { name in
        guard let count = counts?[name]?.int else { return nil }
        var hint = count > 0 ? hints[name].map { ", " + $0 } ?? "" : ""
        if name == "missing", kept > 0, count > 0 {
          hint =
            count > kept
            ? ", \(kept) of them kept; the others" + hint.dropFirst() : ", kept: see deletions"
        }
        let isBad = name == "problems" && count > 0
        return Row(name: name, value: String(count) + hint, paint: isBad ? .yellow : nil)
      }
  }

  private static func work(_ status: JSON) -> [Row] {
    var rows: [Row] = []
    if let held = status["deletions_held"]?.int, held > 0 {
      rows.append(
        Row(
          name: "deletions",
          value: "\(held) held back; obey them with `wireroom rebuild --accept-deletions`",
          paint: .yellow))
    }
    if let at = status["last_build"]?["at"]?.string {
      rows.append(
        Row(name: "last build", value: "\(at), \(status["last_build"]?["summary"]?.string ?? "")"))
    }
    if let queue = status["queue"]?.int {
      rows.append(Row(name: "queue", value: counted(queue, "article") + " to publish"))
    }
    for feed in status["feeds"]?.array ?? [] {
      rows.append(
        Row(name: "feed", value: "\(feed["name"]?.string ?? "") \(feed["url"]?.string ?? "")"))
    }
    for (name, key) in [("hub", "hubs"), ("webhook", "webhooks")] {
      rows += (status[key]?.array ?? []).map { receiver(name, $0, at: $0["url"]?.string) }
    }
    if let hub = status["embedded_hub"], let count = hub["subscriptions"]?.int {
      rows.append(
        Row(
          name: "own hub", value: "\(hub["url"]?.string ?? ""), \(counted(count, "subscription"))"))
    }
    if let upload = status["upload"] {
      rows.append(receiver("upload", upload, at: upload["target"]?.string))
    }
    return rows
  }

  /// Somebody whom the daemon tells: where, whether that goes well, and how much waits.
  private static func receiver(_ name: String, _ json: JSON, at place: String?) -> Row {
    let state = json["state"]?.string ?? ""
    let waiting = json["waiting"]?.int ?? 0
    return Row(
      name: name, value: "\(place ?? ""), \(state)" + (waiting > 0 ? ", \(waiting) waiting" : ""),
      paint: state == "failing" ? .yellow : nil)
  }

  /// The first five of each kind, and how many more there are.
  private static func troubles(_ status: JSON) -> [Row] {
    func list(_ name: String, _ key: String, _ text: (JSON) -> String) -> [Row] {
      let all = status[key]?.array ?? []
      let rows = all.prefix(5).map { Row(name: name, value: text($0), paint: .yellow) }
      return all.count > 5 ? rows + [Row(name: "", value: "and \(all.count - 5) more")] : rows
    }
    return list("outbox", "outbox") { news in
      "\(news["news"]?.string ?? ""): \(news["error"]?.string ?? "waiting")"
    }
      + list("problem", "problems") { problem in
        let line = problem["line"]?.int.map { ":\($0)" } ?? ""
        return "\(problem["path"]?.string ?? "")\(line): \(problem["reason"]?.string ?? "")"
      }
  }
}
