internal import FeedModel
import Glibc

/// The watch of one incoming folder with all below it.
///
/// Confined to one thread at a time: made by the caller of `FolderWatcher`, then owned by the watching thread.
final class TreeWatch {
  /// A file by the watch of its folder: stays right when a folder above is renamed.
  struct FileKey: Hashable {
    var watch: Int32
    var name: [UInt8]
  }

  /// A folder whose new name is not known yet.
  struct Departure {
    var node: WatchNode
    var path: [UInt8]
    var deadline: UInt64
  }

  private enum Mode {
    case watching
    case missing
    case polling(PollTable)
  }

  let directory: String
  let rules: IntakeRules
  let options: WatchOptions
  private var mode = Mode.missing
  private var wake: UInt64 = 0
  private var identity: (device: dev_t, inode: ino_t)?

  var inotify: Int32 = -1
  var root: WatchNode?
  var nodes: [Int32: WatchNode] = [:]
  /// Files that were closed.
  var settling = SettleQueue<FileKey>()
  /// Files of whose writer, if there is one, no event was seen yet.
  var expected = SettleQueue<FileKey>()
  /// Files written to and not closed since.
  var writing: Set<FileKey> = []
  var departures: [UInt32: Departure] = [:]
  var news = WatchNews()

  init(_ directory: String, rules: IntakeRules, options: WatchOptions, now: UInt64) {
    self.directory = directory
    self.rules = rules
    self.options = options
    start(now)
  }

  deinit { if inotify >= 0 { close(inotify) } }

  /// The descriptor to wait on; −1 when there is none, which `poll` passes over.
  var descriptor: Int32 { inotify }

  /// When `sweep` must be called even without an event.
  var nextWake: UInt64 {
    min(
      wake, settling.nextDeadline ?? .max, expected.nextDeadline ?? .max,
      departures.values.map(\.deadline).min() ?? .max)
  }

  /// Handles what is due and what the kernel tells, and says what it means.
  func sweep(_ now: UInt64, buffer: UnsafeMutableRawBufferPointer) -> WatchNews {
    if inotify >= 0 { readEvents(now, buffer) }
    expireDepartures(now)
    for key in settling.due(at: now) + expected.due(at: now) {
      if let path = nodes[key.watch]?.path(of: key.name) { tell(path, isThere: true) }
    }
    if now >= wake { lookAround(now) }
    defer { news = WatchNews() }
    return news
  }

  func tell(_ path: [UInt8], isThere: Bool) {
    news.files.append((SourceLocation(directory: directory, path: path), isThere))
  }

  /// The incoming folder itself is gone or another took its place.
  func lose(_ now: UInt64) {
    stopWatching()
    mode = .missing
    wake = now
    news.needsScan = true
    news.warnings.append(
      "the incoming folder \(directory) is gone; create or mount it again")
  }

  /// Watching is impossible: the folder is looked at from time to time instead.
  func poll(because reason: String, _ now: UInt64) {
    stopWatching()
    do throws(IngestError) {
      mode = .polling(try PollTable(directory, rules: rules))
      wake = now &+ options.poll
      news.warnings.append(
        "the incoming folder \(directory) is looked at every few seconds instead of being watched: \(reason)"
      )
    } catch {
      lose(now)
    }
  }
}

extension TreeWatch {
  private func start(_ now: UInt64) {
    guard let folder = Descriptor.open(Array(directory.utf8), flags: O_DIRECTORY),
      let status = folder.status()
    else {
      // The scan that follows each beginning says why.
      mode = .missing
      wake = now &+ options.rootReturn
      return
    }
    identity = (status.st_dev, status.st_ino)
    mode = .watching
    wake = now &+ options.rootCheck
    if let type = fileSystemType(of: folder), isNetworkFileSystem(type) {
      return poll(because: "\(type) does not tell of changes made on other machines", now)
    }
    if options.alwaysPolls { return poll(because: "so it was asked", now) }
    inotify = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard inotify >= 0 else {
      return poll(
        because: "the system gives no inotify instance (\(systemMessage(errno))); "
          + "raise the sysctl fs.inotify.max_user_instances", now)
    }
    adopt([], under: nil, report: .nothing, now)
  }

  private func stopWatching() {
    if inotify >= 0 { close(inotify) }
    inotify = -1
    root = nil
    nodes = [:]
    settling.removeAll()
    expected.removeAll()
    writing = []
    departures = [:]
  }

  private func readEvents(_ now: UInt64, _ buffer: UnsafeMutableRawBufferPointer) {
    // Not without end: a flood of events must not keep what is due from being told.
    for _ in 0..<64 {
      guard inotify >= 0, let events = WatchEvent.read(inotify, buffer) else { return }
      for event in events where inotify >= 0 { handle(event, now) }
    }
  }

  /// Looks whether the incoming folder is still there, or there again, or what changed in it.
  private func lookAround(_ now: UInt64) {
    var status = stat()
    let isThere = stat(directory, &status) == 0 && status.kind == S_IFDIR
    switch mode {
    case .missing:
      wake = now &+ options.rootReturn
      guard isThere else { return }
      start(now)
      if case .missing = mode { return }
      news.needsScan = true
      news.warnings.append("the incoming folder \(directory) is there again")
    case .watching:
      wake = now &+ options.rootCheck
      if !isThere || identity?.inode != status.st_ino || identity?.device != status.st_dev {
        lose(now)
      }
    case .polling(let table):
      pollAgain(table, now)
    }
  }

  private func pollAgain(_ table: consuming PollTable, _ now: UInt64) {
    var table = table
    do throws(IngestError) {
      let told = try table.update(directory, rules: rules)
      news.files += told.files
      news.needsScan = news.needsScan || told.needsScan
      mode = .polling(table)
      let after = monotonicNanoseconds()
      // A slow mount is not kept busy: at most a tenth of the time goes into looking.
      wake = after &+ max(options.poll, (after &- now) &* 10)
    } catch {
      lose(now)
    }
  }
}

/// Nanoseconds since the system started; unmoved by changes of the wall clock.
func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
