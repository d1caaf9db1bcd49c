import Archive
import Control
import FeedModel
import Foundation
import Ingest
import Pipeline
import Publish
import Serve
import Settings

/// Exit statuses after sysexits(3).
enum ExitStatus: Int32 {
  case usage = 64
  case badData = 65
  case noInput = 66
  case unavailable = 69
  case cannotCreate = 73
  case inputOutput = 74
  case locked = 75
  case badSettings = 78
}

/// Why a command ends: what is told on stderr, a line each, and the exit status.
struct CommandFailure: Error {
  let code: ExitStatus
  /// Each `PLACE: what is wrong; what to do`.
  let messages: [String]

  init(_ code: ExitStatus, _ message: String) {
    self.code = code
    messages = [message]
  }

  init(_ code: ExitStatus, messages: [String]) {
    self.code = code
    self.messages = messages
  }

  /// The failure that an error of any room is to the user.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as SettingsError:
      self.init(.badSettings, messages: error.faults.map { "\($0.place): \($0.message)" })
    case let error as ControlError:
      self.init(error.reason == .unreachable ? .unavailable : .inputOutput, error.message)
    case let error as PipelineError:
      switch error.reason {
      case .locked: self.init(.locked, error.message)
      case .badSettings: self.init(.badSettings, error.message)
      case .cannotWrite: self.init(.cannotCreate, error.message)
      case .badArchive: self.init(.inputOutput, error.message)
      case .ended: self.init(.unavailable, error.message)
      }
    case let error as ArchiveError:
      self.init(error.reason == .otherAuthority ? .badSettings : .inputOutput, error.description)
    case let error as IngestError: self.init(.noInput, error.message)
    case let error as PublishError: self.init(.cannotCreate, describe(error))
    case let error as ServeError: self.init(.unavailable, error.description)
    default: self.init(.inputOutput, describe(error))
    }
  }

  func report() {
    for message in messages { printError("wireroom: \(message)") }
  }
}

/// Runs `body`; any error of the rooms becomes a `CommandFailure`.
func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch {
    throw CommandFailure(error)
  }
}

/// As the other, for work that does not wait.
func reporting<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}

/// Prints as Swift's own `print`, which would keep it to itself that the text could not be written.
func print(_ text: String, terminator: String = "\n") { write(Array((text + terminator).utf8)) }

/// Writes a line to stderr, unbuffered.
func printError(_ line: String) { writeError(line + "\n") }

/// Writes to stderr; where that can't be written, as a log on a full disk, the program goes on without.
func writeError(_ text: String) { _ = writeAll(Array(text.utf8), to: STDERR_FILENO) }

/// Writes bytes to stdout at once; a reader that went away ends the program quietly, as pipes expect.
func write(_ bytes: [UInt8]) {
  let error = writeAll(bytes, to: STDOUT_FILENO)
  guard error != 0 else { return }
  if error == EPIPE { Foundation.exit(0) }
  printError("wireroom: stdout: can't be written: \(String(cString: strerror(error)))")
  Foundation.exit(ExitStatus.inputOutput.rawValue)
}

/// Writes all of `bytes`; the error number of the call that failed, else 0.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      return errno
    }
    rest = rest.dropFirst(count)
  }
  return 0
}

/// Writes a line of JSON to stdout.
func write(line json: JSON) { write(json.bytes + [UInt8(ascii: "\n")]) }
