/// Reads a request's content to its end, so that the next request is found where it begins.
///
/// Documents have no use for content: only for an endpoint is it kept. Chunked content is read strictly (RFC 9112 §7.1): a
/// bare line feed or a size that overflows is refused, for another parser on the way could see another end.
struct ContentReader {
  enum Result: Equatable {
    case incomplete, done, malformed, tooLarge
  }

  private enum State {
    case fixed(remaining: Int)
    case size(value: Int, digits: Int)
    case `extension`
    case sizeEnd(value: Int)
    case data(remaining: Int)
    case dataCarriageReturn, dataEnd
    case trailer(lineLength: Int)
    case trailerEnd(lineLength: Int)
  }

  private var state: State
  private var chunkSize = 0
  private var total = 0
  private let limit: Int
  private let keeps: Bool
  /// What came so far, without the framing; empty unless it is kept.
  private(set) var content: [UInt8] = []

  /// Nil when the request has no content; `limit` is in bytes of content.
  init?(_ framing: RequestHead.Framing, limit: Int, keeps: Bool) {
    self.limit = limit
    self.keeps = keeps
    switch framing {
    case .none: return nil
    case .length(let count): state = .fixed(remaining: count)
    case .chunked: state = .size(value: 0, digits: 0)
    }
  }

  /// Takes from `bytes` what belongs to the content; cost: O(bytes).
  mutating func read(_ bytes: UnsafeRawBufferPointer) -> (result: Result, count: Int) {
    var at = 0
    while at < bytes.count {
      switch state {
      case .fixed(let remaining):
        let count = take(remaining, of: bytes, at: &at)
        state = .fixed(remaining: remaining - count)
        if remaining == count { return (.done, at) }
      case .data(let remaining):
        let count = take(remaining, of: bytes, at: &at)
        state = remaining == count ? .dataCarriageReturn : .data(remaining: remaining - count)
      default:
        let result = step(bytes[at])
        at += 1
        // Sizes, extensions and trailers count too: they can be sent without end.
        total += 1
        if total > 2 * limit + 4096 { return (.tooLarge, at) }
        if result != .incomplete { return (result, at) }
      }
    }
    return (.incomplete, at)
  }

  /// Takes up to `wanted` bytes of data; how many there were.
  private mutating func take(
    _ wanted: Int, of bytes: UnsafeRawBufferPointer, at: inout Int
  ) -> Int {
    let count = min(wanted, bytes.count - at)
    if keeps { content += bytes[at..<at + count] }
    at += count
    return count
  }

  private mutating func step(_ byte: UInt8) -> Result {
    switch state {
    case .size(let value, let digits):
      if let digit = byte.hexValue, digits < 15 {
        state = .size(value: value << 4 | Int(digit), digits: digits + 1)
      } else if digits > 0, byte == .carriageReturn {
        state = .sizeEnd(value: value)
      } else if digits > 0, byte == UInt8(ascii: ";") || byte.isOptionalSpace {
        chunkSize = value
        state = .extension
      } else {
        return .malformed
      }
    case .extension:
      if byte == .carriageReturn {
        state = .sizeEnd(value: chunkSize)
      } else if byte < .space, byte != .tab {
        return .malformed
      }
    case .sizeEnd(let value):
      guard byte == .lineFeed else { return .malformed }
      total += value
      guard total <= limit else { return .tooLarge }
      state = value == 0 ? .trailer(lineLength: 0) : .data(remaining: value)
    case .dataCarriageReturn:
      guard byte == .carriageReturn else { return .malformed }
      state = .dataEnd
    case .dataEnd:
      guard byte == .lineFeed else { return .malformed }
      state = .size(value: 0, digits: 0)
    case .trailer(let length):
      if byte == .carriageReturn {
        state = .trailerEnd(lineLength: length)
      } else {
        guard byte >= .space || byte == .tab else { return .malformed }
        state = .trailer(lineLength: length + 1)
      }
    case .trailerEnd(let length):
      guard byte == .lineFeed else { return .malformed }
      if length == 0 { return .done }
      state = .trailer(lineLength: 0)
    case .fixed, .data: return .malformed
    }
    return .incomplete
  }
}
