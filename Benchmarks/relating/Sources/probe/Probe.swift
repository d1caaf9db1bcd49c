import FeedModel
import Foundation
import Relate

/// Times the related index: `probe FILE COUNT` on articles read from a file of `date TAB headline TAB body` lines,
/// `probe - COUNT` on as many made of words drawn here. Prints one line of JSON.
@main
struct Probe {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int(arguments[2]) else {
      FileHandle.standardError.write(Data("usage: probe FILE|- COUNT\n".utf8))
      exit(64)
    }
    let isDrawn = arguments[1] == "-"
    let file = try isDrawn ? Data() : Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    let lines = file.split(separator: UInt8(ascii: "\n")).prefix(count)
    var report = Report()
    let index = RelatedIndex()
    let before = residentBytes()
    var clocks = Clocks()
    var made = 0
    while made < count {
      let range = made..<min(made + 1000, count)
      let inputs = isDrawn ? range.map(drawn) : range.map { input($0, lines[lines.startIndex + $0]) }
      let start = Clocks.now()
      _ = index.insert(inputs)
      clocks.add(since: start)
      made = range.upperBound
    }
    report.add("articles", Double(count))
    report.add("indexed_per_second", Double(count) / clocks.wall)
    report.add("processor_us_per_article", clocks.processor / Double(count) * 1e6)
    report.add("resident_bytes_per_article", Double(residentBytes() - before) / Double(count))
    let ids = (0..<2000).map { identity($0 * 7919 % count) }
    report.add("nearest", times(ids) { _ = index.nearest($0, limit: 5) })
    report.add("related", times(ids) { _ = index.related($0, limit: 5) })
    let replaced = (0..<200).map { number in
      let place = number * 7907 % count
      return isDrawn ? drawn(place) : input(place, lines[lines.startIndex + place])
    }
    report.add("replace", times(replaced) { _ = index.insert([$0]) })
    let snapshot = index.snapshot()
    report.add("snapshot_bytes_per_article", Double(snapshot.count) / Double(count))
    let start = Clocks.now()
    let again = try RelatedIndex(snapshot: snapshot)
    clocks = Clocks()
    clocks.add(since: start)
    report.add("snapshot_load_seconds", clocks.wall)
    precondition(again.count == count, "the snapshot holds every article")
    print(report.json)
  }

  /// Seconds of the wall and of all processors.
  struct Clocks {
    var wall = 0.0
    var processor = 0.0

    static func now() -> Clocks {
      Clocks(wall: seconds(CLOCK_MONOTONIC), processor: seconds(CLOCK_PROCESS_CPUTIME_ID))
    }

    mutating func add(since start: Clocks) {
      let now = Self.now()
      wall += now.wall - start.wall
      processor += now.processor - start.processor
    }

    private static func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
  }

  struct Report {
    private var fields: [String] = []

    var json: String { "{" + fields.joined(separator: ", ") + "}" }

    mutating func add(_ name: String, _ value: Double) {
      fields.append("\"\(name)\": \(value)")
    }

    /// Median and 99th percentile in milliseconds.
    mutating func add(_ name: String, _ seconds: [Double]) {
      let sorted = seconds.sorted()
      add(name + "_ms", sorted[sorted.count / 2] * 1e3)
      add(name + "_p99_ms", sorted[sorted.count * 99 / 100] * 1e3)
    }
  }

  static func times<Element>(_ list: [Element], _ body: (Element) -> Void) -> [Double] {
    list.map { element in
      let start = Clocks.now()
      body(element)
      return Clocks.now().wall - start.wall
    }
  }

  static func identity(_ number: Int) -> ItemID {
    ItemID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number))
  }

  static func input(_ number: Int, _ line: Data) -> RelateInput {
    let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    return RelateInput(
      id: identity(number), headline: texts[1], text: texts[2],
      published: Instant(seconds: Int64(texts[0]) ?? 0))
  }

  /// An article of 80 words: a third of its story's, a third of its topic's, the rest from a long tail.
  static func drawn(_ number: Int) -> RelateInput {
    var random = Drawing(state: UInt64(number))
    let story = number / 3
    let words = (0..<80).map { place in
      switch place % 3 {
      case 0: word(UInt64(story) * 31 + random.next() % 12)
      case 1: word(UInt64(1) << 40 + UInt64(story % 4000) * 61 + random.next() % 40)
      default: word(UInt64(1) << 41 + random.next() % (1 + random.next() % 3_000_000))
      }
    }
    return RelateInput(
      id: identity(number), headline: words[..<6].joined(separator: " "),
      text: words.joined(separator: " "), published: Instant(seconds: Int64(number) * 420))
  }

  private static func word(_ number: UInt64) -> String {
    var rest = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    var text = ""
    for _ in 0..<4 {
      text += syllables[Int(rest % 24)]
      rest /= 24
      rest ^= rest >> 31
    }
    return text + String(number % 97, radix: 16)
  }

  private static let syllables =
    "bar cor den fal gil har jen kol lam mer nor pel quin ros sal tor ul ven wis yar zan bre cla dro"
    .split(separator: " ").map(String.init)

  /// Splitmix.
  struct Drawing {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var x = state
      x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
      x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
      return x ^ (x >> 31)
    }
  }

  static func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4096
  }
}
