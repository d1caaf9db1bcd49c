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

  /// The document of a topic of ours: a feed in one format; nil for anything else.
  func document(ofTopic topic: String) throws(ArchiveError) -> LedgerEntry? {
    guard topic.hasPrefix(baseURL) else { return nil }
    guard let entry = try archive.document(at: String(topic.dropFirst(baseURL.count))),
      ["application/atom+xml", "application/rss+xml", "application/feed+json"].contains(
        where: entry.mediaType.hasPrefix)
    else { return nil }
    return entry
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
