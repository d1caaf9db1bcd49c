import Digest
import Synchronization

/// Content that has passed before, by its SHA-256.
///
/// An article stands in three formats of several feeds, and again in each when a neighbour arrives; its HTML is the same
/// bytes every time and need be parsed but once.
final class ContentMemory: Sendable {
  private static let limit = 20_000
  private let passed = Mutex<Set<[UInt8]>>([])

  /// Calls `check`, true when it finds nothing wrong, unless these bytes have passed before.
  func once(_ html: String, _ check: () -> Bool) {
    let digest = sha256(Array(html.utf8))
    guard !passed.withLock({ $0.contains(digest) }), check() else { return }
    passed.withLock { digests in
      if digests.count >= Self.limit { digests.removeAll(keepingCapacity: true) }
      digests.insert(digest)
    }
  }
}
