import Foundation
import Testing

@Suite("Faults: a thousand cycles", .serialized)
struct LeakFaults {
  private func descriptors(_ daemon: Child) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.pid)/fd")
      .count
  }

  /// Resident memory of its own, in kilobytes.
  private func memory(_ daemon: Child) throws -> Int {
    let status = try String(
      contentsOfFile: "/proc/\(daemon.pid)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  @Test(
    "Dropping, editing, renaming and deleting a thousand times takes no descriptor and no memory for good"
  )
  func cycles() throws {
    let site = try Site()
    let daemon = try site.serve()
    func cycle(_ number: Int) throws {
      let name = "cycle-\(number % 10).txt"
      switch number % 4 {
      case 0, 1: try site.write(name, Site.note(number))
      case 2: rename(site.input + "/" + name, site.input + "/renamed-\(number % 10).txt")
      default: unlink(site.input + "/" + name)
      }
      let marker = "Marker \(number) of the thousand cycles"
      try site.write("marker.txt", marker + "\n\n" + sampleBody("marker", number) + "\n")
      try site.wait("cycle \(number)") { site.titles()[marker] != nil }
    }
    for number in 0..<200 { try cycle(number) }
    let (descriptorsBefore, memoryBefore) = (try descriptors(daemon), try memory(daemon))
    for number in 200..<1000 { try cycle(number) }
    let (descriptorsAfter, memoryAfter) = (try descriptors(daemon), try memory(daemon))
    #expect(
      descriptorsAfter <= descriptorsBefore + 4, "\(descriptorsBefore) to \(descriptorsAfter)")
    // Every revision is history and is kept, on disk: in memory only caches grow, and they are bounded.
    #expect(memoryAfter <= memoryBefore * 13 / 10 + 8192, "\(memoryBefore) to \(memoryAfter) KB")
    daemon.end()
  }
}
