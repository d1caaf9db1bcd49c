package import FeedModel

/// The id that an article gets at first sight: by its explicit id, else its canonical URL, else its place without extension.
package func itemID(authority: String, article: Article, location: SourceLocation) -> ItemID {
  (article.statedKeys.first ?? .path(location)).id(authority: authority)
}
