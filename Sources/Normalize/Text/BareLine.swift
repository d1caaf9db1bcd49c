internal import FeedModel

/// A short line with dates in it, by what else it says.
struct BareLine {
  /// Whom it names as its page's authors.
  let authors: [Author]
  /// Whether it says nothing beside names and times.
  let isBare: Bool

  /// A line of `text`, which mentions all of `dates`.
  init(_ text: String, _ dates: [DateMention]) {
    authors = Self.authors(text)
    isBare = Self.isBare(text, authors, dates)
  }

  static func authors(_ text: String) -> [Author] {
    BylineReader.authors(text, isCertain: false).filter { MarkupBylineReader.isName($0.name) }
  }

  private static func isBare(_ text: String, _ names: [Author], _ dates: [DateMention]) -> Bool {
    var rest = Array(text.utf8)
    for date in dates { for index in date.bytes { rest[index] = 32 } }
    // `5pm` and `3rd` are figures.
    let words = rest.split(separator: 32).filter { word in
      word.contains { $0 >= 65 } && !(48...57).contains(word[word.startIndex])
    }
    let quiet: Lexicon.Kinds = [.byline, .dating, .calendar, .stop]
    let spoken = words.count { kinds($0).isDisjoint(with: quiet) }
    let named = names.reduce(0) { $0 + $1.name.utf8.split(separator: 32).count }
    // A post or a place may follow the name: `By Ada Quill, Staff Writer`.
    let isOpened = words.first.map { kinds($0).isDisjoint(with: [.byline, .dating]) } == false
    return spoken - named <= (isOpened ? 3 : 0)
  }

  private static func kinds(_ word: ArraySlice<UInt8>) -> Lexicon.Kinds {
    let folded = FoldedText.of(String(decoding: word, as: UTF8.self))
    return Lexicon.shared.kinds(of: WordHash.of(Array(folded.utf8)))
  }
}
