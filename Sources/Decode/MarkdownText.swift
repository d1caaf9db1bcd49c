import Markdown

/// Markdown rendered to HTML, with the footnotes that the renderer does not know (`[^1]` and `[^1]: text`).
struct MarkdownText {
  /// Not sanitised.
  let html: String

  init(_ lines: ArraySlice<String>) throws(DecodeError) {
    var notes = Footnotes(lines)
    let text = notes.rewritten()
    do throws(MarkdownError) {
      html = String(decoding: try htmlFromMarkdown(text), as: UTF8.self)
    } catch {
      throw DecodeError(
        reason: .markup, message: "the Markdown is too large to be read; split the file")
    }
  }
}

/// Takes the footnote definitions out of Markdown and puts numbered links and a list in their place.
struct Footnotes {
  /// More definitions than this stay text.
  private static let mostNotes = 2000

  private let lines: ArraySlice<String>
  private var numbers: [String: Int] = [:]
  /// Lines of each definition by number − 1.
  private var notes: [[String]] = []
  /// Lines that belong to a definition.
  private var taken: Set<Int> = []

  init(_ lines: ArraySlice<String>) {
    self.lines = lines
    collect()
  }

  /// The whole text as UTF-8.
  mutating func rewritten() -> [UInt8] {
    var out: [UInt8] = []
    var isFenced = false
    for index in lines.indices where !taken.contains(index) {
      let line = lines[index]
      if Self.isFence(line) { isFenced.toggle() }
      if isFenced || notes.isEmpty {
        out += line.utf8
      } else {
        appendMarked(Array(line.utf8), &out)
      }
      out.append(10)
    }
    guard !notes.isEmpty else { return out }
    out += "\n<section class=\"footnotes\">\n\n".utf8
    for (index, note) in notes.enumerated() {
      out += "\(index + 1). <span id=\"fn-\(index + 1)\"></span>".utf8
      out += note.joined(separator: "\n   ").utf8
      out.append(10)
    }
    out += "\n</section>\n".utf8
    return out
  }
}

extension Footnotes {
  private mutating func collect() {
    var isFenced = false
    var open: Int?
    for index in lines.indices {
      let line = lines[index]
      if Self.isFence(line) { isFenced.toggle() }
      if isFenced { continue }
      if let (label, text) = Self.definition(line), numbers[label] == nil,
        notes.count < Self.mostNotes
      {
        numbers[label] = notes.count + 1
        notes.append([text])
        taken.insert(index)
        open = notes.count - 1
      } else if let note = open, line.hasPrefix("    ") || line.hasPrefix("\t") {
        notes[note].append(String(line.drop { $0 == " " || $0 == "\t" }))
        taken.insert(index)
      } else {
        open = nil
      }
    }
  }

  private static func isFence(_ line: String) -> Bool {
    let rest = line.utf8.drop { $0 == 32 }
    return rest.starts(with: "```".utf8) || rest.starts(with: "~~~".utf8)
  }

  private static func definition(_ line: String) -> (label: String, text: String)? {
    guard line.hasPrefix("[^"), let close = line.utf8.firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let label = String(line.utf8[line.utf8.index(line.startIndex, offsetBy: 2)..<close]) ?? ""
    let rest = line.utf8[line.utf8.index(after: close)...]
    guard !label.isEmpty, label.utf8.count <= 64, rest.first == UInt8(ascii: ":") else {
      return nil
    }
    return (label, String(Substring(rest.dropFirst().drop { $0 == 32 })))
  }

  /// Appends a line with `[^label]` as a link to its note, but not inside code.
  private func appendMarked(_ line: [UInt8], _ out: inout [UInt8]) {
    var at = 0
    var isCode = false
    while at < line.count {
      if line[at] == UInt8(ascii: "`") { isCode.toggle() }
      if !isCode, line[at] == UInt8(ascii: "["), at + 1 < line.count,
        line[at + 1] == UInt8(ascii: "^"),
        let close = line[at...].prefix(70).firstIndex(of: UInt8(ascii: "]")),
        let number = numbers[String(decoding: line[(at + 2)..<close], as: UTF8.self)]
      {
        out += "<sup><a href=\"#fn-\(number)\">\(number)</a></sup>".utf8
        at = close + 1
      } else {
        out.append(line[at])
        at += 1
      }
    }
  }
}
