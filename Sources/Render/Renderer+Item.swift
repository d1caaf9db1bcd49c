import FeedModel

extension Renderer {
  /// One item as JSON Feed has it, an object on one line, with its whole content.
  ///
  /// - Throws: `RenderError.missing` for an item without a title. Cost: O(bytes out).
  package func item(_ item: FeedItem) throws(RenderError) -> [UInt8] {
    let content = try ItemContent(item, form: .full, at: addresses)
    var out = ByteWriter(capacity: content.html.count * 5 / 4 + 2048)
    JSONFormat(site: site, addresses: addresses).item(
      content, language: nil, isFirst: true, into: &out)
    // The format begins each item on a line of its own.
    return Array(out.bytes.drop { $0 == 10 })
  }
}
