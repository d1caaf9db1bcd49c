import FeedModel

extension Article {
  /// The article less what no format may carry: addresses that are not of the web, empty names, tags that are none.
  ///
  /// What is left out here would make a whole feed invalid; an article is better published without it.
  var publishable: Article {
    var article = self
    article.language = language.flatMap { LanguageTag.isOne($0) ? $0 : nil }
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
    if let image = article.image, image.type == nil {
      article.image?.type = pictureType(of: image.url)
    }
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

/// The media type that the name of a picture's file says; nil where it says none.
private func pictureType(of url: String) -> String? {
  let path = url.prefix { $0 != "?" && $0 != "#" }
  guard let dot = path.lastIndex(of: "."), path[dot...].utf8.count <= 6 else { return nil }
  return [
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "svg": "image/svg+xml", "heic": "image/heic",
  ][path[path.index(after: dot)...].lowercased()]
}
