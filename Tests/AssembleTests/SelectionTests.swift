import FeedModel
import Testing

@testable import Assemble

@Suite("Selections")
struct SelectionTests {
  private let subject: Revision = {
    var subject = revision(1, published: 1_780_000_000, headline: "Crane sold twice: who owns it?")
    subject.location = SourceLocation(directory: "/incoming", path: "desk/ports/crane.txt")
    subject.article.categories = ["Ports & Docks", "AI"]
    subject.article.authors = [Author(name: "Ines  Okafor")]
    subject.article.language = "en-GB"
    subject.article.dek = "A study of model distillation"
    subject.article.body.text =
      "The register’s clerk wouldn't say. 上海港口的起重机。\n\nIt’s a half-tonne hook."
    subject.article.sources = [
      Source(number: 1, title: "Port Register", url: "https://www.register.example/a")
    ]
    subject.story = StoryID(id(7))
    return subject
  }()

  private func takes(_ fill: (inout Selection) -> Void) -> Bool {
    var selection = Selection()
    fill(&selection)
    return selection.takes(subject, at: Instant(seconds: 1_780_086_400))
  }

  @Test(
    "A query takes the articles that meet it",
    arguments: [
      ("category:ai", true), ("category:\"ports & docks\"", true), ("category:ports", false),
      ("category:port*", true), ("author:\"ines okafor\"", true), ("author:ines", false),
      ("folder:desk", true), ("folder:/desk/ports/", true), ("folder:des", false),
      ("folder:desk/ports/crane.txt", false), ("language:en", true), ("language:e", false),
      ("language:en-gb", true), ("story:0a0b0c0d-0000-5000-8000-000000000007", true),
      ("story:0a0b0c0d-0000-5000-8000-000000000008", false), ("source:register.example", true),
      ("source:\"port register\"", true), ("source:winch*", false), ("title:\"sold twice\"", true),
      ("title:\"SOLD, twice\"", true), ("title:clerk", false),
      ("text:\"model distillation\"", true),
      ("distil", false), ("wouldn’t", true), ("起重机", true), ("\"half tonne hook\"", true),
      ("\"tonne half\"", false), ("after:2026-05-28", true), ("after:2026-05-29", false),
      ("before:2026-05-29", true), ("before:2026-05-28T20:26:40Z", false),
      ("NOT category:AI", false), ("category:x OR crane", true), ("crane category:x", false),
      ("crane -category:x", true), ("\"who owns it\"", true), ("\"register's clerk\"", true),
    ])
  func queries(_ text: String, _ expected: Bool) throws {
    let query = try FeedQuery(text)
    #expect(takes { $0.query = query } == expected)
  }

  @Test("All conditions that are given must hold, and of each any value")
  func conditions() {
    #expect(takes { _ in })
    #expect(takes { $0.categories = ["x", "ai"] })
    #expect(
      takes {
        $0.authors = ["INES OKAFOR"]; $0.folders = ["desk"]; $0.languages = ["en"]
      })
    #expect(
      !takes {
        $0.categories = ["ai"]; $0.authors = ["x"]
      })
    #expect(takes { $0.folders = [""] })
    #expect(!takes { $0.story = StoryID(id(8)) })
  }

  @Test(
    "Names are compared without case and spacing; folders and languages take what they enclose, and nothing that only begins like them"
  )
  func names() {
    var other = subject
    other.article.categories = ["ÉTÉ"]
    other.article.authors = [Author(name: "ADA  quill")]
    other.article.language = "eng"
    other.location = SourceLocation(directory: "/incoming", path: "europe/law/e.txt")
    func takes(_ fill: (inout Selection) -> Void) -> Bool {
      var selection = Selection()
      fill(&selection)
      return selection.takes(other, at: Instant(seconds: 1_780_086_400))
    }
    #expect(takes { $0.categories = ["été"] })
    #expect(takes { $0.authors = ["ada quill"] })
    #expect(takes { $0.folders = ["/europe/law/"] })
    #expect(!takes { $0.folders = ["eu"] })
    #expect(!takes { $0.languages = ["en"] })
    #expect(self.takes { $0.languages = ["EN-gb"] })
  }

  @Test("An age is counted from publication")
  func age() {
    #expect(takes { $0.maxAgeSeconds = 86_400 })
    #expect(!takes { $0.maxAgeSeconds = 86_399 })
  }

  @Test("What is withdrawn or held is taken by none")
  func withdrawn() {
    var gone = subject
    gone.withdrawn = Instant(seconds: 1)
    #expect(!Selection().takes(gone, at: Instant(seconds: 0)))
    var draft = subject
    draft.article.hold = .draft
    #expect(!Selection().takes(draft, at: Instant(seconds: 0)))
  }

  @Test("Automatic feeds have names that tell their categories apart, and stay the same")
  func automatic() {
    var feeds = AutomaticFeeds()
    feeds.categories = true
    feeds.authors = true
    func names(_ categories: [String]) -> [String] {
      var article = subject.article
      article.categories = categories
      article.authors = []
      return feeds.definitions(of: article).map(\.name)
    }
    #expect(names(["Machine Learning", "machine  LEARNING"]) == ["category-machine-learning"])
    #expect(names(["C++", "C", "C#"]).count == 3)
    #expect(names(["C"]) == ["category-c"])
    #expect(names(["Été", "政治", "!!!"]).count == 2)
    #expect(names(["Été"]) == names(["été"]))
    #expect(
      names(["Ökologie", "Straße"]).map { $0.dropLast(9) } == [
        "category-okologie", "category-strasse",
      ])
    #expect(Set(names(["Ökologie", "Okologie"])).count == 2)
    for name in names(["Été", "政治", String(repeating: "long name ", count: 20)]) {
      #expect(name.utf8.count <= 64)
      #expect(
        name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    }
    #expect(feeds.definitions(of: subject.article).map(\.name).last == "author-ines-okafor")
    #expect(AutomaticFeeds().definitions(of: subject.article).isEmpty)
  }
}
