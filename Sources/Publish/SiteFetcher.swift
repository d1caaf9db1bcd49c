package import Curl

/// Fetches documents of a published site, each within limits of size and time.
package struct SiteFetcher: Sendable {
  private let client: HTTPClient
  /// Bytes of one document at most.
  private let limit: Int

  package init(client: HTTPClient, limit: Int = 16 << 20) {
    self.client = client
    self.limit = limit
  }

  /// The document at `url`; nil when the site has none there (404, 410).
  ///
  /// - Throws: `PublishError` when the site can't be reached, answers otherwise, or sends more than the limit.
  package func fetch(_ url: String) async throws(PublishError) -> [UInt8]? {
    let response: IncomingResponse
    do throws(CurlError) {
      response = try await client.send(
        OutgoingRequest(
          url: url, maxResponseSize: limit, maxRedirects: 5, usesProxyEnvironment: true))
    } catch {
      throw PublishError(reason: .failed, path: url, message: "\(url): \(error.message)")
    }
    if response.isSuccess { return response.body }
    guard [404, 410].contains(response.status) else {
      throw PublishError(
        reason: .failed, path: url,
        message: "\(url): the site answers \(response.status)")
    }
    return nil
  }
}
