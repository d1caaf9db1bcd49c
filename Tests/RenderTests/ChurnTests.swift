import FeedModel
import Testing

@testable import Render

/// Promise 7: what is found later makes no noise.
@Suite("Later relations")
struct ChurnTests {
  private let before = FeedItem(everything)
  private let after = FeedItem(
    everything,
    laterRelated: [link(40, "Found later", isSameStory: true), link(41, "Found later still")])

  @Test("They change no line of Atom or RSS but rel=related")
  func lines() throws {
    let old = try renderer().feed(feed([before]), maxBytes: 1 << 20)
    let new = try renderer().feed(feed([after]), maxBytes: 1 << 20)
    for index in 0...1 {
      func others(_ document: FeedDocument) -> [Substring] {
        document.text.split(separator: "\n").filter { !$0.contains("rel=\"related\"") }
      }
      #expect(others(old[index]) == others(new[index]))
      #expect(old[index].identity != new[index].identity)
    }
  }

  @Test("They change no member of a JSON item but the extension")
  func members() throws {
    let old = try #require(try ReadFeed(feed([before])).jsonItems.first)
    let new = try #require(try ReadFeed(feed([after])).jsonItems.first)
    #expect(old.members?.map(\.name) == new.members?.map(\.name))
    for (name, value) in old.members ?? [] where name != "_wireroom" {
      #expect("\(value.kind)" == new[name].map { "\($0.kind)" })
    }
  }

  @Test("Another item's bytes stay the same when an item is added")
  func neighbours() throws {
    let added = FeedItem(revision(50, article("Added"), hours: 20))
    let old = try renderer().feed(feed([before]), maxBytes: 1 << 20)
    let new = try renderer().feed(feed([added, before]), maxBytes: 1 << 20)
    for (old, new) in zip(old, new) {
      let lines = Set(new.text.split(separator: "\n"))
      for line in old.text.split(separator: "\n")
      where !line.contains("2026-06-02T00:00:00Z") && !line.contains("<lastBuildDate>") {
        #expect(lines.contains(line))
      }
    }
  }

  @Test("They stand beside the article on its page, not in it")
  func page() throws {
    func body(_ item: FeedItem) throws -> Substring {
      let text = try renderer().articlePage(item).text
      let start = try #require(text.firstRange(of: "<article>"))
      let end = try #require(text.firstRange(of: "</article>"))
      return text[start.upperBound..<end.lowerBound]
    }
    #expect(try body(before) == body(after))
    #expect(try renderer().articlePage(after).text.contains("Found later still"))
  }
}
