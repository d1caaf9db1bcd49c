import Archive
import ArgumentParser
import FeedModel
import Pipeline
import Relate

/// `wireroom links`: every article's story and related articles.
struct LinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "List every article's story, and its related articles, best first.")

  @OptionGroup var common: CommonOptions

  @Flag(name: .long, help: "Print one line of JSON an article.")
  var jsonl = false

  @Option(name: .long, help: "At most this many links of each kind.")
  var limit = 10

  @Flag(name: .long, help: "Also the nearest articles by similarity alone.")
  var raw = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000.") }
  }

  func run() throws {
    let index = try common.readIndex()
    let names = Dictionary(uniqueKeysWithValues: index.articles.map { ($0.id, $0) })
    let (related, limit, raw, jsonl) = (index.index, limit, raw, jsonl)
    for start in stride(from: 0, to: index.articles.count, by: 512) {
      let chunk = Array(index.articles[start..<min(start + 512, index.articles.count)])
      let rows = chunk.parallelMap { article in
        let links = Links(
          story: related.sameStory(article.id, limit: limit),
          topic: related.related(article.id, limit: limit),
          nearest: raw ? related.nearest(article.id, limit: limit) : nil)
        return jsonl
          ? links.json(of: article, names).bytes + [UInt8(ascii: "\n")]
          : Array(links.text(of: article, names).utf8)
      }
      write(Array(rows.joined()))
    }
  }

  private struct Links {
    var story: [Neighbour]
    var topic: [Neighbour]
    var nearest: [Neighbour]?

    func json(of article: ArticleSummary, _ names: [ItemID: ArticleSummary]) -> JSON {
      func list(_ links: [Neighbour]) -> JSON {
        .array(
          links.map { link in
            .object([
              .init("path", JSON(names[link.id]?.location.display)),
              .init("id", .string(link.id.urn)),
              .init("score", .double(link.score)),
            ])
          })
      }
      return JSON([
        "path": .string(article.location.display), "id": .string(article.id.urn),
        "story": JSON(article.story?.item.uuid), "more_on_this_story": list(story),
        "related": list(topic), "nearest": nearest.map(list),
      ])
    }

    func text(of article: ArticleSummary, _ names: [ItemID: ArticleSummary]) -> String {
      func list(_ title: String, _ links: [Neighbour]) -> String {
        links.isEmpty
          ? ""
          : "  \(title)\n"
            + links.map { link in
              "    \((link.score * 1000).rounded() / 1000)  \(names[link.id]?.headline ?? link.id.uuid)\n"
            }.joined()
      }
      return article.headline + "\n" + list("more on this story", story) + list("related", topic)
        + list("nearest", nearest ?? [])
    }
  }
}
