/// A path that the program answers by itself instead of with a document, such as `/hub`.
///
/// Everything before and after it is the server's: parsing, limits, timeouts, the client's share, log, drain. OPTIONS and
/// methods that it does not have are answered for it.
package struct Endpoint: Sendable {
  /// Without the leading slash; it is compared byte by byte, and wins over a document of the same name.
  package var path: String
  /// In the order of the `Allow` field, such as `["POST"]`; `GET` does not bring `HEAD` along.
  package var methods: [String]
  /// Bytes of a request's content; more is 413.
  package var bodyLimit: Int
  /// Called on no event loop, cancelled when the client leaves; later than the answer timeout is 503.
  package var answer: @Sendable (EndpointRequest) async -> EndpointResponse

  package init(
    path: String, methods: [String], bodyLimit: Int = 64 << 10,
    answer: @escaping @Sendable (EndpointRequest) async -> EndpointResponse
  ) {
    self.path = path
    self.methods = methods
    self.bodyLimit = bodyLimit
    self.answer = answer
  }
}

/// What an endpoint is asked.
package struct EndpointRequest: Hashable, Sendable {
  package var method: String
  /// The query string as it came, without the question mark.
  package var query: [UInt8]
  /// The Content-Type field as it came.
  package var mediaType: String?
  package var authorization: String?
  package var content: [UInt8]
  /// The client's address as text, through trusted proxies; nil when it is not known.
  package var client: String?

  package init(
    method: String, query: [UInt8] = [], mediaType: String? = nil, authorization: String? = nil,
    content: [UInt8] = [], client: String? = nil
  ) {
    self.method = method
    self.query = query
    self.mediaType = mediaType
    self.authorization = authorization
    self.content = content
    self.client = client
  }
}

/// What an endpoint answers; it is never stored by caches.
package struct EndpointResponse: Hashable, Sendable {
  package var status: Status
  package var mediaType: String
  package var content: [UInt8]
  /// Further header fields, without line ends in them.
  package var fields: [Field]

  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    _ status: Status, mediaType: String = "text/plain; charset=utf-8", content: [UInt8] = [],
    fields: [Field] = []
  ) {
    self.status = status
    self.mediaType = mediaType
    self.content = content
    self.fields = fields
  }

  /// One sentence to a person, as plain text.
  package init(_ status: Status, text: String) {
    self.init(status, content: Array((text + "\n").utf8))
  }
}
