import Archive
import ArgumentParser
import FeedModel
import Relate

/// `wireroom why`: why two articles are, or are not, related.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Explain why two articles are, or are not, related.")

  @OptionGroup var common: CommonOptions

  @Argument(help: "An article: its id, path, slug or page address.")
  var first: String

  @Argument(help: "The other.")
  var second: String

  func run() throws {
    let index = try common.readIndex()
    let a = try ArchiveIndex.find(first, in: index.articles)
    let b = try ArchiveIndex.find(second, in: index.articles)
    print(a.headline)
    print(b.headline)
    for line in index.index.why(a.id, b.id).lines { print("  " + line) }
  }
}
