import Glibc

@testable import Normalize

/// `probe features FOLDER OUT`: OUT.idx (name, filled lines), OUT.bin (rows of features), OUT.words (word hashes of each line).
@main
enum Probe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, arguments[1] == "features" else {
      fputs("probe: needs: features FOLDER OUT\n", stderr)
      exit(64)
    }
    emit(arguments[2], to: arguments[3])
  }

  private static func emit(_ folder: String, to out: String) {
    guard let rows = fopen(out + ".bin", "wb"), let index = fopen(out + ".idx", "wb"),
      let words = fopen(out + ".words", "wb")
    else {
      perror("probe: \(out)")
      exit(73)
    }
    for name in texts(folder) {
      let page = Page(lines(folder + "/" + name))
      let features = LineFeatures(page, PageContext(page))
      let places = page.lines.map { String($0.index) }.joined(separator: ",")
      fputs("\(name.dropLast(4))\t\(places)\n", index)
      features.rows.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, rows) }
      for line in page.lines {
        let row = [UInt32(line.wordRange.count), UInt32(line.words)] + page.words[line.wordRange]
        row.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, words) }
      }
    }
    for file in [rows, index, words] { fclose(file) }
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

  /// The lines of a file without control characters, as the decoder gives them.
  private static func lines(_ path: String) -> [String] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
      String(decoding: line.filter { $0 >= 32 || $0 == 9 }, as: UTF8.self)
    }
  }
}
