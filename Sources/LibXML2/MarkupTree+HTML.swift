import CLibXML2

extension MarkupTree {
  /// Elements may be nested this deep; pages of the web stay below 100.
  package static let deepest = 512

  /// The tree of an HTML page or fragment in UTF-8, mended as libxml2 mends it.
  ///
  /// No network. Elements are in no namespace and in lower case; `html` and `body` are put around what lacks them. The parser
  /// knows HTML 4: texts of `script` and `style` are kept as they stand, so a reader must leave them out.
  /// - Throws: when the document is nested too deeply or a tag is so long that reading it would take quadratic time.
  /// - Complexity: O(bytes).
  package init(html: [UInt8]) throws(MarkupError) {
    guard html.count < Int(Int32.max) / 2 else {
      throw MarkupError(message: "the document is larger than 1 GB")
    }
    if let objection = html.withUnsafeBufferPointer(HTMLGuard.objection) { throw objection }
    var builder = TreeBuilder()
    if let error = html.withUnsafeBytes({ Self.parse($0, into: &builder) }) { throw error }
    self = builder.tree
  }

  private static func parse(
    _ bytes: UnsafeRawBufferPointer, into builder: inout TreeBuilder
  ) -> MarkupError? {
    guard let context = htmlNewParserCtxt() else {
      return MarkupError(message: "libxml2 has no memory for a parser")
    }
    defer { htmlFreeParserCtxt(context) }
    limitDepth(of: context)
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_NODEFDTD.rawValue
      | HTML_PARSE_IGNORE_ENC.rawValue
    // There is no HTML_PARSE_HUGE yet, but the bit lifts the silent cut at depth 256 and at texts of 10 MB.
    let document = htmlCtxtReadMemory(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
      "UTF-8", Int32(options) | Int32(XML_PARSE_HUGE.rawValue))
    guard let document else {
      return bytes.isEmpty ? nil : MarkupError(message: "the document can't be read as HTML")
    }
    defer { xmlFreeDoc(document) }
    if context.pointee.disableSAX != 0 {
      return MarkupError(
        message: "elements are nested deeper than \(deepest)",
        line: Int(exactly: context.pointee._private.map { Int(bitPattern: $0) } ?? 0))
    }
    builder.copy(document)
    return nil
  }

  /// Stops the parser at too deep an element: an end tag that matches nothing searches all open elements.
  private static func limitDepth(of context: htmlParserCtxtPtr) {
    context.pointee.sax.pointee.startElement = { context, name, attributes in
      guard let context else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      guard parser.pointee.nodeNr < Int32(MarkupTree.deepest) else {
        parser.pointee._private = UnsafeMutableRawPointer(
          bitPattern: Int(parser.pointee.input.pointee.line))
        return xmlStopParser(parser)
      }
      xmlSAX2StartElement(context, name, attributes)
    }
  }
}
