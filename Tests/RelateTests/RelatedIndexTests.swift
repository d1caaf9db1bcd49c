import FeedModel
import Testing

@testable import Relate

@Suite("Related index")
struct RelatedIndexTests {
  @Test("puts two reports of one event into one story and leaves a stranger out")
  func stories() {
    let index = RelatedIndex()
    let placements = index.insert(Fixtures.bridge)
    #expect(placements[0].story == placements[1].story)
    #expect(placements[2].story == StoryID(Fixtures.id(3)))
    #expect(index.nearest(Fixtures.id(1), limit: 1).first?.id == Fixtures.id(2))
    #expect(index.members(of: placements[0].story) == [Fixtures.id(1), Fixtures.id(2)])
    #expect(index.sameStory(Fixtures.id(1), limit: 5).map(\.id) == [Fixtures.id(2)])
  }

  @Test("links no strangers by a word or two, however small the archive")
  func strangers() {
    let index = RelatedIndex()
    let verses = Fixtures.input(
      1, "The Weir in January",
      "The way is frozen and narrow, and a heron waits where herons wait, on a stone in the reeds. "
        + "You carried bread, but all the ducks have left.")
    let news = Fixtures.input(
      2, "Quarry refused by a single vote",
      "Councillors refused the quarry at Stone Edge by a single vote after a long night. "
        + "The lane is too narrow for sixty lorries a day, the chairman said.")
    let placements = index.insert([verses, news])
    #expect(placements[0].story != placements[1].story)
    #expect(index.related(verses.id, limit: 5).isEmpty)
    let answer = index.why(verses.id, news.id)
    #expect(answer.verdict == .unrelated)
    #expect(answer.lines.contains("too few terms in common to be linked"))
  }

  @Test("reads what an article says first and nothing of what stands far down in it")
  func firstWords() {
    let filler = (0..<400).map { "w\($0)x" }.joined(separator: " ")
    let names = "Quillon Harbour Bridge Ferry Anselm Tidewater"
    let settings = RelateSettings()
    func terms(_ text: String) -> [UInt64] {
      var profiler = Profiler(settings: settings, prior: .shipped)
      let input = RelateInput(
        id: ItemID(high: 1, low: 1), headline: "Harbour", text: text,
        published: Instant(seconds: 0))
      return profiler.profile(of: input).terms.map(\.hash)
    }
    #expect(settings.bodyWords == 400)
    #expect(terms(filler + " " + names) == terms(filler))
    #expect(terms(names + " " + filler) != terms(filler))
  }

  @Test("names a story for the article that opened it")
  func opener() {
    let index = RelatedIndex()
    _ = index.insert([Fixtures.bridge[0]])
    let later = index.insert([Fixtures.bridge[1]])
    #expect(later[0].story == StoryID(Fixtures.id(1)))
    index.remove(Fixtures.id(1))
    #expect(index.story(of: Fixtures.id(2)) == StoryID(Fixtures.id(1)))
    #expect(index.members(of: StoryID(Fixtures.id(1))) == [Fixtures.id(2)])
  }

  @Test("keeps reports a season apart in different stories")
  func window() {
    var late = Fixtures.bridge[1]
    late.published = late.published + 100 * 86_400
    let index = RelatedIndex()
    let placements = index.insert([Fixtures.bridge[0], late])
    #expect(placements[0].story != placements[1].story)
    #expect(index.related(late.id, limit: 5).map(\.id) == [Fixtures.id(1)])
  }

  @Test("looks back only when asked to")
  func before() {
    let index = RelatedIndex()
    _ = index.insert(Fixtures.archive(60))
    for input in Fixtures.archive(60) {
      let links =
        index.related(input.id, limit: 10, before: input.published)
        + index.sameStory(input.id, limit: 10, before: input.published)
      for link in links {
        let other = Fixtures.archive(60).first { $0.id == link.id }
        #expect((other?.published).map { $0 < input.published } ?? false)
      }
    }
  }

