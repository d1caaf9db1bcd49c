import Digest
import Testing

@Suite("Digest")
struct DigestTests {
  static let pangram = Array("The quick brown fox jumps over the lazy dog".utf8)

  @Test(
    "SHA-256 equals the published vectors",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func sha256Vectors(_ text: String, _ expected: String) {
    #expect(hex(sha256(Array(text.utf8))) == expected)
  }

  @Test(
    "SHA-1 equals the published vectors",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ])
  func sha1Vectors(_ text: String, _ expected: String) {
    #expect(hex(sha1(Array(text.utf8))) == expected)
  }

  @Test("HMAC equals the published vectors, with a key longer than a block too")
  func hmacVectors() {
    let key = Array("key".utf8)
    #expect(
      hex(hmacSHA256(key: key, message: Self.pangram))
        == "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")
    #expect(
      hex(hmacSHA1(key: key, message: Self.pangram)) == "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9")
    // RFC 4231, test case 6.
    let long = [UInt8](repeating: 0xaa, count: 131)
    let message = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    #expect(
      hex(hmacSHA256(key: long, message: message))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    #expect(
      hex(hmacSHA256(key: [], message: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test("A hash taken in parts equals the hash of the whole", arguments: [0, 1, 63, 64, 65, 1000])
  func parts(_ size: Int) {
    let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hasher = SHA256Hasher()
    hasher.update(Array(bytes[..<size]))
    hasher.update([])
    hasher.update(Array(bytes[size...]))
    #expect(hasher.finish() == sha256(bytes))
  }

  @Test("Hex writes two lower-case digits a byte")
  func hexDigits() {
    #expect(hex([]) == "")
    #expect(hex([0, 9, 10, 0x7f, 0xff]) == "00090a7fff")
  }
}
