import Archive
import Publish
import Settings
import Synchronization

/// The bytes of topics that are being distributed, read once for all their subscribers.
final class TopicContents: Sendable {
  /// The entries of the rendering at a path that are new since another rendering; nil where that is not known.
  package typealias Changes = @Sendable (_ path: String, _ etag: String) -> [UInt8]?

  private let output: OutputFolder
  private let form: HubSettings.Content
  private let changes: Changes
  private let kept = Mutex<[String: DocumentBytes]>([:])
  private static let limit = 8

  init(output: OutputFolder, form: HubSettings.Content, changes: @escaping Changes) {
    self.output = output
    self.form = form
    self.changes = changes
  }

  /// What a subscription is sent of a document; nil while its file is not the one that the ledger tells of.
  func content(of document: LedgerEntry, for subscription: Subscription) -> [UInt8]? {
    guard let whole = bytes(of: document) else { return nil }
    guard form == .changed, let known = subscription.delivered,
      let part = changes(document.path, known), part.count < whole.count
    else { return whole }
    return part
  }

  private func bytes(of document: LedgerEntry) -> [UInt8]? {
    if let found = kept.withLock({ $0[document.path] }), found.etag == document.etag {
      return found.bytes
    }
    guard let read = output.contents(of: document.path), read.etag == document.etag else {
      return nil
    }
    kept.withLock { kept in
      if kept.count >= Self.limit { kept = [:] }
      kept[document.path] = read
    }
    return read.bytes
  }
}
