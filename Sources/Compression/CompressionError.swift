/// Why bytes could not be compressed or expanded.
package struct CompressionError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    /// The library refused its parameters or ran out of memory.
    case library
    /// The compressed bytes are damaged, cut off, or followed by others.
    case damaged
    /// Expanded, they would be larger than the limit given.
    case tooLarge
  }

  package var reason: Reason
  /// The coding: `gzip` or `br`.
  package var coding: String

  package init(_ reason: Reason, coding: String) {
    self.reason = reason
    self.coding = coding
  }
}
