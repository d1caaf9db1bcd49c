import Archive
import FeedModel
import Logging
import Publish
import Settings
import Synchronization

/// Copies the output folder to an object store: what changed, many at a time, feeds last.
///
/// A ledger in the archive says what the store has, so that a crash repeats at most what was under way. Works on a
/// thread of its own.
package actor UploadDesk {
  private let archive: Archive
  private let output: OutputFolder
  private let settings: UploadSettings
  private let store: ObjectStore
  private let board: PushBoard
  private let clock: @Sendable () -> Instant
  private let log: Logger
  private let schedule = RetrySchedule()
  /// Waits between tries of a busy store; tests need none.
  private let pause: @Sendable (Duration) async -> Void
  /// Called after objects were sent: what waited for them may go on.
  private let onUpload: @Sendable () -> Void
  private var isClaimed = false
  private var failures = 0
  private let alarm = Alarm()
  private nonisolated let thread = PipelineThread()
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: thread)
  }

  init(
    archive: Archive, output: OutputFolder, settings: UploadSettings, store: ObjectStore,
    board: PushBoard, log: Logger, clock: @escaping @Sendable () -> Instant,
    pause: @escaping @Sendable (Duration) async -> Void = UploadDesk.sleep,
    onUpload: @escaping @Sendable () -> Void = {}
  ) {
    self.archive = archive
    self.output = output
    self.settings = settings
    self.store = store
    self.board = board
    self.log = log
    self.clock = clock
    self.pause = pause
    self.onUpload = onUpload
  }

  /// The documents may have changed.
  package nonisolated func ring() { alarm.ring() }

  /// Uploads after each ring, and again later what failed, until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      var wait = Duration.seconds(3600)
      do {
        // Documents that were being replaced are looked at again soon.
        if try await !upload().isWhole { wait = .seconds(5) }
        failures = 0
      } catch {
        if Task.isCancelled { return }
        failures += 1
        wait = .seconds(note(error))
      }
      await alarm.sleep(wait)
    }
  }

  /// Brings the store to what stands in the output folder.
  ///
  /// - Returns: How many objects were sent or deleted, and whether the store has all now.
  /// - Throws: `StoreError` when the store does not take them; what it took is noted.
  @discardableResult
  package func upload() async throws -> (objects: Int, isWhole: Bool) {
    var total = 0
    var isWhole = true
    // What changes meanwhile is found by another look.
    while true {
      try claim()
      let plan = UploadPlan(try archive.uploadState(), deletes: settings.deletes) {
        Self.form(of: $0, settings)
      }
      board.upload.waiting = plan.count
      guard plan.count > 0 else { break }
      let done = try await carryOut(plan)
      total += done.objects
      isWhole = done.isWhole
      // A document that is being replaced is no other at once.
      if !isWhole { break }
    }
    board.upload.lastSuccess = clock()
    board.upload.error = nil
    board.upload.nextAttempt = nil
    if total > 0 {
      log.info("uploaded", metadata: ["objects": "\(total)", "bucket": "\(settings.bucket)"])
      try archive.hurry(PushKind.ping, at: clock())
      onUpload()
    }
    return (total, isWhole)
  }
}

extension UploadDesk {
  /// Begins the ledger anew when it is about another place.
  private func claim() throws {
    guard !isClaimed else { return }
    try archive.claimUploads(for: "\(store.endpoint) \(store.bucket) \(store.prefix)")
    isClaimed = true
  }

  /// With which header fields and coding a document is sent.
  private static func form(of document: LedgerEntry, _ settings: UploadSettings) -> String {
    "\(document.mediaType)|\(settings.cacheControl)|\(settings.coding.rawValue)"
  }

  /// Sends the waves one after the other; whether all was as the plan said.
  private func carryOut(_ plan: UploadPlan) async throws -> (objects: Int, isWhole: Bool) {
    var done = 0
    for wave in plan.waves {
      let sent = try await send(wave)
      done += sent
      // A page that was replaced or withdrawn meanwhile may be one that the next wave names.
      guard sent == wave.count else { return (done, false) }
    }
    for path in plan.deletions {
      try Task.checkCancellation()
      try await store.delete(path, at: clock())
      try archive.record(uploaded: [], deleted: [path])
      board.upload.deleted += 1
      done += 1
    }
    return (done, true)
  }

