internal import FeedModel
internal import GRDB

/// A source file as the archive knows it, present or missing.
struct FileRow {
  var number: Int64
  var location: SourceLocation
  var stamp: FileStamp
  var digest: [UInt8]
  /// The capture time at the first sight of `digest`.
  var captured: Instant
  /// The article it holds; nil for a problem that never was one, and for a rival that lost.
  var article: Int64?
  var missing: Instant?

  static let columns = """
    file.number, file.folder, file.path, file.device, file.inode, file.size, file.modified, \
    file.changed, file.digest, file.captured, file.article, file.missing
    """

  init(_ row: borrowing Columns, _ folders: Folders) {
    number = row.int(0)
    location = folders.location(row.int(1), row.bytes(2))
    stamp = FileStamp(
      device: UInt64(bitPattern: row.int(3)), inode: UInt64(bitPattern: row.int(4)),
      size: row.int(5), modified: row.int(6), changed: row.int(7))
    digest = row.bytes(8)
    captured = Instant(seconds: row.int(9))
    article = row.intIfAny(10)
    missing = row.intIfAny(11).map { Instant(seconds: $0) }
  }
}

/// The source files' table.
struct Files {
  // Whole statements, so that no text is put together for each row.
  private static let selectAt = "SELECT \(FileRow.columns) FROM file WHERE folder = ? AND path = ?"
  private static let selectNumber = "SELECT \(FileRow.columns) FROM file WHERE number = ?"
  private static let selectHolding = "SELECT \(FileRow.columns) FROM file WHERE article = ?"
  private static let selectDigest =
    "SELECT \(FileRow.columns) FROM file WHERE digest = ? AND article IS NOT NULL"
  private static let selectInode =
    "SELECT \(FileRow.columns) FROM file WHERE inode = ? AND article IS NOT NULL"

  let db: Database
  let folders: Folders

  func at(_ location: SourceLocation) throws -> FileRow? {
    guard let folder = folders.known(location.directory) else { return nil }
    return try db.first(
      Self.selectAt, .int(folder),
      .bytes(location.path)
    ) { FileRow($0, folders) }
  }

  func number(_ number: Int64) throws -> FileRow? {
    try db.first(Self.selectNumber, .int(number)) {
      FileRow($0, folders)
    }
  }

  /// The one file that holds the article, present or missing.
  func holding(_ article: Int64) throws -> FileRow? {
    try db.first(Self.selectHolding, .int(article)) {
      FileRow($0, folders)
    }
  }

  func withDigest(_ digest: [UInt8]) throws -> [FileRow] {
    try rows(Self.selectDigest, .bytes(digest))
  }

  func withInode(of stamp: FileStamp) throws -> [FileRow] {
    try rows(Self.selectInode, .int(Int64(bitPattern: stamp.inode)))
      .filter { $0.stamp.device == stamp.device }
  }

  private func rows(_ select: String, _ value: Value) throws -> [FileRow] {
    var found: [FileRow] = []
    try db.rows(select, value) { found.append(FileRow($0, folders)) }
    return found
  }

  /// Keeps the file with all it says; its number.
  @discardableResult
  func keep(_ seen: SourceSeen, captured: Instant, article: Int64?) throws -> Int64 {
    let stamp = seen.stamp
    return try db.first(
      """
      INSERT INTO file (folder, path, device, inode, size, modified, changed, digest, captured, article)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (folder, path) DO UPDATE SET
        device = excluded.device, inode = excluded.inode, size = excluded.size,
        modified = excluded.modified, changed = excluded.changed, digest = excluded.digest,
        captured = excluded.captured, article = excluded.article, missing = NULL
      RETURNING number
      """, .int(try folders.number(seen.location.directory)), .bytes(seen.location.path),
      .int(Int64(bitPattern: stamp.device)), .int(Int64(bitPattern: stamp.inode)),
      .int(stamp.size), .int(stamp.modified), .int(stamp.changed), .bytes(seen.digest),
      .int(captured.seconds), Value(article)
    ) { $0.int(0) } ?? 0
  }

  func refresh(_ number: Int64, _ stamp: FileStamp) throws {
    try db.run(
      """
      UPDATE file SET device = ?, inode = ?, size = ?, modified = ?, changed = ?, missing = NULL
      WHERE number = ?
      """, .int(Int64(bitPattern: stamp.device)), .int(Int64(bitPattern: stamp.inode)),
      .int(stamp.size), .int(stamp.modified), .int(stamp.changed), .int(number))
  }

  func setMissing(_ number: Int64, since: Instant) throws {
    try db.run(
      "UPDATE file SET missing = ? WHERE number = ? AND missing IS NULL", .int(since.seconds),
      .int(number))
  }

  func clearMissing(_ number: Int64) throws {
    try db.run("UPDATE file SET missing = NULL WHERE number = ?", .int(number))
  }

  func detach(_ number: Int64) throws {
    try db.run("UPDATE file SET article = NULL WHERE number = ?", .int(number))
  }

  /// Forgets the file, and what waits in it.
  func remove(_ number: Int64) throws {
    try db.run("DELETE FROM file WHERE number = ?", .int(number))
  }

  func hasMissing() throws -> Bool {
    try db.first("SELECT 1 FROM file WHERE missing IS NOT NULL LIMIT 1") { _ in true } ?? false
  }
}
