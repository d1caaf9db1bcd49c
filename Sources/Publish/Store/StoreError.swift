internal import Curl
internal import FeedModel

/// Why the object store did not do what it was asked.
package struct StoreError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Passes by itself: busy, out of order, out of reach. Worth another try soon, with less at a time.
    case passing
    /// Somebody must do something: keys, rights, names, the clock.
    case lasting
  }

  package var kind: Kind
  /// What the store calls it, such as `SlowDown`; empty when there was no answer.
  package var code: String
  /// What is wrong; what to do.
  package var message: String
  /// What the store asks to wait.
  package var retryAfterSeconds: Int?
}

extension StoreError {
  /// Reads an answer that is no success.
  init(_ response: IncomingResponse, store: ObjectStore, now: Instant) {
    let text = String(decoding: response.body, as: UTF8.self)
    let stated = Self.element("Code", of: text)
    let code = stated ?? Self.usualCode(response.status)
    self.code = code
    retryAfterSeconds = response.header("retry-after").flatMap {
      Publish.retryAfterSeconds($0, now: now)
    }
    let isPassing = response.status >= 500 || [408, 425, 429].contains(response.status)
    kind = isPassing || Self.passingCodes.contains(code) ? .passing : .lasting
    let skew = Self.skew(text, response, now)
    let remedy = Self.remedy(code, store: store, text: text, response: response, skew: skew)
    let said = Self.element("Message", of: text).map { ": \($0.prefix(200))" } ?? ""
    message =
      "\(store.endpoint)/\(store.bucket): the store answered \(response.status) \(code)\(said); \(remedy)"
  }

  /// Reads that there was no answer.
  init(_ error: CurlError, endpoint: String) {
    code = ""
    kind = error.reason == .invalidRequest ? .lasting : .passing
    message =
      error.reason == .invalidRequest
      ? "\(endpoint): no address to send to (\(error.message)); correct upload.endpoint"
      : "\(endpoint): the store gives no answer (\(error.message)); it is tried again, check upload.endpoint if this lasts"
  }

  private static let passingCodes: Set<String> = [
    "SlowDown", "RequestTimeout", "InternalError", "ServiceUnavailable", "OperationAborted",
    "Throttling", "RequestLimitExceeded", "TooManyRequests",
  ]

  /// What a store that sends no XML means.
  private static func usualCode(_ status: Int) -> String {
    switch status {
    case 301, 307, 308: "PermanentRedirect"
    case 401, 403: "AccessDenied"
    case 404: "NoSuchBucket"
    case 429, 503: "SlowDown"
    case 500...: "InternalError"
    default: "Refused"
    }
  }

  private static func remedy(
    _ code: String, store: ObjectStore, text: String, response: IncomingResponse, skew: Int?
  ) -> String {
    let place = "\(store.bucket)/\(store.prefix)"
    switch code {
    case "NoSuchBucket": return "create the bucket \(store.bucket), or correct upload.bucket"
    case "RequestTimeTooSkewed", "RequestExpired":
      let off = skew.map { "is \(abs($0)) s \($0 > 0 ? "behind" : "ahead of") the store's" }
      return "this machine's clock \(off ?? "differs from the store's"); set it, "
        + "for example with `timedatectl set-ntp true`"
    case "SignatureDoesNotMatch":
      return "the secret key does not belong to the access key; correct upload.secret_key_file"
    case "InvalidAccessKeyId", "InvalidToken", "ExpiredToken":
      return "the store does not know the keys, or no longer; give it good ones in upload"
    case "AccessDenied", "AllAccessDisabled", "AccountProblem":
      return
        "let the key write there: s3:PutObject (and s3:DeleteObject with upload.delete) on \(place)"
    case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
      "InvalidRegion":
      let region =
        element("Region", of: text) ?? response.header("x-amz-bucket-region")
        ?? element("Endpoint", of: text)
      return
        "the bucket lies elsewhere; set upload.region\(region.map { " to \($0)" } ?? " and upload.endpoint to where it is")"
    case "SlowDown", "TooManyRequests", "Throttling", "RequestLimitExceeded":
      return "it is tried again more slowly; lower upload.parallel if this lasts"
    case "InvalidBucketName": return "correct upload.bucket"
    case "QuotaExceeded", "EntityTooLarge", "StorageFull", "XMinioStorageFull":
      return "make room in the store"
    default:
      return response.status >= 500
        ? "it is tried again; ask the store's operator if this lasts"
        : "check the settings under upload"
    }
  }

  /// Seconds that our clock is behind the store's; from its answer's body or header field.
  private static func skew(_ text: String, _ response: IncomingResponse, _ now: Instant) -> Int? {
    let stated = element("ServerTime", of: text).flatMap { Instant(rfc3339: $0) }
    let server = stated ?? response.header("date").flatMap { Instant(httpDate: $0) }
    return server.map { Int($0.seconds - now.seconds) }
  }

  /// The text of an element of the store's small error document; nil when it has none.
  private static func element(_ name: String, of text: String) -> String? {
    let (opening, closing) = (Array("<\(name)>".utf8), Array("</\(name)>".utf8))
    let bytes = Array(text.utf8)
    guard let start = place(of: opening, in: bytes, from: 0) else { return nil }
    let begin = start + opening.count
    guard let end = place(of: closing, in: bytes, from: begin), end > begin else { return nil }
    return String(decoding: bytes[begin..<end].filter { $0 >= 32 }, as: UTF8.self)
  }

  private static func place(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= part.count + start else { return nil }
    return (start...bytes.count - part.count).first { bytes[$0..<$0 + part.count] == part[...] }
  }
}
