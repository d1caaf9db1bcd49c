import Control
import Foundation
import Pipeline
import Synchronization

/// Progress on stderr: a bar on a terminal; elsewhere plain lines, one a tenth of each phase, or nothing.
final class ProgressLine: Sendable {
  private struct State {
    var phase = ""
    var began = ContinuousClock.now
    var drawn: ContinuousClock.Instant?
    /// Tenths that have been told in plain lines.
    var tenths = -1
  }

  private let terminal = Terminal.errors
  private let writesPlainLines: Bool
  private let state = Mutex(State())

  /// `plainLines` says whether a log or pipe is told, too.
  init(plainLines: Bool) { writesPlainLines = plainLines }

  func show(_ event: NewsroomEvent) { show(RebuildEvent(event)) }

  func show(_ event: RebuildEvent) {
    if case .done = event.phase { return }
    if case .failed = event.phase { return }
    let now = ContinuousClock.now
    let line: String? = state.withLock { state in
      if state.phase != event.phase.rawValue {
        state = State(phase: event.phase.rawValue, began: now)
      }
      let progress = Progress(
        phase: state.phase, finished: event.finished, total: event.total,
        seconds: state.began.duration(to: now) / .seconds(1))
      if terminal.isTerminal {
        // Ten a second are enough for the eye.
        if let drawn = state.drawn, now < drawn + .milliseconds(100), !progress.isComplete {
          return nil
        }
        state.drawn = now
        return "\r\u{1B}[K" + progress.bar(width: terminal.width - 1)
      }
      guard writesPlainLines, progress.tenths > state.tenths else { return nil }
      state.tenths = progress.tenths
      return "wireroom: " + progress.plain + "\n"
    }
    if let line { writeError(line) }
  }

  func clear() {
    guard terminal.isTerminal else { return }
    writeError("\r\u{1B}[K")
  }
}

/// How far a phase is, in words.
struct Progress {
  var phase: String
  var finished: Int
  /// 0 while unknown.
  var total: Int
  /// Since the phase began.
  var seconds: Double

  var isComplete: Bool { total > 0 && finished >= total }

  /// Whole tenths that are done; 0 while the total is unknown.
  var tenths: Int { total > 0 ? 10 * min(finished, total) / total : 0 }

  /// `reading 512 of 2000, 1024/s, 2 s left`.
  var plain: String { ([count(" of ")] + estimate).joined(separator: ", ") }

  /// `reading    [####....] 512/2000  1024/s  2 s left`, cut to `width` columns.
  func bar(width: Int) -> String {
    guard total > 0 else { return String(plain.prefix(max(0, width))) }
    let filled = 24 * min(finished, total) / total
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
    let name = phase.padding(toLength: 11, withPad: " ", startingAt: 0)
    let text = (["\(name)[\(bar)] \(finished)/\(total)"] + estimate).joined(separator: "  ")
    return String(text.prefix(max(0, width)))
  }

  private func count(_ of: String) -> String {
    total > 0 ? "\(phase) \(finished)\(of)\(total)" : finished > 0 ? "\(phase) \(finished)" : phase
  }

  /// Rate and time left, once half a second has passed to tell them from.
  private var estimate: [String] {
    guard seconds >= 0.5, finished > 0 else { return [] }
    let rate = Double(finished) / seconds
    let shown = rate < 10 ? "\((rate * 10).rounded() / 10)/s" : "\(Int(rate))/s"
    guard total > finished else { return [shown] }
    return [shown, Self.time(Int((Double(total - finished) / rate).rounded(.up))) + " left"]
  }

  /// `45 s`, `3 min 5 s`, `2 h 10 min`.
  static func time(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
  }
}
