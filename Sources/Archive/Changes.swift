internal import FeedModel

/// What of an article differs between two readings.
struct Changes {
  /// Every class that applies; empty when nothing differs.
  private(set) var classes: Set<ChangeClass> = []
  /// Whether anything that reaches a reader differs, so that it is worth a revision.
  private(set) var isVisible = false

  /// The heaviest class.
  var heaviest: ChangeClass {
    ChangeClass.allCases.last { classes.contains($0) } ?? .none
  }

  /// `datesMoved`: whether the page states another time than before, not only a narrower one.
  init(from old: Article, to new: Article, datesMoved: Bool) {
    if datesMoved { add(.dates) }
    if old.headline != new.headline {
      add(Self.folded(old.headline) == Self.folded(new.headline) ? .typo : .headline)
    }
    if old.body.text != new.body.text || old.dek != new.dek {
      let isTypo =
        Typo.separates(old.body.text, new.body.text) && Typo.separates(old.dek ?? "", new.dek ?? "")
      add(isTypo ? .typo : .body)
    } else if old.body.pieces != new.body.pieces, old.citations == new.citations {
      add(.debris)
    }
    if old.sources != new.sources || old.citations != new.citations { add(.sources) }
    if Self.edge(old) != Self.edge(new) { add(.debris) }
    if classes.isEmpty && old != new { classes.insert(.debris) }
  }

  private mutating func add(_ change: ChangeClass) {
    classes.insert(change)
    isVisible = true
  }

  /// What a reader sees of an article beside its text.
  private struct Edge: Equatable {
    var canonicalURL, dateline, language: String?
    var kickers, categories: [String]
    var authors: [Author]
    var image: Enclosure?
  }

  private static func edge(_ article: Article) -> Edge {
    Edge(
      canonicalURL: article.canonicalURL, dateline: article.dateline, language: article.language,
      kickers: article.kickers, categories: article.categories, authors: article.authors,
      image: article.image)
  }

  /// A headline without case, spacing and punctuation: what a sub-editor's polish leaves alone.
  private static func folded(_ headline: String) -> [UnicodeScalar] {
    headline.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }
}
