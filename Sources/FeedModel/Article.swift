/// The normalised content of a source file: what an editor would say it holds.
///
/// All strings are NFC plain text without markup, free of characters that XML 1.0 §2.2 forbids.
package struct Article: Hashable, Sendable {
  package var format: SourceFormat
  package var charset: String
  /// Explicit identity of the front matter.
  package var explicitID: String?
  /// Absolute `http(s)` URL of the original, normalised.
  package var canonicalURL: String?
  /// Never empty.
  package var headline: String
  /// Lines that stand over the headline and name its department; also in `categories`.
  package var kickers: [String]
  /// The standfirst, plain text, without a final line break.
  package var dek: String?
  package var authors: [Author]
  /// `PARIS (Reuters)`, without the dash.
  package var dateline: String?
  /// BCP 47, nil when unknown.
  package var language: String?
  package var published: TimeClaim?
  package var updated: TimeClaim?
  /// When the text was taken, if the file says so.
  package var captured: Timestamp?
  /// Distinct, in order: kickers, categories, tags.
  package var categories: [String]
  package var body: Body
  /// Ascending by number, numbers distinct.
  package var sources: [Source]
  /// Numbers of the citation marks in the body, in reading order, each the number of a source.
  package var citations: [Int]
  /// Articles that the page's own trailing lists name (More on This Story and its kin).
  package var links: [PageLink]
  /// Image that stands for the article, absolute.
  package var image: Enclosure?
  /// Wished path segment of the article's page, from front matter.
  package var slug: String?
  /// Why it must wait, when it is a draft or dated in the future.
  package var hold: Hold?
  /// What was repaired or is doubtful: a short sentence each.
  package var warnings: [String]

  /// Why a readable article is not published yet.
  package enum Hold: Hashable, Sendable {
    case draft
    case future(Instant)
  }

  package init(format: SourceFormat, charset: String, headline: String, body: Body) {
    self.format = format
    self.charset = charset
    self.headline = headline
    self.body = body
    kickers = []
    authors = []
    categories = []
    sources = []
    citations = []
    links = []
    warnings = []
  }

  /// What is still told once the text is withdrawn: a headline, and of `article` who wrote it, in what language and of what.
  package init(withdrawn headline: String, of article: Article? = nil) {
    self.init(
      format: article?.format ?? .text, charset: article?.charset ?? "utf-8", headline: headline,
      body: Body(pieces: [], text: ""))
    guard let article else { return }
    language = article.language
    authors = article.authors
    kickers = article.kickers
    categories = article.categories
  }
}

/// A person or desk that wrote an article (RFC 4287 §3.2).
package struct Author: Hashable, Sendable, Codable {
  /// Never empty.
  package var name: String
  package var email: String?
  package var url: String?

  package init(name: String, email: String? = nil, url: String? = nil) {
    self.name = name
    self.email = email
    self.url = url
  }
}

/// One entry of an article's numbered list of sources.
package struct Source: Hashable, Sendable {
  /// As shown, from 1.
  package var number: Int
  package var title: String
  /// Who published it, where the list says more than a title.
  package var publisher: String?
  /// Absolute `http(s)` URL; a bare domain has become `https://DOMAIN/`.
  package var url: String?

  package init(number: Int, title: String, publisher: String? = nil, url: String? = nil) {
    self.number = number
    self.title = title
    self.publisher = publisher
    self.url = url
  }
}

/// A link that the page itself gives to another article.
package struct PageLink: Hashable, Sendable {
  package var title: String
  package var url: String?

  package init(title: String, url: String? = nil) {
    self.title = title
    self.url = url
  }
}

/// A media file that goes with an item.
package struct Enclosure: Hashable, Sendable {
  /// Absolute.
  package var url: String
  /// Media type, such as `image/jpeg`.
  package var type: String?
  /// Bytes, where known.
  package var length: Int?

  package init(url: String, type: String? = nil, length: Int? = nil) {
    self.url = url
    self.type = type
    self.length = length
  }
}

/// The body of an article, safe to publish, but for what only the publisher knows: the address of the article's own page.
package struct Body: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    /// XHTML, escaped and sanitised; all pieces joined are well-formed.
    case markup(String)
    /// A citation mark in running text, by the number of its source.
    case citation(Int)
    /// The absolute URL of the article's page, inside an attribute value (for links within the article).
    case pageURL
  }

  package var pieces: [Piece]
  /// The same as plain text: paragraphs separated by a blank line, citation marks left out.
  package var text: String

  package init(pieces: [Piece] = [], text: String = "") {
    self.pieces = pieces
    self.text = text
  }
}
