import Archive
import Curl
import Digest
import FeedModel
import LoopbackHTTP
import Publish
import Synchronization
import Testing

@testable import Pipeline

/// A press room whose hub has subscribers; each confirms, counts what it gets, and may be told to misbehave.
struct HubRoom {
  static let on = "push: {embedded_hub: true}"
  static let topic = PressRoom.site + "feed.atom"

  final class Readers: Sendable {
    enum Manner: Sendable {
      case good, wrongChallenge, refuses, redirects, broken, absent, ended
    }

    private struct State {
      var manners: [String: Manner] = [:]
      var asked: [String: [[String: String]]] = [:]
      var got: [String: [OutgoingRequest]] = [:]
    }

    private let state = Mutex(State())

    func behave(_ callback: String, _ manner: Manner) {
      state.withLock { $0.manners[callback] = manner }
    }

    /// What the hub asked of a callback by GET, in order.
    func asked(_ callback: String) -> [[String: String]] {
      state.withLock { $0.asked[callback] ?? [] }
    }

    /// What was distributed to a callback, in order.
    func got(_ callback: String) -> [OutgoingRequest] { state.withLock { $0.got[callback] ?? [] } }

    func script(_ request: OutgoingRequest) throws(CurlError) -> IncomingResponse {
      let callback = String(request.url.prefix { $0 != "?" })
      let manner = state.withLock { state in
        if request.method == "GET" {
          state.asked[callback, default: []].append(request.fields)
        } else {
          state.got[callback, default: []].append(request)
        }
        return state.manners[callback] ?? .good
      }
      let challenge = Array((request.fields["hub.challenge"] ?? "").utf8)
      switch manner {
      case .good: return IncomingResponse(status: 200, body: challenge)
      case .wrongChallenge: return IncomingResponse(status: 200, body: challenge + [33])
      case .refuses: return IncomingResponse(status: 404, body: challenge)
      case .redirects: return IncomingResponse(status: 302, body: challenge)
      case .broken: return IncomingResponse(status: 500)
      case .absent: throw World.error(.notConnected)
      case .ended: return IncomingResponse(status: 410, body: challenge)
      }
    }
  }

  let readers = Readers()

  func room(_ settings: String = Self.on) async throws -> PressRoom {
    let readers = readers
    let room = try PressRoom(settings) { request throws(CurlError) in try readers.script(request) }
    try await room.publish("a.txt", "Council buys a tram")
    await room.push().outbox.drain()
    return room
  }

  @discardableResult
  func ask(
    _ push: PushRoom, _ mode: String, _ callback: String, topic: String = Self.topic,
    _ more: String = ""
  ) async throws -> HubDesk.Answer {
    let form =
      "hub.mode=\(mode)&hub.topic=\(escaped(topic))&hub.callback=\(escaped(callback))\(more)"
    let hub = try #require(push.hub)
    let answer = await hub.answer(
      body: Array(form.utf8), contentType: "application/x-www-form-urlencoded")
    await push.outbox.drain()
    return answer
  }
}
