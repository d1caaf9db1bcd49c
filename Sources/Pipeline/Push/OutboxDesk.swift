import Archive
import FeedModel
import Logging
import Publish
import Settings
import Synchronization

/// Empties the outbox: many tries at a time, few to one destination, and what fails again later.
///
/// Nothing is kept here that must not be lost: an entry leaves the outbox in the transaction that notes what became of
/// it, so a crash repeats at most the tries that were under way. Works on a thread of its own.
package actor OutboxDesk {
  /// A kind of entry for a destination: what bounds count by.
  struct Place: Hashable {
    var kind: String
    var destination: String
  }

  /// What is known of a destination that failed, until it answers again.
  struct Rest {
    var failures: Int
    var until: Instant
    var reason: String
  }

  struct Finished {
    var entry: OutboxEntry
    var delivery: Delivery
  }

  let archive: Archive
  let couriers: [String: any Courier]
  let clock: @Sendable () -> Instant
  let log: Logger
  let schedule: RetrySchedule
  /// For what is early, not failed: the site serves new bytes within seconds, or somebody works on it.
  let shortSchedule: RetrySchedule
  let parallel: Int
  let perDestination: Int
  let board: PushBoard
  let meter: Meter

  var ready: [OutboxTicket] = []
  /// Numbers of entries that are ready or under way.
  var known: Set<Int64> = []
  var underWay: [Place: Int] = [:]
  /// What is replaced while it is under way must not be told beside it.
  var lanes: Set<Place> = []
  var count = 0
  var repeats = 0
  var rests: [Place: Rest] = [:]
  let finished = Mutex<[Finished]>([])
  let alarm = Alarm()
  let isRung = Atomic<Bool>(true)
  private let isStopping = Atomic<Bool>(false)
  private nonisolated let thread = PipelineThread()
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: thread)
  }

  init(
    archive: Archive, couriers: [any Courier], settings: PushSettings, board: PushBoard,
    meter: Meter, log: Logger, clock: @escaping @Sendable () -> Instant
  ) {
    self.archive = archive
    self.couriers = Dictionary(uniqueKeysWithValues: couriers.map { ($0.kind, $0) })
    self.board = board
    self.meter = meter
    self.log = log
    self.clock = clock
    parallel = settings.parallel
    perDestination = settings.perHost
    let patience = Int(settings.retry.giveUp.components.seconds)
    shortSchedule = RetrySchedule(
      firstSeconds: 1, longestSeconds: 300, lifetimeSeconds: patience)
    schedule = RetrySchedule(
      firstSeconds: Int(settings.retry.first.components.seconds),
      longestSeconds: Int(settings.retry.longest.components.seconds),
      lifetimeSeconds: patience)
  }

  /// Something new may wait.
  package nonisolated func ring() {
    isRung.store(true, ordering: .releasing)
    alarm.ring()
  }

  /// Starts no more tries; `run` returns when those under way are over, two seconds later at most.
  package nonisolated func stop() {
    isStopping.store(true, ordering: .releasing)
    alarm.ring()
  }

  /// Delivers what comes due until `stop`.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !isStopping.load(ordering: .acquiring) {
        let pause = step { group.addTask(operation: $0) }
        await alarm.sleep(pause)
      }
      await linger(count > 0 ? .seconds(2) : .zero)
      group.cancelAll()
    }
    settleSure()
  }

  /// Tries everything once that is due, and returns when all answers are noted.
  package func drain() async {
    isRung.store(true, ordering: .releasing)
    await withDiscardingTaskGroup { group in
      repeat {
        _ = step { group.addTask(operation: $0) }
        if count > 0 { await alarm.sleep(.seconds(3600)) }
      } while count > 0 && !Task.isCancelled
    }
    settleSure()
  }
}

extension OutboxDesk {
  /// Waits for what is under way, `grace` at most.
  private func linger(_ grace: Duration) async {
    let deadline = ContinuousClock.now + grace
    while count > finished.withLock({ $0.count }) {
      let left = deadline - ContinuousClock.now
      if left <= .zero { return }
      await alarm.sleep(left)
    }
  }

  /// Notes, at the end, what was answered; what was cut off is tried again at the next start.
  private func settleSure() {
    let sure = takeFinished().filter { item in
      switch item.delivery.verdict {
      case .accepted, .refused, .ended: true
      case .retry, .notYet: false
      }
    }
    do {
      try settle(sure)
    } catch {
      log.error("outbox not written", metadata: ["reason": "\(describe(error))"])
    }
  }
}
