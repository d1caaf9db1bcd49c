import FeedModel

/// A client that polls one feed worse than it should, as an operator needs to know it to write to its owner.
struct BadPoller: Hashable, Sendable {
  var client: String
  var program: String
  var feed: String
  /// When it was first seen, at most a day ago.
  var since: Instant
  var requests: Int
  /// Whole feeds it fetched without a validator.
  var unconditional: Int
  var refused: Int
  /// Seconds between its requests, on average.
  var interval: Int

  /// The poller as an object of `status`.
  var json: JSON {
    JSON([
      "client": .string(client), "program": .string(program), "feed": .string(feed),
      "since": .string(since.rfc3339), "requests": .int(requests),
      "unconditional": .int(unconditional), "refused": .int(refused),
      "interval_seconds": .int(interval),
    ])
  }
}

/// How each client polls each feed, for a day at most: then the entry, and the address in it, is forgotten.
///
/// Bounded: while it is full, clients that are new are not watched.
struct PollerReport: Sendable {
  private struct Key: Hashable {
    var client: UInt64
    var program: String
    var feed: String
  }

  private struct Entry {
    var client: String
    var since: Instant
    var last: Instant
    var requests = 0
    var unconditional = 0
    var refused = 0

    mutating func note(_ poll: Poll) {
      last = poll.time
      requests += 1
      if !poll.isConditional { unconditional += 1 }
      if poll.status == .tooManyRequests { refused += 1 }
    }
  }

  /// Seconds that anything of a client is kept.
  static let lifetime: Int64 = 86_400
  private static let sweepInterval: Int64 = 600
  private static let limit = 10_000
  /// Fewer requests than this in a day annoy nobody.
  private static let patience = 10

  private var entries: [Key: Entry] = [:]
  private var swept = Instant(seconds: 0)

  var count: Int { entries.count }

  mutating func note(_ poll: Poll) {
    sweep(at: poll.time)
    guard let client = poll.client else { return }
    let key = Key(client: client.key, program: poll.program, feed: poll.feed)
    if let known = entries.index(forKey: key) {
      entries.values[known].note(poll)
    } else if entries.count < Self.limit {
      entries[key, default: Entry(client: client.text, since: poll.time, last: poll.time)]
        .note(poll)
    }
  }

  /// The clients that fetch whole feeds again and again, or come more than twice within `maxAge` seconds; worst first.
  mutating func worst(_ limit: Int, maxAge: Int, at now: Instant) -> [BadPoller] {
    swept = Instant(seconds: 0)
    sweep(at: now)
    let pollers = entries.compactMap { key, entry -> BadPoller? in
      guard entry.requests > Self.patience else { return nil }
      let interval = Int(entry.last.seconds - entry.since.seconds) / (entry.requests - 1)
      guard entry.unconditional * 10 > entry.requests * 9 || interval * 2 < maxAge else {
        return nil
      }
      return BadPoller(
        client: entry.client, program: key.program, feed: key.feed, since: entry.since,
        requests: entry.requests, unconditional: entry.unconditional, refused: entry.refused,
        interval: interval)
    }
    return Array(
      pollers.sorted { a, b in
        (b.unconditional, b.requests, a.client, a.feed)
          < (a.unconditional, a.requests, b.client, b.feed)
      }.prefix(limit))
  }

  private mutating func sweep(at now: Instant) {
    guard now.seconds - swept.seconds >= Self.sweepInterval else { return }
    swept = now
    entries = entries.filter { now.seconds - $0.value.since.seconds < Self.lifetime }
  }
}
