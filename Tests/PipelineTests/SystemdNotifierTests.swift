import Testing

@testable import Pipeline

@Suite("Service manager")
struct SystemdNotifierTests {
  @Test("The watchdog's interval is read, and only if it is meant for this process")
  func watchdog() {
    #expect(SystemdNotifier(environment: ["WATCHDOG_USEC": "30000000"]).watchdog == .seconds(30))
    #expect(
      SystemdNotifier(environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"]).watchdog
        == nil)
    #expect(SystemdNotifier(environment: [:]).watchdog == nil)
  }
}
