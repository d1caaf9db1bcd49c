import CMarkdown

/// Why Markdown was not rendered.
package struct MarkdownError: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    /// Larger than 1 GB.
    case tooLarge
    /// The parser ran out of memory.
    case outOfMemory
  }

  package var reason: Reason
}

/// CommonMark with GitHub's tables, strikethrough and task lists, as HTML.
///
/// In and out UTF-8. Raw HTML and links pass through as written: what comes out must be sanitised. Bare addresses that
/// start with `http:` or `https:` become links.
/// - Complexity: O(bytes).
package func htmlFromMarkdown(_ bytes: [UInt8]) throws(MarkdownError) -> [UInt8] {
  guard bytes.count < 1 << 30 else { throw MarkdownError(reason: .tooLarge) }
  let output = Output(capacity: bytes.count + bytes.count / 4)
  let parser =
    MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS
  let status = bytes.withUnsafeBytes { buffer in
    md_html(
      buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count),
      { chunk, count, context in
        guard let chunk, let context else { return }
        let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
        output.bytes += UnsafeRawBufferPointer(start: chunk, count: Int(count))
      }, Unmanaged.passUnretained(output).toOpaque(), UInt32(parser),
      UInt32(MD_HTML_FLAG_XHTML))
  }
  // md4c holds the output unretained while it runs.
  return try withExtendedLifetime(output) { () throws(MarkdownError) in
    guard status == 0 else { throw MarkdownError(reason: .outOfMemory) }
    return output.bytes
  }
}

private final class Output {
  var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }
}
