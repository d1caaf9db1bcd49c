/// A path pattern, matched byte by byte in time linear in the path.
///
/// `*` stands for any bytes but a slash, `?` for one such byte, `[a-z]` and `[!a-z]` for one of a set, `**` for any bytes,
/// slashes too (`**/` also for nothing), `\` takes the next byte literally. A pattern without a slash is matched
/// against every component's name, one with a slash against the path from its start. A pattern that matches a
/// folder matches all below it.
struct Glob: Hashable, Sendable {
  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case one
    case set(ranges: [ClosedRange<UInt8>], negated: Bool)
    /// Any run of bytes but slashes.
    case run
    /// Any run of bytes.
    case deepRun
    /// Nothing, or any run of whole components with the slash after it.
    case components
  }

  private let tokens: [Token]
  /// Matched from the start of the path, not from each component.
  private let isAnchored: Bool

  init(_ pattern: String) {
    var bytes = Array(pattern.utf8)
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    isAnchored = bytes.contains(UInt8(ascii: "/"))
    if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    tokens = Self.tokens(bytes)
  }

  /// Whether the pattern matches `path` or a folder above it.
  func matches(_ path: [UInt8]) -> Bool {
    var states = [Bool](repeating: false, count: tokens.count + 1)
    var next = states
    for index in path.indices {
      let startsComponent = index == 0 || path[index - 1] == UInt8(ascii: "/")
      if index == 0 || (!isAnchored && startsComponent) { enter(0, &states) }
      let byte = path[index]
      // The bytes so far end a component: a match of a folder counts for all below it.
      if byte == UInt8(ascii: "/"), states[tokens.count] { return true }
      for state in next.indices { next[state] = false }
      for state in tokens.indices where states[state] { step(state, byte, &next) }
      swap(&states, &next)
    }
    return states[tokens.count]
  }
}

extension Glob {
  /// Marks `state` and those reached from it without a byte.
  private func enter(_ state: Int, _ states: inout [Bool]) {
    var state = state
    while !states[state] {
      states[state] = true
      guard state < tokens.count else { return }
      switch tokens[state] {
      case .run, .deepRun, .components: state += 1
      case .byte, .one, .set: return
      }
    }
  }

  private func step(_ state: Int, _ byte: UInt8, _ next: inout [Bool]) {
    let isSlash = byte == UInt8(ascii: "/")
    switch tokens[state] {
    case .byte(let expected): if byte == expected { enter(state + 1, &next) }
    case .one: if !isSlash { enter(state + 1, &next) }
    case .set(let ranges, let negated):
      if !isSlash, ranges.contains(where: { $0.contains(byte) }) != negated {
        enter(state + 1, &next)
      }
    case .run: if !isSlash { enter(state, &next) }
    case .deepRun: enter(state, &next)
    case .components:
      // Stays inside a component without a way out; only its slash opens the rest of the pattern.
      if isSlash { enter(state, &next) } else { next[state] = true }
    }
  }

  private static func tokens(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"):
        var stars = 1
        while index < bytes.count, bytes[index] == UInt8(ascii: "*") {
          stars += 1
          index += 1
        }
        let startsComponent = index == stars || bytes[index - stars - 1] == UInt8(ascii: "/")
        if stars == 1 {
          tokens.append(.run)
        } else if startsComponent, index < bytes.count, bytes[index] == UInt8(ascii: "/") {
          tokens.append(.components)
          index += 1
        } else {
          tokens.append(.deepRun)
        }
      case UInt8(ascii: "?"): tokens.append(.one)
      case UInt8(ascii: "["): tokens.append(set(bytes, &index))
      case UInt8(ascii: "\\") where index < bytes.count:
        tokens.append(.byte(bytes[index]))
        index += 1
      default: tokens.append(.byte(byte))
      }
    }
    return tokens
  }

  /// The set whose `[` stands before `index`; a literal bracket when it is never closed.
  private static func set(_ bytes: [UInt8], _ index: inout Int) -> Token {
    var at = index
    let negated =
      at < bytes.count && (bytes[at] == UInt8(ascii: "!") || bytes[at] == UInt8(ascii: "^"))
    if negated { at += 1 }
    let start = at
    var ranges: [ClosedRange<UInt8>] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "]") || at == start {
      let low = bytes[at]
      if at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "-"),
        bytes[at + 2] != UInt8(ascii: "]")
      {
        if low <= bytes[at + 2] { ranges.append(low...bytes[at + 2]) }
        at += 3
      } else {
        ranges.append(low...low)
        at += 1
      }
    }
    guard at < bytes.count else { return .byte(UInt8(ascii: "[")) }
    index = at + 1
    return .set(ranges: ranges, negated: negated)
  }
}
