/// The answer to a request, whole.
package struct IncomingResponse: Hashable, Sendable {
  package var status: Int
  /// In the order of the answer, names as sent; those of redirects and interim answers are left out.
  package var headers: [OutgoingRequest.Header]
  /// Decompressed.
  package var body: [UInt8]

  package init(status: Int, headers: [OutgoingRequest.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Whether the status is 200 to 299.
  package var isSuccess: Bool { (200...299).contains(status) }

  /// The first value of a header field, its name compared without case.
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}
