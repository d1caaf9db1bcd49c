internal import FeedModel

/// Front matter in a language that is not read.
enum ForeignFrontMatter {
  /// `TOML` or `JSON` where a file's first line that is not blank begins such front matter.
  static func language(of lines: TextLines, from start: Int) -> String? {
    if FrontMatter.isFence(lines[start], "+++") {
      let next = lines.indices[(start + 1)...].lazy.map { lines[$0] }
        .first { !FrontMatter.isBlank($0) && !$0.hasPrefix("#") }
      return next.map(isTOML) ?? false ? "TOML" : nil
    }
    return isJSON(lines.bytes[lines.range(start).lowerBound..<lines.extent.upperBound])
      ? "JSON" : nil
  }

  /// Whether a line is `key = value`, a table's head, or the end of the front matter.
  private static func isTOML(_ line: String) -> Bool {
    if line.hasPrefix("[") || FrontMatter.isFence(line, "+++") { return true }
    let parts = line.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1)
    guard parts.count == 2 else { return false }
    return parts[0].split(separator: 32).count == 1
  }

  /// Whether a text begins with the first member of an object.
  private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool { byte <= 32 }
    guard text.first == UInt8(ascii: "{") else { return false }
    let member = text.dropFirst().prefix(4096).drop(while: isSpace)
    guard member.first == UInt8(ascii: "\"") else { return false }
    let name = member.dropFirst()
    guard let end = name.firstIndex(of: UInt8(ascii: "\"")) else { return false }
    return name[end...].dropFirst().drop(while: isSpace).first == UInt8(ascii: ":")
  }
}
