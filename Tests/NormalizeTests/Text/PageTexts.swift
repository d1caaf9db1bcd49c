import FeedModel

@testable import Normalize

/// Reads invented page texts as the product does.
enum PageTexts {
  static let captured = Instant(seconds: 1_780_000_000)

  static func manuscript(_ text: String) -> Manuscript {
    Manuscript(format: .text, charset: "utf-8", content: .lines(TextLines(Array(text.utf8))))
  }

  static func read(_ text: String) throws -> Reading {
    try Normalizer(zone: .utc).read(manuscript(text), capturedAt: captured)
  }

  static func article(_ text: String) throws -> Article { try read(text).article }

  /// All markup of a body, citation marks as `[n]`.
  static func markup(_ body: Body) -> String {
    body.pieces.map { piece in
      switch piece {
      case .markup(let text): text
      case .citation(let number): "[\(number)]"
      case .pageURL: "#"
      }
    }.joined()
  }

  /// Three paragraphs about nothing much, as running text for pages that show something else.
  static let harbour = """
    The harbour board of Lindmouth voted on Tuesday to widen the northern quay, ending a dispute that had kept the \
    town's ferry company waiting for almost four years, according to minutes seen by this paper.

    Under the plan, which still needs the approval of the county, two berths will be built beside the old customs \
    house, and the fish market will move to a hall that has stood empty since the cannery closed its doors.

    "We have argued long enough about who should pay for the stones," said Marta Ellingsen, who chairs the board. \
    She added that the work would begin before the winter storms and should be finished within eighteen months.
    """

  /// More running text on the same matter.
  static let quay = """
    Fishermen who land their catch at the southern pier said they had not been asked, and that the new hall would be \
    too far from the boats for anybody who has to carry ice across the square in the middle of the night.

    The county is expected to decide in the spring. Until then the ferries will share the old berth with the pilot \
    boats, an arrangement that both sides call uncomfortable but which has so far caused only a handful of delays.
    """
}
