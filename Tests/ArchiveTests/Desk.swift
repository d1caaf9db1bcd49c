import FeedModel
import Glibc

@testable import Archive

/// An archive over an incoming folder that exists only as stamps and digests, with a clock of its own.
final class Desk {
  static let directory = "/incoming"

  let folder: String
  let archive: Archive
  var now = Instant(seconds: 1_780_315_200)  // 2026-06-01T12:00:00Z
  private var inodes: UInt64 = 100

  init(significant: Set<ChangeClass> = Archive.significantByDefault) throws {
    folder = try temporaryFolder()
    archive = try Archive(
      path: folder + "/archive.sqlite", authority: "desk.example", significant: significant)
  }

  deinit { removeFolder(folder) }

  func location(_ path: String) -> SourceLocation {
    SourceLocation(directory: Self.directory, path: path)
  }

  /// A file with content of its own; its time is the clock's unless given.
  func file(
    _ path: String, holding content: String, inode: UInt64? = nil, modified: Instant? = nil
  ) -> SourceSeen {
    inodes += 1
    let time = (modified ?? now).seconds * 1_000_000_000
    return SourceSeen(
      location: location(path),
      stamp: FileStamp(
        device: 1, inode: inode ?? inodes, size: Int64(content.utf8.count), modified: time,
        changed: time),
      digest: digest(content))
  }

  /// An intake whose digest follows from what the article says.
  func intake(
    _ path: String, _ article: Article, inode: UInt64? = nil, modified: Instant? = nil
  ) -> Intake {
    .article(file(path, holding: "\(article)", inode: inode, modified: modified), article)
  }

  /// Accepts one file and gives its outcome.
  @discardableResult
  func drop(
    _ path: String, _ article: Article, inode: UInt64? = nil, modified: Instant? = nil
  ) throws -> Outcome {
    try accept(intake(path, article, inode: inode, modified: modified))[0]
  }

  @discardableResult
  func accept(_ intake: Intake...) throws -> [Outcome] { try archive.accept(intake, at: now) }

  @discardableResult
  func acceptAll(_ intake: [Intake]) throws -> [Outcome] {
    try archive.accept(intake, at: now)
  }

  func vanish(_ path: String) -> Intake { .vanished(location(path)) }

  @discardableResult
  func sweep(
    grace: Duration = .seconds(60), share: Double = 0.3, count: Int = 20, accepting: Bool = false
  ) throws -> SweepResult {
    try archive.sweep(
      at: now, grace: grace, guardShare: share, guardCount: count, accepting: accepting)
  }

  func pass(_ seconds: Int64) { now = now + seconds }

  private func digest(_ content: String) -> [UInt8] {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in content.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: hash >> (8 * ($0 % 8))) }
  }
}

/// An article with a text of its own, long enough to be told from others.
func story(_ headline: String, about topic: String = "the ferry") -> Article {
  let sentences = (1...24).map {
    "Passage \(words($0)) of \(headline) tells how \(topic) fared on the \(words($0 * 7)) bank."
  }
  return article(headline, sentences.joined(separator: " "))
}

func article(_ headline: String, _ text: String) -> Article {
  Article(
    format: .text, charset: "utf-8", headline: headline,
    body: Body(pieces: [.markup("<p>" + text + "</p>")], text: text))
}

/// A number in letters, so that texts differ without digits.
func words(_ number: Int) -> String {
  let names = ["nil", "one", "two", "tri", "for", "fiv", "six", "sev", "oct", "nin"]
  return String(number).utf8.map { names[Int($0 - 48)] }.joined()
}

extension Article {
  func with(_ change: (inout Article) -> Void) -> Article {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same article with another text, in pieces too.
  func saying(_ text: String) -> Article {
    with { $0.body = Body(pieces: [.markup("<p>" + text + "</p>")], text: text) }
  }
}

extension Outcome {
  var revision: Revision? {
    switch self {
    case .published(let revision), .changed(let revision, _), .moved(let revision, _),
      .restored(let revision), .recovered(let revision):
      revision
    default: nil
    }
  }

  var id: ItemID? { if case .unchanged(let id) = self { id } else { revision?.id } }

  /// The case alone, to compare by.
  var name: String { String("\(self)".prefix { $0 != "(" }) }
}

/// A claim from `earliest` on for as long as its precision says.
func claim(
  _ point: Instant, _ precision: Precision = .second, lasting seconds: Int64 = 0,
  offsetMinutes: Int = 0
) -> TimeClaim {
  TimeClaim(
    earliest: point, latest: point + seconds, point: point, offsetMinutes: offsetMinutes,
    precision: precision, reason: "stated")
}

/// "14 hours ago", seen at `captured`: the hour that ends then.
func hoursAgo(_ hours: Int64, at captured: Instant) -> TimeClaim {
  let latest = captured - hours * 3600
  return TimeClaim(
    earliest: latest - 3600, latest: latest, point: latest, offsetMinutes: 0, precision: .hour,
    reason: "relative")
}

func temporaryFolder() throws -> String {
  let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  var template = Array((root + "/wireroom-archive-XXXXXX").utf8CString)
  guard let made = mkdtemp(&template) else {
    throw ArchiveError(.cannotOpen, "no temporary folder", cause: String(cString: strerror(errno)))
  }
  return String(cString: made)
}

func removeFolder(_ path: String) {
  if let folder = opendir(path) {
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { unlink(path + "/" + name) }
    }
    closedir(folder)
  }
  rmdir(path)
}
