/// The kinds of outbox entries.
package enum PushKind {
  /// A hub of others is told that a topic changed.
  package static let ping = "hub-ping"
  /// A webhook is told of an item's event.
  package static let webhook = "webhook"
  /// The embedded hub asks a subscriber for its intent.
  package static let verification = "hub-verify"
  /// The embedded hub's topic changed: finds out who must get it.
  package static let update = "hub-update"
  /// The embedded hub sends a subscriber a topic's content.
  package static let delivery = "hub-delivery"
  /// The embedded hub ends a subscription.
  package static let denial = "hub-denial"
}
