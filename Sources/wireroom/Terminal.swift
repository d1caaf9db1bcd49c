import Foundation

/// What the other end of stdout or stderr can show.
struct Terminal {
  let isTerminal: Bool
  /// Whether colours are wanted: on a terminal, unless NO_COLOR is set or TERM is `dumb` (no-color.org).
  let hasColors: Bool
  /// Columns; 80 where nobody knows.
  let width: Int

  static let output = Terminal(STDOUT_FILENO)
  static let errors = Terminal(STDERR_FILENO)

  private init(_ descriptor: Int32) {
    let environment = ProcessInfo.processInfo.environment
    isTerminal = isatty(descriptor) == 1
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    hasColors = isTerminal && !refuses && environment["TERM"] != "dumb"
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    width = isKnown ? Int(size.ws_col) : environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }
}

/// The colours that are used, after ECMA-48's Select Graphic Rendition.
enum Paint: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case blue = "34"
  case magenta = "35"
  case cyan = "36"

  func callAsFunction(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
