import Testing

@testable import FeedModel

@Suite("JSON")
struct JSONTests {
  @Test("A value survives being written and read")
  func roundTrip() throws {
    let value = JSON([
      "a": .array([.int(-1), .double(2.5), .bool(true), .null]), "b\"\\\n\u{1}": "é😀", "none": nil,
    ])
    #expect(try JSON(parsing: value.bytes) == value)
    #expect(value.text == #"{"a":[-1,2.5,true,null],"b\"\\\n\u0001":"é😀"}"#)
  }

  @Test("Escapes and surrogate pairs are read")
  func escapes() throws {
    #expect(try JSON(parsing: Array(#" "\u00e9\ud83d\ude00\/\t" "#.utf8)) == "é😀/\t")
  }

  @Test(
    "What is not JSON is refused with the place",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "nul", "\"\u{1}\"", "\"\\ud800\"", "1 2", "{a:1}",
      "'a'", "-", "1e",
      String(repeating: "[", count: 300),
    ])
  func refuses(_ text: String) {
    #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test("A fault names its line, and so does every value")
  func lines() throws {
    #expect(throws: JSON.SyntaxError(line: 3, message: "a comma is missing in an object")) {
      try JSON(parsing: Array("{\n\"a\": 1\n\"b\": 2}".utf8))
    }
    let value = try JSONReader.read(Array("{\n\"a\": [1,\n\"b\"]}".utf8))
    #expect(value["a"]?.line == 2)
    #expect(value["a"]?.array?.last?.line == 3)
  }

  @Test("A member that stands twice is refused")
  func repeatedName() {
    #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: Array(#"{"a":1,"a":2}"#.utf8)) }
  }
}
