import Archive
import FeedModel
import Logging
import Publish
import Settings

/// Everything that tells the world, for one newsroom and its settings.
package struct PushRoom: Sendable {
  package let outbox: OutboxDesk
  /// Nil without `upload`.
  package let upload: UploadDesk?
  /// Nil without `push.embedded_hub`.
  package let hub: HubDesk?

  /// `changes` gives the entries of a rendering that are new since another one, for the embedded hub's subscribers.
  package init(
    newsroom: Newsroom, senders: Senders, board: PushBoard, log: Logger,
    challenge: @escaping @Sendable () -> String,
    changes: @escaping @Sendable (_ path: String, _ etag: String) -> [UInt8]? = { _, _ in nil }
  ) {
    let settings = newsroom.settings
    var couriers: [any Courier] = [
      PingCourier(newsroom, pinger: HubPinger(send: senders.operators)),
      WebhookCourier(newsroom, caller: WebhookCaller(send: senders.operators)),
    ]
    if let hub = Hub(newsroom) {
      let caller = SubscriberCaller(send: senders.subscribers)
      let contents = TopicContents(
        output: hub.output, form: hub.settings.content, changes: changes)
      couriers += [
        HubVerifier(hub: hub, caller: caller, challenge: challenge), HubFanOut(hub: hub),
        HubDistributor(hub: hub, caller: caller, contents: contents), HubDenier(caller: caller),
      ]
      self.hub = HubDesk(hub: hub, clock: newsroom.clock)
    } else {
      hub = nil
    }
    let outbox = OutboxDesk(
      archive: newsroom.archive, couriers: couriers, settings: settings.push, board: board,
      meter: newsroom.board.meter, log: log, clock: newsroom.clock)
    self.outbox = outbox
    upload = settings.upload.map { upload in
      UploadDesk(
        archive: newsroom.archive, output: newsroom.output, settings: upload,
        store: ObjectStore(upload, send: senders.store), board: board, log: log,
        clock: newsroom.clock, onUpload: { outbox.ring() })
    }
  }

  /// Something was published.
  package func ring() {
    outbox.ring()
    upload?.ring()
  }

  /// Delivers and uploads until the task is cancelled or `stop`; then what is under way gets two seconds.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      // Not a child of the caller: what is under way when that is cancelled is finished, for its receiver may have it.
      let delivery = Task { await outbox.run() }
      group.addTask {
        await withTaskCancellationHandler {
          await delivery.value
        } onCancel: {
          outbox.stop()
        }
      }
      if let upload { group.addTask { await upload.run() } }
      if let hub { group.addTask { await tidy(hub) } }
      await group.next()
      group.cancelAll()
    }
  }

  /// Ends `run`.
  package func stop() { outbox.stop() }

  private func tidy(_ hub: HubDesk) async {
    while !Task.isCancelled {
      do {
        try await hub.tidy()
        outbox.ring()
        try await Task.sleep(for: .seconds(600))
      } catch is CancellationError {
        return
      } catch {
        // The outbox meets the same archive and tells of it; leases are looked at again in a while.
        do { try await Task.sleep(for: .seconds(60)) } catch { return }
      }
    }
  }
}

extension ObjectStore {
  /// The place that settings name: Amazon's stores want the bucket before the host, all others take it in the path.
  package init(_ settings: UploadSettings, send: @escaping Sender) {
    let usesPath =
      switch settings.addressing {
      case .path: true
      case .virtual: false
      case .auto: !settings.endpoint.hasSuffix(".amazonaws.com") || settings.bucket.contains(".")
      }
    self.init(
      endpoint: settings.endpoint, bucket: settings.bucket, prefix: settings.prefix,
      usesPath: usesPath,
      signer: SigV4(
        accessKey: settings.accessKey, secretKey: settings.secretKey,
        sessionToken: settings.sessionToken, region: settings.region), send: send)
  }
}
