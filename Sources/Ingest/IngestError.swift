/// Why an incoming folder can't be scanned or watched at all; a single bad file is a `Problem` instead.
package struct IngestError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The incoming folder does not exist, or is not a folder.
    case folderMissing
    /// The incoming folder may not be read.
    case denied
    /// The visitor of a scan threw; the scan stopped there.
    case stopped
    /// The system refused what a scan or watch needs (descriptors, memory, an I/O error).
    case system
  }

  package var reason: Reason
  /// One sentence: what is wrong; what to do.
  package var message: String

  package init(reason: Reason, message: String) {
    self.reason = reason
    self.message = message
  }
}
