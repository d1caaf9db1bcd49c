import FeedModel

/// The HTTP server: documents on TCP, control requests on a Unix-domain socket.
package final class FeedServer: Sendable {
  package init(table: DocumentTable, options: ServeOptions, hooks: ServeHooks) {}

  /// Binds every address and starts to answer.
  package func start() async throws(ServeError) -> [BoundAddress] { [] }

  /// Returns when the server has been shut down.
  package func waitUntilClosed() async throws {}

  /// Stops accepting, finishes requests in flight and closes idle connections, within `grace`.
  package func shutdown(grace: Duration) async {}
}
