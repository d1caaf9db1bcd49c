import Mustache

/// A place in a page template that each page fills for itself.
enum Slot: String, CaseIterable, Sendable {
  case language, direction, title, meta, top, foot
  case kickers, headline, dek, byline, times, image, body, sources, links
  case items, none, address, summary
}

/// A page template with its slots found: made once of a Mustache template, filled with bytes for every page.
///
/// To fill it costs no more than to copy it: a render of the template itself would take as long as all the rest of a page.
struct PageSkeleton: Sendable {
  private enum Part: Sendable {
    case text([UInt8])
    case slot(Slot)
  }

  private let parts: [Part]

  /// The skeleton of the template called `name`, whose variables are slots and stand as `{{{slot}}}`.
  init(_ name: String, in library: MustacheLibrary) {
    // No template holds U+0001, so it can mark the slots in the rendered text.
    let marks = Dictionary(
      uniqueKeysWithValues: Slot.allCases.map { ($0.rawValue, "\u{1}\($0.rawValue)\u{1}") })
    guard let text = library.render(marks, withTemplate: name) else {
      preconditionFailure("every page has a template")
    }
    let pieces = text.split(separator: "\u{1}", omittingEmptySubsequences: false)
    parts = pieces.enumerated().map { index, piece in
      guard index % 2 == 1 else { return .text(Array(piece.utf8)) }
      guard let slot = Slot(rawValue: String(piece)) else {
        preconditionFailure("every mark is a slot")
      }
      return .slot(slot)
    }
  }

  /// Appends the page to `out`; `fill` appends what belongs into a slot.
  func write(into out: inout ByteWriter, _ fill: (Slot, inout ByteWriter) -> Void) {
    for part in parts {
      switch part {
      case .text(let bytes): out.finished(bytes)
      case .slot(let slot): fill(slot, &out)
      }
    }
  }
}
