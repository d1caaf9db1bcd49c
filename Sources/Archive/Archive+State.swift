package import FeedModel
internal import GRDB

extension Archive {
  /// Every source file that the archive knows, in no order: what a scan compares the folder with.
  ///
  /// Files that couldn't even be read are not among them, so that each scan tries them again.
  package func knownFiles() throws(ArchiveError) -> [KnownFile] {
    try read { db in
      let folders = try Folders(db)
      var found: [KnownFile] = []
      try db.rows(
        """
        SELECT file.folder, file.path, device, inode, size, modified, changed, captured, missing,
          problem.since
        FROM file LEFT JOIN problem ON problem.folder = file.folder AND problem.path = file.path
        """
      ) { row in
        let stamp = FileStamp(
          device: UInt64(bitPattern: row.int(2)), inode: UInt64(bitPattern: row.int(3)),
          size: row.int(4), modified: row.int(5), changed: row.int(6))
        found.append(
          KnownFile(
            location: folders.location(row.int(0), row.bytes(1)), stamp: stamp,
            captured: Instant(seconds: row.int(7)), isMissing: !row.isNull(8),
            isProblem: !row.isNull(9)))
      }
      return found
    }
  }

  /// All problems, by location; a guarded folder is one with an empty path.
  package func problems() throws(ArchiveError) -> [ProblemRecord] {
    try read { try Problems(db: $0, folders: Folders($0)).all() }
  }

  /// Withdrawn articles, the latest first.
  package func tombstones(limit: Int) throws(ArchiveError) -> [Tombstone] {
    try read { db in
      var found: [Tombstone] = []
      try db.rows(
        """
        SELECT id, slug, withdrawn FROM article WHERE withdrawn IS NOT NULL
        ORDER BY withdrawn DESC, id LIMIT ?
        """, Value(limit)
      ) {
        found.append(
          Tombstone(id: try $0.id(0), slug: $0.text(1), when: Instant(seconds: $0.int(2))))
      }
      return found
    }
  }

  /// How much there is of everything.
  ///
  /// Cost: O(articles), but on indexes alone.
  package func counts() throws(ArchiveError) -> Counts {
    try read { db in
      func count(_ what: String) throws -> Int {
        Int(try db.first("SELECT count(*) FROM " + what) { $0.int(0) } ?? 0)
      }
      var counts = Counts()
      counts.articles = try count("article WHERE withdrawn IS NULL")
      counts.withdrawn = try count("article WHERE withdrawn IS NOT NULL")
      counts.revisions = try count("revision")
      counts.problems = try count("problem")
      counts.stories = try count("(SELECT DISTINCT story FROM article WHERE story IS NOT NULL)")
      counts.missing = try count("article WHERE missing IS NOT NULL")
      counts.held = try count("waiting")
      return counts
    }
  }
}
