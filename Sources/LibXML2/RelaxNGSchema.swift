import CLibXML2

/// A compiled RelaxNG grammar.
///
/// Not `Sendable`: one task at a time.
package final class RelaxNGSchema {
  private let pointer: xmlRelaxNGPtr

  /// Compiles a grammar in XML syntax.
  /// - Throws: when it is not one.
  package init(_ grammar: [UInt8]) throws(MarkupError) {
    let context = grammar.withUnsafeBytes { buffer in
      xmlRelaxNGNewMemParserCtxt(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
    }
    guard let context else { throw MarkupError(message: "libxml2 has no memory for a grammar") }
    defer { xmlRelaxNGFreeParserCtxt(context) }
    let log = ErrorLog()
    xmlRelaxNGSetParserStructuredErrors(
      context, { log, error in error.map { ErrorLog.record($0, in: log) } },
      Unmanaged.passUnretained(log).toOpaque())
    let compiled = xmlRelaxNGParse(context)
    let first = withExtendedLifetime(log) { log.errors.first }
    guard let compiled else { throw first ?? MarkupError(message: "not a RelaxNG grammar") }
    pointer = compiled
  }

  deinit { xmlRelaxNGFree(pointer) }

  /// What in an XML document (UTF-8) breaks the grammar, in document order.
  ///
  /// Empty when it is valid. At most 100.
  /// - Throws: when the document is not well-formed.
  package func errors(in xml: [UInt8]) throws(MarkupError) -> [MarkupError] {
    let document = try XMLDocument(xml, encoding: "UTF-8")
    guard let context = xmlRelaxNGNewValidCtxt(pointer) else {
      throw MarkupError(message: "libxml2 has no memory to validate")
    }
    defer { xmlRelaxNGFreeValidCtxt(context) }
    let log = ErrorLog()
    xmlRelaxNGSetValidStructuredErrors(
      context, { log, error in error.map { ErrorLog.record($0, in: log) } },
      Unmanaged.passUnretained(log).toOpaque())
    let status = document.withPointer { xmlRelaxNGValidateDoc(context, $0) }
    let errors = withExtendedLifetime(log) { log.errors }
    return status != 0 && errors.isEmpty
      ? [MarkupError(message: "the document does not match the grammar")] : errors
  }
}
