/// One filled line of a page and what can be measured of it alone.
struct Line {
  /// What a list item opens with.
  enum Marker: UInt8 { case none, bullet, number, dash }

  /// Where the line stands among all lines of the manuscript.
  let index: Int
  /// Its text in the page's bytes, without the space around it.
  let bytes: Range<Int>
  /// Columns of space before the text.
  let indent: Int
  /// Empty lines before it.
  let gap: Int
  /// Its words in the page's list of words.
  var wordRange: Range<Int>
  var marker = Marker.none
  /// The number of a numbered marker.
  var number = 0
  /// Bytes from the start of the text to its first word behind a marker.
  var markerLength = 0
  /// Of everything that is a letter or digit, in the order written; equal for lines that read the same.
  var hash: UInt32 = 0
  /// Words; two ideographs count as one.
  var words = 0
  /// Scalars that are not space; an ideograph counts as two.
  var width = 0
  var letters = 0
  var digits = 0
  var ideographs = 0
  /// Words that begin with a capital, and words that are nothing else.
  var capitalised = 0
  var shouted = 0
  var commas = 0
  /// Full stops, question and exclamation marks inside the line that a space and more text follow.
  var inner = 0
  /// Marks such as `|`, `·`, `»` and `/` that separate items of one line.
  var separators = 0
  var symbols = 0
  var colons = 0
  var quotes = 0
  var hasAddress = false
  /// What its words together speak for, by the trained weights; negative for debris.
  var weight = 0
  /// Of one of the classes of `Start` and `End`.
  var start = Start.letter
  var end = End.letter
  /// How many words speak for each kind of `Lexicon.Kinds`.
  var kinds = InlineArray<16, UInt8>(repeating: 0)

  enum Start: UInt8 { case letter, capital, digit, quote, ideograph, punctuation, symbol }
  enum End: UInt8 {
    case letter, stop, question, exclamation, colon, ellipsis, bracket, quote, digit, comma, dash
    case other
  }

  /// A whole sentence or more of running text, by its looks alone.
  var isProse: Bool {
    let stops = Int(kinds[0])
    if ideographs * 2 > letters { return width >= 60 && (inner > 0 || commas > 0 || end.closes) }
    return words >= 12 && (end.closes || inner > 0 || words >= 25) && stops * 8 >= words
  }

  subscript(kind: Lexicon.Kinds) -> Int { Int(kinds[kind.rawValue.trailingZeroBitCount]) }
}

extension Collection<Line> {
  /// Whether lines that stand together are ingredients, standings or the like: short, and most of them with figures.
  var areEntries: Bool { count(where: { $0.digits > 0 }) * 2 > count && areShort }

  /// Whether these are three lines or more, and none is a sentence or bears a list marker.
  var areShort: Bool {
    count >= 3
      && allSatisfy { $0.words <= 12 && $0.marker == .none && !$0.end.closes && !$0.isProse }
  }
}

extension Line.End {
  /// Whether a sentence can end so.
  var closes: Bool {
    switch self {
    case .stop, .question, .exclamation, .ellipsis, .quote: true
    default: false
    }
  }
}
