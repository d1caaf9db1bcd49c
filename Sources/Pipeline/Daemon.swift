import Archive
import FeedModel
import Gauges
import Ingest
import Logging
import Publish
import Settings
import Synchronization

/// Keeps a newsroom at work: on what the kernel reports, on what is asked for, and on what comes due.
package final class Daemon: Sendable {
  private let log: Logger
  private let notifier: SystemdNotifier
  private let newsroom: CurrentNewsroom
  package let board: Board
  /// Wakes the timer when work left something to come back to.
  private let alarm = Alarm()
  package let pushBoard = PushBoard()
  /// Makes what tells the world for a newsroom, and again after a change of the settings.
  private let makePush: @Sendable (Newsroom, PushBoard) throws -> PushRoom
  private let push: Mutex<PushRoom>
  private let watching = Mutex<FolderWatcher?>(nil)
  private let rebuilds: RebuildQueue
  /// When the service manager was last told of progress.
  private let lastWord = Mutex<ContinuousClock.Instant?>(nil)
  /// What failed last, without the names in it.
  private let failure = Mutex("")

  package init(
    newsroom: Newsroom, notifier: SystemdNotifier, log: Logger,
    push makePush: @escaping @Sendable (Newsroom, PushBoard) throws -> PushRoom
  ) throws {
    self.makePush = makePush
    push = Mutex(try makePush(newsroom, pushBoard))
    let current = CurrentNewsroom(newsroom)
    self.newsroom = current
    rebuilds = RebuildQueue { order, onEvent in
      try await current.value.build(order, onEvent: onEvent)
    }
    self.notifier = notifier
    self.log = log
    board = newsroom.board
  }

  package var current: Newsroom { newsroom.value }

  private var currentPush: PushRoom { push.withLock { $0 } }

  /// Takes a request to the embedded hub; nil when there is none.
  package func askHub(body: [UInt8], contentType: String?) async -> HubDesk.Answer? {
    let room = currentPush
    guard let hub = room.hub else { return nil }
    let answer = await hub.answer(body: body, contentType: contentType)
    room.outbox.ring()
    return answer
  }

  /// Builds once, then watches until the task is cancelled.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.watch() }
      group.addTask { await self.keepTime() }
      group.addTask { await self.pingWatchdog() }
      group.addTask { await self.rescan() }
      group.addTask { await self.tellWorld() }
    }
    rebuilds.cancel()
  }

  /// Returns once feeds stand in the output folder, or after `limit`: a first build may be long.
  package func untilStanding(within limit: Duration) async {
    let deadline = ContinuousClock.now + limit
    while !board.state.stands, ContinuousClock.now < deadline, !Task.isCancelled {
      await pause(.milliseconds(5))
    }
  }

  /// A rebuild as somebody asked for it; requests that wait while one runs share the next.
  package func rebuild(
    _ order: BuildOrder, onEvent: @escaping @Sendable (NewsroomEvent) -> Void
  ) async throws -> BuildSummary {
    defer {
      alarm.ring()
      currentPush.ring()
    }
    while true {
      let newsroom = current
      try await newsroom.check(order.feeds)
      do {
        let summary = try await rebuilds.run(order) { event in
          self.say(event)
          onEvent(event)
        }
        log.notice("rebuilt: \(summary.text)")
        if notifier.isListening { notifier.send("STATUS=\(statusText())") }
        return summary
      } catch is CancellationError {
        throw CancellationError()
      } catch let error as PipelineError where error.reason == .badSettings {
        throw error
      } catch {
        await fail(error, in: newsroom)
        // With another archive or other settings: the new newsroom does what was asked.
        guard current !== newsroom else { throw error }
      }
    }
  }

  /// Goes on with other settings, or keeps the old ones and throws.
  package func reload(_ settings: WireroomSettings) async throws {
    try await current.goOn(with: settings) { try self.goOn(with: $0) }
  }

  /// Puts another newsroom in the place of the current one.
  private func goOn(with next: Newsroom) throws {
    let nextPush = try makePush(next, pushBoard)
    newsroom.value = next
    let lastPush = push.withLock { push in
      defer { push = nextPush }
      return push
    }
    lastPush.stop()
    // The watch loop begins again, on the new folders, with a full scan.
    watching.withLock { $0 }?.stop()
  }
}

extension Daemon {
  private func watch() async {
    while !Task.isCancelled {
      let newsroom = current
      do {
        let input = newsroom.settings.input
        let rules = IntakeRules(
          include: input.include, exclude: input.exclude, maxFileSize: input.maxFileSize,
          followSymlinks: input.followSymlinks)
        // Watch first, then scan: what comes between the two is seen twice, never missed.
        let watcher = try FolderWatcher(
          directories: input.directories, rules: rules, settle: input.settle)
        watching.withLock { $0 = watcher }
        defer { watcher.stop() }
        // Other settings came while the folders were gone through, when there was no watch yet to stop.
        guard newsroom === current else { continue }
        await work(newsroom) { try await newsroom.build { self.say($0) } }
        for await change in watcher.changes {
          if Task.isCancelled { return }
          await work(newsroom) { try await newsroom.take(change) }
        }
      } catch {
        await fail(error, in: newsroom)
        await pause(.seconds(5))
      }
    }
  }

