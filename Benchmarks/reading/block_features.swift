// Prints the features of every block of the HTML pages in a folder, for `train_blocks.py`.
//
// Build it as an executable beside the package's targets with `-enable-testing`, and run it as `block_features FOLDER`.
import Decode
import FeedModel
import Foundation
import LibXML2

@testable import Normalize

@main struct BlockDump {
  static func main() throws {
    startLibXML2()
    let folder = URL(fileURLWithPath: CommandLine.arguments[1])
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let manuscript = try ManuscriptDecoder().decode(
        [UInt8](Data(contentsOf: file)), name: Array(file.lastPathComponent.utf8))
      guard case .markup(let markup) = manuscript.content else { continue }
      print(try lines(manuscript, markup, id: file.deletingPathExtension().lastPathComponent))
    }
  }

  static func lines(_ manuscript: Manuscript, _ markup: String, id: String) throws -> String {
    let document = MarkupDocument(try MarkupTree(html: Array(markup.utf8)))
    let reading = MarkupReading(
      document, manuscript: manuscript, dates: DateReader(zone: .utc), language: nil,
      capturedAt: Instant(seconds: 0))
    let headline = HeadlineFinder(document, reading.hints, reading.blocks, reading.facts).find()?.block
    let features = BlockFeatures(
      document, reading.hints, reading.blocks, headline: headline,
      articleBody: reading.facts.articleBody)
    return reading.blocks.indices.map { index in
      var values: [Float] = []
      features.append(index, to: &values)
      return JSON([
        "id": .string(id), "h": .int(headline ?? -1),
        "t": .string(String(decoding: reading.blocks[index].text, as: UTF8.self)),
        "f": .array(values.map { .double(Double($0)) }),
      ]).text
    }.joined(separator: "\n")
  }
}
