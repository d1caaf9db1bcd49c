import Decode
import FeedModel
import Foundation
import Testing

@testable import Normalize

/// Files of `Readings`, read as the product does and compared with the file beside each that ends in `.reading`.
///
/// That one opens with what the fixture shows. To record what is missing there, write that first line and set
/// `WIREROOM_RECORD_READINGS`.
@Suite("Fixtures: a file in, a reading out") struct ReadingFixtureTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Readings")
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { !$0.hasSuffix(".reading") }.sorted() ?? []

  @Test("There are forty of them, each with its reading")
  func count() {
    #expect(Self.names.count >= 40)
  }

  @Test("Each reads as a person would", arguments: names)
  func reads(_ name: String) throws {
    let expected = Self.folder.appendingPathComponent(name + ".reading")
    let known = try String(contentsOf: expected, encoding: .utf8)
    let shows = known.prefix { $0 != "\n" }
    #expect(shows.hasPrefix("# "), "the fixture says what it shows")
    let found = shows + "\n" + Self.reading(of: try Self.bytes(name), name)
    if ProcessInfo.processInfo.environment["WIREROOM_RECORD_READINGS"] != nil {
      try found.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(found == known)
  }

  @Test("Two hundred flipped bytes never crash it or make it hang", arguments: names)
  func flips(_ name: String) throws {
    let whole = try Self.bytes(name)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for _ in 0..<200 {
      var bytes = whole
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes[Int(state >> 33) % bytes.count] ^= UInt8(truncatingIfNeeded: state >> 24) | 1
      let text = Self.reading(of: bytes, name)
      #expect(!text.isEmpty)
    }
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// The reading as text: what was found, a key a line, then the body.
  private static func reading(of bytes: [UInt8], _ name: String) -> String {
    let article: Article
    do {
      let manuscript = try ManuscriptDecoder().decode(bytes, name: Array(name.utf8))
      article = try Normalizer(zone: .utc).read(manuscript, capturedAt: PageTexts.captured).article
    } catch let error as DecodeError {
      return "refused: \(error.reason)\n"
    } catch let error as NormalizeError {
      return "refused: \(error.reason)\n"
    } catch {
      return "refused: \(error)\n"
    }
    return facts(article) + "\n" + article.body.text + "\n---\n" + PageTexts.markup(article.body)
      + "\n"
  }

  private static func facts(_ article: Article) -> String {
    func time(_ claim: TimeClaim?) -> String? {
      claim.map { "\($0.timestamp.rfc3339) \($0.precision.rawValue)" }
    }
    var rows: [(String, String?)] = [
      ("title", article.headline), ("dek", article.dek), ("dateline", article.dateline),
      ("published", time(article.published)), ("updated", time(article.updated)),
      ("language", article.language),
    ]
    rows += article.kickers.map { ("kicker", $0) }
    rows += article.authors.map { ("author", $0.name) }
    rows += article.categories.map { ("category", $0) }
    rows += article.sources.map {
      ("source", "\($0.number) \($0.title) | \($0.publisher ?? "-") | \($0.url ?? "-")")
    }
    rows += article.links.map { ("link", $0.title) }
    return rows.compactMap { name, value in value.map { "\(name): \($0)\n" } }.joined()
  }
}
