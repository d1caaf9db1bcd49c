package import FeedModel

/// Turns a file's bytes into a manuscript: characters known, format known, front matter read.
package struct ManuscriptDecoder: Sendable {
  package init() {}

  /// The manuscript in `bytes`.
  ///
  /// Markdown is rendered to HTML here; a page's own meta elements stay in its markup, for `Normalize` to weigh.
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: The file's name or path, for its extension.
  /// - Returns: The manuscript, its charset and warnings filled in.
  /// - Throws: `DecodeError` when the file is empty, no text, or has broken front matter.
  /// - Complexity: O(bytes). Pure.
  package func decode(_ bytes: [UInt8], name: [UInt8]) throws(DecodeError) -> Manuscript {
    if let kind = ForeignFormat.named(in: bytes) {
      throw DecodeError(
        reason: .notText(kind), message: "the file is \(kind), not text; export the article as text"
      )
    }
    let text = try EncodedText(bytes)
    let clean = CleanText(text.utf8)
    guard clean.hasInk else {
      throw DecodeError(
        reason: .empty, message: "the file holds no text; put the article's text in it")
    }
    var manuscript = try read(clean.lines, FormatGuess(name: name))
    manuscript.charset = text.charset
    manuscript.warnings = text.warnings + clean.warnings + manuscript.warnings
    return manuscript
  }
}

extension ManuscriptDecoder {
  private func read(
    _ lines: TextLines, _ guess: FormatGuess
  ) throws(DecodeError) -> Manuscript {
    let front = try FrontMatter(lines)
    let mail = front == nil ? MailHeader(lines) : nil
    let head = front?.lineCount ?? mail?.lineCount ?? 0
    let body = lines.dropFirst(head)
    let format = try guess.format(of: body, hasFrontMatter: front != nil)
    let content: Manuscript.Content
    switch format {
    case .text: content = .lines(body)
    case .html: content = .markup(String(decoding: body.bytes[body.extent], as: UTF8.self))
    case .markdown: content = .markup(try MarkdownText(body.indices.map { body[$0] }[...]).html)
    }
    var manuscript = Manuscript(
      format: format, charset: "utf-8",
      metadata: front?.metadata ?? mail?.metadata ?? Metadata(), content: content,
      firstLine: head + 1)
    if format == .markdown { manuscript.source = body }
    return manuscript
  }
}
