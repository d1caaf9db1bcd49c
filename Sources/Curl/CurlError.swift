/// Why a request got no answer.
package struct CurlError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The request itself is wrong: address, method or header.
    case invalidRequest
    /// The host's address is private, loopback, link-local or otherwise not of the public internet.
    case refusedAddress
    /// The host's name has no address.
    case notResolved
    case notConnected
    /// The certificate or the TLS handshake failed.
    case tls
    case timeout
    /// The answer is larger than allowed.
    case tooLarge
    /// The task that waited was cancelled.
    case cancelled
    /// Too many requests wait already.
    case busy
    /// The client was stopped.
    case stopped
    /// Anything else, such as a connection that breaks off.
    case failed
  }

  package var reason: Reason
  package var url: String
  /// One sentence for the log.
  package var message: String

  package init(reason: Reason, url: String, message: String) {
    self.reason = reason
    self.url = url
    self.message = message
  }
}
