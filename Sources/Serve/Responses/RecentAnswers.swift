import Glibc
import NIOCore
import Synchronization

/// The answers of the running second to requests for feeds, by the bytes of the requests.
///
/// The readers of one program send the same bytes, so under load most requests have been answered already. What an answer
/// hangs on beside the request is the table and the time, which answers know to the second: when either changes, all are
/// forgotten. At most `limit` are kept; cost of a look: O(kept).
final class RecentAnswers: Sendable {
  /// What an answer hangs on beside its request.
  struct Moment: Equatable {
    /// Of the document table.
    var version: Int
    var second: Int64
  }

  final class Kept: Sendable {
    let request: RequestHead
    let answer: Responder.Answer
    /// The answer's head, but for its end.
    let head: ByteBuffer

    init(request: RequestHead, answer: Responder.Answer, head: ByteBuffer) {
      self.request = request
      self.answer = answer
      self.head = head
    }
  }

  private static let limit = 32
  /// Bytes of a request that is kept.
  private static let maximumBytes = 1024

  private let state = Mutex<(moment: Moment, kept: [Kept])>((Moment(version: 0, second: 0), []))

  /// How the request that `input` begins with was answered at `moment`.
  func find(_ input: UnsafeRawBufferPointer, at moment: Moment) -> Kept? {
    state.withLock { state in
      guard state.moment == moment else { return nil }
      return state.kept.first { $0.request.bytes.begins(input) }
    }
  }

  /// Keeps how a request was answered at `moment`, if it was for a feed and ended with its head.
  func keep(
    _ answer: Responder.Answer, _ head: ByteBuffer, to request: RequestHead, at moment: Moment
  ) {
    guard answer.feed != nil, request.framing == .none, request.bytes.count <= Self.maximumBytes
    else { return }
    state.withLock { state in
      if state.moment != moment { state = (moment, []) }
      guard state.kept.count < Self.limit else { return }
      state.kept.append(Kept(request: request, answer: answer, head: head))
    }
  }
}

extension [UInt8] {
  /// Whether `bytes` begin with all of these.
  fileprivate func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= count, let start = bytes.baseAddress else { return false }
    return memcmp(self, start, count) == 0
  }
}
