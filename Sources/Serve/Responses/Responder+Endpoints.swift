import NIOCore

/// The server's side of endpoints: what they need not answer themselves, and their answers as responses.
extension Responder {
  /// OPTIONS, or a method that the endpoint does not have.
  func answer(_ head: RequestHead, for endpoint: Endpoint, to out: inout ByteBuffer) -> Answer {
    let allow = "Allow: \((endpoint.methods + ["OPTIONS"]).joined(separator: ", "))\r\n"
    guard case .options = head.method else {
      return refusal(.methodNotAllowed, head, fields: allow, to: &out)
    }
    begin(.noContent, &out)
    out.writeString(allow)
    out.writeStaticString("Cache-Control: no-store\r\n")
    return Answer(status: .noContent)
  }

  func answer(
    _ response: EndpointResponse, to head: RequestHead, _ out: inout ByteBuffer
  ) -> Answer {
    begin(response.status, &out)
    out.writeStaticString("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n")
    for field in response.fields { out.writeString("\(field.name): \(field.value)\r\n") }
    // RFC 9110 §8.6: none with 204.
    guard response.status != .noContent else { return Answer(status: .noContent) }
    out.writeString("Content-Type: \(response.mediaType)\r\n")
    out.writeString("Content-Length: \(response.content.count)\r\n")
    if case .head = head.method { return Answer(status: response.status) }
    return Answer(status: response.status, body: ByteBuffer(bytes: response.content))
  }
}
