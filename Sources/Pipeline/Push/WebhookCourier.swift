import Archive
import Digest
import FeedModel
import Publish
import Render
import Settings

/// Tells webhooks of each item's changes, item by item in their order.
struct WebhookCourier: Courier {
  let kind = PushKind.webhook
  let restsDestination = true

  private let archive: Archive
  private let renderer: Renderer
  private let baseURL: String
  private let links: Int
  private let webhooks: [WebhookSettings]
  private let caller: WebhookCaller

  init(_ newsroom: Newsroom, caller: WebhookCaller) {
    archive = newsroom.archive
    renderer = newsroom.renderer
    baseURL = newsroom.settings.site.baseURL
    links = newsroom.settings.related.limit
    webhooks = newsroom.settings.push.webhooks
    self.caller = caller
  }

  /// The news of items for every webhook that wants to hear of it.
  static func news(
    _ events: [ItemEvent], webhooks: [WebhookSettings], at now: Instant
  ) -> [OutboxEntry] {
    events.flatMap { event in
      let name = "\(event.id.uuid) \(event.serial) \(event.kind.rawValue) \(now.seconds)"
      let id = "evt_" + hex(Array(sha256(Array(name.utf8)).prefix(16)))
      return webhooks.filter { $0.events.contains(event.kind.setting) }.map { webhook in
        let payload = JSON([
          "url": .string(webhook.url), "event": .string(id),
          "type": .string("item." + event.kind.rawValue), "item": .string(event.id.uuid),
        ])
        return OutboxEntry(
          kind: PushKind.webhook, key: webhook.url + " " + id,
          lane: webhook.url + " " + event.id.uuid, destination: webhook.url,
          payload: payload.bytes, since: now)
      }
    }
  }

  func deliver(_ entry: OutboxEntry, at now: Instant) async -> Delivery {
    guard let json = entry.json, let url = json["url"]?.string, let id = json["event"]?.string,
      let type = json["type"]?.string, let item = json["item"]?.string.flatMap({ ItemID($0) })
    else { return .unreadable }
    guard let settings = webhooks.first(where: { $0.url == url }) else {
      return Delivery(.refused(reason: "the webhook is no longer in push.webhooks"))
    }
    let body: [UInt8]
    do {
      guard let bytes = try self.body(id: id, type: type, item: item, at: entry.since) else {
        return Delivery(.refused(reason: "the item is unknown"))
      }
      body = bytes
    } catch let error as RenderError {
      return Delivery(.refused(reason: error.message))
    } catch {
      return .failed(error)
    }
    let webhook = Webhook(url: url, secret: settings.secret)
    return Delivery(await caller.tell(webhook, id: id, body: body, now: now))
  }

  /// What is posted: the event, and the item as JSON Feed has it; nil for an unknown item.
  private func body(
    id: String, type: String, item: ItemID, at time: Instant
  ) throws -> [UInt8]? {
    guard let revision = try archive.revision(item) else { return nil }
    let head = JSON([
      "id": .string(id), "type": .string(type), "timestamp": .string(time.rfc3339),
      "site": .string(baseURL), "revision": .int(revision.number),
      "withdrawn": revision.withdrawn.map { .string($0.rfc3339) },
    ])
    let rendered = try type == "item.withdrawn" ? name(of: revision) : content(of: revision)
    return head.bytes.dropLast() + Array(",\"item\":".utf8) + rendered + [UInt8(ascii: "}")]
  }
}

extension WebhookCourier {
  private func content(of revision: Revision) throws -> [UInt8] {
    let relations = try archive.relations(of: [revision.id], limit: 2 * links)[revision.id]
    return try renderer.item(FeedItem(revision, relations))
  }

  /// What is left to say of a withdrawn item.
  private func name(of revision: Revision) -> [UInt8] {
    JSON([
      "id": .string(revision.id.urn), "url": .string(baseURL + SiteLayout.article(revision.slug)),
      "title": .string(revision.article.headline),
    ]).bytes
  }
}

extension ItemEvent.Kind {
  fileprivate var setting: WebhookSettings.Event {
    switch self {
    case .published: .published
    case .updated: .updated
    case .withdrawn: .withdrawn
    }
  }
}
