internal import FeedModel

/// An article as it comes out of the lines of a page, step by step.
struct ArticleDraft {
  private(set) var sketch: PageSketch
  private let dates: LineDates
  private var sources: SourceList
  private var headline: HeadlineChoice
  private var title = ""
  private var body: BodyChoice
  private var published: TimeClaim?
  private var updated: TimeClaim?
  private var authors: [Author] = []
  private var dek: String?
  private var dateline: String?
  /// The line of the body that opens with it.
  private var datelineOpens: Int?
  private var links: [PageLink] = []
  private var warnings: [String] = []

  init(_ sketch: PageSketch, dates: LineDates) {
    self.sketch = sketch
    self.dates = dates
    sources = SourceList(&self.sketch)
    headline = HeadlineChoice(&self.sketch, dates: dates)
    title = headline.headline
    body = BodyChoice(self.sketch)
  }

  var hasBody: Bool { !body.isEmpty }

  /// Whether there is a headline or running text at all.
  var isArticle: Bool { !title.isEmpty }

  /// Dates and authors.
  mutating func readData() {
    let choice = DateChoice(&sketch, headline: headline.span, dates: dates)
    published = choice.published
    updated = choice.updated
    authors =
      BylineChoice(
        &sketch, headline: headline.span, besides: headline.bare?.text ?? []
      ).authors
    readDateline()
  }

  /// The running text: without what is data, widgets and lists of other articles; the dek apart.
  mutating func chooseBody() {
    body = BodyChoice(sketch)
    takeBareText()
    dropDebris()
    fillHoles()
    readDek()
    links = TrailingLists(&sketch, after: body.last ?? headline.line ?? -1).links
  }

  /// The dateline that the text opens with, and its date where nothing better states one.
  mutating func readOpening() {
    if dateline == nil, let first = body.first,
      let found = Dateline(sketch.page.bytes[sketch.page.lines[first].bytes])
    {
      dateline = found.text
      datelineOpens = first
    }
    guard published == nil, let dateline,
      let claim = dates.day(ofDateline: dateline),
      updated.map({ claim.earliest <= $0.latest }) ?? true
    else { return }
    published = claim
  }

  /// Takes what stands where a headline would into the text, where the file states a title with few of its words.
  mutating func keepHeadline(besides stated: String) {
    guard let span = headline.span else { return }
    let words = Set(FoldedText.of(title).split(separator: " "))
    let shared = words.intersection(FoldedText.of(stated).split(separator: " "))
    guard shared.count * 2 < words.count else { return }
    let hash = sketch.page.lines[span.upperBound].hash
    for index in span where sketch.roles[index] == .headline {
      if index == span.upperBound || sketch.page.lines[index].hash != hash { body.take(index) }
    }
  }

  /// A headline where no line is one: the first sentence of the body, cut at a word.
  mutating func settleHeadline() {
    guard title.isEmpty, let first = body.first else { return }
    title = Self.firstSentence(sketch.page.content(sketch.page.lines[first]))
    warnings.append("No headline found; the first sentence stands in for it.")
  }
}

extension ArticleDraft {
  /// A dateline on a line of its own beside the headline: place and agency, perhaps the date.
  private mutating func readDateline() {
    guard let span = headline.span else { return }
    let near = max(0, span.lowerBound - 3)...min(sketch.count - 1, span.upperBound + 4)
    for index in near where sketch.isFree(index) || sketch.roles[index] == .date {
      let line = sketch.page.lines[index]
      guard line.words <= 12, sketch.page.bytes[line.bytes].contains(UInt8(ascii: "(")),
        let found = Dateline(sketch.page.bytes[line.bytes]), found.hasAgency,
        found.end == line.bytes.upperBound || line.digits > 0 && !line.end.closes
      else { continue }
      dateline = found.text
      sketch.set(index, .dateline, "place and agency")
      return
    }
  }

  /// Every sentence of a file that holds nothing but an article; a pull quote once.
  private mutating func takeBareText() {
    for index in headline.bare?.text ?? [] where sketch.isFree(index) {
      let isAgain = sketch.context.repeatsAbove[index] > 0 && sketch.page.lines[index].words >= 8
      if !isAgain { body.take(index) }
    }
  }

  /// Headings of lists, widgets and notes that the model took for text.
  private mutating func dropDebris() {
    guard let first = body.first else { return }
    let lines = sketch.page.lines
    for index in first..<sketch.count where body.chosen[index] {
      if TrailingLists.isHeading(sketch.page, index), !isProseSoon(index) {
        body.drop(index)
      } else if DebrisRoles.isWidget(sketch.page, index) {
        body.drop(index)
      }
    }
    if let last = body.last, EndMark.isOne(sketch.page.text(lines[last])) {
      body.drop(last)
      sketch.set(last, .footer, "marks the end of the text")
    }
    // A body of nothing but labels is none.
    let words = lines.indices.reduce(0) { $0 + (body.chosen[$1] ? lines[$1].words : 0) }
    let scores = lines.indices.reduce(0) {
      max($0, body.chosen[$1] ? Int(sketch.scores.body[$1]) : 0)
    }
    if headline.bare == nil, words < 4 || scores < 24 {
      for index in lines.indices { body.drop(index) }
    }
  }

  /// Whether running text of the body follows within two lines.
  private func isProseSoon(_ index: Int) -> Bool {
    (index + 1..<min(index + 3, sketch.count)).contains {
      body.chosen[$0] && sketch.page.lines[$0].isProse
    }
  }

