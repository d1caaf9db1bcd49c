import ArgumentParser
import Control
import FeedModel

/// `wireroom status`: how the daemon fares.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how the running daemon fares.")

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  func run() throws {
    let client = try common.client()
    let status = try reporting { try client.status() }
    if json { write(line: status) } else { print(Self.text(status), terminator: "") }
  }

  /// How one receiver of news fares.
  private static func receiver(_ json: JSON) -> String {
    var parts = [json["url"]?.string ?? json["target"]?.string ?? "", json["state"]?.string ?? ""]
    if let waiting = json["waiting"]?.int, waiting > 0 { parts.append("\(waiting) waiting") }
    if let error = json["error"]?.string { parts.append(error) }
    if let next = json["next_attempt"]?.string { parts.append("next try \(next)") }
    return parts[0] + ": " + parts.dropFirst().joined(separator: "; ")
  }

  /// The status for people: a line a fact.
  static func text(_ status: JSON) -> String {
    var rows: [(String, String)] = []
    func row(_ name: String, _ value: String?) { if let value { rows.append((name, value)) } }
    row("state", status["state"]?.string)
    row("reason", status["degraded"]?.string)
    row("version", status["version"]?.string)
    row("site", status["base_url"]?.string)
    let counts = status["counts"]
    for name in ["articles", "stories", "revisions", "withdrawn", "held", "missing", "problems"] {
      row(name, counts?[name]?.int.map(String.init))
    }
    row("deletions held back", status["deletions_held"]?.int.flatMap { $0 > 0 ? String($0) : nil })
    row("last build", status["last_build"]?["at"]?.string)
    row("", status["last_build"]?["summary"]?.string)
    row("queue", status["queue"]?.int.map { "\($0) articles to publish" })
    for feed in status["feeds"]?.array ?? [] {
      row("feed", "\(feed["name"]?.string ?? "") \(feed["url"]?.string ?? "")")
    }
    for hub in status["hubs"]?.array ?? [] { row("hub", receiver(hub)) }
    for webhook in status["webhooks"]?.array ?? [] { row("webhook", receiver(webhook)) }
    if let hub = status["embedded_hub"] {
      row(
        "own hub",
        "\(hub["url"]?.string ?? ""): \(hub["subscriptions"]?.int ?? 0) subscriptions, "
          + "\(hub["deliveries_waiting"]?.int ?? 0) deliveries waiting")
    }
    if let upload = status["upload"] { row("upload", receiver(upload)) }
    for problem in (status["problems"]?.array ?? []).prefix(5) {
      row("problem", "\(problem["path"]?.string ?? ""): \(problem["reason"]?.string ?? "")")
    }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }
}
