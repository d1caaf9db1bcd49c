/// Why the archive could not do what it was asked; nothing of the failed call is kept.
package struct ArchiveError: Error, CustomStringConvertible {
  package enum Reason: Hashable, Sendable {
    /// The file can't be opened or made: a missing folder, missing rights, another program's file.
    case cannotOpen
    /// It belongs to another site: its authority differs.
    case otherAuthority
    /// It was written by a later version of the program.
    case tooNew
    /// The file is damaged or is no database: set it aside and rebuild.
    case corrupt
    /// The disk or the quota is full.
    case full
    /// The file or its file system can't be written.
    case readOnly
    /// Another process holds it for longer than the busy timeout.
    case busy
    /// Reading or writing failed below SQLite.
    case inputOutput
    /// Anything else: a fault of the program.
    case failed
  }

  package var reason: Reason
  /// One sentence: what is wrong; what to do.
  package var message: String
  /// What SQLite said, for the log.
  package var cause: String?

  package init(_ reason: Reason, _ message: String, cause: String? = nil) {
    self.reason = reason
    self.message = message
    self.cause = cause
  }

  package var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