  /// Takes headings and short lines between two lines of the body.
  private mutating func fillHoles() {
    guard let first = body.first, let last = body.last, last - first >= 2 else { return }
    for index in first + 1..<last where !body.chosen[index] && sketch.isFree(index) {
      guard body.chosen[index - 1], body.chosen[index + 1] else { continue }
      let line = sketch.page.lines[index]
      let debris = line[.share] + line[.advert] + line[.prompt] + line[.comment] + line[.legal]
      if debris == 0, sketch.scores.body[index] >= 60, sketch.context.repeats[index] == 1,
        !TrailingLists.isHeading(sketch.page, index)
      {
        body.take(index)
      }
    }
  }

  /// The standfirst: a sentence or two between headline and body, or the one paragraph that a headline repeated
  /// around a kicker has before the first section.
  private mutating func readDek() {
    guard let line = headline.line, let first = body.first, first > line else { return }
    if let index = dekOverByline(line) {
      dek = sketch.page.content(sketch.page.lines[index])
      body.drop(index)
      sketch.set(index, .dek, "a sentence between headline and byline or date")
      return
    }
    for index in line + 1..<first where sketch.isFree(index) && index - line <= 4 {
      let candidate = sketch.page.lines[index]
      guard candidate.words >= 6 || candidate.ideographs >= 12, candidate.words <= 80,
        candidate[.credit] == 0, candidate.separators <= 1,
        candidate.end.closes || candidate.words >= 9, candidate[.prompt] + candidate[.share] < 3
      else { continue }
      // A long opening, or one that is as likely running text, is the first paragraph.
      if candidate.words > 50 || sketch.scores.body[index] >= 64 || candidate.end == .comma {
        body.take(index)
        return
      }
      dek = sketch.page.content(candidate)
      sketch.set(index, .dek, "a sentence between headline and text")
      return
    }
    guard headline.isRepeatedAroundKicker, sketch.page.lines[first].isProse,
      let next = body.chosen[(first + 1)...].firstIndex(of: true)
    else { return }
    let heading = sketch.page.lines[next]
    guard heading.words <= 16, !heading.end.closes, heading.end != .colon, !heading.isProse,
      heading.marker == .none
    else { return }
    dek = sketch.page.content(sketch.page.lines[first])
    body.drop(first)
    sketch.set(first, .dek, "the one paragraph before the first section")
  }

  /// A sentence right below the headline, with the byline or the date below it and more text to come.
  private func dekOverByline(_ headline: Int) -> Int? {
    let isMeta = { (index: Int) in
      index < sketch.count && (sketch.roles[index] == .date || sketch.roles[index] == .byline)
    }
    let index = headline + 1
    guard index < sketch.count, sketch.isFree(index), let last = body.last, last > index + 2,
      isMeta(index + 1) || isMeta(index + 2)
    else { return nil }
    let candidate = sketch.page.lines[index]
    let isLong = candidate.words >= 8 || candidate.ideographs >= 14
    guard isLong, candidate.words <= 60, candidate[.credit] == 0, candidate.separators <= 1,
      candidate[.prompt] + candidate[.share] < 3
    else { return nil }
    return index
  }

  private static func firstSentence(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var end = bytes.count
    for index in bytes.indices.dropLast() where index >= 20 {
      if ".!?".utf8.contains(bytes[index]), bytes[index + 1] == 32 {
        end = index
        break
      }
    }
    if end == bytes.count, let last = bytes.last, last == UInt8(ascii: ".") { end -= 1 }
    guard end > 120 else { return String(decoding: bytes[..<end], as: UTF8.self) }
    var cut = 117
    while cut > 60, bytes[cut] != 32 { cut -= 1 }
    if bytes[cut] != 32 { cut = 117 }
    while cut > 0, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return String(decoding: bytes[..<cut], as: UTF8.self) + "…"
  }
}

extension ArticleDraft {
  /// The article as far as its text tells; gives every line its role.
  mutating func article(_ manuscript: Manuscript) -> Article {
    let chosen = sketch.page.lines.indices.filter { body.chosen[$0] }
    let blocks = TextBlocks(sketch.page, chosen).blocks
    var writer = TextBody(sketch.page, citing: sources.numbers)
    let text = writer.write(blocks)
    name(blocks)
    if let index = datelineOpens {
      sketch.set(
        index, sketch.roles[index] ?? .paragraph, sketch.reasons[index] + ", opens with a dateline")
    }
    DebrisRoles.assign(&sketch, body: chosen.first.map { $0...(chosen.last ?? $0) })
    var article = Article(
      format: manuscript.format, charset: manuscript.charset, headline: title, body: text)
    article.kickers = headline.kickers
    article.dek = dek
    article.dateline = dateline
    article.authors = authors
    article.published = published
    article.updated = updated
    article.sources = sources.sources
    article.citations = writer.cited
    article.links = links
    article.categories = headline.kickers
    article.warnings = manuscript.warnings + warnings
    if chosen.isEmpty { article.warnings.append("No running text found; only the headline.") }
    return article
  }

  private mutating func name(_ blocks: [TextBlock]) {
    for block in blocks {
      let (role, what): (LineRole, String) =
        switch block.kind {
        case .paragraph: (.paragraph, "running text")
        case .heading: (.heading, "a short line over running text")
        case .quote: (.quote, "marked as a quotation")
        case .poem: (.paragraph, "verse")
        case .code: (.code, "looks like program text")
        case .table: (.table, "columns")
        case .bullet where sketch.page.lines[block.lines[0]].marker == .none:
          (.listItem, "a short line among others with figures")
        case .bullet, .numbered: (.listItem, "a list marker")
        }
      for index in block.lines {
        sketch.set(index, role, "\(what), \(Int(sketch.scores.body[index]) * 100 / 255) %")
      }
    }
  }
}
