import FeedModel

extension Revision {
  /// What a feed may show in place of a withdrawn article, under its id; nil when it is not withdrawn.
  ///
  /// It bears headline, authors and categories, no word of the text, leads to the note that stands in the place of the page, which is
  /// gone, and changed when the article was withdrawn.
  var notice: Revision? {
    guard let withdrawn else { return nil }
    let text = withdrawalText(withdrawn)
    var notice = self
    notice.article = Article(withdrawn: "Withdrawn: " + article.headline, of: article)
    notice.article.body = Body(pieces: [.markup("<p>\(text)</p>")], text: text)
    notice.updated = Timestamp(max(withdrawn, updated.instant))
    notice.updatedPrecision = .second
    notice.related = []
    notice.withdrawn = nil
    notice.isNotice = true
    return notice
  }
}
