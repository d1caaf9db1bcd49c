import Foundation
import Testing

@Suite("Faults: events are lost, many or misleading", .serialized)
struct WatchFaults {
  private func serving(_ count: Int) throws -> (Site, Child, [String: String]) {
    let site = try Site()
    try site.settings(grace: "3s")
    try site.drop(0..<count)
    let daemon = try site.serve()
    try site.waitForArticles(count)
    return (site, daemon, try site.ids())
  }

  private func expectSame(_ site: Site, _ before: [String: String]) throws {
    let after = try site.ids()
    #expect(after.count == before.count)
    for (title, id) in before { #expect(after[title] == id, "\(title)") }
  }

  @Test("The kernel's queue overflows while the daemon stands still: a scan finds all")
  func overflow() throws {
    let (site, daemon, before) = try serving(20)
    daemon.signal(SIGSTOP)
    let limit = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let events = (Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 16_384) + 5000
    try Data("x".utf8).write(to: URL(fileURLWithPath: site.input + "/note-0.txt.tmp"))
    for turn in 0..<events / 2 {
      let names = ["/.a", "/.b"].map { site.input + $0 }
      if turn == 0 { rename(site.input + "/note-0.txt.tmp", names[0]) }
      rename(names[turn % 2], names[1 - turn % 2])
    }
    try site.drop(20..<40)
    for number in 0..<10 {
      rename(site.input + "/note-\(number).txt", site.input + "/later-\(number).txt")
    }
    daemon.signal(SIGCONT)
    try site.waitForArticles(40)
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id, "\(title)") }
    #expect(site.log.contains("scan") || site.log.contains("overflow"), "\(site.log.suffix(3000))")
    daemon.end()
  }

  @Test("100,000 renames in a burst change no id")
  func burst() throws {
    let (site, daemon, before) = try serving(200)
    for turn in 0..<500 {
      for number in 0..<200 {
        let names = ["note-\(number).txt", "other-\(number).txt"].map { site.input + "/" + $0 }
        #expect(rename(names[turn % 2], names[1 - turn % 2]) == 0)
      }
    }
    // What is told after the burst is about the last names.
    try site.drop(200..<201)
    try site.waitForArticles(201)
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id, "\(title)") }
    daemon.end()
    try site.expectNotes(201)
  }

  @Test("A storm in which each file is renamed five times, folders too, changes no id")
  func storm() throws {
    let (site, daemon, before) = try serving(150)
    var numbers = Numbers(seed: 0x5702)
    var names = (0..<150).map { "note-\($0).txt" }
    for turn in 0..<5 {
      for index in 0..<150 {
        let folder = "f\(numbers.next(below: 6))"
        try FileManager.default.createDirectory(
          atPath: site.input + "/" + folder, withIntermediateDirectories: true)
        let next = "\(folder)/turn\(turn)-\(index).txt"
        #expect(rename(site.input + "/" + names[index], site.input + "/" + next) == 0)
        names[index] = next
      }
      usleep(UInt32(numbers.next(below: 200_000)))
    }
    #expect(rename(site.input + "/f1", site.input + "/g1") == 0)
    try site.drop(150..<151)
    try site.waitForArticles(151)
    try site.wait("the storm is over") {
      (try? site.articles().allSatisfy {
        ($0["path"] as? String ?? "").contains("turn4-")
          || ($0["path"] as? String ?? "").contains("note-150")
      }) == true
    }
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id, "\(title)") }
    daemon.end()
    try site.expectNotes(151)
  }

  @Test("A file that is written slowly is read when it is whole, never in part")
  func slowWriters() throws {
    let (site, daemon, before) = try serving(5)
    let poller = FeedPoller(site.output)
    var handles: [FileHandle] = []
    for number in 100..<110 {
      let path = site.input + "/slow-\(number).txt"
      let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
      try #require(descriptor >= 0)
      handles.append(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }
    let texts = (100..<110).map { Array(Site.note($0).utf8) }
    let pieces = 12
    for piece in 0..<pieces {
      for (handle, text) in zip(handles, texts) {
        let range = text.count * piece / pieces..<text.count * (piece + 1) / pieces
        try handle.write(contentsOf: Data(text[range]))
      }
      usleep(150_000)
      if piece < pieces - 1 { #expect(try site.ids().count == 5, "a part was published") }
    }
    for handle in handles { try handle.close() }
    try site.waitForArticles(15)
    poller.stop()
    for number in 100..<110 {
      let title = String(Site.note(number).prefix { $0 != "\n" })
      let id = try #require(try site.ids()[title])
      let history = try site.run(["articles", "history", id, "--json", "--config", "wireroom.yaml"])
      let revisions = try JSONSerialization.jsonObject(with: Data(history.output.utf8)) as? [Any]
      #expect(revisions?.count == 1, "read in part first: \(history.output)")
    }
    let after = try site.ids()
    for (title, id) in before { #expect(after[title] == id) }
    daemon.end()
  }
}
