private import Curl
package import FeedModel

/// A bucket of an S3-compatible store, or a folder in one.
package struct ObjectStore: Sendable {
  /// Absolute URL of the store, without the bucket and without a slash at its end.
  package let endpoint: String
  package let bucket: String
  /// Before every key: empty, or ends in a slash.
  package let prefix: String
  private let signer: SigV4
  private let send: Sender
  /// `https://store.example/bucket`, or with the bucket before the host.
  private let base: String
  private let host: String
  /// Path before the keys, such as `/bucket/`.
  private let root: String

  /// A place in a store; `usesPath` tells whether the bucket stands in the path, as most stores want it, or before the host, as Amazon's does.
  package init(
    endpoint: String, bucket: String, prefix: String, usesPath: Bool, signer: SigV4,
    send: @escaping Sender
  ) {
    self.endpoint = endpoint
    self.bucket = bucket
    self.prefix = prefix
    self.signer = signer
    self.send = send
    let parts = endpoint.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let scheme = parts.first.map(String.init) ?? "https:"
    let name = parts.count > 2 ? Self.withoutStandardPort(String(parts[2]), scheme) : ""
    host = usesPath ? name : "\(bucket).\(name)"
    base = "\(scheme)//\(host)"
    let path = parts.count > 3 ? "/" + parts[3] : ""
    root = usesPath ? "\(path)/\(bucket)/" : "\(path)/"
  }

  /// Puts an object in its place; whole or not at all, as stores do.
  ///
  /// - Throws: `StoreError`, which says what to do.
  package func put(_ object: StoreObject, at now: Instant) async throws(StoreError) {
    var headers = [("content-type", object.mediaType), ("cache-control", object.cacheControl)]
    if let coding = object.coding { headers.append(("content-encoding", coding)) }
    try await call("PUT", object.key, headers, object.bytes, at: now)
  }

  /// Deletes an object; one that is not there is no error.
  package func delete(_ key: String, at now: Instant) async throws(StoreError) {
    do throws(StoreError) {
      try await call("DELETE", key, [], [], at: now)
    } catch {
      guard error.code == "NoSuchKey" else { throw error }
    }
  }

  private func call(
    _ method: String, _ key: String, _ fields: [(String, String)], _ body: [UInt8],
    at now: Instant
  ) async throws(StoreError) {
    let path = SigV4.encodedPath(root + prefix + key)
    let signed = signer.headers(
      method, path: path, headers: [("host", host)] + fields, payload: body, at: now)
    let request = OutgoingRequest(
      method, url: base + path,
      // libcurl writes Host itself, as it was signed.
      headers: signed.filter { $0.name != "host" }.map { .init($0.name, $0.value) }, body: body,
      maxResponseSize: 256 * 1024)
    let response: IncomingResponse
    do throws(CurlError) {
      response = try await send(request)
    } catch {
      throw StoreError(error, endpoint: endpoint)
    }
    guard response.isSuccess else { throw StoreError(response, store: self, now: now) }
  }

  private static func withoutStandardPort(_ host: String, _ scheme: String) -> String {
    let port = scheme == "http:" ? ":80" : ":443"
    return (host.hasSuffix(port) ? String(host.dropLast(port.count)) : host).lowercased()
  }
}

/// What is to be stored.
package struct StoreObject: Hashable, Sendable {
  /// Below the store's prefix.
  package var key: String
  package var mediaType: String
  package var cacheControl: String
  /// `gzip` or `br`; nil for bytes as they are.
  package var coding: String?
  /// In that coding.
  package var bytes: [UInt8]

  package init(
    key: String, mediaType: String, cacheControl: String, coding: String? = nil, bytes: [UInt8]
  ) {
    self.key = key
    self.mediaType = mediaType
    self.cacheControl = cacheControl
    self.coding = coding
    self.bytes = bytes
  }
}
