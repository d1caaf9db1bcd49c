import FeedModel
import Settings
import Testing

@Suite struct ZoneFileTests {
  @Test func `UTC needs no zone files`() throws {
    #expect(try ZoneFile.zone(named: "UTC", below: "/nowhere") == .utc)
  }
}
