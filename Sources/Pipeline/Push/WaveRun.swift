import Archive
import Publish

/// What became of one object.
enum ObjectOutcome: Sendable {
  case sent(UploadedObject)
  /// Other bytes stand at the path than planned, or none.
  case changed
  case failed(StoreError)
}

/// One wave under way.
struct WaveRun {
  /// In reverse: the next is the last.
  var waiting: [LedgerEntry]
  var running = 0
  var sent = 0
  /// How many may run: halved by each sign of overload, grown again by success.
  var width: Int
  var unrecorded: [UploadedObject] = []
  private var failuresInARow = 0
  private var successes = 0
  private static let mostFailures = 6

  init(wave: [LedgerEntry], width: Int) {
    waiting = wave.reversed()
    self.width = width
  }

  mutating func succeeded(upTo most: Int) {
    sent += 1
    successes += 1
    failuresInARow = 0
    if successes >= 2 * width, width < most {
      width += 1
      successes = 0
    }
  }

  /// How long to wait after a passing failure; nil when there were too many.
  mutating func failed(_ error: StoreError) -> Duration? {
    failuresInARow += 1
    // Those that were under way together tell of one overload.
    guard failuresInARow <= Self.mostFailures + width else { return nil }
    width = max(1, width / 2)
    successes = 0
    let seconds = error.retryAfterSeconds ?? min(30, 1 << min(5, failuresInARow / 2))
    return .seconds(min(seconds, 60))
  }
}
