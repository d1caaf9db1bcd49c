package import FeedModel
internal import GRDB

extension Archive {
  /// Puts articles into stories, in one transaction; a related block is frozen only where none was before.
  ///
  /// Articles whose story or block this changes become pending. A merged story stands for the one it was merged into.
  /// Unknown ids are passed over.
  package func assign(_ assignments: [StoryAssignment]) throws(ArchiveError) {
    try write { db in
      let articles = Articles(db: db, folders: try Folders(db))
      for assignment in assignments {
        guard let row = try articles.id(assignment.id) else { continue }
        let story = try db.target(of: assignment.story)
        let frozen = row.related == nil ? assignment.frozen : nil
        guard row.story != story || frozen != nil else { continue }
        try db.run(
          "UPDATE article SET story = ?, related = ifnull(related, ?) WHERE number = ?",
          .bytes(story.item.bytes), Value(frozen.map(RelatedCodec.bytes)), .int(row.number))
        try articles.markPending(row.number, showsElsewhere: false)
      }
    }
  }

  /// Merges one story into another: its members move, and its id leads to the other for ever.
  package func redirect(_ from: StoryID, to: StoryID) throws(ArchiveError) {
    try write { db in
      let target = try db.target(of: to)
      guard target != from else { return }
      let (old, new) = (Value.bytes(from.item.bytes), Value.bytes(target.item.bytes))
      try db.run("INSERT OR REPLACE INTO redirect VALUES (?, ?)", old, new)
      try db.run("UPDATE redirect SET target = ? WHERE target = ?", new, old)
      let articles = Articles(db: db, folders: try Folders(db))
      var members: [Int64] = []
      try db.rows("SELECT number FROM article WHERE story = ?", old) { members.append($0.int(0)) }
      for member in members {
        try articles.put(member, in: target)
        try articles.markPending(member, showsElsewhere: false)
      }
    }
  }

  /// Which story each merged story now stands for; targets are never merged themselves.
  package func redirects() throws(ArchiveError) -> [StoryID: StoryID] {
    try read { db in
      var found: [StoryID: StoryID] = [:]
      try db.rows("SELECT story, target FROM redirect") {
        found[StoryID(try $0.id(0))] = StoryID(try $0.id(1))
      }
      return found
    }
  }

  /// The articles of a story that are not withdrawn, newest first by publication.
  package func members(of story: StoryID) throws(ArchiveError) -> [ItemID] {
    try read { db in
      try db.ids(
        """
        SELECT id FROM article WHERE story = ? AND withdrawn IS NULL ORDER BY published DESC, id
        """, .bytes(try db.target(of: story).item.bytes))
    }
  }

  /// The stories of those of the articles that have one, withdrawn or not.
  package func stories(of ids: [ItemID]) throws(ArchiveError) -> Set<StoryID> {
    try read { db in
      var found: Set<StoryID> = []
      for id in ids {
        let story = try db.first(
          "SELECT story FROM article WHERE id = ? AND story IS NOT NULL", .bytes(id.bytes)
        ) { StoryID(try $0.id(0)) }
        if let story { found.insert(story) }
      }
      return found
    }
  }

  /// Articles that are in no story yet, ascending: what a crash left between acceptance and assignment.
  package func unassigned() throws(ArchiveError) -> [ItemID] {
    try read {
      try $0.ids("SELECT id FROM article WHERE story IS NULL AND withdrawn IS NULL ORDER BY id")
    }
  }
}

extension Database {
  /// The story itself, or the one it was merged into.
  fileprivate func target(of story: StoryID) throws -> StoryID {
    let target = try first("SELECT target FROM redirect WHERE story = ?", .bytes(story.item.bytes))
    {
      StoryID(try $0.id(0))
    }
    return target ?? story
  }

  fileprivate func ids(_ sql: String, _ values: Value...) throws -> [ItemID] {
    var found: [ItemID] = []
    try rows(sql, values: values) { found.append(try $0.id(0)) }
    return found
  }
}
