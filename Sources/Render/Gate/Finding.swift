/// Something that a rule found in a document.
package struct Finding: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    /// The specification forbids it, or readers lose items over it.
    case error
    /// Allowed, but some readers go wrong.
    case warning
  }

  package var severity: Severity
  /// The line in the document, from 1, where one is to blame.
  package var line: Int?
  /// Short name of the rule, such as `atom-id-missing`.
  package var rule: String
  /// The specification and section that it comes from, such as `RFC 4287 §4.1.1`.
  package var section: String
  /// One sentence.
  package var message: String
  /// The id of the item in which it was found, as the document states it.
  package var item: String?
}

/// What the rules found, in the order found.
struct Findings {
  private(set) var all: [Finding] = []
  /// The id of the item being read.
  var item: String?

  mutating func error(_ line: Int?, _ rule: String, _ section: String, _ message: String) {
    add(.error, line, rule, section, message)
  }

  mutating func warning(_ line: Int?, _ rule: String, _ section: String, _ message: String) {
    add(.warning, line, rule, section, message)
  }

  private mutating func add(
    _ severity: Finding.Severity, _ line: Int?, _ rule: String, _ section: String,
    _ message: String
  ) {
    // One fault repeated in every item of a long feed must not fill memory.
    guard all.count < 1000 else { return }
    all.append(
      Finding(
        severity: severity, line: line, rule: rule, section: section, message: message,
        item: item))
  }
}
