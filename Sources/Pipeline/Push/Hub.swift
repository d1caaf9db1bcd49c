import Archive
import FeedModel
import Publish
import Settings

/// What the couriers of the embedded hub share.
struct Hub: Sendable {
  let archive: Archive
  let output: OutputFolder
  let baseURL: String
  let settings: HubSettings

  /// Nil when the settings want none.
  init?(_ newsroom: Newsroom) {
    guard let settings = newsroom.settings.push.embeddedHub else { return nil }
    self.settings = settings
    archive = newsroom.archive
    output = newsroom.output
    baseURL = newsroom.settings.site.baseURL
  }

  /// Where it is asked, as feeds name it.
  var url: String { baseURL + "hub" }

  /// Whether the document at a path is a topic: a feed in one format, not a page of its archive, which names no hub.
  static func isTopic(_ path: String) -> Bool {
    path.split(separator: "/").last?.hasPrefix("feed.") == true
  }

  /// The document of a topic of ours; nil for anything else.
  func document(ofTopic topic: String) throws(ArchiveError) -> LedgerEntry? {
    guard topic.hasPrefix(baseURL) else { return nil }
    let path = String(topic.dropFirst(baseURL.count))
    return Self.isTopic(path) ? try archive.document(at: path) : nil
  }

  /// That a topic changed: who must get it is found out when this is taken.
  static func news(_ paths: [String], at now: Instant) -> [OutboxEntry] {
    paths.map { path in
      OutboxEntry(
        kind: PushKind.update, key: path, payload: JSON(["path": .string(path)]).bytes, since: now)
    }
  }

  /// Ends a subscription to a topic that is no more, or that there is no room for.
  static func denial(
    _ topic: String, callback: CallbackURL, because reason: String, at now: Instant
  ) -> OutboxEntry {
    let payload = JSON([
      "topic": .string(topic), "callback": .string(callback.text), "reason": .string(reason),
    ])
    return OutboxEntry(
      kind: PushKind.denial, key: topic + " " + callback.text, destination: callback.host,
      payload: payload.bytes, since: now)
  }
}