  /// Runs one piece of work; a failure is told and the work is tried again by the timer.
  private func work(_ newsroom: Newsroom, _ body: () async throws -> BuildSummary) async {
    let wasDegraded = board.state.degraded != nil
    do {
      let summary = try await body()
      if wasDegraded, board.state.degraded == nil {
        log.notice("recovered: all is published again")
      }
      currentPush.ring()
      if summary.isNews { log.info("up to date: \(summary.text)") }
      // Counting costs more than the change of one file: only for a manager that listens.
      if notifier.isListening { notifier.send("STATUS=\(statusText())") }
    } catch is CancellationError {
      return
    } catch {
      await fail(error, in: newsroom)
    }
    alarm.ring()
  }

  /// Notes a failure once, and that a full scan has to make up for what was lost in it.
  ///
  /// What failed in a newsroom that was replaced meanwhile is made up for by the one in its place.
  private func fail(_ error: any Error, in newsroom: Newsroom) async {
    guard newsroom === current else { return }
    if let error = error as? ArchiveError, error.reason == .corrupt,
      await replaceArchive(of: newsroom, error)
    {
      return
    }
    let text = describe(error)
    // The same failure names another file each time.
    if board.state.degraded == nil || failure.withLock({ $0 }) != kind(of: error) {
      log.error(
        "degraded: the last good documents stay, trying again", metadata: ["reason": "\(text)"])
      notifier.send("STATUS=\(StatusLine(degraded: text).text)")
    }
    failure.withLock { $0 = kind(of: error) }
    board.meter.builds.add("result=\"failed\"")
    await newsroom.degrade(because: text)
  }

  private func kind(of error: any Error) -> String {
    switch error {
    case let error as PublishError: "output \(error.reason)"
    case let error as ArchiveError: "archive \(error.reason)"
    default: describe(error)
    }
  }

  /// Goes on with a new archive, its contents taken from the output folder and the input; whether that could be done.
  private func replaceArchive(of newsroom: Newsroom, _ error: ArchiveError) async -> Bool {
    do {
      _ = try await newsroom.replacement(because: error) { try self.goOn(with: $0) }
      return true
    } catch let error as PipelineError where error.reason == .ended {
      return true
    } catch {
      log.error("archive can't be begun anew", metadata: ["reason": "\(describe(error))"])
      return false
    }
  }

  /// Comes back when the newsroom has something due, and sooner each time something new is.
  private func keepTime() async {
    var backOff = Duration.seconds(1)
    while !Task.isCancelled {
      let isDegraded = board.state.needsScan
      let pause = isDegraded ? backOff : await current.pauseUntilDue()
      backOff = isDegraded ? min(backOff * 2, .seconds(60)) : .seconds(1)
      if isDegraded { await self.pause(pause) } else { await alarm.sleep(pause) }
      if Task.isCancelled { return }
      let newsroom = current
      if isDegraded {
        await work(newsroom) { try await newsroom.build() }
      } else if await newsroom.pauseUntilDue() <= .zero {
        do {
          _ = try await newsroom.tick()
          currentPush.ring()
        } catch is CancellationError { return } catch {
          await fail(error, in: newsroom)
        }
      }
    }
  }

  /// Tells hubs, webhooks, subscribers and the object store of what was published, under the settings of the moment.
  private func tellWorld() async {
    while !Task.isCancelled { await currentPush.run() }
  }

  private func rescan() async {
    while !Task.isCancelled {
      let begin = ContinuousClock.now
      // Asked for again each minute, for other settings may come meanwhile.
      while !Task.isCancelled {
        let rest = begin + current.settings.input.rescan - ContinuousClock.now
        guard rest > .zero else { break }
        await pause(min(rest, .seconds(60)))
      }
      if Task.isCancelled { return }
      let newsroom = current
      await work(newsroom) { try await newsroom.build() }
    }
  }

  /// Tells the service manager "alive" only while the pipeline is idle or gets on with its work.
  private func pingWatchdog() async {
    guard let interval = notifier.watchdog else { return }
    var heartbeat = Heartbeat()
    while !Task.isCancelled {
      if heartbeat.isAlive(board.state) { notifier.send("WATCHDOG=1") }
      await pause(interval / 3)
    }
  }

  private func pause(_ duration: Duration) async {
    // Cancelled is as good as over: every caller looks at the task next.
    do { try await Task.sleep(for: duration) } catch { return }
  }

  /// Tells the service manager how far the work is, once a second at most.
  private func say(_ event: NewsroomEvent) {
    let isDue = lastWord.withLock { last in
      let now = ContinuousClock.now
      if let last, now < last + .seconds(1) { return false }
      last = now
      return true
    }
    if isDue { notifier.send("STATUS=\(StatusLine(event).text)") }
  }

  private func statusText() -> String {
    let state = board.state
    if let degraded = state.degraded { return StatusLine(degraded: degraded).text }
    do {
      let counts = try current.archive.counts()
      return StatusLine(
        folders: current.settings.input.directories.count, articles: counts.articles,
        problems: counts.problems, held: state.heldDeletions
      ).text
    } catch {
      return "archive unreadable: \(describe(error))"
    }
  }
}

/// The newsroom at work: another one after each reload.
private final class CurrentNewsroom: Sendable {
  private let newsroom: Mutex<Newsroom>

  init(_ newsroom: Newsroom) { self.newsroom = Mutex(newsroom) }

  var value: Newsroom {
    get { newsroom.withLock { $0 } }
    set { newsroom.withLock { $0 = newValue } }
  }
}
