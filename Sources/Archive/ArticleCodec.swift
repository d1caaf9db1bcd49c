internal import FeedModel

/// The stored form of an article: a version byte, then its fields in a fixed order.
///
/// A later form gets a later version; every version ever written stays readable.
enum ArticleCodec {
  private static let version: UInt8 = 1

  static func bytes(of article: Article) -> [UInt8] {
    let markup = article.body.pieces.reduce(0) { sum, piece in
      if case .markup(let text) = piece { sum + text.utf8.count + 4 } else { sum + 4 }
    }
    var out = ByteWriter(capacity: markup + article.body.text.utf8.count + 1024)
    out.byte(version)
    writeHead(article, &out)
    writeTimes(article, &out)
    writeBody(article.body, &out)
    writeLinks(article, &out)
    return out.bytes
  }

  static func article(_ bytes: [UInt8]) throws(MalformedBytes) -> Article {
    var reader = ByteReader(bytes)
    guard try reader.byte() == version else { throw MalformedBytes(what: "an unknown version") }
    var article = try readHead(&reader)
    try readTimes(&article, &reader)
    article.body = try readBody(&reader)
    try readLinks(&article, &reader)
    guard reader.isAtEnd else { throw MalformedBytes(what: "a tail") }
    return article
  }
}

extension ArticleCodec {
  private static func writeHead(_ article: Article, _ out: inout ByteWriter) {
    out.byte(Codes.formats.code(of: article.format))
    out.text(article.charset)
    out.optionalText(article.explicitID)
    out.optionalText(article.canonicalURL)
    out.text(article.headline)
    out.texts(article.kickers)
    out.optionalText(article.dek)
    out.list(article.authors) { out, author in
      out.text(author.name)
      out.optionalText(author.email)
      out.optionalText(author.url)
    }
    out.optionalText(article.dateline)
    out.optionalText(article.language)
    out.texts(article.categories)
    out.optionalText(article.slug)
    out.texts(article.warnings)
  }

  private static func readHead(_ reader: inout ByteReader) throws(MalformedBytes) -> Article {
    let format = try Codes.formats.value(of: reader.byte())
    let charset = try reader.text()
    let explicitID = try reader.optionalText()
    let canonicalURL = try reader.optionalText()
    var article = Article(
      format: format, charset: charset, headline: try reader.text(), body: Body())
    article.explicitID = explicitID
    article.canonicalURL = canonicalURL
    article.kickers = try reader.texts()
    article.dek = try reader.optionalText()
    article.authors = try reader.list { r throws(MalformedBytes) in
      Author(
        name: try r.text(),
        email: try r.optionalText(),
        url: try r.optionalText())
    }
    article.dateline = try reader.optionalText()
    article.language = try reader.optionalText()
    article.categories = try reader.texts()
    article.slug = try reader.optionalText()
    article.warnings = try reader.texts()
    return article
  }
}

extension ArticleCodec {
  private static func writeTimes(_ article: Article, _ out: inout ByteWriter) {
    out.optional(article.published, write)
    out.optional(article.updated, write)
    out.optional(article.captured) { out, time in
      out.integer(time.instant.seconds)
      out.integer(Int64(time.offsetMinutes))
    }
    out.optional(article.hold) { out, hold in
      switch hold {
      case .draft: out.byte(0)
      case .future(let instant):
        out.byte(1)
        out.integer(instant.seconds)
      }
    }
  }

  private static func write(_ out: inout ByteWriter, _ claim: TimeClaim) {
    for instant in [claim.earliest, claim.latest, claim.point] { out.integer(instant.seconds) }
    out.integer(Int64(claim.offsetMinutes))
    out.byte(Codes.precisions.code(of: claim.precision))
    out.text(claim.reason)
  }

  private static func readTimes(
    _ article: inout Article, _ reader: inout ByteReader
  ) throws(MalformedBytes) {
    article.published = try reader.optional(readClaim)
    article.updated = try reader.optional(readClaim)
    article.captured = try reader.optional { r throws(MalformedBytes) in
      Timestamp(Instant(seconds: try r.integer()), offsetMinutes: try offset(&r))
    }
    article.hold = try reader.optional { r throws(MalformedBytes) in
      try r.byte() == 0 ? .draft : .future(Instant(seconds: try r.integer()))
    }
  }

  private static func readClaim(_ reader: inout ByteReader) throws(MalformedBytes) -> TimeClaim {
    let earliest = Instant(seconds: try reader.integer())
    let latest = Instant(seconds: try reader.integer())
    let point = Instant(seconds: try reader.integer())
    guard earliest <= point, point <= latest else { throw MalformedBytes(what: "a time") }
    return TimeClaim(
      earliest: earliest, latest: latest, point: point, offsetMinutes: try offset(&reader),
      precision: try Codes.precisions.value(of: reader.byte()), reason: try reader.text())
  }

  private static func offset(_ reader: inout ByteReader) throws(MalformedBytes) -> Int {
    let minutes = try reader.integer()
    guard (-1439...1439).contains(minutes) else { throw MalformedBytes(what: "an offset") }
    return Int(minutes)
  }
}

extension ArticleCodec {
  private static func writeBody(_ body: Body, _ out: inout ByteWriter) {
    out.list(body.pieces) { out, piece in
      switch piece {
      case .markup(let text):
        out.byte(0)
        out.text(text)
      case .citation(let number):
        out.byte(1)
        out.integer(Int64(number))
      case .pageURL: out.byte(2)
      }
    }
    out.text(body.text)
  }

  private static func readBody(_ reader: inout ByteReader) throws(MalformedBytes) -> Body {
    let pieces = try reader.list { r throws(MalformedBytes) -> Body.Piece in
      switch try r.byte() {
      case 0: .markup(try r.text())
      case 1: .citation(Int(try r.integer()))
      case 2: .pageURL
      default: throw MalformedBytes(what: "a piece of the body")
      }
    }
    return Body(pieces: pieces, text: try reader.text())
  }

  private static func writeLinks(_ article: Article, _ out: inout ByteWriter) {
    out.list(article.sources) { out, source in
      out.integer(Int64(source.number))
      out.text(source.title)
      out.optionalText(source.publisher)
      out.optionalText(source.url)
    }
    out.list(article.citations) { $0.integer(Int64($1)) }
    out.list(article.links) { out, link in
      out.text(link.title)
      out.optionalText(link.url)
    }
    out.optional(article.image) { out, image in
      out.text(image.url)
      out.optionalText(image.type)
      out.optional(image.length) { $0.integer(Int64($1)) }
    }
  }

  private static func readLinks(
    _ article: inout Article, _ reader: inout ByteReader
  ) throws(MalformedBytes) {
    article.sources = try reader.list { r throws(MalformedBytes) in
      Source(
        number: Int(try r.integer()), title: try r.text(),
        publisher: try r.optionalText(),
        url: try r.optionalText())
    }
    article.citations = try reader.list { r throws(MalformedBytes) in Int(try r.integer()) }
    article.links = try reader.list { r throws(MalformedBytes) in
      PageLink(
        title: try r.text(), url: try r.optionalText())
    }
    article.image = try reader.optional { r throws(MalformedBytes) in
      Enclosure(
        url: try r.text(), type: try r.optionalText(),
        length: try r.optional { r throws(MalformedBytes) in Int(try r.integer()) })
    }
  }
}
