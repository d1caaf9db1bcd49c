import Foundation
import Serve
import Settings

/// What a client has to show to ask for a rebuild over public HTTP (RFC 6750, bearer token).
struct RebuildToken: Sendable {
  private static let shortest = 16
  private let bytes: [UInt8]

  /// The token that the file at `path` holds, without white space around it.
  ///
  /// - Throws: `CommandFailure` when the file can't be read or the token is too short to be a secret.
  init(file path: String) throws {
    let content: [UInt8]
    do {
      content = try NamedFile.read(path, limit: 1 << 16)
    } catch {
      throw CommandFailure(
        .badSettings,
        "server.rebuild_token_file: \(path): can't be read: \(error.message); let the daemon's user read it"
      )
    }
    bytes = Array(
      String(decoding: content, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines).utf8)
    guard bytes.count >= Self.shortest else {
      throw CommandFailure(
        .badSettings,
        "server.rebuild_token_file: \(path): a token has at least \(Self.shortest) bytes; make one with `openssl rand -hex 20`"
      )
    }
  }

  /// `POST /rebuild`: begins a rebuild for who shows the token, and answers 202 at once.
  func endpoint(
    rebuild: @escaping @Sendable (RebuildRequest) -> AsyncStream<[UInt8]>
  ) -> Endpoint {
    Endpoint(path: "rebuild", methods: ["POST"]) { request in
      guard allows(request.authorization) else {
        return EndpointResponse(
          .unauthorized, content: Array("Show the token: Authorization: Bearer TOKEN.\n".utf8),
          fields: [.init("WWW-Authenticate", "Bearer realm=\"wireroom\"")])
      }
      do throws(RebuildRequestError) {
        var wish = try RebuildRequest(query: request.query, body: request.content)
        wish.wait = false
        // The stream ends at once; the rebuild goes on.
        _ = rebuild(wish)
        return EndpointResponse(.accepted, text: "The rebuild has begun.")
      } catch {
        return EndpointResponse(.badRequest, text: error.message)
      }
    }
  }

  /// Whether an Authorization field shows the token; takes the same time however much of it is right.
  private func allows(_ authorization: String?) -> Bool {
    let scheme = "bearer "
    guard let authorization, authorization.lowercased().hasPrefix(scheme) else { return false }
    let shown = Array(authorization.utf8.dropFirst(scheme.utf8.count))
    guard shown.count == bytes.count else { return false }
    return zip(shown, bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
