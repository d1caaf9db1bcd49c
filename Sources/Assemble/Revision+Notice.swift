import FeedModel

extension Revision {
  /// What a feed may show in place of a withdrawn article, under its id; nil when it is not withdrawn.
  ///
  /// It bears headline, authors and categories, no word of the text, and changed when the article was withdrawn.
  var notice: Revision? {
    guard let withdrawn else { return nil }
    let text = withdrawalText(withdrawn)
    var article = Article(
      format: self.article.format, charset: self.article.charset,
      headline: "Withdrawn: " + self.article.headline,
      body: Body(pieces: [.markup("<p>\(text)</p>")], text: text))
    article.language = self.article.language
    article.authors = self.article.authors
    article.kickers = self.article.kickers
    article.categories = self.article.categories
    var notice = self
    notice.article = article
    notice.updated = Timestamp(max(withdrawn, updated.instant))
    notice.updatedPrecision = .second
    notice.related = []
    notice.withdrawn = nil
    return notice
  }
}
