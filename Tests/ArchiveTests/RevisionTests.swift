import FeedModel
import Testing

@testable import Archive

@Suite("Revisions and their times")
struct RevisionTests {
  let desk: Desk
  let start: Instant

  init() throws {
    desk = try Desk()
    start = desk.now
  }

  @Test("The capture time is the stated one, else the file's; never in the future or before 1990")
  func capture() throws {
    let stated = story("A").with { $0.captured = Timestamp(start - 500, offsetMinutes: 60) }
    #expect(try desk.drop("a.txt", stated).revision?.captured == start - 500)
    #expect(
      try desk.drop("b.txt", story("B"), modified: start - 300).revision?.captured == start - 300)
    #expect(try desk.drop("c.txt", story("C"), modified: start + 300).revision?.captured == start)
    #expect(
      try desk.drop("d.txt", story("D"), modified: Instant(seconds: 5)).revision?.captured == start)
  }

  @Test("Published is the stated time, else the stated update, else the capture time")
  func published() throws {
    let both = story("A").with {
      $0.published = claim(start - 9000, .minute, offsetMinutes: 120)
      $0.updated = claim(start - 5000, .hour)
    }
    let first = try #require(try desk.drop("a.txt", both).revision)
    #expect(first.published == Timestamp(start - 9000, offsetMinutes: 120))
    #expect(first.publishedPrecision == .minute)
    #expect(first.updated == Timestamp(start - 5000) && first.updatedPrecision == .hour)
    let onlyUpdated = story("B").with { $0.updated = hoursAgo(14, at: start) }
    let second = try #require(try desk.drop("b.txt", onlyUpdated).revision)
    #expect(second.published.instant == start - 14 * 3600 && second.publishedPrecision == .hour)
    #expect(second.updated == second.published)
    let third = try #require(try desk.drop("c.txt", story("C"), modified: start - 77).revision)
    #expect(third.published == Timestamp(start - 77) && third.updated == third.published)
  }

  @Test("An update stated before the publication or after now does not leave that span")
  func bounds() throws {
    let early = story("A").with {
      $0.published = claim(start - 100)
      $0.updated = claim(start - 900)
    }
    #expect(try desk.drop("a.txt", early).revision?.updated.instant == start - 100)
    let late = story("B").with {
      $0.published = claim(start - 100)
      $0.updated = claim(start + 900)
    }
    #expect(try desk.drop("b.txt", late).revision?.updated.instant == start)
  }

  @Test("The same reading again is no revision and moves nothing")
  func unchanged() throws {
    let id = try desk.drop("a.txt", story("A")).id
    desk.pass(86_400)
    #expect(try desk.drop("a.txt", story("A")) == .unchanged(#require(id)))
    #expect(try desk.archive.history(#require(id)).count == 1)
  }

  @Test("\"Updated 14 hours ago\" dumped an hour later as \"15 hours ago\" moves nothing")
  func relative() throws {
    let first = story("A").with { $0.updated = hoursAgo(14, at: start) }
    let before = try #require(try desk.drop("a.txt", first).revision)
    for minutes: Int64 in [35, 60, 85] {
      desk.now = start + minutes * 60
      let later = story("A").with { $0.updated = hoursAgo(minutes < 60 ? 14 : 15, at: desk.now) }
      #expect(try desk.drop("a.txt", later) == .unchanged(before.id))
    }
    #expect(try desk.archive.revision(before.id) == before)
  }

  @Test(
    "A dump whose update line alone moved on is a revision of dates that moves nothing published")
  func datesAlone() throws {
    let first = story("A").with { $0.updated = claim(start - 9000) }
    let before = try #require(try desk.drop("a.txt", first).revision)
    let outcome = try desk.drop("a.txt", first.with { $0.updated = claim(start - 100) })
    #expect(outcome.name == "changed" && outcome.revision?.updated == before.updated)
    guard case .changed(_, .dates) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("Where dates are significant a new update line moves updated")
  func significantDates() throws {
    let desk = try Desk(significant: [.dates])
    let first = story("A").with { $0.updated = claim(start - 9000) }
    try desk.drop("a.txt", first)
    let outcome = try desk.drop("a.txt", first.with { $0.updated = claim(start - 100, .minute) })
    #expect(outcome.revision?.updated.instant == start - 100)
    #expect(outcome.revision?.published.instant == start - 9000)
  }

  @Test("A significant change moves updated to the time the page states")
  func significantStated() throws {
    let first = story("A").with { $0.updated = claim(start - 9000) }
    try desk.drop("a.txt", first)
    desk.pass(500)
    let next = story("A", about: "the mill").with { $0.updated = claim(start + 100, .minute) }
    let revision = try #require(try desk.drop("a.txt", next).revision)
    #expect(revision.updated.instant == start + 100 && revision.updatedPrecision == .minute)
    #expect(revision.published.instant == start - 9000 && revision.number == 2)
  }

  @Test(
    "A significant change without a newer stated time moves updated to its capture time, never back"
  )
  func significantCapture() throws {
    try desk.drop("a.txt", story("A"), modified: start - 900)
    desk.pass(500)
    let second = try desk.drop("a.txt", story("A", about: "the mill"), modified: start + 400)
    #expect(second.revision?.updated.instant == start + 400)
    let third = try desk.drop("a.txt", story("A", about: "the weir"), modified: start - 800)
    #expect(third.name == "changed" && third.revision?.updated.instant == start + 400)
    #expect(third.revision?.published.instant == start - 900)
  }

  @Test("A typo is a revision that does not move updated")
  func typo() throws {
    let text = story("A").body.text
    let first = try #require(try desk.drop("a.txt", story("A")).revision)
    desk.pass(500)
    let outcome = try desk.drop(
      "a.txt", story("A").saying(text.replacing("Passage one of", with: "Pasage one of")))
    guard case .changed(let revision, .typo) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(revision.number == 2 && revision.updated == first.updated)
  }

  @Test("What no reader sees is kept without a revision")
  func debris() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    let other = story("A").with {
      $0.warnings = ["a repaired character"]
      $0.links = [PageLink(title: "Elsewhere", url: "https://desk.example/e")]
      $0.updated = nil
    }
    #expect(try desk.drop("a.txt", other) == .unchanged(id))
    let revision = try #require(try desk.archive.revision(id))
    #expect(revision.number == 1 && revision.article.links == other.links)
    #expect(try desk.archive.pending().items == [id])
  }

  @Test("A changed byline is a revision that does not move updated")
  func byline() throws {
    let first = try #require(try desk.drop("a.txt", story("A")).revision)
    desk.pass(50)
    let outcome = try desk.drop(
      "a.txt", story("A").with { $0.authors = [Author(name: "Ada Quill")] })
    guard case .changed(let revision, .debris) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(revision.updated == first.updated)
  }

  @Test(
    "A published day that becomes an hour keeps its instant, and its precision where the hour holds it"
  )
  func precision() throws {
    let day = story("A").with { $0.published = claim(start - 86_400, .day, lasting: 86_399) }
    let first = try #require(try desk.drop("a.txt", day).revision)
    let afternoon = story("A").with { $0.published = claim(start - 40_000, .minute, lasting: 59) }
    #expect(try desk.drop("a.txt", afternoon) == .unchanged(first.id))
    let morning = story("A").with { $0.published = claim(start - 86_400, .hour, lasting: 3599) }
    let desk2 = try Desk()
    try desk2.drop("a.txt", day)
    let outcome = try desk2.drop("a.txt", morning)
    #expect(outcome.revision?.published == first.published)
    #expect(outcome.revision?.publishedPrecision == .hour)
  }

  @Test("A touch or a second reading keeps the capture time of the first sight of the bytes")
  func firstSight() throws {
    let seen = desk.file("a.txt", holding: "bytes")
    try desk.accept(.article(seen, story("A")))
    desk.pass(3600)
    var touched = seen
    touched.stamp.modified = desk.now.seconds * 1_000_000_000
    try desk.accept(.seen(touched))
    #expect(try desk.archive.knownFiles().map(\.captured) == [start])
    #expect(try desk.archive.captureTime(seen.location, digest: seen.digest) == start)
    let again = try desk.accept(.article(touched, story("A", about: "the mill")))[0]
    #expect(again.revision?.captured == start && again.revision?.updated.instant == start)
  }

  @Test("A clock that jumps back moves neither published nor updated")
  func clockBack() throws {
    let first = try #require(try desk.drop("a.txt", story("A")).revision)
    desk.pass(-86_400 * 3)
    let revision = try #require(try desk.drop("a.txt", story("A", about: "the mill")).revision)
    #expect(revision.published == first.published && revision.updated == first.updated)
    let other = try #require(try desk.drop("b.txt", story("B"), modified: start).revision)
    #expect(other.updated.instant <= desk.now)
  }

  @Test("History holds every revision as it was, oldest first")
  func history() throws {
    let id = try #require(try desk.drop("a.txt", story("A")).id)
    desk.pass(100)
    try desk.accept(desk.intake("b.txt", story("A")), desk.vanish("a.txt"))
    try desk.drop("b.txt", story("A better headline"))
    desk.pass(100)
    try desk.drop("b.txt", story("A better headline", about: "the mill"))
    let history = try desk.archive.history(id)
    #expect(history.map(\.change) == [.none, .body, .body])
    #expect(history.map(\.revision.number) == [1, 2, 3])
    #expect(history.map(\.at) == [start, start + 100, start + 200])
    #expect(history.map(\.revision.location.relative) == ["a.txt", "b.txt", "b.txt"])
    #expect(history[0].revision.article == story("A"))
    #expect(history.last?.revision == (try desk.archive.revision(id)))
    #expect(history.map(\.revision.updated.instant) == [start, start + 100, start + 200])
  }

  @Test("The slug is given at first sight and survives a new headline")
  func slug() throws {
    let first = try #require(try desk.drop("a.txt", story("Café  & Straße: a tale")).revision)
    #expect(first.slug == "cafe-strasse-a-tale-" + first.id.uuid.prefix(8))
    #expect(try desk.drop("a.txt", story("Another")).revision?.slug == first.slug)
  }
}
