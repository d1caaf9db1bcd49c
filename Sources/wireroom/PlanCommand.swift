import Archive
import ArgumentParser
import FeedModel
import Foundation
import Logging
import Pipeline
import Settings
import Synchronization

/// `wireroom plan`: what a build would change, item by item, and why.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what a build would change, item by item, and why.",
    discussion: """
      Writes nothing but a copy of the archive in a temporary folder, and works beside a running daemon. As for build, a file that is
      gone counts as deleted at once.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Flag(name: .long, help: "Plan for build --full.")
  var full = false

  @Flag(
    name: .customLong("accept-deletions"), help: "Plan for build --accept-deletions.")
  var acceptDeletions = false

  func run() async throws {
    let settings = try common.settings(needs: [.input, .output, .state, .site])
    try await reporting {
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      let documents = PlannedDocuments()
      let newsroom = try Newsroom.rehearsal(
        settings: settings, scratch: scratch.path, log: LineLogHandler.logger(.critical),
        clock: now
      ) { documents.take($0) }
      var order = BuildOrder()
      order.full = full
      order.acceptDeletions = acceptDeletions
      order.deleteGrace = .zero
      let plan = try await newsroom.plan(order)
      try newsroom.archive.close()
      if json { write(line: plan.json(documents)) } else { print(plan.text(documents)) }
      guard plan.summary.unreadable.isEmpty else {
        throw CommandFailure(.noInput, messages: plan.summary.unreadable)
      }
    }
  }
}

/// A folder that is removed with all in it.
private struct ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "wireroom-plan-" + UUID().uuidString
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(
        .cannotCreate, "\(path): can't be made; set TMPDIR to a folder that can be written")
    }
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      printError("wireroom: \(path): can't be removed; remove it")
    }
  }
}

/// The documents that a rehearsal would have written or taken away.
private final class PlannedDocuments: Sendable {
  private let state = Mutex<(written: Set<String>, removed: Set<String>)>(([], []))

  func take(_ publication: Publication) {
    state.withLock { state in
      state.written.formUnion(publication.written.map(\.path))
      state.removed.formUnion(publication.removed + publication.withdrawn)
    }
  }

  var written: [String] { state.withLock { $0.written.sorted() } }
  var removed: [String] { state.withLock { $0.removed.sorted() } }
}

extension BuildPlan {
  fileprivate func json(_ documents: PlannedDocuments) -> JSON {
    .object([
      .init("items", .array(steps.map(\.json))),
      .init(
        "documents",
        .object([
          .init("written", JSON(strings: documents.written)),
          .init("removed", JSON(strings: documents.removed)),
        ])),
      .init("deletions_held", .int(summary.heldDeletions)),
      .init("unreadable", JSON(strings: summary.unreadable)),
    ])
  }

  fileprivate func text(_ documents: PlannedDocuments) -> String {
    var lines = steps.map(\.line)
    if summary.heldDeletions > 0 {
      lines.append(
        "\(summary.heldDeletions) deletions would be held back until --accept-deletions")
    }
    lines +=
      documents.written.map { "write     \($0)" } + documents.removed.map { "remove    \($0)" }
    return lines.isEmpty ? "nothing would change" : lines.joined(separator: "\n")
  }
}

extension BuildStep {
  fileprivate var json: JSON {
    .object([
      .init("action", .string(action.rawValue)), .init("path", .string(location.display)),
      .init("id", JSON(id?.urn)), .init("title", JSON(title)),
      .init("change", JSON(change?.rawValue)), .init("from", JSON(from?.display)),
      .init("reason", .string(reason)),
    ])
  }

  fileprivate var line: String {
    let name = action.rawValue + String(repeating: " ", count: 10 - action.rawValue.count)
    let origin = from.map { " from \($0.display)" } ?? ""
    let heading = title.map { " \"\($0)\"" } ?? ""
    return "\(name)\(location.display)\(origin)\(heading): \(reason)"
  }
}
