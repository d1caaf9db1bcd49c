/// The ways out of the program.
package struct Senders: Sendable {
  /// To receivers that the operator names: hubs, webhooks, the site itself; they may be anywhere.
  package var operators: Sender
  /// To subscribers' callbacks, which anybody may name: to the public internet, and what the operator allows beside.
  package var subscribers: Sender
  /// To the object store.
  package var store: Sender

  package init(
    operators: @escaping Sender, subscribers: @escaping Sender, store: @escaping Sender
  ) {
    self.operators = operators
    self.subscribers = subscribers
    self.store = store
  }
}
