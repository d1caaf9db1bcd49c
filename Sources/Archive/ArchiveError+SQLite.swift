internal import GRDB

extension ArchiveError {
  /// What an error of the database means to an operator; an `ArchiveError` stays what it is.
  init(_ error: any Error, path: String) {
    if let known = error as? ArchiveError {
      self = known
      return
    }
    if let malformed = error as? MalformedBytes {
      self.init(
        .corrupt, "the archive \(path) is damaged; set it aside and rebuild",
        cause: "it holds " + malformed.what)
      return
    }
    guard let failure = error as? DatabaseError else {
      self.init(
        .failed, "the archive \(path) could not be used; report this fault", cause: "\(error)")
      return
    }
    let (reason, what) = Self.meaning(of: failure.resultCode)
    self.init(reason, "the archive \(path) \(what)", cause: failure.description)
  }

  private static func meaning(of code: ResultCode) -> (Reason, String) {
    switch code {
    case .SQLITE_CORRUPT: (.corrupt, "is damaged; set it aside and rebuild")
    case .SQLITE_NOTADB: (.corrupt, "is not a database; set it aside and rebuild")
    case .SQLITE_FULL: (.full, "has no space to grow; free some on its disk")
    case .SQLITE_READONLY:
      (.readOnly, "can't be written; check its rights and those of its folder")
    case .SQLITE_CANTOPEN:
      (.cannotOpen, "can't be opened; check that its folder exists and may be written")
    case .SQLITE_PERM, .SQLITE_AUTH:
      (.cannotOpen, "may not be opened; check its rights and those of its folder")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      (.busy, "is held by another process; stop that or try again later")
    case .SQLITE_IOERR: (.inputOutput, "can't be read or written; check its disk")
    default: (.failed, "refused a statement; report this fault")
    }
  }
}
