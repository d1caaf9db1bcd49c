import FeedModel
import Testing

@Suite struct IPAddressTests {
  @Test(
    "An IPv4 address is the same however it is spelt, and this machine is known by either family")
  func addresses() throws {
    #expect(IPAddress("192.0.2.1") == IPAddress("::ffff:192.0.2.1"))
    #expect(IPAddress("2001:DB8::1") == IPAddress("2001:db8:0:0:0:0:0:1"))
    for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
      #expect(IPAddress(text)?.isLoopback == true, "\(text)")
    }
    for text in ["128.0.0.1", "::2", "::", "0.0.0.0"] {
      #expect(IPAddress(text)?.isLoopback == false, "\(text)")
    }
    for text in ["", "192.0.2", "192.0.2.256", "::1%lo", "[::1]", "a.example", "1"] {
      #expect(IPAddress(text) == nil, "\(text)")
    }
  }

  @Test(
    "A network holds the addresses that share its leading bits, and no other family's",
    arguments: [
      ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
      ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false),
      ("10.0.0.1/8", "10.7.7.7", true), ("0.0.0.0/0", "203.0.113.9", true),
      ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "203.0.113.9", true),
      ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
      ("2001:db8::/65", "2001:db8::8000:0:0:1", false),
      ("2001:db8::/64", "2001:db8::8000:0:0:1", true),
      ("192.168.0.0/16", "::ffff:192.168.3.4", true),
    ])
  func networks(_ network: String, _ address: String, _ holds: Bool) throws {
    let network = try #require(IPNetwork(network))
    #expect(network.contains(try #require(IPAddress(address))) == holds)
  }

  @Test(
    "What is no network is none",
    arguments: [
      "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "a/8", "10.0.0.0/8/8",
    ])
  func nonsense(_ text: String) {
    #expect(IPNetwork(text) == nil)
  }
}
