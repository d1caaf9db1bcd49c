import Decode
import FeedModel
import Normalize

/// SwiftPM links `main` to a name made of the product's, so that libFuzzer's own is never run: this one starts it.
@_cdecl("fuzz_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments, fuzz)
}

/// libFuzzer's documented entry for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Decodes and normalises what libFuzzer makes up: its last byte chooses the extension of the file, too.
///
/// A trap, a sanitizer's report, a slow unit or a broken promise about the result ends the run.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  guard let choice = input.last else { return 0 }
  let name = ["a.txt", "a.md", "a.html", "a"][Int(choice & 3)]
  guard
    let manuscript = try? ManuscriptDecoder().decode(
      Array(input), name: Array(name.utf8)),
    let reading = try? Normalizer(zone: .utc).read(
      manuscript, capturedAt: Instant(seconds: 1_780_000_000))
  else { return 0 }
  check(reading)
  return 0
}

private func check(_ reading: Reading) {
  precondition(!reading.article.headline.isEmpty, "an article has a headline")
  var open = 0
  for case .markup(let markup) in reading.article.body.pieces {
    for byte in markup.utf8 {
      if byte == UInt8(ascii: "<") { open += 1 }
      if byte == UInt8(ascii: ">") { open -= 1 }
      precondition((0...1).contains(open), "every tag is closed")
      precondition(byte >= 32 || byte == 9 || byte == 10, "no control characters in markup")
    }
  }
  let numbers = Set(reading.article.sources.map(\.number))
  precondition(reading.article.citations.allSatisfy(numbers.contains), "every mark has its source")
  precondition(reading.lines.allSatisfy { $0.from <= $0.to && $0.from > 0 }, "lines count from 1")
}
