/// Why a snapshot can't be used; the index is then rebuilt from the archive.
package struct SnapshotError: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    case truncated, notASnapshot, version, checksum, settings, inconsistent
  }

  package var reason: Reason
  /// Byte offset into the snapshot.
  package var offset: Int

  package init(_ reason: Reason, offset: Int = 0) {
    self.reason = reason
    self.offset = offset
  }
}
