import Glibc

/// What feeds held in their last renderings, kept in a file from one run of the program to the next.
///
/// A line for each feed with its path, and below it, after a tab, one for each rendering: its entity tag and the hashes of its
/// entries. Without the file, readers get whole feeds once, and no harm is done: so it is neither synced nor insisted on.
package struct FeedMemory: Sendable {
  private static let header = "wireroom feed memory 1"
  private let path: String

  /// The memory in the file at `path`.
  package init(path: String) { self.path = path }

  /// Takes the feeds of `table` into memory, with what they held before.
  ///
  /// Cost: O(bytes of the feeds).
  package func restore(_ table: DocumentTable) {
    table.take(table.feedPaths, histories: read().flatMap(Self.histories) ?? [:])
  }

  /// Writes down what the feeds of `table` hold; false when the file can't be written.
  package func save(_ table: DocumentTable) -> Bool {
    let text = Self.text(table.histories)
    let temporary = path + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      bytes = bytes.dropFirst(count)
    }
    close(descriptor)
    return bytes.isEmpty && rename(temporary, path) == 0
  }

  private func read() -> String? {
    OutputFiles.content(of: path).map {
      String(decoding: $0.content.readableBytesView, as: UTF8.self)
    }
  }
}

extension FeedMemory {
  static func text(_ histories: [String: [FeedHistory.Generation]]) -> String {
    var lines = [header]
    for (path, generations) in histories.sorted(by: { $0.key < $1.key }) {
      lines.append(path)
      lines += generations.map { generation in
        let hashes = generation.hashes.sorted().map { String($0, radix: 16) }
        return "\t" + ([generation.etag] + hashes).joined(separator: " ")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nil when `text` is not what `text(_:)` writes.
  static func histories(_ text: String) -> [String: [FeedHistory.Generation]]? {
    var lines = text.split(separator: "\n")
    guard !lines.isEmpty, lines.removeFirst() == header else { return nil }
    var histories: [String: [FeedHistory.Generation]] = [:]
    var path = ""
    for line in lines {
      guard line.first == "\t" else {
        path = String(line)
        continue
      }
      let words = line.dropFirst().split(separator: " ")
      let hashes = words.dropFirst().compactMap { UInt64($0, radix: 16) }
      guard let etag = words.first, hashes.count == words.count - 1, !path.isEmpty else {
        return nil
      }
      histories[path, default: []].append(
        FeedHistory.Generation(etag: String(etag), hashes: Set(hashes)))
    }
    return histories
  }
}
