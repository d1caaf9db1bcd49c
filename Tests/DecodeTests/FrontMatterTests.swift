import Decode
import FeedModel
import Testing

@Suite("Front matter") struct FrontMatterTests {
  @Test("Known keys are read whatever their type, unknown ones kept in order")
  func reads() throws {
    let read = try manuscript(
      """
      ---
      title: "Harbour: reopened"
      date: 2026-05-03 10:00
      lastmod: 2026-05-04
      tags: [ports, Trade]
      category: Ports, News
      authors:
        - Ada Quill
        - {name: Ben Nib, email: ben@example.org}
      excerpt: >
        Two lines
        in one.
      slug: harbour
      guid: 77
      permalink: https://example.org/harbour
      source: https://wire.example/
      draft: "yes"
      cover: {url: pier.jpg}
      lang: en-GB
      weight: 3
      mood: [calm, dry]
      ---

      Body
      """, "a.md")
    let data = read.metadata
    #expect(data.title == "Harbour: reopened")
    #expect(data.published == "2026-05-03 10:00")
    #expect(data.updated == "2026-05-04")
    #expect(data.categories == ["ports", "Trade", "Ports", "News"])
    #expect(
      data.authors == [
        Author(name: "Ada Quill"), Author(name: "Ben Nib", email: "ben@example.org"),
      ])
    #expect(data.summary == "Two lines in one.")
    #expect(data.id == "77")
    #expect(data.canonicalURL == "https://example.org/harbour")
    #expect(data.isDraft)
    #expect(data.image == "pier.jpg")
    #expect(data.language == "en-GB")
    #expect(data.unknown.map(\.key) == ["source", "weight", "mood"])
    #expect(data.unknown.map(\.value) == ["https://wire.example/", "3", "calm, dry"])
    #expect(read.firstLine == 23)
    #expect(read.markup == "<p>Body</p>\n")
  }

  @Test("Text files may have front matter too, and stay text")
  func inText() throws {
    let read = try manuscript("---\nid: x-1\n---\nA headline\n\nA body.")
    #expect(read.format == .text)
    #expect(read.metadata.id == "x-1")
    #expect(read.lines == ["A headline", "", "A body."])
    #expect(read.firstLine == 4)
  }

  @Test(
    "Rules and dashes in a text are no front matter",
    arguments: ["---\nA line\n---\nmore", "---\nno end: at all", "--- x\na: b\n---"])
  func rules(_ text: String) throws {
    let read = try manuscript(text)
    #expect(read.firstLine == 1)
    #expect(read.lines.count == text.split(separator: "\n").count)
  }

  @Test(
    "Front matter in another language is a problem that names YAML, whatever the file's format",
    arguments: ["a.md", "a.html", "a.txt"])
  func foreign(_ name: String) {
    for (text, language) in [
      ("+++\ntitle = \"A\"\ndraft = true\n+++\n\nBody.", "TOML"),
      ("\n+++\n# note\n[params]\na = 1\n+++\nBody.", "TOML"), ("+++\ndraft=true\n", "TOML"),
      ("{\n  \"title\": \"A\",\n  \"draft\": true\n}\n\nBody.", "JSON"),
      ("{\"draft\": true}\nBody.", "JSON"),
    ] {
      let error = #expect(throws: DecodeError.self) { _ = try manuscript(text, name) }
      #expect(error?.message == "the front matter is \(language); write YAML between --- lines")
      #expect(error?.reason == .frontMatter && error?.line == (text.hasPrefix("\n") ? 2 : 1))
    }
  }

  @Test("YAML front matter is read in HTML too")
  func inHTML() throws {
    let read = try manuscript("---\ntitle: A\ndraft: true\n---\n<p>One.</p>\n", "a.html")
    #expect(read.format == .html && read.metadata.isDraft && read.metadata.title == "A")
    #expect(read.markup == "<p>One.</p>\n")
  }

  @Test(
    "Front matter without an end is a problem, not text",
    arguments: [
      "---\ndraft: true\n\nBody.", "---\n# mine\ntitle: A\nBody: one",
      "---\nmood: x\nother: y\n\nB",
      "---\ntitle: A\n----\nBody.",
    ])
  func unclosed(_ text: String) {
    let error = #expect(throws: DecodeError.self) { _ = try manuscript(text, "a.md") }
    #expect(error?.message == "the front matter has no end; close it with a line of ---")
    #expect(error?.line == 1)
  }

  @Test(
    "Markdown may begin with a thematic break, a plus or a brace",
    arguments: [
      "---\n\nThe quay: mended.", "---\nNote: the quay was mended.",
      "---\nnote: the quay was mended.",
      "---\n\n\nTitle: this is one.", "+++\nPlus three.", "{ \"Quay\" } was the name.",
      "{x}: a set",
    ])
  func breaks(_ text: String) throws {
    #expect(try manuscript(text, "a.md").firstLine == 1)
  }

  @Test(
    "A mistake is an error at its line in the file",
    arguments: [
      ("---\ntitle: a\ntags: [x\n---\nBody", 3...5), ("---\ntitle: a\n title: b\n---\nBody", 2...3),
      ("---\ntitle: a\ntitle: b\n---\nBody", 2...4), ("---\na: b: c\n---\nBody", 2...2),
    ])
  func mistakes(_ text: String, _ lines: ClosedRange<Int>) throws {
    let error = #expect(throws: DecodeError.self) { _ = try manuscript(text, "a.md") }
    #expect(error?.reason == .frontMatter)
    #expect(lines.contains(try #require(error?.line)))
  }

  @Test("Aliases that multiply and nests that reach deep are refused")
  func hostile() {
    var laughs = "---\na0: &a0 [ha, ha]\n"
    for level in 1...9 {
      let one = "*a\(level - 1)"
      laughs +=
        "a\(level): &a\(level) [\(Array(repeating: one, count: 9).joined(separator: ", "))]\n"
    }
    let deep = "---\na: " + String(repeating: "[", count: 20_000) + "\n---\nBody"
    let dashes = "---\na:\n" + String(repeating: "- ", count: 20_000) + "x\n---\nBody"
    let large = "---\na: " + String(repeating: "x", count: 70_000) + "\n---\nBody"
    for text in [laughs + "---\nBody", deep, dashes, large] {
      #expect(throws: DecodeError.self) { _ = try manuscript(text, "a.md") }
    }
  }

  @Test("Emphasis in a long summary is not taken for aliases")
  func emphasis() throws {
    let stars = Array(repeating: "*word*", count: 60).joined(separator: " ")
    #expect(
      try manuscript("---\nsummary: |\n  \(stars)\n---\nBody", "a.md").metadata.summary == stars)
  }
}
