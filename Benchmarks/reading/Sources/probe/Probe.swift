import Decode
import FeedModel
import Glibc

@testable import Normalize

/// What the trainer needs of the product's own code.
///
/// `probe features FOLDER OUT`: OUT.idx (name and number of filled lines of each page), OUT.text (those lines), OUT.bin
/// (a row of features each), OUT.words (for each how many hashes follow, its words, the hashes).
/// `probe read TABLE FOLDER`: reads the pages of FOLDER that standard input names, by the weights of TABLE; a line of JSON each.
@main
enum Probe {
  static func main() {
    let arguments = CommandLine.arguments
    switch arguments.count == 4 ? arguments[1] : "" {
    case "features": emit(arguments[2], to: arguments[3])
    case "read": read(arguments[3], by: arguments[2])
    default:
      print("probe: needs: features FOLDER OUT, or read TABLE FOLDER")
      exit(64)
    }
  }

  private static func read(_ folder: String, by table: String) {
    let normalizer = Normalizer(zone: .utc, model: LineModel(parts: parts(bytes(table))))
    while let name = readLine() {
      guard let manuscript = manuscript(folder + "/" + name + ".txt"),
        let reading = try? normalizer.read(manuscript, capturedAt: Instant(seconds: 1_780_272_000))
      else { continue }
      let article = reading.article
      let names = article.authors.map(\.name).joined(separator: ", ")
      var out: [UInt8] = []
      JSON.object([
        .init("id", .string(name)), .init("title", .string(article.headline)),
        .init("dek", JSON(article.dek)), .init("author", JSON(names.isEmpty ? nil : names)),
        .init("published", JSON(article.published?.timestamp.rfc3339)),
        .init("updated", JSON(article.updated?.timestamp.rfc3339)),
        .init("body", .string(article.body.text)),
      ]).append(to: &out)
      print(String(decoding: out, as: UTF8.self))
    }
  }

  /// The parts of a table, each behind its length.
  private static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var at = 0
    while at + 4 <= bytes.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << ($1 * 8) }
      parts.append(Array(bytes[at + 4..<at + 4 + length]))
      at += 4 + length
    }
    return parts
  }

  private static func emit(_ folder: String, to out: String) {
    guard let rows = fopen(out + ".bin", "wb"), let index = fopen(out + ".idx", "wb"),
      let words = fopen(out + ".words", "wb"), let text = fopen(out + ".text", "wb")
    else {
      perror("probe: \(out)")
      exit(73)
    }
    for name in texts(folder) {
      guard let page = page(folder + "/" + name) else { continue }
      let features = LineFeatures(page, PageContext(page))
      fputs("\(name.dropLast(4))\t\(page.lines.count)\n", index)
      let columns = features.columns
      let cells = (0..<columns.count).flatMap { row in
        (0..<columns.width).map { columns[$0, row] }
      }
      cells.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, rows) }
      for line in page.lines {
        let row = [UInt32(line.wordRange.count), UInt32(line.words)] + page.words[line.wordRange]
        row.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, words) }
        fputs(page.text(line) + "\n", text)
      }
    }
    for file in [rows, index, words, text] { fclose(file) }
  }

  private static func texts(_ folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".txt") { names.append(name) }
    }
    return names.sorted()
  }

  private static func page(_ path: String) -> Page? {
    guard case .lines(let lines) = manuscript(path)?.content else { return nil }
    return Page(lines)
  }

  private static func manuscript(_ path: String) -> Manuscript? {
    try? ManuscriptDecoder().decode(bytes(path), name: Array("page.txt".utf8))
  }

  private static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
