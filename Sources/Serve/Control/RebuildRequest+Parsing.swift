/// Why a rebuild request can't be read: one sentence.
package struct RebuildRequestError: Error, Equatable {
  package var message: String
}

extension RebuildRequest {
  /// The wish that a query string, a form body or a small JSON object states; nothing at all is a plain rebuild.
  ///
  /// As a form: `feed=a&feed=b&full=1&accept_deletions=1&wait=0`. As JSON:
  /// `{"feeds": ["a", "b"], "full": true, "accept_deletions": true, "wait": false}`. Unknown keys are errors, so that a
  /// misspelt wish is not taken for none.
  package init(query: [UInt8], body: [UInt8]) throws(RebuildRequestError) {
    self.init()
    try apply(form: query)
    let content = body.drop(while: \.isWhiteSpace)
    if content.first == UInt8(ascii: "{") {
      var reader = FlatJSON(content)
      try reader.readObject { key, value throws(RebuildRequestError) in try set(key, value) }
    } else {
      try apply(form: Array(content))
    }
  }

  private mutating func apply(form: [UInt8]) throws(RebuildRequestError) {
    for pair in form.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
      let decoded = parts.compactMap { part in
        RequestPath.decode(Array(part.map { $0 == UInt8(ascii: "+") ? .space : $0 })[...])
      }
      guard decoded.count == parts.count, let name = decoded.first else {
        throw RebuildRequestError(message: "the form has a broken percent escape")
      }
      let value = decoded.count > 1 ? String(decoding: decoded[1], as: UTF8.self) : "1"
      try set(String(decoding: name, as: UTF8.self), .text(value.trimmingLineEnds))
    }
  }

  private mutating func set(_ key: String, _ value: FlatJSON.Value) throws(RebuildRequestError) {
    switch (key, value) {
    case ("feed", .text(let name)), ("feeds", .text(let name)): feeds.append(name)
    case ("feed", .texts(let names)), ("feeds", .texts(let names)): feeds += names
    case ("full", _): full = try Self.flag(key, value)
    case ("accept_deletions", _), ("acceptDeletions", _):
      acceptDeletions = try Self.flag(key, value)
    case ("wait", _): wait = try Self.flag(key, value)
    default:
      throw RebuildRequestError(
        message:
          "“\(key)” is not known or not of this kind; use feeds, full, accept_deletions, wait")
    }
  }

  private static func flag(_ key: String, _ value: FlatJSON.Value) throws(RebuildRequestError)
    -> Bool
  {
    switch value {
    case .flag(let flag): return flag
    case .text("1"), .text("true"), .text("yes"): return true
    case .text("0"), .text("false"), .text("no"): return false
    default: throw RebuildRequestError(message: "“\(key)” must be true or false")
    }
  }
}

/// Reads one JSON object of texts, lists of texts and flags, which is all that a rebuild request holds.
struct FlatJSON {
  enum Value: Equatable {
    case text(String)
    case texts([String])
    case flag(Bool)
  }

  private var rest: ArraySlice<UInt8>
  private static let broken = RebuildRequestError(message: "the content is not a flat JSON object")

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func readObject(
    _ member: (String, Value) throws(RebuildRequestError) -> Void
  ) throws(RebuildRequestError) {
    try expect(UInt8(ascii: "{"))
    var isFirst = true
    while next() != UInt8(ascii: "}") {
      if !isFirst { try expect(UInt8(ascii: ",")) }
      isFirst = false
      let key = try readText()
      try expect(UInt8(ascii: ":"))
      try member(key, try readValue())
    }
    try expect(UInt8(ascii: "}"))
    guard next() == nil else { throw Self.broken }
  }

  private mutating func readValue() throws(RebuildRequestError) -> Value {
    switch next() {
    case UInt8(ascii: "\""): return .text(try readText())
    case UInt8(ascii: "["):
      try expect(UInt8(ascii: "["))
      var texts: [String] = []
      while next() != UInt8(ascii: "]") {
        if !texts.isEmpty { try expect(UInt8(ascii: ",")) }
        texts.append(try readText())
      }
      try expect(UInt8(ascii: "]"))
      return .texts(texts)
    default:
      for (word, flag) in [("true", true), ("false", false)] where rest.starts(with: word.utf8) {
        rest = rest.dropFirst(word.utf8.count)
        return .flag(flag)
      }
      throw Self.broken
    }
  }

  /// A string; of the escapes, those that a feed's name can need.
  private mutating func readText() throws(RebuildRequestError) -> String {
    try expect(UInt8(ascii: "\""))
    var bytes: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let escaped = rest.popFirst(), "\"\\/".utf8.contains(escaped) else { throw Self.broken }
      bytes.append(escaped)
    }
    guard rest.startIndex > 0, let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.broken
    }
    return text
  }

  /// The next byte that is no white space, without taking it.
  private mutating func next() -> UInt8? {
    rest = rest.drop(while: \.isWhiteSpace)
    return rest.first
  }

  private mutating func expect(_ byte: UInt8) throws(RebuildRequestError) {
    guard next() == byte else { throw Self.broken }
    rest.removeFirst()
  }
}

extension String {
  /// The same without line ends at its end, which command-line clients add to forms.
  fileprivate var trimmingLineEnds: String {
    var bytes = Array(utf8)
    while let last = bytes.last, last.isWhiteSpace { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
