import Decode
import FeedModel
import Testing

func manuscript(_ text: String, _ name: String = "a.txt") throws -> Manuscript {
  try ManuscriptDecoder().decode(Array(text.utf8), name: Array(name.utf8))
}

func manuscript(_ bytes: [UInt8], _ name: String = "a.txt") throws -> Manuscript {
  try ManuscriptDecoder().decode(bytes, name: Array(name.utf8))
}

extension Manuscript {
  var lines: [String] {
    if case .lines(let lines) = content { lines.indices.map { lines[$0] } } else { [] }
  }

  var markup: String {
    if case .markup(let markup) = content { markup } else { "" }
  }
}

@Suite("Characters") struct CharacterTests {
  @Test(
    "A byte-order mark decides, and is not part of the text",
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "utf-8"), ([0xFF, 0xFE, 0xE9, 0x00], "utf-16le"),
      ([0xFE, 0xFF, 0x00, 0xE9], "utf-16be"), ([0xFF, 0xFE, 0, 0, 0xE9, 0, 0, 0], "utf-32le"),
    ] as [([UInt8], String)])
  func marks(_ bytes: [UInt8], _ charset: String) throws {
    let read = try manuscript(bytes)
    #expect(read.lines == ["é"])
    #expect(read.charset == charset)
    #expect(read.warnings.isEmpty)
  }

  @Test("UTF-16 without a mark is told by its spaces, in any script")
  func unmarked() throws {
    let text = "Пожар в порту потушен.\nНикто не пострадал, сообщили власти."
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try manuscript(little).lines.joined(separator: "\n") == text)
    #expect(try manuscript(big).charset == "utf-16be")
  }

  @Test("A short Latin-1 text comes out right")
  func latin() throws {
    let read = try manuscript([0x4C, 0x65, 0x20, 0x63, 0x61, 0x66, 0xE9, 0x2E])
    #expect(read.lines == ["Le café."])
    #expect(read.charset == "windows-1252")
  }

  @Test("A page's own declaration decides where the bytes are not UTF-8")
  func declared() throws {
    let head = Array("<html><head><meta charset=\"windows-1251\"></head><body><p>".utf8)
    let read = try manuscript(
      head + [0xCF, 0xEE, 0xF0, 0xF2] + Array("</p></body></html>".utf8), "a.html")
    #expect(read.markup.contains("Порт"))
    #expect(read.charset == "windows-1251")
    let stale = try manuscript("<html><meta charset=iso-8859-1><p>Häfen</p></html>", "a.html")
    #expect(stale.markup.contains("Häfen"))
  }

  @Test("Bytes that mean nothing are replaced and counted")
  func replaced() throws {
    let text = Array("Größe, Höhe, Länge, Übermaß und mehr".utf8)
    let read = try manuscript(text + [0xFF, 0x21])
    #expect(read.charset == "utf-8")
    #expect(read.lines.first?.hasSuffix("mehr\u{FFFD}!") == true)
    #expect(read.warnings == ["1 byte has no meaning in utf-8 and became U+FFFD."])
  }

  @Test("Every kind of line end ends a line")
  func lineEnds() throws {
    #expect(
      try manuscript("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\n\ng\n").lines == [
        "a", "b", "c", "d", "e", "f", "", "g",
      ])
  }

  @Test(
    "What no reader should see is dropped, what is written for display stays",
    arguments: [
      ("so\u{AD}ft", "soft"), ("a\u{200B}b\u{FEFF}c\u{2060}d", "abcd"),
      ("x\u{1}y\u{7F}z\u{92}", "xyz"),
      ("icon \u{E001}!", "icon !"), ("a\u{202E}b", "ab"),
      ("a\u{2011}b\u{A0}c\td", "a\u{2011}b\u{A0}c\td"), ("e\u{200D}f", "ef"),
      ("\u{1F468}\u{200D}\u{1F469}", "\u{1F468}\u{200D}\u{1F469}"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("ภาษา\u{200B}ไทย", "ภาษา\u{200B}ไทย"),
      ("\u{200B}start", "start"), ("x\u{E0041}y", "xy"),
    ])
  func cleans(_ text: String, _ expected: String) throws {
    #expect(try manuscript(text).lines == [expected])
  }

  @Test(
    "Noncharacters are dropped", arguments: [0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
  func nonCharacters(_ value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(try manuscript("a\(Character(scalar))b").lines == ["ab"])
  }

  @Test("Dropped characters are counted by kind")
  func notes() throws {
    #expect(
      try manuscript("a\u{1}\u{2}b\u{E001}c\u{AD}d").warnings == [
        "2 control characters were dropped.", "1 private-use character was dropped.",
        "1 invisible character was dropped.",
      ])
  }

  @Test(
    "Text is in NFC",
    arguments: [
      ("Cafe\u{301}", "Caf\u{E9}"), ("\u{212B}ngstro\u{308}m", "\u{C5}ngstr\u{F6}m"),
      ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("\u{30AB}\u{3099}", "\u{30AC}"),
      ("\u{418}\u{306}", "\u{419}"), ("\u{3B1}\u{301}", "\u{3AC}"),
      ("Tiếng Việt 東京 ½", "Tiếng Việt 東京 ½"),
      ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ])
  func composes(_ text: String, _ expected: String) throws {
    let read = try #require(try manuscript(text).lines.first)
    #expect(Array(read.unicodeScalars) == Array(expected.unicodeScalars))
  }
}

@Suite("What is no article") struct RefusalTests {
  @Test(
    "Nothing and white space are empty",
    arguments: ["", " \n\t\r\n", "\u{FEFF}", "\u{A0}\u{200B}\n"])
  func empty(_ text: String) {
    let error = #expect(throws: DecodeError.self) { _ = try manuscript(text) }
    #expect(error?.reason == .empty)
  }

  @Test(
    "Images, archives, programs and noise are named, not read",
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG image"),
      (Array("%PDF-1.7\n".utf8), "a PDF document"),
      ([0x50, 0x4B, 3, 4, 20, 0], "a zip archive or office document"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "a program"),
      ((0..<512).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }, "binary data"),
      (Array("<?xml version='1.0'?>\n<rss version='2.0'></rss>".utf8), "a feed"),
    ] as [([UInt8], String)])
  func foreign(_ bytes: [UInt8], _ kind: String) {
    let error = #expect(throws: DecodeError.self) { _ = try manuscript(bytes) }
    #expect(error?.reason == .notText(kind))
    #expect(error?.message.contains("; ") == true)
  }

  @Test("A stray NUL in a text is dropped with a note")
  func stray() throws {
    let read = try manuscript("A headline\0\n\nA body of some length that goes on for a while.")
    #expect(read.lines.first == "A headline")
    #expect(read.warnings.count == 1)
  }
}

