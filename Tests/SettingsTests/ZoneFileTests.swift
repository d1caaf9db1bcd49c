import FeedModel
import Glibc
import Settings
import Testing

/// Writes small zone files of its own; none of the system's is needed.
@Suite struct ZoneFileTests {
  @Test(arguments: ["UTC", "Etc/UTC", "Zulu", "GMT"])
  func `UTC needs no zone files`(_ name: String) throws {
    let zone = try ZoneFile.zone(named: name, below: "/nowhere")
    #expect(zone == Zone(name: name, initialOffsetMinutes: 0))
  }

  @Test(arguments: [
    "", "/etc/passwd", "../passwd", "Europe/../../passwd", "Europe//Berlin", "Europe/", "a.b",
    "a\u{0}b", "Zürich", String(repeating: "x", count: 101),
  ])
  func `A name that could leave the folder is refused`(_ name: String) {
    #expect(throws: ZoneError.self) { try ZoneFile.zone(named: name) }
  }

  @Test func `A missing folder asks for tzdata`() {
    let error = #expect(throws: ZoneError.self) {
      try ZoneFile.zone(named: "Europe/Berlin", below: "/nowhere")
    }
    #expect(error?.description.contains("install tzdata") == true)
  }

  @Test func `A missing file names the zone`() throws {
    let folder = try Folder()
    let error = #expect(throws: ZoneError.self) {
      try ZoneFile.zone(named: "Atlantis", below: folder.path)
    }
    #expect(error?.description.contains("\"Atlantis\"") == true)
  }

  @Test func `Listed changes are followed by the footer's rule until 2100`() throws {
    let folder = try Folder()
    try folder.write(
      "Berlin",
      file(
        offsets: [3208, 3600, 7200], changes: [(-2_422_054_408, 1), (796_611_600, 2)],
        footer: "CET-1CEST,M3.5.0,M10.5.0/3"))
    let zone = try ZoneFile.zone(named: "Berlin", below: folder.path)
    #expect(zone.initialOffsetMinutes == 53)
    #expect(zone.transitions.first?.offsetMinutes == 60)
    #expect(zone.offsetMinutes(at: instant("1995-07-01T00:00:00Z")) == 120)
    #expect(zone.offsetMinutes(at: instant("2026-03-29T00:59:59Z")) == 60)
    #expect(zone.offsetMinutes(at: instant("2026-03-29T01:00:00Z")) == 120)
    #expect(zone.offsetMinutes(at: instant("2026-10-25T00:59:59Z")) == 120)
    #expect(zone.offsetMinutes(at: instant("2026-10-25T01:00:00Z")) == 60)
    #expect(zone.offsetMinutes(at: instant("2100-07-01T00:00:00Z")) == 120)
    #expect(zone.transitions.map(\.from) == zone.transitions.map(\.from).sorted())
  }

  @Test(arguments: [
    ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -300, -240),
    ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -240, -300),
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-04-04T15:00:00Z", 660, 630),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -120, -60),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 120, 180),
    ("XST0XDT,J60,J300", "2024-03-01T02:00:00Z", 0, 60),
    ("XST0XDT,59,300", "2024-02-29T02:00:00Z", 0, 60),
  ])
  func `A footer's rule changes at its second`(
    _ footer: String, _ change: String, _ before: Int, _ after: Int
  ) throws {
    let folder = try Folder()
    try folder.write("X", file(offsets: [before * 60], changes: [], footer: footer))
    let zone = try ZoneFile.zone(named: "X", below: folder.path)
    #expect(zone.offsetMinutes(at: instant(change) - 1) == before)
    #expect(zone.offsetMinutes(at: instant(change)) == after)
  }

  @Test func `A zone without summer time keeps its standard offset`() throws {
    let folder = try Folder()
    try folder.write(
      "India", file(offsets: [21_208, 19_800], changes: [(-1_167_642_808, 1)], footer: "IST-5:30"))
    let zone = try ZoneFile.zone(named: "India", below: folder.path)
    #expect(zone.offsetMinutes(at: instant("2090-01-01T00:00:00Z")) == 330)
    #expect(zone.transitions.count == 1)
  }

  @Test func `Every damaged file is an error, never a trap`() throws {
    let folder = try Folder()
    let whole = file(
      offsets: [0, 3600], changes: [(1000, 1), (2000, 0)], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    for length in 0..<whole.count {
      try folder.write("Cut", Array(whole[..<length]))
      #expect(throws: ZoneError.self) { try ZoneFile.zone(named: "Cut", below: folder.path) }
    }
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0xFF
      try folder.write("Changed", changed)
      _ = Result { try ZoneFile.zone(named: "Changed", below: folder.path) }
    }
  }

  @Test(arguments: ["nonsense", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M10.5.0", "CET-1CEST,J0,J9"])
  func `A footer that is no rule is an error`(_ footer: String) throws {
    let folder = try Folder()
    try folder.write("X", file(offsets: [0], changes: [], footer: footer))
    #expect(throws: ZoneError.self) { try ZoneFile.zone(named: "X", below: folder.path) }
  }
}

private func instant(_ text: String) -> Instant {
  Instant(rfc3339: text) ?? Instant(seconds: 0)
}

/// A zone file of version 2 with an empty first block.
private func file(offsets: [Int], changes: [(Int64, UInt8)], footer: String) -> [UInt8] {
  func header(_ times: Int, _ types: Int) -> [UInt8] {
    Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      + [0, 0, 0, times, types, 1].flatMap { big(Int64($0), 4) }
  }
  var bytes = header(0, 1) + big(0, 4) + [0, 0] + [0]
  bytes += header(changes.count, offsets.count)
  bytes += changes.flatMap { big($0.0, 8) } + changes.map(\.1)
  bytes += offsets.flatMap { big(Int64($0), 4) + [0, 0] } + [0]
  return bytes + Array("\n\(footer)\n".utf8)
}

private func big(_ value: Int64, _ count: Int) -> [UInt8] {
  (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
}

/// A temporary folder that goes with its owner.
private final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/zone-files.XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = try #require(fopen("\(path)/\(name)", "w"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  deinit {
    for name in ["Berlin", "X", "India", "Cut", "Changed"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
