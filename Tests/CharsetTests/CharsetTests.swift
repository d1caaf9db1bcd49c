import Charset
import Testing

@Suite("Charset conversion") struct ConversionTests {
  @Test(
    "Bytes of a named charset become UTF-8",
    arguments: [
      ("iso-8859-1", [0x63, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x78, 0x94], "café “x”"),
      ("windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "Привет"),
      ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"),
      ("GB2312", [0xD6, 0xD0, 0xB9, 0xFA], "中国"),
      ("UTF-16LE", [0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "A\u{1F600}"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x41], "日A"),
    ] as [(String, [UInt8], String)])
  func converts(_ charset: String, _ bytes: [UInt8], _ expected: String) throws {
    let result = try converted(bytes[...], from: charset)
    #expect(String(decoding: result.utf8, as: UTF8.self) == expected)
    #expect(result.replaced == 0)
  }

  @Test("Bytes without a meaning are counted and replaced, one by one")
  func replaces() throws {
    let result = try converted([0x41, 0x81, 0x42, 0x8D][...], from: "windows-1252")
    #expect(String(decoding: result.utf8, as: UTF8.self) == "A\u{FFFD}B\u{FFFD}")
    #expect(result.replaced == 2)
    let cut = try converted([0x41, 0x00, 0x42][...], from: "utf-16le")
    #expect(String(decoding: cut.utf8, as: UTF8.self) == "A\u{FFFD}")
  }

  @Test("Text longer than the conversion buffer arrives whole")
  func long() throws {
    let result = try converted([UInt8](repeating: 0xE9, count: 300_001)[...], from: "latin1")
    #expect(result.utf8.count == 600_002)
  }

  @Test("An unknown charset is an error")
  func unknown() {
    #expect(throws: UnknownCharset.self) { try converted([65][...], from: "klingon") }
  }
}

@Suite("Charset detection") struct DetectionTests {
  /// Bytes of `text` in a single-byte charset where high letters are given by `map`.
  func bytes(_ text: String, _ map: [Unicode.Scalar: UInt8] = [:]) -> [UInt8] {
    text.unicodeScalars.map { map[$0] ?? UInt8(truncatingIfNeeded: $0.value) }
  }

  @Test(
    "Short Western texts are windows-1252",
    arguments: [
      "Café", "Die Straße war für Müller schön.",
      "Le président a déclaré à l'Élysée qu'il était prêt.",
      "El niño comió jamón en España.", "Smørrebrød på Færøerne", "Não há informação",
      "\u{93}Quoted\u{94} \u{96} he said \u{85} it\u{92}s 5\u{A0}\u{80}", "Þetta er íslenska",
    ])
  func western(_ text: String) {
    #expect(likelyCharset(of: bytes(text)[...]) == "windows-1252")
  }

  @Test("Longer Cyrillic and Japanese texts are told by their statistics")
  func others() throws {
    let russian =
      "Сегодня в столице открылась новая выставка, на которой показали работы молодых художников из разных городов страны."
    let cp1251: [UInt8] = russian.unicodeScalars.map {
      $0.value < 128 ? UInt8($0.value) : UInt8(truncatingIfNeeded: $0.value - 0x410 + 0xC0)
    }
    #expect(likelyCharset(of: cp1251[...]) == "windows-1251")
    let japanese: [UInt8] = [
      0x82, 0xB1, 0x82, 0xEA, 0x82, 0xCD, 0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95,
      0xB6,
      0x8F, 0xCD, 0x82, 0xC5, 0x82, 0xB7, 0x81, 0x42, 0x82, 0xB1, 0x82, 0xF1, 0x82, 0xC9, 0x82,
      0xBF,
      0x82, 0xCD, 0x81, 0x42,
    ]
    #expect(likelyCharset(of: japanese[...]) == "shift_jis")
  }
}
