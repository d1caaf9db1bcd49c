import FeedModel
import Yams

/// One mapping of the settings file while it is read: every key is asked for once, and what nobody asked for is an error.
///
/// Faults are collected, so that one run shows all of them.
final class SettingsFields {
  private let file: String
  /// Dotted path of the mapping, empty at the top.
  private let path: String
  private let node: Node
  private let values: [(key: Node, value: Node)]
  private var known: Set<String> = []
  private let faults: FaultList

  /// The faults of one file, shared by all its mappings.
  final class FaultList {
    var faults: [SettingsError.Fault] = []
    /// Where each setting that was asked for stands, by its dotted name.
    var places: [String: String] = [:]
  }

  init(file: String, node: Node, path: String = "", faults: FaultList) {
    self.file = file
    self.path = path
    self.node = node
    self.faults = faults
    switch node {
    case .mapping(let mapping): values = mapping.map { ($0.key, $0.value) }
    case .scalar(let scalar) where scalar.string.isEmpty: values = []
    default:
      values = []
      fail(node, "expected keys with values; write `key: value` lines")
    }
  }

  /// Whether `key` has a value.
  func holds(_ key: String) -> Bool { node(key) != nil }

  func string(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else {
      fail(node, "`\(name(key))` must be one text; put it on one line or in quotes")
      return nil
    }
    return scalar.string
  }

  /// A list of texts; a single text counts as a list of one.
  func strings(_ key: String) -> [String]? {
    guard let node = node(key) else { return nil }
    if let scalar = node.scalar { return scalar.string.isEmpty ? [] : [scalar.string] }
    guard let sequence = node.sequence else {
      fail(node, "`\(name(key))` must be a list of texts, such as `[a, b]`")
      return nil
    }
    return sequence.compactMap { element in
      if element.scalar == nil { fail(element, "`\(name(key))` must hold texts only") }
      return element.scalar?.string
    }
  }

