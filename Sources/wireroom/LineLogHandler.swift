import Foundation
import Logging

/// One line an event on stderr: `level: message key=value …`, with journald's priority prefix under systemd.
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level = .info
  var metadata: Logger.Metadata = [:]
  /// `<4>` and so on (sd-daemon(3)), which journald turns into priorities.
  let usesPriorities: Bool

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    printError(
      Self.line(
        event.level, "\(event.message)", all.mapValues { "\($0)" }, usesPriorities: usesPriorities))
  }

  /// The line of an event: metadata in the order of its names, but the file first and the reason last.
  static func line(
    _ level: Logger.Level, _ message: String, _ metadata: [String: String], usesPriorities: Bool
  ) -> String {
    var line = usesPriorities ? "<\(level.priority)>" : "wireroom: \(level): "
    line += plain(message)
    let order = metadata.sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
    for (key, value) in order { line += " \(key)=\(quoted(value))" }
    // journald cuts at 48 KB (LineMax=); nobody reads the rest of a line that long.
    return line.utf8.count <= 3800 ? line : String(line.prefix(1200)) + "…"
  }

  private static func rank(_ key: String) -> Int {
    switch key {
    case "source.path": 0
    case "reason": 2
    default: 1
    }
  }

  /// Without line breaks and control characters: an event is a line.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
  }

  private static func quoted(_ text: String) -> String {
    let text = plain(text)
    guard text.isEmpty || text.contains(" ") || text.contains("\"") || text.contains("=") else {
      return text
    }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A logger that writes lines from `level` on.
  static func logger(_ level: Logger.Level) -> Logger {
    var handler = LineLogHandler(
      usesPriorities: isJournal(ProcessInfo.processInfo.environment["JOURNAL_STREAM"]))
    handler.logLevel = level
    let ready = handler
    return Logger(label: "wireroom") { _ in ready }
  }

  /// Whether stderr is the stream to the journal that `JOURNAL_STREAM` names by `DEVICE:INODE` (systemd.exec(5)).
  private static func isJournal(_ stream: String?) -> Bool {
    var status = stat()
    guard let stream, fstat(STDERR_FILENO, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }
}

extension Logger.Level {
  /// The priority of syslog(3).
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
