import FeedModel

extension Article {
  /// The article less what no format may carry: addresses that are not of the web, empty names, tags that are none.
  ///
  /// What is left out here would make a whole feed invalid; an article is better published without it.
  var publishable: Article {
    var article = self
    article.language = language.flatMap { isLanguageTag($0) ? $0 : nil }
    article.canonicalURL = webAddress(canonicalURL)
    article.authors = authors.compactMap { author in
      guard !author.name.trimmed.isEmpty else { return nil }
      return Author(
        name: author.name, email: author.email.flatMap { isEmailAddress($0) ? $0 : nil },
        url: webAddress(author.url))
    }
    if categories.contains(where: \.trimmed.isEmpty) {
      article.categories.removeAll(where: \.trimmed.isEmpty)
    }
    for index in sources.indices where webAddress(sources[index].url) == nil {
      article.sources[index].url = nil
    }
    if let image, webAddress(image.url) == nil { article.image = nil }
    if let type = image?.type, !isMediaType(type) { article.image?.type = nil }
    return article
  }
}

/// `url` when it is an absolute `http(s)` URL with a host.
func webAddress(_ url: String?) -> String? {
  guard let url, url.hasPrefix("https://") || url.hasPrefix("http://"), isAbsolute(url) else {
    return nil
  }
  return url
}
