import FeedModel
import Testing

@testable import Archive

@Suite("Another version of the reader")
struct ReadingVersionTests {
  /// What a later version makes of the same file: it finds other debris, other words, a URL.
  private func reread(_ article: Article, _ number: Int) -> Article {
    switch number % 4 {
    case 0: article.with { $0.headline = "Newly found headline \(words(number))" }
    case 1: article.with { $0.canonicalURL = "https://paper.example/\(words(number))" }
    case 2: article.saying("Menu " + words(number) + ". " + article.body.text.prefix(300))
    default: story("Nothing is as it was \(words(number))", about: "all else")
    }
  }

  @Test(
    "Every file keeps its id though all are read otherwise, also when all were renamed while it was installed",
    arguments: [false, true])
  func ids(_ areRenamed: Bool) throws {
    let desk = try Desk()
    let articles = (0..<24).map { story("Headline \(words($0))", about: words($0 * 31)) }
    let files = articles.indices.map { desk.file("f\($0).txt", holding: "file \($0)") }
    let before = try desk.acceptAll(zip(files, articles).map { .article($0, $1) }).map(\.id)
    #expect(Set(before).count == 24)
    desk.pass(86_400)
    var intake: [Intake] = []
    for (number, file) in files.enumerated() {
      var file = file
      if areRenamed {
        intake.append(.vanished(file.location))
        file.location = desk.location("new/g\(number).txt")
      }
      intake.append(.article(file, reread(articles[number], number)))
    }
    let outcomes = try desk.acceptAll(intake).filter { $0.id != nil }
    #expect(outcomes.map(\.id) == before)
    #expect(try desk.archive.counts().articles == 24)
    #expect(try desk.sweep().withdrawn.isEmpty)
  }
}
