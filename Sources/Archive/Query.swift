internal import FeedModel
internal import GRDB
private import GRDBSQLite

/// A value for a statement's parameter.
enum Value: Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  case null
  case int(Int64)
  case text(String)
  case bytes([UInt8])

  init(integerLiteral value: Int64) { self = .int(value) }
  init(stringLiteral value: String) { self = .text(value) }
  init(_ number: Int) { self = .int(Int64(number)) }
  init(_ number: Int64?) { self = number.map { .int($0) } ?? .null }
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
}

/// The row a statement stands on; valid only inside the closure it is given to.
struct Columns: ~Copyable {
  fileprivate let handle: SQLiteStatement

  func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

  func int(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

  func intIfAny(_ index: Int32) -> Int64? { isNull(index) ? nil : int(index) }

  func text(_ index: Int32) -> String {
    String(decoding: buffer(index), as: UTF8.self)
  }

  func textIfAny(_ index: Int32) -> String? { isNull(index) ? nil : text(index) }

  func bytes(_ index: Int32) -> [UInt8] { Array(buffer(index)) }

  /// Nil for anything but 16 bytes.
  func idIfAny(_ index: Int32) -> ItemID? { ItemID(raw: buffer(index)) }

  func bytesIfAny(_ index: Int32) -> [UInt8]? { isNull(index) ? nil : bytes(index) }

  private func buffer(_ index: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }
}

/// Prepared statements without boxes: GRDB prepares, caches and runs transactions; values are bound and read here.
///
/// A statement's text is its cache key, so a query must not run inside its own rows.
extension Database {
  /// Runs a statement that gives no rows; how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: Value...) throws -> Int {
    try step(sql, values) { _ in true }
    return changesCount
  }

  /// Calls `body` with each row of a query.
  func rows(_ sql: String, _ values: Value..., body: (borrowing Columns) throws -> Void) throws {
    try step(sql, values) { columns in
      try body(columns)
      return true
    }
  }

  /// As `rows`, with the values in an array.
  func rows(_ sql: String, values: [Value], body: (borrowing Columns) throws -> Void) throws {
    try step(sql, values) { columns in
      try body(columns)
      return true
    }
  }

  /// What `body` makes of the first row, nil where there is none.
  func first<T>(
    _ sql: String, _ values: Value..., body: (borrowing Columns) throws -> T
  ) throws -> T? {
    var found: T?
    try step(sql, values) { columns in
      found = try body(columns)
      return false
    }
    return found
  }

  private func step(
    _ sql: String, _ values: [Value], body: (borrowing Columns) throws -> Bool
  ) throws {
    let statement = try cachedStatement(sql: sql)
    let handle = statement.sqliteStatement
    precondition(sqlite3_stmt_busy(handle) == 0, "a query must not run inside its own rows")
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, value) in values.enumerated() { try bind(value, Int32(index + 1), handle) }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: guard try body(Columns(handle: handle)) else { return }
      case SQLITE_DONE: return
      case let code: throw failure(code, sql)
      }
    }
  }

  private func bind(_ value: Value, _ index: Int32, _ handle: SQLiteStatement) throws {
    // SQLITE_TRANSIENT, a cast in C's header that Swift doesn't see: SQLite copies the bytes at once.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .int(let number): sqlite3_bind_int64(handle, index, number)
      case .text(var text):
        text.withUTF8 { buffer in
          buffer.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text64(
              handle, index, $0.baseAddress, sqlite3_uint64($0.count), transient,
              UInt8(SQLITE_UTF8))
          }
        }
      case .bytes(let bytes):
        bytes.withUnsafeBytes { buffer in
          buffer.isEmpty
            ? sqlite3_bind_zeroblob(handle, index, 0)
            : sqlite3_bind_blob64(
              handle, index, buffer.baseAddress, sqlite3_uint64(buffer.count), transient)
        }
      }
    guard code == SQLITE_OK else { throw failure(code, "binding") }
  }

  private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }, sql: sql)
  }
}
