internal import FeedModel
internal import GRDB

/// The numbers of the incoming folders, for one transaction.
final class Folders {
  private let db: Database
  private var numbers: [String: Int64] = [:]
  private var directories: [Int64: String] = [:]

  init(_ db: Database) throws {
    self.db = db
    try db.rows("SELECT number, directory FROM folder") { row in
      keep(row.int(0), row.text(1))
    }
  }

  /// The number of `directory`, given now if it has none yet.
  func number(_ directory: String) throws -> Int64 {
    if let known = numbers[directory] { return known }
    try db.run("INSERT INTO folder (directory) VALUES (?)", .text(directory))
    keep(db.lastInsertedRowID, directory)
    return db.lastInsertedRowID
  }

  /// The number of `directory` if it has one.
  func known(_ directory: String) -> Int64? { numbers[directory] }

  func location(_ folder: Int64, _ path: [UInt8]) -> SourceLocation {
    SourceLocation(directory: directories[folder] ?? "", path: path)
  }

  private func keep(_ number: Int64, _ directory: String) {
    numbers[directory] = number
    directories[number] = directory
  }
}
