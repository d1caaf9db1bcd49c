import Testing

@testable import Settings

@Suite("Durations, sizes and addresses in settings")
struct UnitsTests {
  @Test(
    "Durations and sizes read their units",
    arguments: [
      ("200ms", Duration.milliseconds(200)), ("5s", .seconds(5)), ("2m", .seconds(120)),
      ("1h", .seconds(3600)), ("2d", .seconds(172_800)), ("0", .zero),
    ])
  func durations(_ text: String, _ expected: Duration) {
    #expect(Units.duration(text) == expected)
  }

  @Test(
    "A duration or size without a unit, or with a wrong one, is refused",
    arguments: ["5", "s", "-1s", "5 fortnights", "99999999999999999999s", ""])
  func refused(_ text: String) {
    #expect(Units.duration(text) == nil)
  }

  @Test(
    "Sizes read powers of 1000 and of 1024",
    arguments: [("250KB", 250_000), ("8MiB", 8 << 20), ("12", 12), ("1 GB", 1_000_000_000)])
  func sizes(_ text: String, _ expected: Int) {
    #expect(Units.bytes(text) == expected)
  }

  @Test(
    "Listening addresses are read",
    arguments: [
      ("127.0.0.1:80", Listen.tcp(host: "127.0.0.1", port: 80)),
      ("[::1]:8080", .tcp(host: "::1", port: 8080)), (":80", .tcp(host: "::", port: 80)),
      ("unix:/run/x.sock", .unix(path: "/run/x.sock")),
    ])
  func listen(_ text: String, _ expected: Listen) {
    #expect(Listen(text) == expected)
  }
}
