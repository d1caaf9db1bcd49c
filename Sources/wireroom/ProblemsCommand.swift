import Archive
import ArgumentParser
import FeedModel
import Pipeline
import Settings

/// `wireroom problems`: the files that can't be published, and why.
struct ProblemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "problems", abstract: "List the source files that can't be published, and why.",
    discussion: """
      Names each file with line, reason and remedy. Works beside a running daemon. A problem goes by itself when its file is
      mended or removed.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print a JSON array.")
  var json = false

  func run() throws {
    let archive = try common.readArchive()
    let problems = try reporting { try archive.problems() }
    if json { return write(line: .array(problems.map(\.json))) }
    for record in problems { print(record.text(colors: Terminal.output.hasColors)) }
  }
}

extension ProblemRecord {
  /// The reason without what to do about it, and what to do: reasons are sentences of the two, with a semicolon between.
  private var parts: (reason: String, remedy: String?) {
    guard let range = problem.reason.firstRange(of: "; ") else { return (problem.reason, nil) }
    return (
      String(problem.reason[..<range.lowerBound]), String(problem.reason[range.upperBound...])
    )
  }

  var json: JSON {
    .object([
      .init("path", .string(problem.location.display)), .init("reason", .string(problem.reason)),
      .init("line", JSON(problem.line)), .init("since", .string(since.rfc3339)),
      .init("remedy", JSON(parts.remedy)),
    ])
  }

  /// `PATH:LINE: REASON`, and below it the remedy and since when.
  func text(colors: Bool) -> String {
    let place = problem.location.display + (problem.line.map { ":\($0)" } ?? "")
    let remedy = parts.remedy.map { "\n  to do: \($0)" } ?? ""
    return (colors ? Paint.bold(place) : place) + ": "
      + (colors ? Paint.red(parts.reason) : parts.reason) + remedy + "\n  since: \(since.rfc3339)"
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
