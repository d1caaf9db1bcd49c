import Glibc
import Synchronization

/// A thread of its own for an actor whose work blocks (SQLite, fsync, directory scans), so that the shared pool never waits.
final class PipelineThread: SerialExecutor {
  private let queue: JobQueue

  /// Starts the thread; it ends when the executor is released.
  init() {
    queue = JobQueue()
    let context = Unmanaged.passRetained(queue)
    var thread = pthread_t()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let result = pthread_create(&thread, &attributes, runPipelineThread, context.toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(result == 0, "the system refuses a thread: \(String(cString: strerror(result)))")
    queue.executor.withLock { $0 = UnownedSerialExecutor(ordinary: self) }
  }

  deinit { queue.close() }

  func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job)) }
}

/// Jobs in order of arrival, handed to one thread.
private final class JobQueue: Sendable {
  private struct State {
    var jobs: [UnownedJob] = []
    var isClosed = false
  }

  let executor = Mutex<UnownedSerialExecutor?>(nil)
  private let state = Mutex(State())
  /// Counts what was added, so that the thread sleeps while there is nothing.
  private let arrivals = Semaphore()

  func add(_ job: UnownedJob) {
    state.withLock { $0.jobs.append(job) }
    arrivals.signal()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    arrivals.signal()
  }

  /// Runs jobs until the queue is closed and empty.
  func run() {
    while true {
      arrivals.wait()
      let (jobs, isClosed) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isClosed)
      }
      if let executor = executor.withLock({ $0 }) {
        for job in jobs { job.runSynchronously(on: executor) }
      }
      if isClosed { return }
    }
  }
}

/// A counting semaphore of the C library.
private final class Semaphore: @unchecked Sendable {
  // Sendable because sem_t is made for use from several threads, and the pointer never changes.
  private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func signal() { sem_post(semaphore) }

  func wait() { while sem_wait(semaphore) != 0 && errno == EINTR {} }
}

/// The thread's entry: a function, not a closure, so that it is isolated to nothing.
private func runPipelineThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
