import Archive
import Digest
import FeedModel
import Glibc
import Relate

/// The related index on disk, so that a start need not read every article again.
///
/// A file of: a mark, the count, an id and a revision number an article, SHA-256 over all this, and the index's own bytes,
/// which have a checksum of their own. It is a convenience: a damaged or old one is passed over, and what it lacks is read from the archive.
struct IndexSnapshot {
  private static let mark = Array("WRINDEX2".utf8)

  let index: RelatedIndex
  /// The revision that the index knows of each article.
  let revisions: [ItemID: Int]

  /// The snapshot at `path`; nil when there is none that can be used.
  init?(path: String) {
    guard let bytes = Self.read(path), bytes.count >= Self.mark.count + 8 + 32,
      bytes.starts(with: Self.mark)
    else { return nil }
    let count = Self.number(bytes[8..<16])
    guard count >= 0, count <= (bytes.count - 48) / 24 else { return nil }
    let start = 16 + 24 * count
    guard sha256(Array(bytes[..<start])) == Array(bytes[start..<start + 32]) else { return nil }
    var revisions: [ItemID: Int] = [:]
    for entry in stride(from: 16, to: start, by: 24) {
      guard let id = ItemID(bytes: bytes[entry..<entry + 16]) else { return nil }
      revisions[id] = Self.number(bytes[entry + 16..<entry + 24])
    }
    do throws(SnapshotError) {
      index = try RelatedIndex(snapshot: Array(bytes[(start + 32)...]))
    } catch {
      return nil
    }
    self.revisions = revisions
  }

  /// Puts the index of the articles given, whole or not at all, at `path`.
  ///
  /// - Throws: `PipelineError.cannotWrite`; the old snapshot stays.
  static func write(
    _ index: RelatedIndex, of articles: [ArticleSummary], to path: String
  ) throws(PipelineError) {
    var bytes = mark
    append(articles.count, to: &bytes)
    for article in articles {
      bytes += article.id.bytes
      append(article.number, to: &bytes)
    }
    bytes += sha256(bytes)
    bytes += index.snapshot()
    let temporary = path + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw failure(temporary) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(temporary) }
      rest = rest.dropFirst(count)
    }
    guard fdatasync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(temporary) }
  }

  private static func failure(_ path: String) -> PipelineError {
    PipelineError(.cannotWrite, "\(path): can't write the related index: \(lastSystemError())")
  }

  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    var filled = 0
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while filled < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
      isWhole = filled == size
      count = filled
    }
    return isWhole ? bytes : nil
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
