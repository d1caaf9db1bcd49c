import Testing

@testable import Digest

@Suite("Base 64")
struct Base64Tests {
  /// The vectors of RFC 4648 §10.
  @Test(
    "Writes and reads bytes",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func vectors(_ text: String, _ coded: String) {
    #expect(base64(Array(text.utf8)) == coded)
    #expect(base64Decoded(coded) == Array(text.utf8))
  }

  @Test("All bytes survive, and other text is none")
  func bytes() {
    let all = (0...255).map { UInt8($0) }
    #expect(base64Decoded(base64(all)) == all)
    for text in ["Zg-", "Z", "Zm9v!", "Zm 9v"] { #expect(base64Decoded(text) == nil) }
  }
}
