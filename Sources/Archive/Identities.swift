internal import FeedModel
internal import GRDB

/// The table of identity keys: which article each was given to, for ever.
struct Identities {
  let db: Database
  let authority: String

  func owner(of key: IdentityKey) throws -> Int64? {
    try db.first(
      "SELECT article FROM identity WHERE key IN (?, ?)", .bytes(key.bytes),
      .bytes(IdentityKey.named(key.id(authority: authority)).bytes)
    ) { $0.int(0) }
  }

  func keys(of article: Int64) throws -> [[UInt8]] {
    var found: [[UInt8]] = []
    try db.rows("SELECT key FROM identity WHERE article = ?", .int(article)) {
      found.append($0.bytes(0))
    }
    return found
  }

  /// Gives the key to the article, unless it has an owner.
  func give(_ key: IdentityKey, to article: Int64) throws {
    try db.run(
      "INSERT OR IGNORE INTO identity VALUES (?, ?)", .bytes(key.bytes), .int(article))
  }

  /// The first holder of the path that is free to come back, else the key under which a new one goes.
  ///
  /// An article that moved away keeps its key, so its path names another article from then on.
  func path(
    _ location: SourceLocation, isFree: (Int64) throws -> Bool
  ) throws -> (owner: Int64?, key: IdentityKey) {
    let plain = IdentityKey.path(location)
    var key = plain
    var count = 1
    while let owner = try owner(of: key) {
      if try isFree(owner) { return (owner, key) }
      count += 1
      key = plain.again(count)
    }
    return (nil, key)
  }
}
