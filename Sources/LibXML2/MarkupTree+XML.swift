import CLibXML2

extension MarkupTree {
  /// The tree of an XML document (XML 1.0 with namespaces), without network and without expansion of entities.
  ///
  /// `encoding` names the charset of `xml`; nil lets the document's declaration decide. Depth is limited to 256 elements.
  /// - Throws: the first error of well-formedness, with its line. Cost: O(bytes).
  package init(
    xml: some Collection<UInt8>, encoding: String? = "UTF-8"
  ) throws(MarkupError) {
    let document = try XMLDocument(Array(xml), encoding: encoding)
    var builder = TreeBuilder()
    document.copy(into: &builder)
    self = builder.tree
  }
}

/// Single owner of a parsed libxml2 document.
struct XMLDocument: ~Copyable {
  private let pointer: xmlDocPtr

  init(_ bytes: [UInt8], encoding: String?) throws(MarkupError) {
    guard bytes.count < Int(Int32.max) / 2 else {
      throw MarkupError(message: "the document is larger than 1 GB")
    }
    guard let context = xmlNewParserCtxt() else {
      throw MarkupError(message: "libxml2 has no memory for a parser")
    }
    defer { xmlFreeParserCtxt(context) }
    let log = ErrorLog()
    log.listen(to: context)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue
    let parsed = bytes.withUnsafeBytes { buffer in
      xmlCtxtReadMemory(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil,
        encoding, Int32(options))
    }
    // The log must outlive the parse: libxml2 holds it unretained.
    if let first = withExtendedLifetime(log, { log.errors.first }) {
      if let parsed { xmlFreeDoc(parsed) }
      throw first
    }
    guard let parsed else { throw MarkupError(message: "the document is empty") }
    pointer = parsed
  }

  func copy(into builder: inout TreeBuilder) { builder.copy(pointer) }

  /// Calls `body` with the document, which must not keep it.
  func withPointer<R>(_ body: (xmlDocPtr) -> R) -> R { body(pointer) }

  deinit { xmlFreeDoc(pointer) }
}
