import FeedModel
import Testing

@testable import Archive

@Suite("Stored forms")
struct StoredFormTests {
  @Test("Any article survives the way into the archive and back", arguments: 0..<200)
  func roundTrip(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let article = randomArticle(&random)
    #expect(try ArticleCodec.article(ArticleCodec.bytes(of: article)) == article)
  }

  @Test("No cut-off or damaged form is taken for an article, nor does it trap", arguments: 0..<40)
  func damaged(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed) &+ 1000)
    let bytes = ArticleCodec.bytes(of: randomArticle(&random))
    for length in 0..<min(bytes.count, 400) {
      #expect(throws: MalformedBytes.self) { try ArticleCodec.article(Array(bytes[..<length])) }
    }
    for _ in 0..<400 {
      var other = bytes
      other[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      _ = try? ArticleCodec.article(other)
    }
  }

  @Test(
    "Integers of every size survive",
    arguments: [0, 1, -1, 63, 64, -64, 127, 128, .max, .min] as [Int64])
  func integers(_ value: Int64) throws {
    var out = ByteWriter()
    out.integer(value)
    var reader = ByteReader(out.bytes)
    #expect(try reader.integer() == value)
    #expect(reader.isAtEnd)
  }

  @Test("A related block survives")
  func related() throws {
    let link = RelatedLink(id: ItemID(high: 1, low: .max), slug: "a", title: "Ä", isSameStory: true)
    #expect(try RelatedCodec.links(RelatedCodec.bytes(of: [link, link])) == [link, link])
    #expect(throws: MalformedBytes.self) { try RelatedCodec.links([1, 200]) }
  }

  private func randomArticle(_ random: inout SplitMix) -> Article {
    func text() -> String {
      let letters = ["a", "Ö", "\u{1F600}", " ", "z", "\n", "’", ""]
      return (0..<Int.random(in: 0...12, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? ""
      }.joined()
    }
    func optional() -> String? { Bool.random(using: &random) ? text() : nil }
    func list<T>(_ make: () -> T) -> [T] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in make() }
    }
    func number() -> Int64 { Int64.random(in: -5_000_000_000...5_000_000_000, using: &random) }
    func claim() -> TimeClaim? {
      guard Bool.random(using: &random) else { return nil }
      let times = [number(), number(), number()].sorted().map { Instant(seconds: $0) }
      return TimeClaim(
        earliest: times[0], latest: times[2], point: times[1],
        offsetMinutes: Int.random(in: -1439...1439, using: &random),
        precision: Precision.allCases.randomElement(using: &random) ?? .day, reason: text())
    }
    func piece() -> Body.Piece {
      switch Int.random(in: 0...2, using: &random) {
      case 0: .markup(text())
      case 1: .citation(Int.random(in: 0...99, using: &random))
      default: .pageURL
      }
    }
    var article = Article(
      format: [.text, .markdown, .html].randomElement(using: &random) ?? .text, charset: text(),
      headline: text(), body: Body(pieces: list(piece), text: text()))
    article.explicitID = optional()
    article.canonicalURL = optional()
    article.kickers = list(text)
    article.dek = optional()
    article.authors = list { Author(name: text(), email: optional(), url: optional()) }
    article.dateline = optional()
    article.language = optional()
    article.published = claim()
    article.updated = claim()
    article.captured =
      Bool.random(using: &random) ? Timestamp(Instant(seconds: number()), offsetMinutes: -90) : nil
    article.categories = list(text)
    article.sources = list {
      Source(number: Int(number()), title: text(), publisher: optional(), url: optional())
    }
    article.citations = list { Int(number()) }
    article.links = list { PageLink(title: text(), url: optional()) }
    article.image =
      Bool.random(using: &random)
      ? Enclosure(url: text(), type: optional(), length: Int(number())) : nil
    article.slug = optional()
    article.hold =
      [nil, .draft, .future(Instant(seconds: number()))].randomElement(using: &random) ?? nil
    article.warnings = list(text)
    return article
  }
}

@Suite("Classes of change")
struct ChangesTests {
  private let base = story("Tides turn at the lock")

  private func heaviest(_ change: (inout Article) -> Void) -> ChangeClass {
    Changes(from: base, to: base.with(change), datesMoved: false).heaviest
  }

