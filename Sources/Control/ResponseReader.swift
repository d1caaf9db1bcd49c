/// Reads one HTTP/1.1 response (RFC 9112) as its bytes arrive.
struct ResponseReader {
  private(set) var status = 0
  private(set) var isComplete = false
  private var pending: [UInt8] = []
  private var state = State.head

  private enum State: Equatable {
    case head
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailer
    case length(Int)
  }

  /// The body bytes that `bytes` completes; nil when the response is malformed.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    pending += bytes
    var body: [UInt8] = []
    var at = 0
    while !isComplete, let step = step(from: at, into: &body) {
      guard step >= 0 else { return nil }
      at += step
    }
    pending.removeFirst(at)
    return body
  }

  /// How many bytes were used; nil when more are needed, negative when they are malformed.
  private mutating func step(from at: Int, into body: inout [UInt8]) -> Int? {
    switch state {
    case .head:
      guard let end = pending[at...].firstRange(of: Array("\r\n\r\n".utf8)) else {
        return pending.count - at > 65_536 ? -1 : nil
      }
      return read(head: pending[at..<end.lowerBound]) ? end.upperBound - at : -1
    case .length(let rest):
      let count = min(rest, pending.count - at)
      body += pending[at..<at + count]
      state = .length(rest - count)
      isComplete = rest == count
      return count == 0 && !isComplete ? nil : count
    case .chunkSize:
      guard let line = line(at) else { return nil }
      let digits = line.prefix { $0 != UInt8(ascii: ";") }
      guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
        return -1
      }
      state = size == 0 ? .trailer : .chunk(size)
      return line.count + 2
    case .chunk(let rest):
      let count = min(rest, pending.count - at)
      body += pending[at..<at + count]
      state = rest == count ? .chunkEnd : .chunk(rest - count)
      return count == 0 ? nil : count
    case .chunkEnd:
      guard let line = line(at) else { return nil }
      state = .chunkSize
      return line.isEmpty ? 2 : -1
    case .trailer:
      guard let line = line(at) else { return nil }
      isComplete = line.isEmpty
      return line.count + 2
    }
  }

  private func line(_ at: Int) -> ArraySlice<UInt8>? {
    guard let end = pending[at...].firstRange(of: Array("\r\n".utf8)) else { return nil }
    return pending[at..<end.lowerBound]
  }

  private mutating func read(head: ArraySlice<UInt8>) -> Bool {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let code = Int(words[1]) else {
      return false
    }
    status = code
    state = .length(0)
    for line in lines.dropFirst() {
      let field = line.split(separator: ":", maxSplits: 1)
      guard field.count == 2 else { return false }
      let value = field[1].drop { $0 == " " }
      switch field[0].lowercased() {
      case "content-length": state = .length(Int(value) ?? 0)
      case "transfer-encoding" where value.lowercased() == "chunked":
        state = .chunkSize
        return true
      default: break
      }
    }
    return true
  }
}
