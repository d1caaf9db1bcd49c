import Archive
import FeedModel
import Publish

/// Takes one kind of outbox entry to its receiver.
protocol Courier: Sendable {
  /// Of the entries it takes.
  var kind: String { get }
  /// Whether a failure speaks for all that waits for the destination: then all of it waits.
  var restsDestination: Bool { get }

  /// Tries once.
  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery
}

/// What one try came to.
struct Delivery: Sendable {
  var verdict: DeliveryVerdict
  /// What else is kept with it.
  var consequences: [Settlement.Consequence] = []

  init(_ verdict: DeliveryVerdict, _ consequences: [Settlement.Consequence] = []) {
    self.verdict = verdict
    self.consequences = consequences
  }

  /// For an entry that can't be read or whose archive can't: neither is the receiver's fault.
  static func failed(_ error: any Error) -> Delivery { Delivery(.notYet(reason: describe(error))) }

  static let unreadable = Delivery(.refused(reason: "the outbox entry is unreadable"))
}

extension OutboxEntry {
  /// The payload as JSON; nil when it is none.
  var json: JSON? {
    do throws(JSON.SyntaxError) { return try JSON(parsing: payload) } catch { return nil }
  }
}
