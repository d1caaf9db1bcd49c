import Foundation
import FoundationXML
import Testing

/// A fixed stream of numbers, so that a failure can be run again.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}

/// Reads the feeds over and over while something goes on: each must be whole at every moment.
final class FeedPoller: @unchecked Sendable {
  // Sendable because every field is guarded by `lock`.
  private let lock = NSLock()
  private var isOver = false
  private var faults: [String] = []
  private var polls = 0
  private let finished = DispatchSemaphore(value: 0)

  init(_ output: String, feeds: [String] = ["feed.json", "feed.atom", "feed.rss"]) {
    let thread = Thread { [self] in
      while !lock.withLock({ isOver }) {
        for feed in feeds { look(output + "/" + feed) }
        usleep(20_000)
      }
      finished.signal()
    }
    thread.start()
  }

  private func look(_ path: String) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let fault = FeedPoller.fault(of: data, path)
    lock.withLock {
      polls += 1
      if let fault { faults.append(fault) }
    }
  }

  /// Ends the polling, and says what was found.
  func stop() {
    lock.withLock { isOver = true }
    finished.wait()
    let (faults, polls) = lock.withLock { (self.faults, self.polls) }
    #expect(faults.isEmpty, "\(faults.count) of \(polls) polls: \(faults.first ?? "")")
  }

  /// What is wrong with a feed's bytes; nil when it is whole and names no item twice.
  static func fault(of data: Data, _ path: String) -> String? {
    if path.hasSuffix(".json") {
      guard let json = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any],
        let items = json["items"] as? [[String: Any]]
      else { return "\(path) is not whole" }
      let ids = items.compactMap { $0["id"] as? String }
      return Set(ids).count == ids.count && ids.count == items.count ? nil : "\(path) repeats an id"
    }
    let parser = XMLParser(data: data)
    return parser.parse() ? nil : "\(path) is not well-formed"
  }
}

extension Site {
  /// The text of note `number`, unlike that of any other.
  static func note(_ number: Int) -> String {
    let places = ["harbour", "market", "station", "library", "orchard", "quarry", "mill", "school"]
    let acts = [
      "opens", "closes", "moves", "expands", "is painted", "is sold", "is flooded", "celebrates",
    ]
    let (place, act) = (places[number % 8], acts[number / 8 % 8])
    return """
      The \(place) of district \(number) \(act)

      In district \(number) the \(place) \(act) this week, number \(number * 17) on the list of the works office. \
      Neighbours of the \(place) said that they had waited \(number % 40 + 2) years for it.

      The works office counts \(number * 3) such cases, of which \(number) are settled and the rest are under review.
      """
  }

  func drop(_ numbers: some Sequence<Int>, into folder: String = "") throws {
    for number in numbers { try write(folder + "note-\(number).txt", Site.note(number)) }
  }

  var log: String { (try? String(contentsOfFile: root + "/log", encoding: .utf8)) ?? "" }

  func occurrences(of text: String) -> Int { log.components(separatedBy: text).count - 1 }

  /// Headline to id of every article that is not withdrawn.
  func ids() throws -> [String: String] {
    var ids: [String: String] = [:]
    for article in try articles() where article["withdrawn"] as? Bool == false {
      let title = article["title"] as? String ?? ""
      #expect(ids[title] == nil, "\(title) is there twice")
      ids[title] = article["id"] as? String
    }
    return ids
  }

  /// Every note below `count` is an article exactly once, with a page, none is a problem; and nothing is left to do.
  func expectNotes(_ count: Int) throws {
    let outcome = try build()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let ids = try ids()
    let titles = Set(
      (0..<count).map { String(Site.note($0).prefix { $0 != "\n" }) })
    #expect(ids.count == count)
    #expect(Set(ids.keys) == titles, "missing: \(titles.subtracting(ids.keys).sorted().prefix(3))")
    #expect(Set(ids.values).count == count)
    #expect(try run(["problems", "--config", "wireroom.yaml"]).output.isEmpty)
    let pages = try FileManager.default.contentsOfDirectory(atPath: output + "/stories")
    #expect(pages.count == count)
    for page in pages {
      #expect(FileManager.default.fileExists(atPath: output + "/stories/\(page)/index.html"))
    }
    for feed in ["feed.json", "feed.atom", "feed.rss"] {
      let data = try Data(contentsOf: URL(fileURLWithPath: output + "/" + feed))
      #expect(FeedPoller.fault(of: data, feed) == nil)
    }
    let before = try outputState()
    #expect(try build().output.contains("nothing changed"))
    #expect(try outputState() == before)
  }

  /// The daemon's status, nil while it doesn't answer.
  func status() -> [String: Any]? {
    guard let outcome = try? run(["status", "--json", "--config", "wireroom.yaml"]),
      outcome.status == 0
    else { return nil }
    return (try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8))) as? [String: Any]
  }

  func waitForArticles(_ count: Int) throws {
    try wait("\(count) articles are archived and published") {
      guard let status = self.status(), let counts = status["counts"] as? [String: Int] else {
        return false
      }
      return counts["articles"] == count && status["queue"] as? Int == 0
        && status["state"] as? String == "idle"
    }
  }
}

/// A file system of its own in memory; needs the right to mount.
struct MemoryDisk {
  let path: String

  /// Whether this process may mount.
  static let isPossible: Bool = {
    let path = NSTemporaryDirectory() + "wireroom-mount-" + UUID().uuidString
    guard let disk = try? MemoryDisk(path, size: "1m") else { return false }
    disk.unmount()
    return rmdir(path) == 0
  }()

  init(_ path: String, size: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.mount(["-t", "tmpfs", "-o", "size=\(size),mode=0755", "wireroom-test", path])
  }

  func remount(_ options: String) throws {
    try Self.mount(["-o", "remount,\(options)", path])
  }

  func unmount() {
    let outcome = try? Site.run("/usr/bin/umount", ["-l", path], in: "/")
    #expect(outcome?.status == 0, "\(outcome?.errors ?? "umount did not run")")
  }

  private static func mount(_ arguments: [String]) throws {
    let outcome = try Site.run("/usr/bin/mount", arguments, in: "/tmp")
    guard outcome.status == 0 else { throw POSIXError(.EPERM) }
  }
}

let mountComment: Comment =
  "needs the right to mount: run as root, outside of a container without it"
