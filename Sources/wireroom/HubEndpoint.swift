import Pipeline
import Serve

extension Endpoint {
  /// The embedded hub, at `hub` below the base URL; 404 while the settings want none.
  static func hub(of daemon: Daemon) -> Endpoint {
    Endpoint(path: "hub", methods: ["POST"]) { request in
      guard
        let answer = await daemon.askHub(body: request.content, contentType: request.mediaType)
      else { return EndpointResponse(.notFound, text: "This site has no hub.") }
      let wait = answer.retryAfter.map { [EndpointResponse.Field("Retry-After", "\($0)")] }
      return EndpointResponse(
        Status(rawValue: answer.status) ?? .unavailable, content: Array(answer.text.utf8),
        fields: wait ?? [])
    }
  }
}
