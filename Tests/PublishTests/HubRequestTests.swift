import Testing

@testable import Publish

@Suite("Requests to the hub")
struct HubRequestTests {
  private let form = "application/x-www-form-urlencoded"

  private func read(_ body: String, type: String? = "application/x-www-form-urlencoded") -> Result<
    HubRequest, HubRefusal
  > {
    do throws(HubRefusal) {
      return .success(try HubRequest(body: Array(body.utf8), contentType: type))
    } catch {
      return .failure(error)
    }
  }

  private func refusal(_ body: String) -> HubRefusal? {
    if case .failure(let refusal) = read(body) { return refusal }
    return nil
  }

  private let wish =
    "hub.mode=subscribe&hub.topic=https%3A%2F%2Fsite.example%2Ffeed.atom&hub.callback=https%3A%2F%2Freader.example%2Fcb%3Fid%3D1"

  @Test("A subscription has topic, callback, lease and secret; other parameters are passed over")
  func subscription() throws {
    let result = read(
      wish + "&hub.lease_seconds=864000&hub.secret=s+p%C3%BC&foo=bar&hub.verify=async")
    guard case .success(.subscribe(let request)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(request.topic == "https://site.example/feed.atom")
    #expect(request.callback.text == "https://reader.example/cb?id=1")
    #expect(request.callback.host == "reader.example" && request.callback.port == 443)
    #expect(request.leaseSeconds == 864_000)
    #expect(request.secret == Array("s pü".utf8))
    guard case .success(.subscribe(let bare)) = read(wish) else {
      Issue.record("lease and secret are optional")
      return
    }
    #expect(bare.leaseSeconds == nil && bare.secret == nil)
  }

  @Test("A charset beside the media type does not matter, another media type does")
  func mediaType() {
    if case .failure = read(wish, type: form + "; charset=UTF-8") { Issue.record("charset") }
    for type in [nil, "application/json", "multipart/form-data"] {
      guard case .failure(let refusal) = read(wish, type: type) else {
        Issue.record("\(type ?? "none") is no form")
        continue
      }
      #expect(refusal.status == 415)
    }
  }

  @Test("Unsubscribing and pinging are read too")
  func others() throws {
    guard
      case .success(.unsubscribe(let topic, let callback)) = read(
        wish.replacing("subscribe", with: "unsubscribe"))
    else {
      Issue.record("unsubscribe")
      return
    }
    #expect(topic == "https://site.example/feed.atom" && callback.host == "reader.example")
    for name in ["hub.url", "hub.topic"] {
      #expect(
        read("hub.mode=publish&\(name)=https%3A%2F%2Fsite.example%2F")
          == .success(.publish(topic: "https://site.example/")))
    }
  }

  @Test(
    "What is wrong is named",
    arguments: [
      ("", "hub.mode"), ("hub.mode=dance", "hub.mode"),
      ("hub.mode=subscribe&hub.callback=https://a.example/", "hub.topic"),
      ("hub.mode=subscribe&hub.topic=https://a.example/", "hub.callback"),
      ("hub.mode=subscribe&hub.mode=subscribe", "hub.mode is given twice"),
      ("hub.mode=%zz", "escape"), ("hub.mode=%FF", "UTF-8"),
    ])
  func wrong(_ body: String, _ message: String) {
    #expect(refusal(body)?.status == 400)
    #expect(refusal(body)?.message.contains(message) == true, "\(body)")
  }

  @Test("A secret has fewer than 200 bytes, a lease is a positive number")
  func limits() {
    #expect(refusal(wish + "&hub.secret=" + String(repeating: "x", count: 199)) == nil)
    #expect(
      refusal(wish + "&hub.secret=" + String(repeating: "x", count: 200))?.message.contains(
        "hub.secret") == true)
    for lease in ["0", "-1", "1.5", "soon", "99999999999999999999"] {
      #expect(
        refusal(wish + "&hub.lease_seconds=" + lease)?.message.contains("hub.lease_seconds") == true
      )
    }
  }

  @Test(
    "A callback is an http(s) URL on a port for it",
    arguments: [
      ("https://reader.example/cb", true), ("HTTP://Reader.Example:8080?x", true),
      ("http://[2001:db8::1]:81/", false), ("http://[2001:db8::1]/", true),
      ("http://1.2.3.4", true), ("ftp://reader.example/", false), ("//reader.example/", false),
      ("https:///cb", false), ("https://user@reader.example/", false),
      ("https://reader.example/#x", false), ("https://reader.example/a b", false),
      ("https://reader.example:25/", false), ("https://reader.example:70000/", false),
      ("https://reader.example:x/", false), ("https://reäder.example/", false),
      ("http://[::1/", false), ("javascript:alert(1)", false),
    ])
  func callbacks(_ text: String, _ isGood: Bool) {
    #expect((CallbackURL(text) != nil) == isGood)
  }

  @Test(
    "Fields join a query that is there, and leave it as it is",
    arguments: [
      ("https://a.example/cb", "https://a.example/cb?x=1"),
      ("https://a.example/cb?y=%41&z", "https://a.example/cb?y=%41&z&x=1"),
      ("https://a.example/cb?", "https://a.example/cb?x=1"),
    ])
  func query(_ text: String, _ expected: String) throws {
    #expect(try #require(CallbackURL(text)).adding([("x", "1")]) == expected)
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let at = firstIndex(of: "s"), hasPrefix("hub.mode=" + part) else { return self }
    return String(self[..<at]) + other + String(self[index(at, offsetBy: part.count)...])
  }
}
