/// The marks that press releases and agencies put under a text: `-30-`, `###`, `- ENDS -`.
enum EndMark {
  /// Whether `line` is nothing else.
  static func isOne(_ line: String) -> Bool {
    guard line.utf8.count <= 24 else { return false }
    let marks = line.unicodeScalars.filter { !" \u{A0}[]()/".unicodeScalars.contains($0) }
      .map { "–—".unicodeScalars.contains($0) ? "-" : String($0).lowercased() }
    return all.contains(marks.joined())
  }

  private static let all: Set<String> = [
    "###", "##", "####", "-30-", "--30--", "-ends-", "--ends--", "#ends#", "-end-", "--end--",
    "ends", "-fin-", "-ende-",
  ]
}
