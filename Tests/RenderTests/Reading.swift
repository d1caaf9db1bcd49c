import FeedModel
import Glibc
import LibXML2
import Testing

@testable import Render

let atom = "http://www.w3.org/2005/Atom"

func renderer(_ site: Site = site) throws -> Renderer { try Renderer(site: site, version: "1.2.3") }

/// The three documents of a feed, read again by a parser.
struct ReadFeed {
  let documents: [FeedDocument]
  let atomFeed: MarkupTree.Element
  let channel: MarkupTree.Element
  let json: JSONValue

  init(_ feed: Feed, maxBytes: Int = 1 << 20, site: Site = site) throws {
    documents = try renderer(site).feed(feed, maxBytes: maxBytes)
    atomFeed = try #require(try MarkupTree(xml: documents[0].identity).root)
    let rss = try #require(try MarkupTree(xml: documents[1].identity).root)
    channel = try #require(rss.child("channel", namespace: nil))
    json = try JSONReader.read(documents[2].identity)
  }

  var entries: [MarkupTree.Element] { atomFeed.children("entry", namespace: atom) }
  var items: [MarkupTree.Element] { channel.children("item", namespace: nil) }
  var jsonItems: [JSONValue] { json["items"]?.array ?? [] }
}

extension FeedDocument {
  var text: String { String(decoding: identity, as: UTF8.self) }
}

extension MarkupTree.Element {
  func text(_ name: String, _ namespace: String? = nil) -> String? {
    child(name, namespace: namespace)?.text
  }
}

/// The bytes of a file beside this one; nil when there is none.
func neighbour(_ path: String, of file: StaticString = #filePath) -> [UInt8]? {
  guard let stream = fopen(beside(path, file), "r") else { return nil }
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
    bytes += chunk[..<count]
  }
  return bytes
}

/// Writes a file beside this one.
func write(_ bytes: [UInt8], to path: String, beside file: StaticString = #filePath) throws {
  let stream = try #require(fopen(beside(path, file), "w"))
  defer { fclose(stream) }
  #expect(fwrite(bytes, 1, bytes.count, stream) == bytes.count)
}

private func beside(_ path: String, _ file: StaticString) -> String {
  let here = "\(file)"
  return here[...(here.lastIndex(of: "/") ?? here.startIndex)] + path
}
