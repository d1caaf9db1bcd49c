internal import FeedModel
internal import GRDB

/// The table of problems: one per location.
struct Problems {
  let db: Database
  let folders: Folders

  /// Lists `problem`; `since` stays while the reason does, or whatever it says when `keepingSince`.
  func keep(_ problem: Problem, at now: Instant, keepingSince: Bool = false) throws {
    try db.run(
      """
      INSERT INTO problem (folder, path, reason, line, since) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (folder, path) DO UPDATE SET
        since = iif(?6 OR reason = excluded.reason, since, excluded.since),
        reason = excluded.reason, line = excluded.line
      """, .int(try folders.number(problem.location.directory)), .bytes(problem.location.path),
      .text(problem.reason), Value(problem.line.map(Int64.init)), .int(now.seconds),
      .int(keepingSince ? 1 : 0))
  }

  /// Whether there was one at the location.
  @discardableResult
  func clear(_ location: SourceLocation) throws -> Bool {
    guard let folder = folders.known(location.directory) else { return false }
    return try db.run(
      "DELETE FROM problem WHERE folder = ? AND path = ?", .int(folder), .bytes(location.path)) > 0
  }

  func at(_ location: SourceLocation) throws -> Problem? {
    guard let folder = folders.known(location.directory) else { return nil }
    return try db.first(
      "SELECT reason, line FROM problem WHERE folder = ? AND path = ?", .int(folder),
      .bytes(location.path)
    ) { row in
      Problem(location: location, reason: row.text(0), line: row.intIfAny(1).map(Int.init))
    }
  }

  func all() throws -> [ProblemRecord] {
    var found: [ProblemRecord] = []
    try db.rows(
      """
      SELECT folder, path, reason, line, since FROM problem NATURAL JOIN
        (SELECT number AS folder, directory FROM folder)
      ORDER BY directory, path
      """
    ) { row in
      let problem = Problem(
        location: folders.location(row.int(0), row.bytes(1)), reason: row.text(2),
        line: row.intIfAny(3).map(Int.init))
      found.append(ProblemRecord(problem: problem, since: Instant(seconds: row.int(4))))
    }
    return found
  }
}
