internal import GRDB

extension Database {
  func setting(_ name: String) throws -> String? {
    try first("SELECT value FROM setting WHERE name = ?", .text(name)) { $0.text(0) }
  }

  func setSetting(_ name: String, _ value: String?) throws {
    guard let value else {
      try run("DELETE FROM setting WHERE name = ?", .text(name))
      return
    }
    try run("INSERT OR REPLACE INTO setting VALUES (?, ?)", .text(name), .text(value))
  }
}
