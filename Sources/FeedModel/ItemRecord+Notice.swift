/// The written form of what a notice shows of a withdrawn article, beside its headline: a JSON object.
extension ItemRecord {
  package var noticeText: String? {
    guard let notice else { return nil }
    let authors = notice.authors.map { author in
      JSON([
        "name": .string(author.name), "email": author.email.map { .string($0) },
        "url": author.url.map { .string($0) },
      ])
    }
    return JSON([
      "language": notice.language.map { .string($0) }, "authors": .array(authors),
      "kickers": JSON(strings: notice.kickers), "categories": JSON(strings: notice.categories),
    ]).text
  }

  /// Takes what `noticeText` wrote; nothing of what is no JSON.
  package mutating func take(notice text: String) {
    let value: JSON
    do { value = try JSON(parsing: Array(text.utf8)) } catch { return }
    var article = Article(withdrawn: headline)
    article.language = value["language"]?.string
    article.kickers = value["kickers"]?.array?.compactMap(\.string) ?? []
    article.categories = value["categories"]?.array?.compactMap(\.string) ?? []
    article.authors =
      value["authors"]?.array?.compactMap { author in
        author["name"]?.string.map {
          Author(name: $0, email: author["email"]?.string, url: author["url"]?.string)
        }
      } ?? []
    notice = article
  }
}
