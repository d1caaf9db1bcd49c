import FeedModel
import Glibc

/// Reads the system's time zone files (RFC 8536) as the table of changes that dates are read by.
package enum ZoneFile {
  /// The year up to which the rule at a file's end is written out.
  static let lastYear = 2100

  /// The zone that the IANA names `named`, such as `Europe/Berlin`, from the files below `folder`.
  ///
  /// UTC needs no file. Changes are listed to the end of 2100; offsets are whole minutes, rounded
  /// down where history had seconds.
  /// - Parameters:
  ///   - named: letters, digits, `_`, `+`, `-` and single slashes; no other path gets through.
  ///   - folder: where the zone files lie.
  /// - Returns: the zone, its changes ascending.
  /// - Throws: `ZoneError` when the name is no name, the file is missing or it is damaged.
  package static func zone(
    named: String, below folder: String = "/usr/share/zoneinfo"
  ) throws(ZoneError) -> Zone {
    guard isName(named) else {
      throw ZoneError(
        "\"\(named.prefix(80))\" is not a time zone's name; use one such as Europe/Berlin")
    }
    if universal.contains(named) { return Zone(name: named, initialOffsetMinutes: 0) }
    let bytes = try contents(of: named, below: folder)
    do throws(TZif.Damage) {
      return try TZif(bytes).zone(named: named, through: lastYear)
    } catch {
      throw ZoneError(
        "the zone file \(folder)/\(named) can't be read: \(error.what); reinstall tzdata")
    }
  }
}

/// Why a time zone can't be had.
package struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: what is wrong; what to do.
  package let description: String

  init(_ description: String) { self.description = description }
}

extension ZoneFile {
  private static let universal: Set<String> = [
    "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Zulu", "GMT", "Etc/GMT",
  ]

  /// Whether `name` can only name a file below the folder: no dot, no empty component.
  private static func isName(_ name: String) -> Bool {
    var previous = UInt8(ascii: "/")
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "/"):
        guard previous != byte else { return false }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "-"):
        break
      default: return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "/") && name.utf8.count <= 100
  }

  private static func contents(of name: String, below folder: String) throws(ZoneError) -> [UInt8] {
    let descriptor = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unopened(name, below: folder, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= 1 << 20
    else {
      throw ZoneError("\(folder)/\(name) is not a zone file; use a name such as Europe/Berlin")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw ZoneError("\(folder)/\(name) can't be read (error \(errno)); reinstall tzdata")
      }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  private static func unopened(_ name: String, below folder: String, code: Int32) -> ZoneError {
    if access(folder, F_OK) != 0 {
      return ZoneError("there are no time zone files in \(folder); install tzdata, or use UTC")
    }
    if code == ENOENT || code == ENOTDIR {
      return ZoneError(
        "there is no time zone \"\(name)\" in \(folder);"
          + " use an IANA name such as Europe/Berlin, or install a newer tzdata")
    }
    return ZoneError("\(folder)/\(name) can't be opened (error \(code)); make it readable")
  }
}

/// The second block of a zone file, in 64-bit times (RFC 8536 §3).
private struct TZif {
  struct Damage: Error { var what: String }

  private var changes: [Zone.Transition] = []
  private var initialOffsetMinutes = 0
  private var rule: PosixZone?

  init(_ bytes: [UInt8]) throws(Damage) {
    let first = try Header(bytes, at: 0)
    guard first.version >= UInt8(ascii: "2") else { throw Damage(what: "its version is 1") }
    let start = Header.size + first.blockSize(timeSize: 4)
    let header = try Header(bytes, at: start)
    let times = start + Header.size
    let footer = times + header.blockSize(timeSize: 8)
    guard footer <= bytes.count else { throw Damage(what: "it is cut short") }
    let kinds = times + header.times * 8
    let types = kinds + header.times
    func offset(_ kind: Int) throws(Damage) -> Int {
      guard kind < header.types else { throw Damage(what: "it names a type it lacks") }
      let seconds = Int(Int32(truncatingIfNeeded: integer(bytes, types + kind * 6, 4)))
      guard abs(seconds) < 86_400 else { throw Damage(what: "an offset is a day or more") }
      return Int((Double(seconds) / 60).rounded(.down))
    }
    guard header.types > 0 else { throw Damage(what: "it has no type") }
    initialOffsetMinutes = try offset(0)
    var previous = initialOffsetMinutes
    for index in 0..<header.times {
      let from = Int64(bitPattern: integer(bytes, times + index * 8, 8))
      let minutes = try offset(Int(bytes[kinds + index]))
      if let last = changes.last, from <= last.from.seconds {
        throw Damage(what: "its changes are not in order")
      }
      if minutes == previous { continue }
      changes.append(Zone.Transition(from: Instant(seconds: from), offsetMinutes: minutes))
      previous = minutes
    }
    rule = try Self.footer(bytes, at: footer)
  }

  /// The zone with the footer's rule written out from the last listed change to the end of `year`.
  func zone(named name: String, through year: Int) -> Zone {
    var all = changes
    let last = all.last?.from ?? Instant(seconds: 0)
    if let rule {
      for change in rule.changes(from: CivilTime(last).year, through: year)
      where change.from > last && change.offsetMinutes != all.last?.offsetMinutes {
        all.append(change)
      }
    }
    return Zone(name: name, initialOffsetMinutes: initialOffsetMinutes, transitions: all)
  }

  private static func footer(_ bytes: [UInt8], at start: Int) throws(Damage) -> PosixZone? {
    let newline = UInt8(ascii: "\n")
    guard start < bytes.count, bytes[start] == newline,
      let end = bytes[(start + 1)...].firstIndex(of: newline)
    else { throw Damage(what: "its footer is missing") }
    if end == start + 1 { return nil }
    guard let rule = PosixZone(bytes[(start + 1)..<end]) else {
      throw Damage(what: "its footer is not a rule")
    }
    return rule
  }
}

private struct Header {
  static let size = 44
  var version: UInt8
  var isUT: Int
  var isStandard: Int
  var leaps: Int
  var times: Int
  var types: Int
  var characters: Int

  init(_ bytes: [UInt8], at start: Int) throws(TZif.Damage) {
    guard start + Self.size <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8)
    else {
      throw TZif.Damage(what: "it does not begin as one")
    }
    version = bytes[start + 4]
    func count(_ index: Int) -> Int { Int(integer(bytes, start + 20 + index * 4, 4)) }
    isUT = count(0)
    isStandard = count(1)
    leaps = count(2)
    times = count(3)
    types = count(4)
    characters = count(5)
  }

  func blockSize(timeSize: Int) -> Int {
    times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + isStandard + isUT
  }
}

/// The big-endian integer of `count` bytes at `start`; the caller has checked that they are there.
private func integer(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
  bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
}
