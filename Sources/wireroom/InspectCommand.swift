import ArgumentParser
import FeedModel
import Foundation
import Ingest
import Pipeline
import Settings

/// `wireroom inspect`: how files are read, line by line.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Show how files are read, line by line, and why.",
    discussion: """
      Reads files, or every file under a folder, as a build would, and changes nothing. The margin names each line's role; on a
      terminal what is published is coloured by its role, what is left out is dim. With --jsonl, one object a file.

      Exits 0 when all of them can be published, 65 when one can't, 66 when a file or folder can't be opened.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: "Files or folders.")
  var paths: [String]

  @Flag(name: .long, help: "Print one line of JSON a file.")
  var jsonl = false

  @Option(name: .long, help: "Capture time, RFC 3339 (default: the file's own time).")
  var at: TimeArgument?

  @Option(name: .long, help: "Colour the margin: auto (on a terminal), always or never.")
  var color = ColorWish.auto

  func run() throws {
    let colors = color.wants(Terminal.output)
    let settings = try common.settings(needs: [])
    var failure: CommandFailure?
    let places = paths.flatMap { path in
      do {
        return try Self.files(at: path, settings.input)
      } catch {
        // The others are still shown; the status says that not all were.
        let failed = CommandFailure(error)
        failed.report()
        failure = failure ?? failed
        return []
      }
    }
    let inspector = Inspector(settings: settings, capturedAt: at?.instant)
    var hasProblems = false
    for start in stride(from: 0, to: places.count, by: 256) {
      let chunk = Array(places[start..<min(start + 256, places.count)])
      let jsonl = jsonl
      let results = chunk.parallelMap { place in
        let inspection = inspector.inspect(place)
        return (
          text: jsonl ? inspection.json.bytes : inspection.text(colors: colors),
          isProblem: inspection.isProblem
        )
      }
      for result in results {
        hasProblems = hasProblems || result.isProblem
        write(result.text + [UInt8(ascii: "\n")])
      }
    }
    if let failure { throw ExitCode(failure.code.rawValue) }
    if hasProblems { throw ExitCode(ExitStatus.badData.rawValue) }
  }

  enum ColorWish: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    func wants(_ terminal: Terminal) -> Bool {
      self == .always || self == .auto && terminal.hasColors
    }
  }

  /// The files that `path` names, a folder's in order.
  private static func files(at path: String, _ input: InputSettings) throws -> [SourceLocation] {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard try isFolder(trimmed) else {
      let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
      let folder = parts.dropLast().joined(separator: "/")
      let root = trimmed.hasPrefix("/") && folder.isEmpty ? "" : folder
      return [
        SourceLocation(directory: parts.count == 1 ? "." : root, path: String(parts.last ?? ""))
      ]
    }
    var places: [SourceLocation] = []
    let rules = IntakeRules(maxFileSize: input.maxFileSize)
    _ = try FolderScan.walk(trimmed, rules: rules) { place, _ in places.append(place) }
    return places
  }

  /// Whether `path` is a folder to walk, or a file to read.
  ///
  /// - Throws: `CommandFailure` with `noInput` for what is neither, or may not be read.
  private static func isFolder(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(
        .noInput, "\(path): can't be read: \(reason); check path and rights")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return true
    case S_IFREG: return false
    default:
      throw CommandFailure(
        .noInput, "\(path): it is a pipe, socket or device; name files or folders")
    }
  }
}
