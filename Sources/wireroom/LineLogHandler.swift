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
    var line = usesPriorities ? "<\(event.level.priority)>" : "wireroom: \(event.level): "
    line += Self.plain("\(event.message)")
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=\(Self.quoted("\(value)"))"
    }
    printError(line)
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
    let environment = ProcessInfo.processInfo.environment
    var handler = LineLogHandler(usesPriorities: environment["JOURNAL_STREAM"] != nil)
    handler.logLevel = level
    let ready = handler
    return Logger(label: "wireroom") { _ in ready }
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
