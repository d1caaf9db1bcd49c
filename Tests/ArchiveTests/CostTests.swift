import FeedModel
import GRDB
import Synchronization
import Testing

@testable import Archive

@Suite("Work in proportion to the change")
struct CostTests {
  private final class Tally: Sendable {
    private let statements = Mutex<[String: Int]>([:])

    func count(_ sql: String) { statements.withLock { $0[sql, default: 0] += 1 } }

    var counted: [String: Int] { statements.withLock { $0 } }
  }

  private struct Cost: Equatable {
    /// SQL to how often it ran.
    var statements: [String: Int]
    /// Rows inserted, updated or deleted.
    var rows: Int
  }

  /// What it costs an archive of `size` articles to take one intake, and to be asked what is to be published.
  private func cost(
    _ size: Int, _ change: (Desk) throws -> Intake
  ) throws -> Cost {
    let desk = try Desk()
    try desk.acceptAll(
      (0..<size).map {
        desk.intake("f/\($0).txt", story("Story \(words($0))", about: words($0 * 31)))
      })
    try desk.archive.settle(desk.archive.pending())
    let intake = try change(desk)
    let tally = Tally()
    let before = try desk.archive.write { db in
      db.trace(options: .statement) { tally.count($0.description) }
      return db.totalChangesCount
    }
    desk.pass(60)
    try desk.accept(intake)
    try desk.archive.settle(desk.archive.pending())
    let after = try desk.archive.write { db in
      db.trace()
      return db.totalChangesCount
    }
    return Cost(statements: tally.counted, rows: after - before)
  }

  static let changes: [(String, @Sendable (Desk) throws -> Intake)] = [
    ("new", { $0.intake("new.txt", story("A new one", about: "news")) }),
    ("edited", { $0.intake("f/3.txt", story("Story \(words(3)) again", about: words(93))) }),
    ("vanished", { $0.vanish("f/3.txt") }),
  ]

  @Test(
    "One changed file runs as many statements and touches as many rows among 1,000 articles as among 20",
    arguments: [0, 1, 2])
  func one(_ which: Int) throws {
    let (_, change) = Self.changes[which]
    let small = try cost(20, change)
    let large = try cost(1000, change)
    #expect(small.statements == large.statements)
    #expect(small.rows == large.rows)
    #expect(small.rows <= 12, "\(small.rows) rows")
  }
}
