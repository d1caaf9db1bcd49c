import FeedModel
import Testing

@testable import Normalize

@Suite("Pages that are not quite articles")
struct HostilePageTests {
  @Test("An empty file is refused with its reason")
  func empty() {
    #expect(throws: NormalizeError.self) { try PageTexts.read("  \n\t\n\u{A0}\n") }
  }

  @Test("A headline alone is an article without a body, and says so")
  func headlineOnly() throws {
    let article = try PageTexts.article("Board votes to widen the northern quay at Lindmouth\n")
    #expect(article.headline == "Board votes to widen the northern quay at Lindmouth")
    #expect(article.body.text.isEmpty)
    #expect(!article.warnings.isEmpty)
  }

  @Test("A body alone takes its headline from its first sentence, cut at a word")
  func bodyOnly() throws {
    let article = try PageTexts.article(PageTexts.harbour)
    #expect(article.headline.utf8.count <= 123)
    #expect(article.headline.hasPrefix("The harbour board of Lindmouth voted on Tuesday"))
    #expect(!article.warnings.isEmpty)
    #expect(article.body.text.hasPrefix("The harbour board"))
  }

  @Test("A page of only menus is refused")
  func menusOnly() {
    let menu = """
      Home
      News
      Sport
      Weather
      Contact
      Log in
      Subscribe
      Facebook
      Twitter
      Instagram
      Privacy policy
      Terms of use
      Cookie settings
      """
    #expect(throws: NormalizeError.self) { try PageTexts.read(menu) }
  }

  @Test("An article about a share button keeps its headline and its text")
  func aboutSharing() throws {
    let article = try PageTexts.article(
      """
      How the words "Share this article" took over the web

      Nobody remembers who first wrote "Share this article" under a text, but by the end of the decade the phrase stood \
      on almost every page, often three times, and always beside the same four blue and white squares.

      Designers at a small studio in Veldhoven counted the buttons of two hundred sites last year. They found that fewer \
      than one reader in four hundred ever pressed one, and that most of those did so by accident.

      The studio now sells a page without any buttons. It says that its customers are content.

      Share this article
      """)
    #expect(article.headline == "How the words \"Share this article\" took over the web")
    #expect(article.body.text.hasPrefix("Nobody remembers who first wrote \"Share this article\""))
    #expect(article.body.text.hasSuffix("its customers are content."))
  }

  @Test("A body that ends in \"Sources say\" has no list of sources")
  func sourcesSay() throws {
    let article = try PageTexts.article(
      "Who paid for the stones of the northern quay\n\n" + PageTexts.harbour + "\n\n"
        + "The money came from a fund that nobody had heard of before. That, at least, is what the sources say."
    )
    #expect(article.sources.isEmpty)
    #expect(article.body.text.hasSuffix("is what the sources say."))
  }

  @Test(
    "Files of one line are read or refused, never a crash",
    arguments: [
      "x", "1", ".", "* ", "1. ", "—", "http://", "Sources", "More on This Story", "\u{FEFF}",
      "[1]", "😀",
      "Share this article", ":2", "a", "Sources\n1.", "Sources\n1. 1.(x.example)", "|", "||\n||",
      "\t\t",
    ])
  func oneLine(_ text: String) {
    if let article = try? PageTexts.article(text) { #expect(!article.headline.isEmpty) }
  }

  @Test("Flipped bytes never crash and never make ill-formed markup", arguments: 0..<60)
  func flips(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var bytes = Array(
      ("Quay\n\nHeadline of the quay\n\n" + PageTexts.harbour + "\n\nSources\n1. 1.A(a.example)\n")
        .utf8)
    for _ in 0..<40 { bytes[next(bytes.count)] = UInt8(next(256)) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let article = try? PageTexts.article(text) else { return }
    let markup = PageTexts.markup(article.body)
    #expect(!article.headline.isEmpty)
    #expect(markup.utf8.count { $0 == 60 } == markup.utf8.count { $0 == 62 })
  }

  @Test("Shuffled and repeated lines never crash", arguments: 0..<20)
  func shuffles(_ seed: Int) {
    var state = UInt64(seed) &* 0x2545_F491_4F6C_DD1D | 1
    var lines = (PageTexts.harbour + "\nSources\n1. A (a.example)\nBy Ada Quill\n* x\n* y\nShare")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      lines.swapAt(index, Int(state >> 33) % lines.count)
      if state % 5 == 0 { lines.append(lines[index]) }
    }
    let text = lines.joined(separator: "\n")
    if let article = try? PageTexts.article(text) { #expect(!article.headline.isEmpty) }
  }

  @Test("What is no article is refused with what it is instead")
  func lacks() {
    func message(_ text: String) -> String? {
      do { _ = try PageTexts.read(text) } catch let error as NormalizeError {
        return error.message
      } catch {}
      return nil
    }
    let letters = String(repeating: "a", count: 3000)
    #expect(message(letters)?.hasPrefix("3000 letters in one word, no sentence;") == true)
    #expect(message("12 34\n")?.hasPrefix("only numbers") == true)
    #expect(message("— | —\n")?.hasPrefix("only marks and symbols") == true)
    #expect(message("Menu\n")?.hasPrefix("only one word") == true)
  }

  @Test("A megabyte in one line, and thousands of lines, are read")
  func large() throws {
    let long =
      "Title of the long one\n\n" + String(repeating: PageTexts.quay.prefix(180) + " ", count: 6000)
    #expect(try PageTexts.article(long).body.text.utf8.count > 1_000_000)
    let many =
      "Title of the many\n\n" + String(repeating: "Menu\n", count: 8000) + PageTexts.harbour
    let article = try? PageTexts.article(many)
    #expect(article?.headline.isEmpty != true)
    let marks =
      "T\n\n" + String(repeating: "a.[1", count: 20_000) + "\n\nSources\n1. A (a.example)"
    _ = try? PageTexts.article(marks)
  }
}
