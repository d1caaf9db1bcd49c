import Archive
import FeedModel
import Gauges
import Logging
import Publish
import Synchronization

/// What became of tries: noted together, and judged one by one.
extension OutboxDesk {
  nonisolated func note(_ item: Finished) {
    finished.withLock { $0.append(item) }
    alarm.ring()
  }

  func takeFinished() -> [Finished] {
    finished.withLock { list in
      defer { list = [] }
      return list
    }
  }

  /// All that ended since the last time, in one transaction.
  func settle(_ list: [Finished]) throws {
    guard !list.isEmpty else { return }
    let now = clock()
    for item in list { release(item.entry) }
    var settlements: [Settlement] = []
    var places: [Place: Rest] = [:]
    for item in list {
      settlements.append(judge(item, at: now))
      let place = item.entry.place
      if let rest = rests[place], rest.until > now { places[place] = rest }
    }
    do {
      try archive.settle(settlements)
    } catch {
      // What can't be noted now is noted with the next ones; until then its entries are not tried again.
      finished.withLock { $0 = list + $0 }
      for item in list { hold(item.entry) }
      throw error
    }
    for (place, rest) in places {
      try archive.postpone(
        place.kind, to: place.destination, until: rest.until, because: rest.reason)
    }
  }

  private func release(_ entry: OutboxEntry) {
    count -= 1
    known.remove(entry.number)
    lanes.remove(entry.lanePlace)
    if entry.attempts > 0 { repeats -= 1 }
    let left = underWay[entry.place, default: 1] - 1
    underWay[entry.place] = left > 0 ? left : nil
  }

  private func hold(_ entry: OutboxEntry) {
    count += 1
    known.insert(entry.number)
    lanes.insert(entry.lanePlace)
    if entry.attempts > 0 { repeats += 1 }
    underWay[entry.place, default: 0] += 1
  }

  /// What an ending means: for the entry, for its destination, and for the log.
  private func judge(_ item: Finished, at now: Instant) -> Settlement {
    let entry = item.entry
    let done = Settlement(
      number: entry.number, result: .done, consequences: item.delivery.consequences)
    switch item.delivery.verdict {
    case .accepted:
      rests[entry.place] = nil
      board.succeeded(entry.place, at: now)
      log.debug("told", metadata: names(entry))
      note("accepted", entry)
      return done
    case .refused(let reason), .ended(let reason):
      rests[entry.place] = nil
      board.failed(entry.place, because: reason, at: now)
      log.log(level: level(entry, .error), "not told", metadata: names(entry, reason))
      note("refused", entry)
      return done
    case .notYet(let reason):
      let wait = shortSchedule.delay(
        failures: entry.attempts + 1, ageSeconds: age(of: entry, at: now),
        chance: Double.random(in: 0..<1))
      // A site takes a moment to serve what was just published.
      return again(
        entry, after: wait, because: reason, at: now, entry.attempts < 5 ? .debug : .warning)
    case .retry(let reason, let notBefore):
      let isShared = couriers[entry.kind]?.restsDestination == true
      let rest = isShared ? rests[entry.place] : nil
      // Tries that were under way together tell of one failure.
      let earlier = rest.map { $0.until > now ? $0.failures - 1 : $0.failures } ?? 0
      let failures = 1 + max(entry.attempts, earlier)
      let wait = schedule.delay(
        failures: failures, ageSeconds: age(of: entry, at: now), notBeforeSeconds: notBefore,
        chance: Double.random(in: 0..<1))
      if isShared {
        rests[entry.place] = Rest(
          failures: failures, until: max(rest?.until ?? now, now + Int64(wait ?? 3600)),
          reason: reason)
      }
      return again(entry, after: wait, because: reason, at: now)
    }
  }

  private func again(
    _ entry: OutboxEntry, after seconds: Int?, because reason: String, at now: Instant,
    _ gravity: Logger.Level = .warning
  ) -> Settlement {
    board.failed(entry.place, because: reason, at: now)
    guard let seconds else {
      log.log(level: level(entry, .error), "given up", metadata: names(entry, reason))
      note("given_up", entry)
      return Settlement(number: entry.number, result: .done)
    }
    let wait: Logger.Metadata = ["again_seconds": "\(seconds)"]
    log.log(
      level: level(entry, gravity), "not told yet",
      metadata: names(entry, reason).merging(wait) { $1 })
    note("retry", entry)
    return Settlement(number: entry.number, result: .again(now + Int64(seconds), error: reason))
  }

  private func note(_ result: String, _ entry: OutboxEntry) {
    meter.deliveries.add("kind=\"\(entry.kind)\",result=\"\(result)\"")
  }

  private func age(of entry: OutboxEntry, at now: Instant) -> Int {
    Int(now.seconds - entry.since.seconds)
  }

  /// Trouble of receivers that the operator chose is the operator's; subscribers anybody may be.
  private func level(_ entry: OutboxEntry, _ level: Logger.Level) -> Logger.Level {
    couriers[entry.kind]?.restsDestination == true ? level : min(level, .info)
  }

  private func names(_ entry: OutboxEntry, _ reason: String? = nil) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "news": "\(entry.kind) \(entry.key)", "attempt": "\(entry.attempts + 1)",
    ]
    if let reason { metadata["reason"] = "\(reason)" }
    return metadata
  }
}
