import FeedModel
import Normalize
import Testing

/// What a phrase is expected to say, written so that a table of them reads well.
struct DatePhrase: Sendable, CustomTestStringConvertible {
  let language: String?
  let phrase: String
  /// RFC 3339; nil for none.
  let published: String?
  let updated: String?
  let precision: Precision

  init(
    _ language: String?, _ phrase: String, _ published: String?, _ precision: Precision = .day,
    updated: String? = nil
  ) {
    self.language = language
    self.phrase = phrase
    self.published = published
    self.updated = updated
    self.precision = precision
  }

  var testDescription: String { "\(language ?? "-"): \(phrase)" }

  /// Reads the phrase as seen on Wednesday 10 June 2026 at noon UTC, and compares.
  func check(zone: Zone = .utc, at capture: String = "2026-06-10T12:00:00Z") throws {
    let capturedAt = try #require(Instant(rfc3339: capture))
    let reading = DateReader(zone: zone).read(phrase, capturedAt: capturedAt, language: language)
    let note = Comment(rawValue: reading.reason)
    #expect(reading.published?.timestamp.rfc3339 == full(published), note)
    #expect(reading.updated?.timestamp.rfc3339 == full(updated), note)
    if published != nil || updated != nil {
      #expect((reading.published ?? reading.updated)?.precision == precision)
    }
  }

  /// A bare day stands for its first second in UTC.
  private func full(_ text: String?) -> String? {
    text.map { $0.utf8.count == 10 ? $0 + "T00:00:00Z" : $0 }
  }
}

extension Zone {
  /// A zone of central Europe with the changes of two years.
  static let berlin = Zone(
    name: "Europe/Berlin", initialOffsetMinutes: 60,
    transitions: [
      ("2025-03-30T01:00:00Z", 120), ("2025-10-26T01:00:00Z", 60), ("2026-03-29T01:00:00Z", 120),
      ("2026-10-25T01:00:00Z", 60),
    ].compactMap { text, minutes in
      Instant(rfc3339: text).map { Transition(from: $0, offsetMinutes: minutes) }
    })
}