@Suite("Formats") struct FormatTests {
  @Test(
    "Content decides as well as the extension",
    arguments: [
      ("Plain words\n\nMore words", "a.txt", SourceFormat.text),
      ("Plain words", "notes", .text), ("Plain words", "a.md", .markdown),
      ("*x*", "A.MARKDOWN", .markdown),
      ("Quay opens\nBy Jon Hall\n\nIt opened on Monday.", "a.md", .text),
      ("Quay opens\nBy **Jon Hall**\n\nIt opened on Monday.", "a.md", .markdown),
      ("It opened on Monday,\nthe board said.\n\nIt rained.", "a.md", .markdown),
      ("- Quay opens\n- Ferry runs\n\nIt opened on Monday.", "a.md", .markdown),
      ("<!DOCTYPE html><html><body>x</body></html>", "a.txt", .html),
      ("<?xml version=\"1.0\"?>\n<!-- saved --><html>x</html>", "a.md", .html),
      ("<p>One</p><p>Two</p>", "a.txt", .html), ("<p>One</p>", "a.html", .html),
      ("No markup at all", "a.html", .text), ("a < b and c > d", "a.txt", .text),
      ("# Head\n\nText with **weight** in it", "a.txt", .markdown),
      ("#1 in the list", "a.txt", .text),
      ("<Reuters> said nothing", "a.txt", .text),
    ])
  func formats(_ text: String, _ name: String, _ format: SourceFormat) throws {
    #expect(try manuscript(text, name).format == format)
  }

  @Test("Markdown is rendered with its footnotes as a list")
  func footnotes() throws {
    let markup = try manuscript(
      "Said so.[^a] And `[^a]`.\n\n[^a]: The Gazette,\n    page 4\n[^b]: unused\n", "a.md"
    ).markup
    #expect(markup.contains("so.<sup><a href=\"#fn-1\">1</a></sup>"))
    #expect(markup.contains("<code>[^a]</code>"))
    #expect(markup.contains("The Gazette,\npage 4"))
    #expect(!markup.contains("]:"))
  }
}
