import FeedModel

/// One request for a feed and how it was answered, as the reports count it.
struct Poll {
  /// The first word of the User-Agent, at most 64 bytes of it; `(none)` without one.
  let program: String
  /// Subscribers that the User-Agent states.
  let subscribers: Int?
  /// Whether it came with a validator.
  let isConditional: Bool
  let feed: String
  let status: Status
  let client: ClientAddress?
  let time: Instant

  init(_ head: RequestHead, feed: String, status: Status, client: ClientAddress?, time: Instant) {
    let agent = head.single(.userAgent) ?? []
    program = Self.program(agent)
    subscribers = Self.subscribers(agent)
    isConditional = head.count(of: .ifNoneMatch) + head.count(of: .ifModifiedSince) > 0
    self.feed = feed
    self.status = status
    self.client = client
    self.time = time
  }

  static func program(_ agent: ArraySlice<UInt8>) -> String {
    let word = agent.prefix { $0 != .space && $0 != UInt8(ascii: ";") }.prefix(64)
    return word.isEmpty ? "(none)" : AccessLine.printable(word)
  }

  /// The count of `… 123 subscribers …`, as feed services state it; nil when there is none.
  static func subscribers(_ agent: ArraySlice<UInt8>) -> Int? {
    for at in agent.indices where agent[at].lowercased == UInt8(ascii: "s") {
      guard agent[at...].begins(with: "subscriber") else { continue }
      let before = agent[..<at].reversed().drop { !$0.isLetterOrDigit }.prefix(while: \.isDigit)
      if let count = Array(before.reversed())[...].decimal, count <= 1_000_000_000 { return count }
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { isDigit || (97...122).contains(lowercased) }
}
