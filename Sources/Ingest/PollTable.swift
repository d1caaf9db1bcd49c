internal import FeedModel

/// What an incoming folder held at the last look, where the kernel can't tell of changes.
///
/// A file is told of when two looks in a row saw the same new stamp: it is no longer being written then.
struct PollTable {
  private struct Entry {
    /// As told; nil for a file that was never told of.
    var told: FileStamp?
    var seen: FileStamp
    var look: UInt64
  }

  private var entries: [SourceLocation: Entry] = [:]
  private var problems: Set<Problem> = []
  private var look: UInt64 = 0

  /// Looks at the folder for the first time: what is there now is known to the caller's own scan.
  init(_ directory: String, rules: IntakeRules) throws(IngestError) {
    _ = try update(directory, rules: rules)
    entries = entries.mapValues { Entry(told: $0.seen, seen: $0.seen, look: $0.look) }
  }

  /// Looks again and tells what changed.
  mutating func update(_ directory: String, rules: IntakeRules) throws(IngestError) -> WatchNews {
    var news = WatchNews()
    look += 1
    let look = look
    var next = entries
    let summary = try FolderScan.walk(directory, rules: rules) { location, stamp in
      let known = next[location]
      var told = known?.told
      if let known, known.seen == stamp, told != stamp {
        told = stamp
        news.files.append((location, true))
      }
      next[location] = Entry(told: told, seen: stamp, look: look)
    }
    for (location, entry) in next where entry.look != look && summary.covers(location.path) {
      next[location] = nil
      news.files.append((location, false))
    }
    let found = Set(summary.problems)
    news.needsScan = found != problems
    problems = found
    entries = next
    return news
  }
}