  /// Sends one wave; how many of its documents were still as planned and are in the store now.
  private func send(_ wave: [LedgerEntry]) async throws -> Int {
    var run = WaveRun(wave: wave, width: settings.parallel)
    do {
      try await withThrowingTaskGroup(of: (LedgerEntry, ObjectOutcome).self) { group in
        while let next = try await begin(&run, &group) { try await take(next, into: &run) }
      }
    } catch {
      // What the store has taken is noted whatever stopped the rest.
      try record(&run)
      throw error
    }
    try record(&run)
    return run.sent
  }

  /// Starts as many as may run, and waits for the next to end; nil when none is left.
  private func begin(
    _ run: inout WaveRun,
    _ group: inout ThrowingTaskGroup<(LedgerEntry, ObjectOutcome), any Error>
  ) async throws -> (LedgerEntry, ObjectOutcome)? {
    try Task.checkCancellation()
    while run.running < run.width, let document = run.waiting.popLast() {
      run.running += 1
      group.addTask { [self] in (document, await put(document)) }
    }
    return try await group.next()
  }

  private func take(_ result: (LedgerEntry, ObjectOutcome), into run: inout WaveRun) async throws {
    run.running -= 1
    switch result.1 {
    case .sent(let object):
      run.succeeded(upTo: settings.parallel)
      run.unrecorded.append(object)
      if run.unrecorded.count >= Self.recordedAtOnce { try record(&run) }
    case .changed: break
    case .failed(let error):
      guard error.kind == .passing, let wait = run.failed(error) else { throw error }
      run.waiting.append(result.0)
      log.warning(
        "store busy, going on more slowly",
        metadata: ["reason": "\(error.message)", "parallel": "\(run.width)"])
      await pause(wait)
    }
  }

  /// Objects noted in one transaction: what a crash makes the next run send again.
  private static let recordedAtOnce = 32

  private func record(_ run: inout WaveRun) throws {
    guard !run.unrecorded.isEmpty else { return }
    try archive.record(uploaded: run.unrecorded)
    board.upload.sent += run.unrecorded.count
    board.upload.waiting = max(0, board.upload.waiting - run.unrecorded.count)
    run.unrecorded = []
  }

  private nonisolated func put(_ document: LedgerEntry) async -> ObjectOutcome {
    guard let read = output.contents(of: document.path), read.etag == document.etag else {
      return .changed
    }
    let coding = settings.coding == .identity ? nil : settings.coding.rawValue
    let packed = coding.flatMap { stored(read.bytes, mediaType: document.mediaType, in: $0) }
    let object = StoreObject(
      key: document.path, mediaType: document.mediaType, cacheControl: settings.cacheControl,
      coding: packed == nil ? nil : coding, bytes: packed ?? read.bytes)
    do throws(StoreError) {
      try await store.put(object, at: clock())
      return .sent(
        UploadedObject(
          path: document.path, etag: document.etag,
          form: Self.form(of: document, settings)))
    } catch {
      return .failed(error)
    }
  }

  /// Tells of a failed upload; seconds until the next try.
  private func note(_ error: any Error) -> Int {
    let wait =
      schedule.delay(
        failures: failures, ageSeconds: 0,
        notBeforeSeconds: (error as? StoreError)?.retryAfterSeconds,
        chance: Double.random(in: 0..<1)) ?? 3600
    let reason = describe(error)
    if board.upload.error != reason {
      log.error(
        "upload failed, trying again",
        metadata: ["reason": "\(reason)", "again_seconds": "\(wait)"])
    }
    board.upload.error = reason
    board.upload.nextAttempt = clock() + Int64(wait)
    return wait
  }

  static let sleep: @Sendable (Duration) async -> Void = { duration in
    // Cancelled is as good as over.
    do { try await Task.sleep(for: duration) } catch { return }
  }
}
