internal import FeedModel

/// Says what the lines are that are neither the article nor data of it.
enum DebrisRoles {
  /// Gives every free line a role by its words and its place.
  static func assign(_ sketch: inout PageSketch, body: ClosedRange<Int>?) {
    for index in 0..<sketch.count where sketch.isFree(index) {
      let (role, reason) = role(sketch, index, body)
      sketch.set(index, role, reason)
    }
  }

  /// Whether a short line is nothing but the label of a widget: `Share this article`, `PostShare`, `Advertisement`.
  static func isWidget(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.words <= 6, line.end != .stop, line.letters > 0 else { return false }
    if line.words <= 2, gluedShares(page, line.bytes) { return true }
    guard line[.share] + line[.advert] > 0 else { return false }
    let debris = line[.share] + line[.advert]
    // `Share this article`: the verb, what is shared, and words of no weight.
    return debris + line[.stop] + line[.related] >= line.words
  }

  /// `PostShare`, `FacebookXEmail`: names of networks and buttons without a space between them.
  private static func gluedShares(_ page: Page, _ range: Range<Int>) -> Bool {
    var parts = 0
    var named = 0
    var hash = WordHash()
    var isOpen = false
    /// Whether the part that ends is a network, a button or `post`.
    func close() -> Bool {
      guard isOpen else { return true }
      parts += 1
      let isShare = Lexicon.shared.kinds(of: hash.finished).contains(.share)
      if isShare { named += 1 }
      return isShare || hash.finished == post
    }
    for index in range {
      let byte = page.bytes[index]
      let folded = Scalars.plain(byte)
      guard folded >= 97 || byte == 32 else { return false }
      if byte < 97 {
        guard close() else { return false }
        hash = WordHash()
        isOpen = false
      }
      if byte != 32 {
        hash.add(UInt32(folded))
        isOpen = true
      }
    }
    return close() && (2...12).contains(parts) && named > 0
  }

  private static let post = WordHash.of(Array("post".utf8))

  private static func role(
    _ sketch: PageSketch, _ index: Int, _ body: ClosedRange<Int>?
  ) -> (LineRole, String) {
    let line = sketch.page.lines[index]
    let isAfter = body.map { index > $0.upperBound } ?? false
    let isInside = body?.contains(index) ?? false
    if isWidget(sketch.page, index) {
      return line[.advert] > 0 ? (.advert, "an advert's label") : (.share, "a share widget")
    }
    if line[.legal] >= 2 || line[.legal] == 1 && line.symbols > 0 && isAfter {
      return (.footer, "words of the page's foot")
    }
    if line[.advert] * 2 >= line.words, line[.advert] > 0 { return (.advert, "an advert's label") }
    if line[.comment] > 0, line.words <= 8 || isAfter { return (.comment, "words about comments") }
    if line[.prompt] >= 2, line[.prompt] * 4 >= line.words {
      return (.prompt, "asks the reader to act")
    }
    if line[.share] * 2 >= line.words, line[.share] > 0 { return (.share, "a share widget") }
    if line[.credit] > 0, isInside || !isAfter, line.words >= 3 {
      return (.caption, "a picture's caption or credit")
    }
    if sketch.scores.body[index] >= 50 && line.words >= 8 {
      return isAfter
        ? (.relatedLink, "text of another article") : (.pullQuote, "text beside the article")
    }
    if line[.related] * 2 >= line.words, line[.related] > 0 {
      return (.relatedLink, "points elsewhere")
    }
    if isAfter, line.words >= 5 { return (.relatedLink, "a title below the article") }
    if isAfter { return (.footer, "below the article") }
    return isInside ? (.navigation, "not running text") : (.navigation, "above the article")
  }
}