  @Test("Each part of an article has its class")
  func classes() {
    #expect(heaviest { _ in } == .none)
    #expect(heaviest { $0.warnings = ["odd"] } == .debris)
    #expect(heaviest { $0.image = Enclosure(url: "https://desk.example/i.png") } == .debris)
    #expect(heaviest { $0.sources = [Source(number: 1, title: "Gazette")] } == .sources)
    #expect(heaviest { $0.headline = "Tides fail at the lock" } == .headline)
    #expect(heaviest { $0.headline = "TIDES turn – at the Lock!" } == .typo)
    #expect(
      heaviest { $0.body.text += " A whole new closing passage was added by the desk today." }
        == .body)
    #expect(heaviest { $0.dek = "What the keepers saw on their round" } == .body)
    #expect(Changes(from: base, to: base, datesMoved: true).heaviest == .dates)
  }

  @Test("The heaviest of several classes is told, and all are known")
  func several() {
    let changes = Changes(
      from: base,
      to: base.with {
        $0.headline = "Another"
        $0.sources = [Source(number: 1, title: "Gazette")]
      }, datesMoved: true)
    #expect(changes.heaviest == .headline)
    #expect(changes.classes == [.headline, .sources, .dates])
  }

  @Test("Markup that changes under the same words is visible debris; new warnings are not visible")
  func visibility() {
    let markup = base.with { $0.body.pieces = [.markup("<p><em>" + $0.body.text + "</em></p>")] }
    let changes = Changes(from: base, to: markup, datesMoved: false)
    #expect(changes.heaviest == .debris && changes.isVisible)
    let warned = Changes(from: base, to: base.with { $0.charset = "latin1" }, datesMoved: false)
    #expect(warned.heaviest == .debris && !warned.isVisible)
  }

  @Test(
    "Few misspelt words are a typo; another word, a number, or many are not",
    arguments: [
      ("receive the keys", "recieve the keys", true), ("the the keys", "the keys", true),
      ("keys, and", "keys and", true), ("was acquitted of it", "was convicted of it", false),
      ("costs 300 now", "costs 400 now", false), ("in may 3 of", "in may of", false),
    ])
  func typos(_ old: String, _ new: String, _ expected: Bool) {
    let rest = (0..<150).map { " filler\(words($0))" }.joined()
    #expect(Typo.separates(old + rest, new + rest) == expected)
    #expect(Typo.separates(rest + " " + old, rest + " " + new) == expected)
  }

  @Test("Three slips are a typo in a long text and too many in a short one")
  func share() {
    func text(_ count: Int, slips: Int) -> String {
      (0..<count).map { "word\(words($0))" + ($0 % 40 == 5 && $0 / 40 < slips ? "x" : "") }.joined(
        separator: " ")
    }
    #expect(Typo.separates(text(400, slips: 0), text(400, slips: 3)))
    #expect(!Typo.separates(text(400, slips: 0), text(400, slips: 4)))
    #expect(!Typo.separates(text(150, slips: 0), text(150, slips: 3)))
  }
}

@Suite("Likeness and slugs")
struct LikenessTests {
  @Test(
    "The sketch guesses the likeness of texts within a quarter", arguments: [0, 10, 30, 60, 100])
  func sketch(_ replaced: Int) {
    let old = (0..<400).map { words($0) }
    let new = old.indices.map { $0 % 100 < replaced ? words($0 + 9000) : old[$0] }
    let (a, b) = (old.joined(separator: " "), new.joined(separator: " "))
    #expect(abs(Sketch(a).guess(Sketch(b)) - Likeness.share(a, b)) < 0.25)
  }

  @Test("Equal texts are alike wholly, others with nothing in common not at all")
  func extremes() {
    #expect(Likeness.share("a b c d", "a b c d") == 1)
    #expect(Likeness.share("a b c d", "e f g h") == 0)
    #expect(Likeness.share("a", "") == 0)
    #expect(Sketch("a b c d").bytes.count == 128)
  }

  @Test(
    "A slug is ASCII words in lower case, cut at a word",
    arguments: [
      ("Hello, World", "hello-world"), ("Don’t “panic”", "dont-panic"), ("Ærø & Łódź", "aero-lodz"),
      ("Việt Nam", "viet-nam"), ("  --x--  ", "x"), ("Москва", ""), ("", ""), ("a\u{AD}b", "ab"),
      ("Nai\u{308}ve", "naive"),
      (
        String(repeating: "abcdefghi ", count: 9),
        "abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi"
      ),
      (String(repeating: "x", count: 90), String(repeating: "x", count: 60)),
    ])
  func slugs(_ text: String, _ expected: String) {
    #expect(Slug.words(of: text) == expected)
  }

  @Test("A wished slug comes first; without any letters the segment is article")
  func segment() {
    let id = ItemID(high: 0x0123_4567_89AB_5DEF, low: 1)
    #expect(Slug.segment(wished: "My Slug", headline: "Other", id: id) == "my-slug-01234567")
    #expect(Slug.segment(wished: "…", headline: "Other", id: id) == "other-01234567")
    #expect(
      Slug.segment(wished: nil, headline: "Москва", id: id, digits: 12) == "article-0123456789ab")
  }
}