  func value<Value>(_ key: String, _ expected: String, _ parse: (String) -> Value?) -> Value? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar, let value = parse(scalar.string) else {
      fail(
        node,
        "`\(name(key))` must be \(expected), not `\(node.scalar?.string ?? "a list or mapping")`")
      return nil
    }
    return value
  }

  func choice<Value: RawRepresentable & CaseIterable>(_ key: String) -> Value?
  where Value.RawValue == String {
    let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
    return value(key, "one of \(names)") { Value(rawValue: $0) }
  }

  /// The query of a feed under `key`; a fault is placed at the character in the query.
  func query(_ key: String) -> FeedQuery? {
    guard let text = string(key), let node = node(key) else { return nil }
    do throws(FeedQuery.Fault) {
      return try FeedQuery(text)
    } catch {
      faults.faults.append(
        .init(place: place(of: error, in: node), message: "`\(name(key))`: \(error.message)"))
      return nil
    }
  }

  private func place(of fault: FeedQuery.Fault, in node: Node) -> String {
    guard let mark = node.mark else { return file }
    switch node.scalar?.style {
    case .literal?, .folded?: return "\(file):\(mark.line + fault.line):\(fault.column)"
    case .singleQuoted?, .doubleQuoted?: return "\(file):\(mark.line):\(mark.column + fault.column)"
    default: return "\(file):\(mark.line):\(mark.column + fault.column - 1)"
    }
  }

  /// The mapping under `key`.
  func fields(_ key: String) -> SettingsFields? {
    guard let node = node(key) else { return nil }
    return SettingsFields(file: file, node: node, path: name(key), faults: faults)
  }

  /// The mapping of texts to texts under `key`, whatever its keys are.
  func texts(_ key: String) -> [(String, String)] {
    guard let node = node(key) else { return [] }
    guard let mapping = node.mapping else {
      fail(node, "`\(name(key))` must be a mapping of texts, such as `{a: b}`")
      return []
    }
    let field = key
    return mapping.compactMap { key, value in
      guard let name = key.scalar?.string, let text = value.scalar?.string else {
        fail(value, "`\(self.name(field))` must map a text to a text")
        return nil
      }
      return (name, text)
    }
  }

  /// The list of mappings under `key`.
  func list(_ key: String) -> [SettingsFields] {
    guard let node = node(key) else { return [] }
    if let scalar = node.scalar, scalar.string.isEmpty { return [] }
    guard let sequence = node.sequence else {
      fail(node, "`\(name(key))` must be a list; start each entry with `- `")
      return []
    }
    return sequence.enumerated().map { index, element in
      SettingsFields(file: file, node: element, path: "\(name(key))[\(index)]", faults: faults)
    }
  }

  /// A value that is one text or a mapping.
  enum Entry {
    case text(String)
    case fields(SettingsFields)
  }

  func entry(_ key: String) -> Entry? { node(key).map { entry($0, name(key)) } }

  /// The list of texts and mappings under `key`; one alone counts as a list of one.
  func entries(_ key: String) -> [Entry] {
    guard let node = node(key) else { return [] }
    guard let sequence = node.sequence else {
      if let scalar = node.scalar, scalar.string.isEmpty { return [] }
      return [entry(node, name(key))]
    }
    return sequence.enumerated().map { entry($1, "\(name(key))[\($0)]") }
  }

  private func entry(_ node: Node, _ path: String) -> Entry {
    if let scalar = node.scalar { return .text(scalar.string) }
    return .fields(SettingsFields(file: file, node: node, path: path, faults: faults))
  }

  /// A duration within `range`, which `limits` describes.
  func duration(_ key: String, _ range: ClosedRange<Duration>, _ limits: String) -> Duration? {
    value(key, "a duration from \(limits)") { text in
      Units.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// The secret under `key`, or the first line of the file that `key` and `_file` name.
  func secret(_ key: String, read: (String) throws(SettingsError) -> String) -> String? {
    let (text, path) = (string(key), string(key + "_file"))
    guard let path else { return text }
    if text != nil {
      fail(key, because: "`\(name(key))` and `\(name(key))_file` are both set; keep one")
    }
    do throws(SettingsError) {
      let line = try read(path).split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
      if line.trimmingSpaces.isEmpty {
        fail(key + "_file", because: "`\(path)` is empty; put the secret in")
      }
      return line.trimmingSpaces
    } catch {
      fail(key + "_file", because: error.faults.first?.message ?? "`\(path)` can't be read")
      return nil
    }
  }

  /// Adds a fault at the value of `key`, else at the mapping's first key, else where the mapping stands.
  func fail(_ key: String, because message: String) {
    fail(values.first { $0.key.scalar?.string == key }?.value ?? values.first?.key ?? node, message)
  }

  /// Adds a fault for every key that was not asked for, naming the nearest one that exists.
  func finish() {
    for (key, _) in values {
      let written = key.scalar?.string ?? "?"
      guard !known.contains(written) else { continue }
      let nearest = known.min { (distance(written, $0), $0) < (distance(written, $1), $1) }
      let close = nearest.flatMap {
        distance(written, $0) <= max(2, written.utf8.count / 3) ? $0 : nil
      }
      let remedy =
        close.map { "did you mean `\($0)`?" }
        ?? "the keys here are \(known.sorted().joined(separator: ", "))"
      fail(key, "unknown key `\(name(written))`; \(remedy)")
    }
  }

  private func node(_ key: String) -> Node? {
    known.insert(key)
    guard let value = values.first(where: { $0.key.scalar?.string == key })?.value else {
      return nil
    }
    // `key:` with nothing behind it means "not set".
    if let scalar = value.scalar, scalar.string.isEmpty,
      scalar.style == .plain || scalar.style == .any
    {
      return nil
    }
    faults.places[name(key)] = place(of: value)
    return value
  }

  func name(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private func fail(_ node: Node?, _ message: String) {
    faults.faults.append(.init(place: place(of: node), message: message))
  }

  private func place(of node: Node?) -> String {
    node?.mark.map { "\(file):\($0.line):\($0.column)" } ?? file
  }
}

/// The number of single-character edits from `a` to `b` (Levenshtein); both are short.
func distance(_ a: String, _ b: String) -> Int {
  let b = Array(b.utf8)
  var row = Array(0...b.count)
  for (i, x) in a.utf8.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