  @Test("shows copies of one text once and never as related news")
  func copies() {
    let text = (0..<80).map { "\(Fixtures.word(UInt64($0))) went \(Fixtures.word(UInt64($0 * 3)))" }
      .joined(separator: " ")
    let index = RelatedIndex()
    let copies = (1...4).map { Fixtures.input($0, "Velmouth wire \($0)", text) }
    _ = index.insert(copies)
    #expect(index.sameStory(Fixtures.id(1), limit: 10).isEmpty)
    #expect(index.related(Fixtures.id(1), limit: 10).isEmpty)
    #expect(index.why(Fixtures.id(1), Fixtures.id(2)).verdict == .copy)
  }

  @Test("gives at most two related articles of one story, none of its own, best first")
  func diversity() {
    let index = RelatedIndex()
    let inputs = Fixtures.archive(80)
    _ = index.insert(inputs)
    for input in inputs {
      let links = index.related(input.id, limit: 10)
      let stories = links.compactMap { index.story(of: $0.id) }
      #expect(stories.allSatisfy { $0 != index.story(of: input.id) })
      #expect(
        Dictionary(stories.map { ($0, 1) }, uniquingKeysWith: +).values.allSatisfy { $0 <= 2 })
      #expect(zip(links, links.dropFirst()).allSatisfy { $0.score >= $1.score })
    }
  }

  @Test("honours an article that the page itself names")
  func named() {
    var settings = RelateSettings()
    settings.relatedThreshold = 0.9
    settings.namedLinkBonus = 1
    settings.storyThreshold = 2
    let other = Fixtures.input(
      8, "Ferries of Velmouth to run at night",
      "The ferries of Velmouth will run at night from June.")
    var plain = Fixtures.bridge[0]
    let index = RelatedIndex(settings: settings)
    _ = index.insert([plain, other])
    #expect(index.related(plain.id, limit: 5).isEmpty)
    plain.links = ["Ferries of Velmouth to run at night"]
    _ = index.insert([plain])
    #expect(index.related(plain.id, limit: 5).map(\.id) == [other.id])
  }

  @Test("honours an article that the page names though no word of it is shared")
  func namedStranger() {
    var plain = Fixtures.bridge[0]
    plain.links = ["Ostrel dairy wins the golden wheel", "No such headline"]
    let stranger = Fixtures.input(
      3, "Ostrel dairy wins the golden wheel", "Blue cheese ripens inside slate mines.")
    let index = RelatedIndex()
    _ = index.insert([plain, stranger] + Fixtures.archive(40))
    #expect(index.related(plain.id, limit: 3).first?.id == stranger.id)
    #expect(!index.related(stranger.id, limit: 3).contains { $0.id == plain.id })
    index.remove(stranger.id)
    #expect(!index.related(plain.id, limit: 3).contains { $0.id == stranger.id })
  }

  @Test("says why: terms, names, time, story and thresholds")
  func why() {
    let index = RelatedIndex()
    _ = index.insert(Fixtures.bridge)
    let answer = index.why(Fixtures.id(1), Fixtures.id(2))
    #expect(answer.verdict == .sameStory)
    #expect(answer.shared.contains { $0.term == "Velmouth" && $0.isName })
    let sum = answer.shared.reduce(0) { $0 + $1.weight }
    #expect(abs(min(1, sum) - answer.similarity) < 1e-9)
    #expect(answer.lines.contains { $0.hasPrefix("shared terms: ") })
    #expect(index.why(Fixtures.id(1), Fixtures.id(77)).verdict == .unknown)
    #expect(index.why(Fixtures.id(1), Fixtures.id(3)).verdict == .unrelated)
  }

  @Test("answers a stranger's id with nothing")
  func unknown() {
    let index = RelatedIndex()
    _ = index.insert(Fixtures.bridge)
    #expect(index.nearest(Fixtures.id(999), limit: 5).isEmpty)
    #expect(index.story(of: Fixtures.id(999)) == nil)
    #expect(index.members(of: StoryID(Fixtures.id(999))).isEmpty)
    index.remove(Fixtures.id(999))
    #expect(index.count == 3)
  }

  @Test("keeps the stories it is given when restoring")
  func restoring() {
    let story = StoryID(Fixtures.id(1))
    let index = RelatedIndex()
    index.restore(Fixtures.bridge.map { ($0, story) })
    #expect(index.members(of: story).count == 3)
    _ = index.insert(Fixtures.archive(20))
    #expect(index.members(of: story).count == 3)
  }
}
