import Archive
import FeedModel
import Logging
import Synchronization

/// Which tries begin, and when.
extension OutboxDesk {
  /// Notes what has ended, starts what may be started; how long nothing has to be done unless the alarm rings.
  func step(_ start: (@escaping @Sendable () async -> Void) -> Void) -> Duration {
    do {
      try settle(takeFinished())
      let now = clock()
      if isRung.exchange(false, ordering: .acquiring) || ready.isEmpty { try load(at: now) }
      try begin(at: now, start)
      guard let next = try archive.nextAttempt(after: now, kinds: Array(couriers.keys)) else {
        return .seconds(3600)
      }
      return .seconds(max(1, min(3600, next.seconds - now.seconds)))
    } catch {
      log.error("outbox unreadable, trying again", metadata: ["reason": "\(describe(error))"])
      return .seconds(5)
    }
  }

  private func load(at now: Instant) throws {
    for number in ready.map(\.number) { known.remove(number) }
    ready = []
    let due = try archive.due(
      at: now, kinds: Array(couriers.keys), perDestination: perDestination * 8, limit: 4096)
    for ticket in due where !known.contains(ticket.number) {
      if let rest = rest(of: ticket.place, at: now) {
        try archive.postpone(
          ticket.kind, to: ticket.destination, until: rest.until, because: rest.reason)
      } else {
        known.insert(ticket.number)
        ready.append(ticket)
      }
    }
  }

  private func begin(
    at now: Instant, _ start: (@escaping @Sendable () async -> Void) -> Void
  ) throws {
    var waiting: [OutboxTicket] = []
    for ticket in ready {
      guard count < parallel, mayBegin(ticket) else {
        waiting.append(ticket)
        continue
      }
      // Read as it is now: it may have been told or replaced since it was found.
      guard let courier = couriers[ticket.kind], rest(of: ticket.place, at: now) == nil,
        let entry = try archive.outboxEntry(ticket.number)
      else {
        known.remove(ticket.number)
        continue
      }
      guard lanes.insert(entry.lanePlace).inserted else {
        waiting.append(ticket)
        continue
      }
      count += 1
      if ticket.attempts > 0 { repeats += 1 }
      underWay[ticket.place, default: 0] += 1
      start { [weak self] in
        let delivery = await courier.deliver(entry, at: now)
        self?.note(Finished(entry: entry, delivery: delivery))
      }
    }
    ready = waiting
  }

  /// Repeated tries get half of the room, so that dead receivers don't keep news from the living; a destination that failed
  /// is asked by one try first.
  private func mayBegin(_ ticket: OutboxTicket) -> Bool {
    if ticket.attempts > 0, repeats >= max(1, parallel / 2) { return false }
    return underWay[ticket.place, default: 0] < (rests[ticket.place] == nil ? perDestination : 1)
  }

  private func rest(of place: Place, at now: Instant) -> Rest? {
    rests[place].flatMap { $0.until > now ? $0 : nil }
  }
}

extension OutboxTicket {
  var place: OutboxDesk.Place { .init(kind: kind, destination: destination) }
}

extension OutboxEntry {
  var place: OutboxDesk.Place { .init(kind: kind, destination: destination) }
  var lanePlace: OutboxDesk.Place { .init(kind: kind, destination: lane) }
}
