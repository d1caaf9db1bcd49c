import FeedModel

/// What `wireroom rebuild` asks of the daemon.
package struct RebuildRequest: Hashable, Sendable {
  /// Names of feeds to publish anew; empty means all.
  package var feeds: [String] = []
  /// Read every file again and write every document again, changed or not.
  package var full = false
  /// Obey deletions that the guard holds back.
  package var acceptDeletions = false
  /// Whether the answer goes on until everything is published.
  package var waits = true

  package init() {}

  /// As the query of `POST /rebuild`.
  package var query: String {
    var parts = feeds.map { "feed=" + $0 }
    if full { parts.append("full=1") }
    if acceptDeletions { parts.append("accept_deletions=1") }
    if !waits { parts.append("wait=0") }
    return parts.joined(separator: "&")
  }
}

/// One step of a rebuild, sent as a line of JSON.
package struct RebuildEvent: Hashable, Sendable {
  package enum Phase: String, Hashable, Sendable {
    case waiting, scanning, reading, publishing, done, failed
  }

  package var phase: Phase
  /// Files or documents finished in this phase.
  package var finished: Int
  /// Files or documents of this phase; 0 while unknown.
  package var total: Int
  /// Why it failed, or what was done.
  package var message: String?
  /// Whether it failed because of what was asked, such as a feed that does not exist.
  package var isUsage = false
  /// Whether it failed because a feed can't be published as it is.
  package var isBadData = false

  package init(_ phase: Phase, finished: Int = 0, total: Int = 0, message: String? = nil) {
    self.phase = phase
    self.finished = finished
    self.total = total
    self.message = message
  }

  package var json: JSON {
    JSON([
      "phase": .string(phase.rawValue), "finished": .int(finished), "total": .int(total),
      "message": message.map { .string($0) }, "usage": isUsage ? .bool(true) : nil,
      "bad_data": isBadData ? .bool(true) : nil,
    ])
  }

  /// The event of a line; nil when it is not one.
  package init?(line: [UInt8]) {
    do throws(JSON.SyntaxError) {
      self.init(json: try JSON(parsing: line))
    } catch {
      return nil
    }
  }

  /// The event of an object as `json` makes it; nil when it is not one.
  package init?(json: JSON) {
    guard let name = json["phase"]?.string, let phase = Phase(rawValue: name) else { return nil }
    self.init(
      phase, finished: json["finished"]?.int ?? 0, total: json["total"]?.int ?? 0,
      message: json["message"]?.string)
    isUsage = json["usage"]?.bool ?? false
    isBadData = json["bad_data"]?.bool ?? false
  }
}

/// Why the daemon could not be asked.
package struct ControlError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// No daemon listens there.
    case unreachable
    /// The socket is there, but this user may not use it.
    case denied
    /// The daemon answered with an error or broke off.
    case failed
  }

  package var reason: Reason
  /// What is wrong; what to do.
  package var message: String
}
