package import FeedModel
internal import GRDB
private import Glibc

/// The one database of articles, revisions, ids, tombstones, problems and the outbox.
///
/// A single writer and many readers: `accept` and its kin run one transaction each and return when it is on the
/// disk (WAL, `synchronous=FULL`); the reading calls see the last committed state. All calls block and may come from
/// any thread. Instants are the caller's: the archive has no clock.
package final class ArticleArchive: Sendable {
  /// The database file.
  package let path: String
  /// What ids are derived from; empty when opened for reading.
  package let authority: String
  /// Which changes move `updated`.
  package let significant: Set<ChangeClass>
  private let pool: DatabasePool
  private let isReadOnly: Bool
  /// Whether another process holds it, and its mark.
  private let isGuest: Bool

  /// Which changes move `updated` unless the settings say otherwise.
  package static let significantByDefault: Set<ChangeClass> = [.body, .headline, .sources]

  /// Opens the archive at `path`, making it when there is none; its folder must exist.
  ///
  /// After an unclean stop the file is checked first (`quick_check`), which reads all of it.
  /// - Throws: `corrupt` when it is damaged (see `setAside`), `otherAuthority` when it belongs to another site,
  ///   `tooNew` when a later version wrote it, `cannotOpen` and the like.
  package init(
    path: String, authority: String,
    significant: Set<ChangeClass> = ArticleArchive.significantByDefault
  ) throws(ArchiveError) {
    self.path = path
    self.authority = authority
    self.significant = significant
    isReadOnly = false
    isGuest = false
    do {
      pool = try DatabasePool(path: path, configuration: Self.configuration(readOnly: false))
      try pool.writeWithoutTransaction { db in
        // GRDB sets NORMAL for WAL, which may lose the last commits when the power fails.
        // A batch of new articles fits into 32 MiB and isn't written twice; the log is copied back every 32 MiB.
        try db.execute(
          sql: """
            PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192
            """)
        try Self.check(db, path: path)
      }
      try Schema.migrator.migrate(pool)
      try pool.write { db in
        try Self.claim(db, path: path, authority: authority)
        try db.setSetting(Self.openMark, "1")
      }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// Opens an archive to read it, beside a running daemon or not; every writing call then throws `readOnly`.
  /// - Throws: `cannotOpen` when there is none.
  package init(reading path: String) throws(ArchiveError) {
    self.path = path
    authority = ""
    significant = Self.significantByDefault
    isReadOnly = true
    isGuest = true
    do {
      try Self.requireFile(path)
      pool = try DatabasePool(path: path, configuration: Self.configuration(readOnly: true))
      try pool.read { try Self.refuseNewer($0, path: path) }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// Opens an archive beside the process that holds it, for one small change; a stop of that process is marked as before.
  /// - Throws: `cannotOpen` when there is none.
  package init(joining path: String, authority: String) throws(ArchiveError) {
    self.path = path
    self.authority = authority
    significant = Self.significantByDefault
    isReadOnly = false
    isGuest = true
    do {
      try Self.requireFile(path)
      pool = try DatabasePool(path: path, configuration: Self.configuration(readOnly: false))
      try pool.read { try Self.refuseNewer($0, path: path) }
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// Ends all use of the archive and marks the stop as clean.
  package func close() throws(ArchiveError) { try close(marking: !isGuest) }

  /// Ends all use of an archive that turned out to be damaged, leaving it as it is.
  package func abandon() throws(ArchiveError) { try close(marking: false) }

  /// As `close`; without the mark it is what a crash leaves.
  func close(marking: Bool) throws(ArchiveError) {
    if marking && !isReadOnly {
      try write { try $0.run("DELETE FROM setting WHERE name = ?", .text(Self.openMark)) }
      // The file alone is then the whole archive, for whoever copies it.
      do { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } } catch {
        throw ArchiveError(error, path: path)
      }
    }
    do { try pool.close() } catch { throw ArchiveError(error, path: path) }
  }

  /// Copies the database at `path`, which others may be using, to `target`, where none is yet.
  ///
  /// Cost: O(size); those that write meanwhile don't wait.
  package static func copy(from path: String, to target: String) throws(ArchiveError) {
    do {
      let source = try DatabasePool(path: path, configuration: configuration(readOnly: true))
      let copy = try DatabaseQueue(path: target)
      try source.backup(to: copy)
      try copy.close()
      try source.close()
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  private static func requireFile(_ path: String) throws(ArchiveError) {
    guard access(path, F_OK) != 0 else { return }
    throw ArchiveError(
      .cannotOpen,
      errno == EACCES
        ? "the archive \(path) may not be opened; run as root or its owner, or join its folder's group"
        : "there is no archive at \(path); `wireroom build` makes one, or name its settings with --config"
    )
  }

  /// Renames the database at `path` with its `-wal` and `-shm` files by adding `.` and `suffix` (a time); nothing is deleted.
  /// - Returns: The new path of the database itself.
  /// - Throws: `cannotOpen` with the system's reason.
  @discardableResult
  package static func setAside(path: String, suffix: String) throws(ArchiveError) -> String {
    for part in ["", "-wal", "-shm"] {
      let old = path + part
      guard access(old, F_OK) == 0 else { continue }
      // SQLite finds a log by the name of its database, so the mark goes before the dash.
      guard rename(old, path + "." + suffix + part) == 0 else {
        throw ArchiveError(
          .cannotOpen, "the archive \(old) can't be set aside; check the rights of its folder",
          cause: String(cString: strerror(errno)))
      }
    }
    return path + "." + suffix
  }
}

/// The archive under its short name.
package typealias Archive = ArticleArchive

extension Archive {
  /// Runs `body` in one transaction: all of it is kept, or nothing.
  @discardableResult
  func write<T>(_ body: (Database) throws -> T) throws(ArchiveError) -> T {
    guard !isReadOnly else {
      throw ArchiveError(.readOnly, "the archive \(path) is open for reading only")
    }
    do { return try pool.write(body) } catch { throw ArchiveError(error, path: path) }
  }

  /// Runs `body` on one committed state.
  func read<T>(_ body: (Database) throws -> T) throws(ArchiveError) -> T {
    do { return try pool.read(body) } catch { throw ArchiveError(error, path: path) }
  }
}

extension Archive {
  /// Stands while the archive is open for writing: found at an opening, the last stop was unclean.
  private static let openMark = "open"

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 3
    configuration.label = "archive"
    return configuration
  }

  private static func check(_ db: Database, path: String) throws {
    try refuseNewer(db, path: path)
    guard try db.tableExists("setting"), try db.setting(openMark) != nil else { return }
    let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    guard verdict == "ok" else {
      throw ArchiveError(
        .corrupt, "the archive \(path) is damaged; set it aside and rebuild", cause: verdict)
    }
  }

  private static func refuseNewer(_ db: Database, path: String) throws {
    guard try Schema.migrator.hasBeenSuperseded(db) else { return }
    throw ArchiveError(
      .tooNew, "the archive \(path) was written by a later version; install that version again")
  }

  private static func claim(_ db: Database, path: String, authority: String) throws {
    guard let owner = try db.setting("authority") else {
      return try db.setSetting("authority", authority)
    }
    guard owner == authority else {
      throw ArchiveError(
        .otherAuthority,
        "the archive \(path) belongs to the authority \(owner), not \(authority); "
          + "set site.authority to \(owner) or give another state folder")
    }
  }
}
