import FeedModel
import Testing

@Suite("Addresses without what tracks their readers") struct TrackingParametersTests {
  @Test(
    "Parameters that track go, the others stay as they are, in order",
    arguments: [
      ("https://a.example/x?utm_source=feed&utm_medium=rss", "https://a.example/x"),
      ("https://a.example/x?id=3&fbclid=Iw&page=2", "https://a.example/x?id=3&page=2"),
      ("https://a.example/x?gclid=1&q=a%26b#part", "https://a.example/x?q=a%26b#part"),
      ("https://a.example/x?UTM_Source=feed#part", "https://a.example/x#part"),
      ("https://a.example/x?a=1&amp;utm_campaign=n", "https://a.example/x?a=1"),
      ("/map?mc_eid=77", "/map"),
    ])
  func removed(_ url: String, _ expected: String) {
    #expect(TrackingParameters.removed(from: url) == expected)
  }

  @Test(
    "An address that tracks nobody stays byte for byte",
    arguments: [
      "https://a.example/x", "https://a.example/x?", "https://a.example/x?a&&b=",
      "https://a.example/?q=utm_source", "https://a.example/utm_source=1#?utm_source=2",
      "https://a.example/x?reference=3&utmost=4",
    ])
  func untouched(_ url: String) {
    #expect(TrackingParameters.removed(from: url) == url)
  }
}
