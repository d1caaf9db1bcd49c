import FeedModel
import Synchronization

/// How one reader program polls, over all its addresses; nothing of who or where is kept.
struct ReaderEntry: Hashable, Sendable {
  /// The program's name and version: the first word of its User-Agent.
  var program: String
  /// Subscribers that it says it fetches for, summed over its feeds; 0 where it says nothing.
  var subscribers = 0
  var requests = 0
  /// Requests with a validator.
  var conditional = 0
  /// Answers without content because nothing had changed.
  var notModified = 0
  /// Answers 429.
  var refused = 0

  /// Whether it asks for whole feeds again and again: over ten requests, less than a tenth of them conditional.
  var pollsBadly: Bool { requests > 10 && conditional * 10 < requests }

  init(program: String) { self.program = program }

  /// The entry as an object of `status`.
  var json: JSON {
    JSON([
      "program": .string(program), "subscribers": .int(subscribers), "requests": .int(requests),
      "conditional": .int(conditional), "not_modified": .int(notModified), "refused": .int(refused),
      "polls_badly": .bool(pollsBadly),
    ])
  }
}

/// Who reads the feeds: counted by program since the start, in bounded memory, without addresses.
struct ReaderReport: Sendable {
  private struct Reader {
    var entry: ReaderEntry
    /// By feed: the last stated count, and when it was stated.
    var subscribers: [String: (count: Int, at: Instant)] = [:]

    mutating func note(_ poll: Poll) {
      entry.requests += 1
      if poll.isConditional { entry.conditional += 1 }
      if poll.status == .notModified { entry.notModified += 1 }
      if poll.status == .tooManyRequests { entry.refused += 1 }
      guard let count = poll.subscribers,
        subscribers[poll.feed] != nil || subscribers.count < ReaderReport.feedsPerReader
      else { return }
      subscribers[poll.feed] = (count, poll.time)
    }
  }

  /// Programs kept at most; further ones are counted together.
  private static let limit = 500
  private static let feedsPerReader = 100
  private static let others = "(others)"
  /// Seconds that a stated count holds: a service that has not come for a week has given the feed up.
  private static let statementLifetime: Int64 = 7 * 86_400

  private var readers: [String: Reader] = [:]

  /// Notes the answer to a request for a feed.
  mutating func note(_ poll: Poll) {
    if let known = readers.index(forKey: poll.program) {
      readers.values[known].note(poll)
    } else {
      let key = readers.count >= Self.limit ? Self.others : poll.program
      readers[key, default: Reader(entry: ReaderEntry(program: key))].note(poll)
    }
  }

  /// All programs, most subscribers first, then most requests, then by name.
  func entries(at now: Instant) -> [ReaderEntry] {
    readers.values
      .map { reader in
        var entry = reader.entry
        entry.subscribers = reader.subscribers.values.reduce(0) { sum, statement in
          now.seconds - statement.at.seconds > Self.statementLifetime ? sum : sum + statement.count
        }
        return entry
      }
      .sorted { a, b in
        (b.subscribers, b.requests, a.program) < (a.subscribers, a.requests, b.program)
      }
  }
}
