/// What stands before a colon in a line that may be a byline: `Words: Tess Gray`, `Media contact: Iris Cole`.
struct BylineLabel {
  enum Kind {
    /// A word for who wrote it.
    case author
    /// A word for what was written, which the author's name may follow.
    case work
    /// Whoever follows is not the author.
    case other
    /// No word that is known.
    case unknown
  }

  let kind: Kind
  /// The word behind the colon.
  let end: Int

  private static let longest = 4

  /// The label that a line opens with; nil where none does.
  init?(_ words: [String]) {
    guard let colon = words.prefix(Self.longest + 1).firstIndex(of: ":"), colon > 0,
      colon + 1 < words.count
    else { return nil }
    // `By Ada Quill 10:30` has a clock's colon.
    guard !words[..<colon].contains(where: { $0.utf8.contains { (48...57).contains($0) } }) else {
      return nil
    }
    let folded = words[..<colon].map { FoldedText.of($0) }
    guard folded.allSatisfy({ !$0.isEmpty }) else { return nil }
    end = colon + 1
    let phrase = folded.joined(separator: " ")
    if Self.authors.contains(phrase) || folded.contains(where: Self.authors.contains) {
      kind = .author
    } else if folded.contains(where: Self.others.contains) {
      kind = .other
    } else if folded.contains(where: BylineReader.openers.contains) {
      kind = .author
    } else {
      kind = folded.contains(where: Self.works.contains) ? .work : .unknown
    }
  }

  private static let authors: Set<String> = [
    "words", "text", "texte", "texto", "текст", "writer", "writers", "byline", "írta", "szerző",
    "szöveg", "tác giả", "bài", "كتبت", "إعداد",
    "teksti", "tekst", "tekstas", "texty", "skrevet", "skriven", "skribent", "yazan", "haber",
    "kirjoittaja", "συντάκτης", "κείμενο", "מאת", "автори", "автор", "文", "文字", "撰文", "記事", "글",
    "기자",
  ]
  private static let works: Set<String> = [
    "interview", "story", "report", "reporting", "reportage", "bericht", "protokoll", "entretien",
    "entrevista", "reportaje", "reportagem", "intervista", "wywiad", "rozhovor",
  ]
  private static let others: Set<String> = [
    "contact", "contacts", "kontakt", "contacto", "contatto", "contato", "filed", "tags", "topics",
    "category", "categories", "editor", "editing", "redaktion", "producer", "camera", "photo",
    "photos", "photography", "foto", "fotos", "image", "images",
    "illustration", "illustrations", "video", "translation", "translated", "übersetzung",
    "traduction", "source", "sources", "quelle", "updated", "published",
  ]

  /// Whether a short line says that whoever follows may be asked, as at the end of a press release.
  static func asksForContact(_ text: String) -> Bool {
    let words = FoldedText.of(text).split(separator: " ").map(String.init)
    return (1...4).contains(words.count) && words.contains { contacts.contains($0) }
  }

  private static let contacts: Set<String> = [
    "contact", "contacts", "kontakt", "ansprechpartner", "ansprechpartnerin", "pressekontakt",
    "contacto", "contatto", "contatti", "contato", "yhteyshenkilö", "enquiries", "inquiries",
  ]
}
