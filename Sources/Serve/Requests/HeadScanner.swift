/// Finds the end of a request head in bytes that arrive in pieces, looking at each byte once.
///
/// It also refuses early what can't become a head: a control character (a TLS greeting, say), a bare line feed, a request
/// line or a head that is too long. So a hostile client is answered at once and holds at most `headerBytes`.
struct HeadScanner {
  enum Result {
    case incomplete
    /// Bytes of empty lines before the head, then bytes of the head.
    case head(skipped: Int, count: Int)
    case fault(RequestFault)
  }

  private var scanned = 0
  /// Where the head begins, after empty lines that some clients send after a request (RFC 9112 §2.2).
  private var start = 0
  private var lineStart = 0

  /// Whether a head has begun.
  var hasBegun: Bool { scanned > start }

  /// Goes on from where it stopped; `bytes` begins where it began at the last call, and holds more.
  mutating func scan(_ bytes: UnsafeRawBufferPointer, limits: ServeLimits) -> Result {
    while scanned < bytes.count {
      let byte = bytes[scanned]
      scanned += 1
      if byte == .lineFeed {
        guard scanned - 2 >= lineStart, bytes[scanned - 2] == .carriageReturn else {
          return .fault(.malformed)
        }
        if scanned - lineStart == 2 {
          guard lineStart == start else {
            return .head(skipped: start, count: scanned - start)
          }
          guard scanned <= 16 else { return .fault(.malformed) }
          start = scanned
        }
        lineStart = scanned
      } else if byte < 32, byte != .carriageReturn, byte != .tab {
        return .fault(.malformed)
      }
      if let fault = excess(limits) { return .fault(fault) }
    }
    return .incomplete
  }

  private func excess(_ limits: ServeLimits) -> RequestFault? {
    let isRequestLine = lineStart == start
    // Beside the target a request line holds a method, a version and two spaces.
    if isRequestLine, scanned - start > limits.targetBytes + 64 { return .targetTooLong }
    return scanned - start > limits.headerBytes ? .headTooLarge : nil
  }
}
