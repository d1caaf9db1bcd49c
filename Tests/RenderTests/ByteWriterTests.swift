import Testing

@testable import Render

@Suite("Byte writer")
struct ByteWriterTests {
  /// What an escape does, byte by byte and slowly.
  private func naive(_ bytes: [UInt8], _ escapes: Escapes) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let kind = escapes.classes[Int(bytes[index])]
      if kind == Escapes.plain {
        out.append(bytes[index])
      } else if kind == Escapes.leadsNoncharacter {
        let rest = bytes[index...].prefix(3)
        if [[0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]].contains(Array(rest)) {
          index += 3
          continue
        }
        out.append(bytes[index])
      } else {
        out += escapes.replacements[Int(kind)]
      }
      index += 1
    }
    return out
  }

  @Test("Writing by runs gives what writing byte by byte gives, for any bytes")
  func runs() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet: [UInt8] = [
      0, 1, 9, 10, 13, 31, 32, 34, 38, 39, 60, 62, 65, 92, 127, 0xBE, 0xBF, 0xC3, 0xEF,
    ]
    let all: [Escapes] = [.none, .text, .attribute, .hexadecimal, .json, .uri, .jsonURI]
    for _ in 0..<2000 {
      let bytes = (0..<random(24)).map { _ in alphabet[random(alphabet.count)] }
      for escapes in all {
        var writer = ByteWriter()
        writer.write(bytes, escapes)
        #expect(writer.bytes == naive(bytes, escapes))
      }
    }
  }

  @Test(
    "Each form escapes what its place asks for",
    arguments: [
      (Escapes.text, "a&amp;b&lt;c&gt;\"d'&#13;\n\té\u{2011}"),
      (.attribute, "a&amp;b&lt;c&gt;&quot;d'&#13;&#10;&#9;é\u{2011}"),
      (.hexadecimal, "a&#x26;b&#x3C;c&#x3E;\"d'&#xD;\n\té\u{2011}"),
      (.json, #"a&b<c>\"d'\r\n\té"# + "\u{2011}"), (.none, "a&b<c>\"d'\r\n\té\u{2011}"),
      (.uri, "a&amp;b%3Cc%3E%22d'%0D%0A%09%C3%A9%E2%80%91"),
      (.jsonURI, "a&b%3Cc%3E%22d'%0D%0A%09%C3%A9%E2%80%91"),
    ])
  func forms(_ escapes: Escapes, _ expected: String) {
    var writer = ByteWriter()
    writer.write("a&b<c>\"d'\r\n\té\u{2011}", escapes)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("What was written can be taken back")
  func truncation() {
    var writer = ByteWriter()
    writer.markup("<a>")
    let count = writer.count
    writer.write("text", .text)
    writer.truncate(to: count)
    #expect(writer.bytes == Array("<a>".utf8))
  }
}
