import CLibXML2

/// Collects what libxml2 reports of one parse or validation, at most 100 errors; warnings are passed over.
final class ErrorLog {
  private(set) var errors: [MarkupError] = []

  /// Takes the reports of `context`, which must not outlive this log.
  func listen(to context: xmlParserCtxtPtr) {
    context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    // Structured reports of a parser arrive with the parser as their context, whatever one asks for.
    context.pointee.sax.pointee.serror = { context, error in
      guard let context, let error else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      ErrorLog.record(error, in: parser.pointee._private)
    }
  }

  static func record(_ error: UnsafePointer<xmlError>, in log: UnsafeMutableRawPointer?) {
    guard let log, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    Unmanaged<ErrorLog>.fromOpaque(log).takeUnretainedValue().append(error.pointee)
  }

  private func append(_ error: xmlError) {
    guard errors.count < 100 else { return }
    let message = error.message.map { String(cString: $0) } ?? "unknown error \(error.code)"
    errors.append(
      MarkupError(
        message: message.split(whereSeparator: \.isNewline).joined(separator: " "),
        line: error.line > 0 ? Int(error.line) : nil,
        column: error.int2 > 0 ? Int(error.int2) : nil))
  }
}
