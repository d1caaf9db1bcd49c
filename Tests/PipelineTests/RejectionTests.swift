import FeedModel
import Settings
import Testing

@testable import Pipeline

@Suite("Feeds that the gate refuses")
struct RejectionTests {
  @Test("A build says which feed was refused and why, and so long as it is")
  func summary() async throws {
    let room = try PressRoom("feeds: [{name: ships}]", adjust: { $0.site.language = "en_US" })
    room.write("a.md", "---\ntitle: A quay\n---\n\nThe quay was mended in spring, says the clerk.")
    let first = try await room.newsroom.build()
    #expect(first.rejected.contains { $0.hasPrefix("main: refused by the gate: ") })
    #expect(first.rejected.contains { $0.hasPrefix("feeds/ships/: refused by the gate: ") })
    #expect(first.rejected.allSatisfy { $0.contains("en_US") && $0.contains("; ") })
    #expect(try await room.newsroom.build().rejected == first.rejected)
  }
}
