import FeedModel
import Synchronization

/// How one reader program polls, over all its addresses; nothing of who or where is kept.
package struct ReaderEntry: Hashable, Sendable {
  /// The program's name and version: the first word of its User-Agent.
  package var program: String
  /// Subscribers that it says it fetches for, summed over its feeds; 0 where it says nothing.
  package var subscribers = 0
  package var requests = 0
  /// Requests with a validator.
  package var conditional = 0
  /// Answers without content because nothing had changed.
  package var notModified = 0
  /// Answers 429.
  package var refused = 0

  /// Whether it asks for whole feeds again and again: over ten requests, less than a tenth of them conditional.
  package var pollsBadly: Bool { requests > 10 && conditional * 10 < requests }

  package init(program: String) { self.program = program }

  /// The entry as an object of `status`.
  package var json: JSON {
    JSON([
      "program": .string(program), "subscribers": .int(subscribers), "requests": .int(requests),
      "conditional": .int(conditional), "not_modified": .int(notModified), "refused": .int(refused),
      "polls_badly": .bool(pollsBadly),
    ])
  }
}

/// Who reads the feeds: counted by program since the start, in bounded memory, without addresses.
final class ReaderReport: Sendable {
  private struct Reader {
    var entry: ReaderEntry
    /// The last stated count by feed.
    var subscribers: [String: Int] = [:]
  }

  /// Programs kept at most; further ones are counted together.
  private static let limit = 500
  private static let feedsPerReader = 100
  private static let others = "(others)"

  private let readers = Mutex<[String: Reader]>([:])

  /// Notes the answer to a request for a feed.
  func note(_ head: RequestHead, path: String, status: Status) {
    let agent = head.single(.userAgent) ?? []
    let program = Self.program(agent)
    let isConditional = head.count(of: .ifNoneMatch) + head.count(of: .ifModifiedSince) > 0
    let subscribers = Self.subscribers(agent)
    readers.withLock { readers in
      let key = readers[program] != nil || readers.count < Self.limit ? program : Self.others
      var reader = readers[key] ?? Reader(entry: ReaderEntry(program: key))
      reader.entry.requests += 1
      if isConditional { reader.entry.conditional += 1 }
      if status == .notModified { reader.entry.notModified += 1 }
      if status == .tooManyRequests { reader.entry.refused += 1 }
      if let subscribers,
        reader.subscribers[path] != nil || reader.subscribers.count < Self.feedsPerReader
      {
        reader.subscribers[path] = subscribers
      }
      readers[key] = reader
    }
  }

  /// All programs, most subscribers first, then most requests, then by name.
  var entries: [ReaderEntry] {
    readers.withLock { Array($0.values) }
      .map { reader in
        var entry = reader.entry
        entry.subscribers = reader.subscribers.values.reduce(0, +)
        return entry
      }
      .sorted { a, b in
        (b.subscribers, b.requests, a.program) < (a.subscribers, a.requests, b.program)
      }
  }

  /// The first word of a User-Agent, at most 64 bytes of it; `(none)` without one.
  static func program(_ agent: ArraySlice<UInt8>) -> String {
    let word = agent.prefix { $0 != .space && $0 != UInt8(ascii: ";") }.prefix(64)
    return word.isEmpty ? "(none)" : AccessLine.printable(word)
  }

  /// The count of `… 123 subscribers …`, as feed services state it; nil when there is none.
  static func subscribers(_ agent: ArraySlice<UInt8>) -> Int? {
    let words = agent.split { byte in !byte.isDigit && !(97...122).contains(byte.lowercased) }
    for (number, word) in zip(words, words.dropFirst())
    where word.spells("subscribers") || word.spells("subscriber") {
      if let count = number.decimal, count <= 1_000_000_000 { return count }
    }
    return nil
  }
}
