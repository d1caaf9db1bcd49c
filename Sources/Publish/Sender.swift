package import Curl

/// How requests leave: by an `HTTPClient`, or by whatever stands in for one.
package typealias Sender =
  @Sendable (OutgoingRequest) async throws(CurlError) -> IncomingResponse

extension HTTPClient {
  /// This client as a sender, which puts into every request how long it may take and whether proxies of the environment
  /// are used.
  package func sender(timeout: Duration = .seconds(30), usesProxies: Bool = false) -> Sender {
    { request async throws(CurlError) in
      var request = request
      request.timeout = timeout
      request.usesProxyEnvironment = usesProxies
      return try await self.send(request)
    }
  }
}
