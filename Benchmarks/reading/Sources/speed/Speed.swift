import CLibXML2
import Decode
import FeedModel
import Glibc
import LibXML2
import Normalize

/// `speed FOLDER`: how many megabytes a second of processor time its `.txt` and `.html` files are read at.
///
/// Beside HTML stands libxml2's HTML parser alone, in the same run; then how the time of one file grows with its size.
@main
enum Speed {
  private static let rounds = 3

  static func main() {
    guard CommandLine.arguments.count == 2 else {
      print("speed: needs a folder of .txt and .html files")
      exit(64)
    }
    startLibXML2()
    let folder = CommandLine.arguments[1]
    for format in ["txt", "html"] {
      let files = Corpus.files(in: folder, format)
      guard !files.isEmpty else { continue }
      measure(files, format)
      grow(files, format)
    }
    print("peak memory \(peakMegabytes()) MB")
  }

  private static func measure(_ files: [Corpus.File], _ format: String) {
    let bytes = files.reduce(0) { $0 + $1.bytes.count }
    var best = (decode: Double.infinity, read: Double.infinity, parse: Double.infinity)
    for _ in 0..<rounds {
      let start = processorTime()
      var manuscripts: [Manuscript] = []
      for file in files {
        if let manuscript = Reader.decode(file) { manuscripts.append(manuscript) }
      }
      let middle = processorTime()
      for manuscript in manuscripts { Reader.normalise(manuscript) }
      let end = processorTime()
      best.decode = min(best.decode, middle - start)
      best.read = min(best.read, end - start)
      if format == "html" {
        let start = processorTime()
        for file in files { Reader.parseOnly(file.bytes) }
        best.parse = min(best.parse, processorTime() - start)
      }
    }
    let megabytes = Double(bytes) / 1e6
    print(
      "\(format): \(files.count) files, \(tenths(megabytes)) MB; decoded at \(tenths(megabytes / best.decode)), "
        + "read at \(tenths(megabytes / best.read)) MB/s a core"
        + (format == "html"
          ? "; libxml2's parser alone \(tenths(megabytes / best.parse)), ratio \(tenths(best.parse / best.read))"
          : ""))
  }

  /// How the time grows with the size: one file, and longer ones made of its text over and over.
  private static func grow(_ files: [Corpus.File], _ format: String) {
    let seed = files[files.count / 2].bytes
    let (head, text, tail) = parts(seed, format)
    var row = "\(format): time a byte of one file's text over and over, beside once"
    var once = 0.0
    for times in [1, 4, 16, 64, 256] {
      let bytes = head + Array(repeatElement(text, count: times).joined()) + tail
      let file = Corpus.File(name: "grow." + format, bytes: bytes)
      guard let manuscript = Reader.decode(file), Reader.isArticle(manuscript) else {
        row += ", refused at \(times)"
        continue
      }
      let rounds = max(1, 1024 / times)
      let start = processorTime()
      for _ in 0..<rounds {
        if let manuscript = Reader.decode(file) { Reader.normalise(manuscript) }
      }
      let each = (processorTime() - start) / Double(rounds * bytes.count)
      if times == 1 { once = each }
      row += ", \((each / once * 100).rounded() / 100) at \(times) (\(bytes.count / 1024) KB)"
    }
    print(row)
  }

  /// A file's text, and what must stand once around it: in HTML, all but what `article` holds.
  private static func parts(
    _ bytes: [UInt8], _ format: String
  ) -> (head: [UInt8], text: [UInt8], tail: [UInt8]) {
    guard format == "html", let open = end(of: "</h1>", in: bytes),
      let close = end(of: "</article>", in: bytes)
    else { return ([], bytes + [10], []) }
    let last = close - "</article>".utf8.count
    return (Array(bytes[..<open]), Array(bytes[open..<last]), Array(bytes[last...]))
  }

  /// Where the first `mark` ends.
  private static func end(of mark: String, in bytes: [UInt8]) -> Int? {
    let mark = Array(mark.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
  }

  private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func peakMegabytes() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}

enum Reader {
  private static let normalizer = Normalizer(zone: .utc)

  static func decode(_ file: Corpus.File) -> Manuscript? {
    try? ManuscriptDecoder().decode(file.bytes, name: Array(file.name.utf8))
  }

  static func normalise(_ manuscript: Manuscript) {
    _ = try? normalizer.read(manuscript, capturedAt: Instant(seconds: 1_780_272_000))
  }

  static func isArticle(_ manuscript: Manuscript) -> Bool {
    (try? normalizer.read(manuscript, capturedAt: Instant(seconds: 1_780_272_000))) != nil
  }

  static func parseOnly(_ bytes: [UInt8]) {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    bytes.withUnsafeBytes { buffer in
      let document = htmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
        Int32(options))
      xmlFreeDoc(document)
    }
  }
}
