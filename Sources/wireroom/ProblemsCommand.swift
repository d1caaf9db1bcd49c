import Archive
import ArgumentParser
import FeedModel
import Pipeline
import Settings

/// `wireroom problems`: the files that can't be published, and why.
struct ProblemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems", abstract: "List the source files that can't be published, and why.",
    discussion: "Works beside a running daemon. A problem goes when its file is mended or removed.")

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print a JSON array.")
  var json = false

  func run() throws {
    let archive = try common.readArchive()
    let problems = try reporting { try archive.problems() }
    if json { return write(line: .array(problems.map(\.json))) }
    for record in problems {
      let line = record.problem.line.map { ":\($0)" } ?? ""
      print(
        "\(record.problem.location.display)\(line): \(record.problem.reason) (since \(record.since.rfc3339))"
      )
    }
  }
}

extension ProblemRecord {
  var json: JSON {
    .object([
      .init("path", .string(problem.location.display)), .init("reason", .string(problem.reason)),
      .init("line", JSON(problem.line)), .init("since", .string(since.rfc3339)),
    ])
  }
}

extension CommonOptions {
  /// The archive, opened for reading beside whoever writes it.
  func readArchive() throws -> Archive {
    let settings = try settings(needs: [.state])
    return try reporting {
      try Archive(reading: StateFolder(settings.stateDirectory ?? "").archive)
    }
  }

  /// The related index of the archive, to be asked beside a running daemon.
  func readIndex() throws -> ArchiveIndex {
    let settings = try settings(needs: [.state])
    let archive = try readArchive()
    return try reporting {
      try ArchiveIndex(archive, state: StateFolder(settings.stateDirectory ?? ""))
    }
  }
}
