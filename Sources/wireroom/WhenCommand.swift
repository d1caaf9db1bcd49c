import ArgumentParser
import FeedModel
import Foundation
import Normalize
import Settings

/// `wireroom when`: what a date line means.
struct WhenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "when", abstract: "Explain what a date line means: interval, precision, reason.",
    discussion:
      "With --jsonl, reads {id, line, ref, lang} a line (ref: capture time) and answers a line of JSON each."
  )

  @OptionGroup var common: CommonOptions

  @Argument(help: "The date line, such as \"Updated 14 hours ago\".")
  var phrase: String?

  @Option(name: .long, help: "Capture time, RFC 3339 (default: now).")
  var at: TimeArgument?

  @Option(name: .long, help: "Language of the phrase, BCP 47 (default: the site's, else any).")
  var language: String?

  @Option(name: .long, help: "File of date lines in JSON, - for standard input.")
  var jsonl: String?

  func validate() throws {
    guard (phrase == nil) != (jsonl == nil) else {
      throw ValidationError("Give a phrase, or a file with --jsonl.")
    }
  }

  func run() throws {
    let settings = try common.settings(needs: [])
    let dates = DateReader(zone: settings.site.zone, language: settings.site.language)
    if let jsonl { return try answer(jsonl, dates) }
    let reading = dates.read(phrase ?? "", capturedAt: at?.instant ?? now(), language: language)
    for (name, claim) in [("published", reading.published), ("updated", reading.updated)] {
      guard let claim else { continue }
      print("\(name)  \(claim.timestamp.rfc3339), to the \(claim.precision.rawValue)")
      print("interval   \(claim.earliest.rfc3339) to \(claim.latest.rfc3339)")
    }
    if reading.published == nil, reading.updated == nil { print("no date of the page") }
    print("reason     \(reading.reason)")
  }

  private func answer(_ file: String, _ dates: DateReader) throws {
    var out: [UInt8] = []
    let lines = try readArgument(file).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let query = try Self.query(Array(line), at: "\(file):\(index + 1)")
      let reading = dates.read(
        query.text, capturedAt: query.capture ?? at?.instant ?? now(),
        language: query.language ?? language)
      Self.json(query.id, reading).append(to: &out)
      out.append(UInt8(ascii: "\n"))
    }
    write(out)
  }

  private struct Query {
    var id: JSON?
    var text: String
    var capture: Instant?
    var language: String?
  }

  /// One line of a file of date lines.
  private static func query(_ line: [UInt8], at place: String) throws -> Query {
    let json: JSON
    do {
      json = try JSON(parsing: line)
    } catch {
      throw CommandFailure(
        .badData, "\(place): not JSON: \(error.message); write one object a line")
    }
    guard let text = json["line"]?.string else {
      throw CommandFailure(.badData, "\(place): `line` is missing; give the date line there")
    }
    let capture = json["ref"]?.string.flatMap { Instant(rfc3339: $0) }
    guard capture != nil || [nil, .null].contains(json["ref"]) else {
      throw CommandFailure(
        .badData, "\(place): `ref` is no time; write it as RFC 3339 has it, or leave it out")
    }
    return Query(id: json["id"], text: text, capture: capture, language: json["lang"]?.string)
  }

  private static func json(_ id: JSON?, _ reading: DateReading) -> JSON {
    let claim = reading.published ?? reading.updated
    return .object([
      .init("id", id ?? .null), .init("published", JSON(reading.published?.timestamp.rfc3339)),
      .init("updated", JSON(reading.updated?.timestamp.rfc3339)),
      .init("precision", JSON(claim?.precision.rawValue)),
      .init("earliest", JSON(claim?.earliest.rfc3339)),
      .init("latest", JSON(claim?.latest.rfc3339)),
      .init("reason", .string(reading.reason)),
    ])
  }
}
