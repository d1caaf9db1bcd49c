import FeedModel

/// The body of `article` and its numbered sources as XHTML, for whoever asks outside a feed.
///
/// `pageURL` is the absolute URL of the article's page, which citation marks and inner links lead to.
package func articleHTML(_ article: Article, pageURL: String) -> String {
  var writer = ByteWriter(capacity: article.body.text.utf8.count * 2)
  writer.body(of: article, pageURL: pageURL)
  writer.sources(article.sources)
  return String(decoding: writer.bytes, as: UTF8.self)
}
