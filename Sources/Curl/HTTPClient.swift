import Synchronization

/// Sends HTTP requests, many at once, by one thread of its own that drives libcurl.
///
/// Only `http` and `https`; no redirect, no proxy and no compressed bomb unless the request allows it. Whether addresses
/// outside the public internet are refused is fixed for the client: its kept connections are shared by all requests.
package final class HTTPClient: Sendable {
  private let loop: TransferLoop

  /// Starts the client's thread; `startCurl` was called before.
  ///
  /// - Parameters:
  ///   - maxTransfers: How many requests are under way at a time; others wait.
  ///   - maxPerHost: How many connections one host gets.
  ///   - maxWaiting: How many wait at most; then `send` throws `busy`.
  ///   - addresses: Which addresses may be connected to, by whatever name a request calls them. Proxies are not used
  ///     where some may not.
  /// - Throws: `CurlError.failed` when the system gives no thread.
  package init(
    maxTransfers: Int = 64, maxPerHost: Int = 8, maxWaiting: Int = 10_000,
    addresses: AddressPolicy = .any
  ) throws(CurlError) {
    loop = try TransferLoop.start(
      limits: TransferLimits(
        transfers: max(1, maxTransfers), perHost: max(1, maxPerHost), waiting: max(0, maxWaiting)),
      addresses: addresses)
  }

  deinit { loop.stop() }

  /// Sends a request and waits for the whole answer, whatever its status.
  ///
  /// Cancelling the task ends the transfer.
  /// - Throws: `CurlError` when there is no answer, or none that may be taken.
  package func send(_ request: OutgoingRequest) async throws(CurlError) -> IncomingResponse {
    if let defect = request.defect {
      throw CurlError(
        reason: .invalidRequest, url: request.url, message: "\(defect); correct the request")
    }
    let transfer = Transfer(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.begin(continuation)
        loop.add(transfer)
      }
    } onCancel: {
      loop.cancel(transfer)
    }
    return try result.get()
  }

  /// Ends all transfers, which throw `stopped`, and the thread.
  package func stop() { loop.stop() }
}

struct TransferLimits: Sendable {
  var transfers: Int
  var perHost: Int
  var waiting: Int
}
