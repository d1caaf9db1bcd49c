internal import FeedModel

/// Reads the text of a page, or of an article alone, line by line.
struct PageReader {
  let dates: DateReader
  /// BCP 47, where the file states none and its text doesn't tell.
  let language: String?
  let model: LineModel

  /// The article of `lines` and the role of every line.
  ///
  /// - Throws: when there is no text, or nothing of it could be an article.
  /// - Complexity: O(bytes).
  func read(
    _ lines: TextLines, of manuscript: Manuscript, capturedAt: Instant
  ) throws(NormalizeError) -> Reading {
    let page = Page(lines, model.words)
    guard !page.lines.isEmpty else {
      throw NormalizeError(
        reason: .empty, message: "the file holds no text; put the article's text in it")
    }
    let sketch = PageSketch(page, model)
    let language = manuscript.metadata.language ?? sketch.language ?? language
    let dates = LineDates(sketch, dates, language: language, capturedAt: capturedAt)
    var draft = ArticleDraft(sketch, dates: dates)
    draft.readData()
    draft.chooseBody()
    draft.readOpening()
    if let title = manuscript.metadata.title {
      draft.keepHeadline(besides: title)
    } else {
      draft.settleHeadline()
    }
    guard draft.isArticle || manuscript.metadata.title != nil && draft.hasBody else {
      throw NormalizeError(
        reason: .noArticle, line: manuscript.firstLine,
        message: Self.lack(of: page) + "; put the article's text in the file")
    }
    var article = draft.article(manuscript)
    article.language = language
    return Reading(
      article: article, lines: draft.sketch.readings(firstLine: manuscript.firstLine))
  }

  /// What a file without an article holds instead.
  private static func lack(of page: Page) -> String {
    let words = page.lines.reduce(0) { $0 + $1.words }
    let letters = page.lines.reduce(0) { $0 + $1.letters }
    if words == 0 { return "only marks and symbols, not a word" }
    if letters == 0 { return "only numbers, not a word" }
    if letters > words * 100 {
      return "\(letters) letters in \(words == 1 ? "one word" : "\(words) words"), no sentence"
    }
    if words < 3 { return words == 1 ? "only one word" : "only two words" }
    return "only menus, prompts or lists of links"
  }
}
