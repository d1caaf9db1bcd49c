import Testing

@testable import FeedModel

@Suite("Identity and places")
struct IdentityTests {
  @Test("An id survives the way through its URN")
  func urn() {
    let id = ItemID(high: 0x0123_4567_89ab_5def, low: 0x8000_0000_0000_0001)
    #expect(id.urn == "urn:uuid:01234567-89ab-5def-8000-000000000001")
    #expect(ItemID(id.urn) == id)
    #expect(ItemID(bytes: id.bytes) == id)
    #expect(ItemID("01234567-89ab-5def-8000-00000000000g") == nil)
  }

  @Test(
    "The stem drops the last extension of the name alone",
    arguments: [
      ("a.b/c.txt", "a.b/c"), ("a.b/c", "a.b/c"), (".hidden", ".hidden"), ("x/.md", "x/.md"),
      ("n.tar.gz", "n.tar"),
    ])
  func stem(_ path: String, _ expected: String) {
    #expect(SourceLocation(directory: "/in", path: path).stem == Array(expected.utf8))
  }

  @Test("A name that is not UTF-8 or holds a line break is shown escaped")
  func display() {
    #expect(SourceLocation(directory: "/in", path: [0x61, 0xFF]).display == "/in/a\\xFF")
    #expect(SourceLocation(directory: "/in", path: "a\nb").display == "/in/a\\x0Ab")
    #expect(SourceLocation(directory: "/in", path: "ä").relative == "ä")
  }
}
