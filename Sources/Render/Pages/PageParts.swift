import FeedModel

/// Markup made by `make`, as a string for a template.
func fragment(_ make: (inout ByteWriter) -> Void) -> String {
  var out = ByteWriter()
  make(&out)
  return String(decoding: out.bytes, as: UTF8.self)
}

/// `text` escaped for a place between tags or in an attribute.
func escaped(_ text: String) -> String {
  fragment { $0.write(balanced(text), .attribute) }
}

/// The base direction of a language (BCP 47), by its script where it names one, else by its primary subtag.
func direction(of language: String?) -> String {
  guard let language else { return "auto" }
  let subtags = language.lowercased().split(separator: "-")
  if let script = subtags.dropFirst().first(where: { $0.utf8.count == 4 }) {
    return ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"].contains(script) ? "rtl" : "ltr"
  }
  let rightToLeft: Set<Substring> = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi",
  ]
  return subtags.first.map { rightToLeft.contains($0) } ?? false ? "rtl" : "ltr"
}

extension ByteWriter {
  /// A `meta` element on a line of its own; nothing for nil.
  mutating func meta(name: String, _ content: String?) {
    guard let content else { return }
    markup("<meta")
    attribute("name", name)
    attribute("content", content)
    markup("/>\n")
  }

  /// A `meta` element of the Open Graph kind, on a line of its own; nothing for nil.
  mutating func meta(property: String, _ content: String?) {
    guard let content else { return }
    markup("<meta")
    attribute("property", property)
    attribute("content", content)
    markup("/>\n")
  }

  /// `<time>` with the machine's and the reader's form.
  mutating func time(_ time: PageTime) {
    markup("<time dir=\"ltr\" datetime=\"")
    write(time.machine, .attribute)
    markup("\">")
    write(time.text, .text)
    markup("</time>")
  }

  /// When an item was published, and when updated if that is another time.
  mutating func times(of revision: Revision) {
    let published = PageTime(
      timestamp: revision.published, precision: revision.publishedPrecision)
    let updated = PageTime(timestamp: revision.updated, precision: revision.updatedPrecision)
    time(published)
    guard updated.text != published.text else { return }
    markup(" · Updated ")
    time(updated)
  }

  /// The department lines over a headline; nothing when there is none.
  mutating func kickers(_ kickers: [String]) {
    guard !kickers.isEmpty else { return }
    markup("<p class=\"kicker\">")
    for (index, kicker) in kickers.enumerated() {
      if index > 0 { markup(" · ") }
      markup("<span dir=\"auto\">")
      write(balanced(kicker), .text)
      markup("</span>")
    }
    markup("</p>\n")
  }

  /// A paragraph of a class; nothing for nil.
  mutating func paragraph(_ kind: StaticString, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    markup("<p class=\"")
    markup(kind)
    markup("\" dir=\"auto\">")
    write(balanced(text), .text)
    markup("</p>\n")
  }

  /// `link rel=alternate` to the three formats of a feed, for a page's head.
  mutating func alternates(title: String, folder: String, at addresses: Addresses) {
    let formats: [(StaticString, String)] = [
      ("application/atom+xml", AtomFormat.file), ("application/rss+xml", RSSFormat.file),
      ("application/feed+json", JSONFormat.file),
    ]
    for (type, file) in formats {
      markup("<link rel=\"alternate\" type=\"")
      markup(type)
      markup("\"")
      attribute("title", title)
      attribute("href", addresses.document(folder + file), .uri)
      markup("/>\n")
    }
  }

  /// A list of links in an `aside`; nothing when it is empty.
  mutating func aside(
    _ title: StaticString, _ links: [(title: String, address: String)],
    more: (title: StaticString, address: String)? = nil
  ) {
    guard !links.isEmpty || more != nil else { return }
    markup("<aside><h2>")
    markup(title)
    markup("</h2>\n<ul>\n")
    for other in links {
      markup("<li dir=\"auto\">")
      link(other.title, to: other.address)
      markup("</li>\n")
    }
    if let more {
      markup("<li class=\"more\"><a href=\"")
      write(more.address, .uri)
      markup("\">")
      markup(more.title)
      markup("</a></li>\n")
    }
    markup("</ul></aside>\n")
  }
}
