import FeedModel
import Testing

@testable import Publish

/// The worked examples of Amazon's "Signature Calculations for the Authorization Header" for S3.
@Suite("Signature version 4")
struct SigV4Tests {
  private let signer = SigV4(
    accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "us-east-1")
  private let noon = CivilTime(year: 2013, month: 5, day: 24).instant()
  private let host = ("host", "examplebucket.s3.amazonaws.com")

  private func signature(_ headers: [(name: String, value: String)]) -> String {
    let field = headers.first { $0.name == "Authorization" }?.value ?? ""
    return String(field.split(separator: "=").last ?? "")
  }

  @Test("Signs a GET with a range")
  func get() {
    let headers = signer.headers(
      "GET", path: "/test.txt", headers: [host, ("range", "bytes=0-9")], payload: [], at: noon)
    #expect(
      signature(headers) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    #expect(
      headers.last?.value.hasPrefix(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
          + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=") == true)
  }

  @Test("Signs a PUT whose key needs encoding")
  func put() {
    let headers = signer.headers(
      "PUT", path: SigV4.encodedPath("/test$file.text"),
      headers: [
        host, ("date", "Fri, 24 May 2013 00:00:00 GMT"),
        ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
      ], payload: Array("Welcome to Amazon S3.".utf8), at: noon)
    #expect(
      signature(headers) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    #expect(
      headers.contains {
        $0.name == "x-amz-content-sha256"
          && $0.value == "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
      })
  }

  @Test("Signs queries, sorted and with every equals sign")
  func queries() {
    let lifecycle = signer.headers(
      "GET", path: "/", query: [("lifecycle", "")], headers: [host], payload: [], at: noon)
    #expect(
      signature(lifecycle) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    let list = signer.headers(
      "GET", path: "/", query: [("prefix", "J"), ("max-keys", "2")], headers: [host], payload: [],
      at: noon)
    #expect(signature(list) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }

  @Test("A session token is sent and signed")
  func token() {
    var temporary = signer
    temporary.sessionToken = "a token"
    let headers = temporary.headers("GET", path: "/", headers: [host], payload: [], at: noon)
    #expect(headers.contains { $0.name == "x-amz-security-token" && $0.value == "a token" })
    #expect(headers.last?.value.contains(";x-amz-security-token,") == true)
  }

  @Test(
    "Every byte of a key that is not unreserved is encoded, slashes stay",
    arguments: [
      ("/a b/c+d~e", "/a%20b/c%2Bd~e"), ("/ü/!*'()", "/%C3%BC/%21%2A%27%28%29"), ("/", "/"),
    ])
  func paths(_ path: String, _ expected: String) {
    #expect(SigV4.encodedPath(path) == expected)
  }
}
