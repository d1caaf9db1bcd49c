import Testing

@testable import Ingest

@Suite("Intake rules")
struct RulesTests {
  @Test(
    "Take names that are whole articles",
    arguments: [
      "a.txt", "deep/er/story.md", "no-extension", "Straße 7.html", "a b\nc.txt",
      "tilde~inside.txt",
      "#tag.txt", "parts.of.speech.txt", "template.txt",
    ])
  func admits(_ path: String) {
    #expect(IntakeRules().admits(Array(path.utf8)))
  }

  @Test(
    "Pass over hidden and temporary names, of the file or of a folder above",
    arguments: [
      ".a.txt", ".git/config.txt", "a/.b/c.txt", "a.txt~", "a.swp", ".a.txt.swp", "A.TMP", "b.part",
      "#a.txt#", ".story.txt.Ab12Cd", ".goutputstream-X1Y2Z3", "x.crdownload", ".#lock.txt", "",
      "a//b.txt",
    ])
  func passesOver(_ path: String) {
    #expect(!IntakeRules().admits(Array(path.utf8)))
  }

  @Test(
    "Match globs",
    arguments: [
      ("*.txt", "a.txt", true), ("*.txt", "deep/a.txt", true), ("*.txt", "a.md", false),
      ("news/*.txt", "news/a.txt", true), ("news/*.txt", "news/x/a.txt", false),
      ("news/**/*.txt", "news/a.txt", true), ("news/**/*.txt", "news/x/y/a.txt", true),
      ("news/**", "news/x/y/a.txt", true), ("**/draft.txt", "draft.txt", true),
      ("**/draft.txt", "x/draft.txt", true), ("**/draft.txt", "x/my-draft.txt", false),
      ("/top.txt", "top.txt", true), ("/top.txt", "x/top.txt", false),
      ("drafts/", "drafts/a.txt", true), ("drafts", "x/drafts/a.txt", true),
      ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false), ("a?b", "a/b", false),
      ("[a-c]*.txt", "bx.txt", true), ("[!a-c]*.txt", "bx.txt", false), ("[x", "[x", true),
      ("[]]", "]", true), ("\\*.txt", "*.txt", true), ("\\*.txt", "a.txt", false),
      ("a**z", "a/b/z", true), ("*", "any/thing", true),
    ])
  func matches(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(Glob(pattern).matches(Array(path.utf8)) == expected)
  }

  @Test("Leave out what is excluded even when it is included")
  func excludes() {
    let rules = IntakeRules(include: ["*.txt", "*.md"], exclude: ["drafts/", "old-*"])
    #expect(rules.admits(Array("a.md".utf8)))
    #expect(!rules.admits(Array("a.jpg".utf8)))
    #expect(!rules.admits(Array("drafts/a.txt".utf8)))
    #expect(!rules.admits(Array("x/old-a.txt".utf8)))
  }

  @Test("Match names that are not UTF-8")
  func bytes() {
    #expect(IntakeRules(include: ["*.txt"]).admits([0xFF, 0xFE] + Array(".txt".utf8)))
  }

  @Test("Answer a pattern full of stars")
  func manyStars() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!Glob(pattern).matches([UInt8](repeating: UInt8(ascii: "a"), count: 4_000)))
  }
}
