internal import Digest
package import FeedModel

/// Signs requests to an S3-compatible store: AWS Signature Version 4, in header fields, for one chunk of payload.
///
/// As Amazon documents it in "Authenticating Requests: Using the Authorization Header", rules for S3: the path is encoded
/// once, and the payload's hash is a header field of its own. libcurl's own signer leaves that field out and does not sort
/// queries.
package struct SigV4: Sendable {
  package var accessKey: String
  package var secretKey: String
  /// With temporary keys.
  package var sessionToken: String?
  package var region: String

  package init(accessKey: String, secretKey: String, sessionToken: String? = nil, region: String) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
    self.region = region
  }

  /// The header fields to send: those given, the date, the payload's hash, the token, and the signature over all.
  ///
  /// `path` is as it is sent, encoded by `encodedPath`; `query` has names and values as they are, and is sent as
  /// `encodedQuery` makes it; `host` is among the `headers`, and every one is signed.
  package func headers(
    _ method: String, path: String, query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)], payload: [UInt8], at now: Instant
  ) -> [(name: String, value: String)] {
    let hash = hex(sha256(payload))
    var all = headers + [("x-amz-content-sha256", hash), ("x-amz-date", Self.stamp(now))]
    if let sessionToken { all.append(("x-amz-security-token", sessionToken)) }
    let signed = all.map { (name: $0.name.lowercased(), value: Self.folded($0.value)) }
      .sorted { $0.name < $1.name }
    let names = signed.map(\.name).joined(separator: ";")
    let request = [
      method, path, Self.encodedQuery(query),
      signed.map { "\($0.name):\($0.value)\n" }.joined(), names, hash,
    ].joined(separator: "\n")
    let signature = signature(of: request, at: now)
    all.append(
      (
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope(now)),SignedHeaders=\(names),Signature=\(signature)"
      ))
    return all
  }

  /// A path with every byte of its segments encoded that is not unreserved (RFC 3986 §2.3); slashes stay.
  package static func encodedPath(_ path: String) -> String { encoded(path, keeping: "/") }

  /// The query as it is signed and sent: encoded, sorted, every name with its equals sign.
  package static func encodedQuery(_ query: [(name: String, value: String)]) -> String {
    query.map { (encoded($0.name, keeping: ""), encoded($0.value, keeping: "")) }
      .sorted { $0 < $1 }.map { "\($0)=\($1)" }.joined(separator: "&")
  }
}

extension SigV4 {
  private func signature(of request: String, at now: Instant) -> String {
    let text = [
      "AWS4-HMAC-SHA256", Self.stamp(now), scope(now), hex(sha256(Array(request.utf8))),
    ].joined(separator: "\n")
    var key = Array("AWS4\(secretKey)".utf8)
    for part in [Self.day(now), region, "s3", "aws4_request"] {
      key = hmacSHA256(key: key, message: Array(part.utf8))
    }
    return hex(hmacSHA256(key: key, message: Array(text.utf8)))
  }

  private func scope(_ now: Instant) -> String { "\(Self.day(now))/\(region)/s3/aws4_request" }

  /// `20130524T000000Z`.
  private static func stamp(_ now: Instant) -> String {
    String(decoding: now.rfc3339.utf8.filter { $0 != 45 && $0 != 58 }, as: UTF8.self)
  }

  private static func day(_ now: Instant) -> String { String(stamp(now).prefix(8)) }

  /// Without spaces at its ends, and with one where there were several.
  private static func folded(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }

  private static func encoded(_ text: String, keeping kept: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.append(byte)
      default:
        if kept.utf8.contains(byte) {
          out.append(byte)
        } else {
          out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
