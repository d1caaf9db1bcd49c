import Foundation
import Pipeline
import Synchronization

/// A progress bar on stderr when that is a terminal; nothing otherwise.
final class ProgressLine: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let started = Mutex<(phase: String, at: ContinuousClock.Instant)?>(nil)

  func show(_ event: NewsroomEvent) {
    switch event {
    case .scanning(let files): draw("scanning", files, 0)
    case .reading(let finished, let total): draw("reading", finished, total)
    case .publishing(let finished, let total): draw("publishing", finished, total)
    }
  }

  /// Draws `finished` of `total`, with the rate and the time left once they can be told.
  func draw(_ phase: String, _ finished: Int, _ total: Int) {
    guard isTerminal else { return }
    let begin = started.withLock { started in
      if started?.phase != phase { started = (phase, .now) }
      return started?.at ?? .now
    }
    let seconds = max(0.001, begin.duration(to: .now) / .seconds(1))
    let rate = Double(finished) / seconds
    var line = "\(phase) \(finished)"
    if total > 0 {
      let filled = 24 * min(finished, total) / total
      line = phase.padding(toLength: 11, withPad: " ", startingAt: 0) + "["
      line += String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
      line += "] \(finished)/\(total)"
      if rate > 0, finished < total {
        line += "  \(Int(Double(total - finished) / rate) + 1) s left"
      }
    }
    if seconds > 0.5 { line += "  \(Int(rate))/s" }
    writeError("\r\u{1B}[K" + line)
  }

  func clear() {
    guard isTerminal else { return }
    writeError("\r\u{1B}[K")
  }
}
