internal import FeedModel
internal import Yams

/// The YAML between `---` lines at the head of a file, read leniently into metadata.
struct FrontMatter {
  private(set) var metadata = Metadata()
  /// Lines it takes, fences included.
  let lineCount: Int

  static let mostBytes = 64 << 10

  /// Nil where the file starts with no front matter; a lone `---` line is a rule, not a fence.
  ///
  /// What looks like front matter and can't be read is never taken for text: it may say that the file is a draft.
  /// - Throws: when it is no YAML mapping, with the line in the file, larger than 64 KB, not closed, or TOML or JSON.
  init?(_ lines: TextLines) throws(DecodeError) {
    guard let start = lines.indices.first(where: { !Self.isBlank(lines[$0]) }) else { return nil }
    if let language = ForeignFrontMatter.language(of: lines, from: start) {
      throw DecodeError(
        reason: .frontMatter, line: start + 1,
        message: "the front matter is \(language); write YAML between --- lines")
    }
    guard Self.isFence(lines[start], "---") else { return nil }
    let below = lines.indices[(start + 1)...]
    guard
      let end = below.first(where: {
        Self.isFence(lines[$0], "---") || Self.isFence(lines[$0], "...")
      })
    else {
      guard Self.opensMapping(below.prefix(8).map { lines[$0] }) else { return nil }
      throw DecodeError(
        reason: .frontMatter, line: start + 1,
        message: "the front matter has no end; close it with a line of ---")
    }
    let inner = (start + 1..<end).map { lines[$0] }[...]
    let first = inner.first { !Self.isBlank($0) && !$0.hasPrefix("#") }
    guard first.map(Self.isKey) ?? true else { return nil }
    lineCount = end + 1
    guard inner.reduce(0, { $0 + $1.utf8.count }) <= Self.mostBytes else {
      throw DecodeError(
        reason: .frontMatter, line: start + 1,
        message: "the front matter is larger than 64 KB; move the text below it")
    }
    guard first != nil else { return }
    if let line = YAMLLimits.violation(in: inner) {
      throw DecodeError(
        reason: .frontMatter, line: start + line + 2,
        message: "the front matter nests or repeats too much; write it plainly")
    }
    var reader = FrontMatterReader()
    reader.read(try Self.composed(inner, firstLine: start + 2))
    metadata = reader.metadata
  }
}

extension FrontMatter {
  private static func composed(
    _ lines: ArraySlice<String>, firstLine: Int
  ) throws(DecodeError) -> Node.Mapping {
    let node: Node?
    do {
      node = try Yams.compose(yaml: lines.joined(separator: "\n") + "\n")
    } catch {
      throw failure(error, firstLine: firstLine)
    }
    guard let mapping = node?.mapping else {
      throw DecodeError(
        reason: .frontMatter, line: firstLine,
        message: "the front matter is not a list of keys; write each as 'key: value'")
    }
    return mapping
  }

  private static func failure(_ error: any Error, firstLine: Int) -> DecodeError {
    var line = firstLine
    var problem = "not valid YAML"
    switch error as? YamlError {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      line += max(mark.line - 1, 0)
      problem = text
    case .duplicatedKeysInMapping(let keys, let context):
      line += max(context.mark.line - 1, 0)
      problem = "the key '\(keys.first?.prefix(60) ?? "")' stands twice"
    default: break
    }
    return DecodeError(
      reason: .frontMatter, line: line,
      message: "the front matter can't be read: \(problem); correct it or quote the value")
  }

  /// Whether lines read as YAML and as nothing else: a key in lower case that is known, or two of any.
  private static func opensMapping(_ lines: [String]) -> Bool {
    var keys = lines.drop { isBlank($0) || $0.hasPrefix("#") }.prefix(2).compactMap(plainKey)[...]
    guard let first = keys.popFirst() else { return false }
    return FrontMatterReader.knows(first) || !keys.isEmpty
  }

  /// The key of a line `key: value`, if it is one word in lower case.
  private static func plainKey(_ line: String) -> String? {
    guard isKey(line), let end = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = line.utf8[..<end]
    let isPlain =
      key.first.map { (97...122).contains($0) } ?? false
      && key.allSatisfy { (97...122).contains($0 | 32) || $0 == 45 || $0 == 95 }
    return isPlain ? String(Substring(key)) : nil
  }

  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 <= 32 } }

  static func isFence(_ line: String, _ fence: String) -> Bool {
    let bytes = line.utf8
    return bytes.starts(with: fence.utf8) && bytes.dropFirst(3).allSatisfy { $0 == 32 || $0 == 9 }
  }

  /// Whether a line reads `key:` or `key: value`, the key one to four words.
  private static func isKey(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "\"") { return true }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), (1...40).contains(colon) else {
      return false
    }
    let after = colon + 1 < bytes.count ? bytes[colon + 1] : 32
    let words = bytes[..<colon].split(separator: 32).count
    return after <= 32 && words <= 3 && bytes[0] > 32
  }
}

/// Bounds on YAML before it is composed: aliases multiply, and each level of nesting costs the composer's stack.
enum YAMLLimits {
  /// The index of the first line that breaks a bound.
  static func violation(in lines: ArraySlice<String>) -> Int? {
    var aliases = 0
    var anchors = 0
    var depth = 0
    for index in lines.indices {
      var previous: UInt8 = 32
      var dashes = 0
      for byte in lines[index].utf8 {
        let opens = previous <= 32 || "[{,".utf8.contains(previous)
        switch byte {
        case UInt8(ascii: "*") where opens: aliases += 1
        case UInt8(ascii: "&") where opens: anchors += 1
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: "-") where opens, UInt8(ascii: "?") where opens: dashes += 1
        default: break
        }
        previous = byte
      }
      let indent = lines[index].utf8.prefix { $0 == 32 }.count
      if aliases > 24 && anchors > 1 || depth > 32 || dashes > 64 || indent > 200 && dashes > 0 {
        return index
      }
    }
    return nil
  }
}
