/// The times and limits of a watch, in nanoseconds where they are times.
struct WatchOptions: Sendable {
  /// How long a closed file must be quiet.
  var settle: UInt64
  /// How often the place of a watched incoming folder is looked at: nothing tells when another is mounted over it.
  var rootCheck: UInt64 = 5_000_000_000
  /// How often a vanished incoming folder is looked for.
  var rootReturn: UInt64 = 250_000_000
  /// The least time between two looks at a folder that can't be watched.
  var poll: UInt64 = 2_000_000_000
  /// Folders to watch at most, besides the system's own limit.
  var watchLimit = Int.max
  /// Looks at the folders from time to time even where the kernel would tell.
  var alwaysPolls = false

  init(settle: Duration) {
    let (seconds, attoseconds) = settle.components
    let nanoseconds = max(0, seconds) &* 1_000_000_000 &+ max(0, attoseconds) / 1_000_000_000
    self.settle = UInt64(min(max(0, nanoseconds), 86_400_000_000_000))
  }
}
