import FeedModel
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The control socket's requests, on Hummingbird: few, asynchronous and streamed, which is what its router is for.
struct ControlRoutes: Sendable {
  /// More is no rebuild request.
  static let bodyLimit = 64 << 10

  private let hooks: ServeHooks
  private let isStopping: @Sendable () -> Bool

  init(hooks: ServeHooks, isStopping: @escaping @Sendable () -> Bool) {
    self.hooks = hooks
    self.isStopping = isStopping
  }

  /// A connection's protocol: HTTP/1.1 that answers by these routes.
  func channel(idleTimeout: TimeAmount) -> HTTP1Channel {
    let responder = router().buildResponder()
    return HTTP1Channel(
      responder: { request, writer, channel in
        let context = BasicRequestContext(
          source: ApplicationRequestContextSource(channel: channel, logger: Self.logger))
        let response = await Self.response(of: responder, to: request, context)
        if request.method == .head {
          try await writer.write(response: response.head, body: ResponseBody())
        } else {
          try await writer.write(response: response.head, body: response.body)
        }
      }, configuration: .init(idleTimeout: idleTimeout))
  }

  /// Hummingbird's own messages are of no use to an operator.
  static let logger = Logger(label: "wireroom.control") { _ in SwiftLogNoOpLogHandler() }

  private static func response(
    of responder: some HTTPResponder<BasicRequestContext>, to request: Request,
    _ context: BasicRequestContext
  ) async -> Response {
    do {
      return try await responder.respond(to: request, context: context)
    } catch let error as any HTTPResponseError {
      return text(error.status, "\(error.status.code) \(error.status.reasonPhrase)\n")
    } catch {
      return text(.internalServerError, "The request could not be answered.\n")
    }
  }
}

extension ControlRoutes {
  private func router() -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    let hooks = hooks
    router.get("status") { _, _ in
      Self.response(.ok, "application/json", ByteBuffer(bytes: await hooks.status()))
    }
    router.get("metrics") { _, _ in
      Self.response(
        .ok, "text/plain; version=0.0.4; charset=utf-8", ByteBuffer(string: hooks.metrics()))
    }
    router.get("healthz") { _, _ in Self.text(.ok, hooks.health()) }
    router.get("readyz") { _, _ in
      hooks.isReady() ? Self.text(.ok, "ready\n") : Self.text(.serviceUnavailable, "not ready\n")
    }
    let rebuild = rebuild
    router.post("rebuild") { request, _ in try await rebuild(request) }
    for path in ["status", "metrics", "healthz", "readyz"] as [RouterPath] {
      for method in [HTTPRequest.Method.post, .put, .delete, .patch] {
        router.on(path, method: method) { _, _ in Self.refusal(allowing: "GET, HEAD") }
      }
    }
    for method in [HTTPRequest.Method.get, .put, .delete, .patch] {
      router.on("rebuild", method: method) { _, _ in Self.refusal(allowing: "POST") }
    }
    return router
  }

  /// Starts a rebuild and streams its progress, a JSON line at a time, until it ends or the client goes.
  private func rebuild(_ request: Request) async throws -> Response {
    var request = request
    let body = try await request.collectBody(upTo: Self.bodyLimit)
    let query = request.uri.query.map { Array($0.utf8) } ?? []
    let wish: RebuildRequest
    do {
      wish = try RebuildRequest(query: query, body: Array(body.readableBytesView))
    } catch {
      return Self.text(.badRequest, error.message + "\n")
    }
    if isStopping() { return Self.text(.serviceUnavailable, "The daemon is stopping.\n") }
    let lines = hooks.rebuild(wish)
    return Response(
      status: .ok,
      headers: [.contentType: "application/jsonl; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        for await line in lines {
          try await writer.write(ByteBuffer(bytes: line + [UInt8(ascii: "\n")]))
        }
        try await writer.finish(nil)
      })
  }

  private static func text(_ status: HTTPResponse.Status, _ content: String) -> Response {
    response(status, "text/plain; charset=utf-8", ByteBuffer(string: content))
  }

  private static func refusal(allowing methods: String) -> Response {
    var response = text(.methodNotAllowed, "Allowed here: \(methods).\n")
    response.headers[.allow] = methods
    return response
  }

  private static func response(
    _ status: HTTPResponse.Status, _ type: String, _ content: ByteBuffer
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: content))
  }
}
