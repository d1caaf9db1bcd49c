import Curl
import Foundation
import Render

/// Reads documents from files, standard input, and addresses of the web.
struct DocumentSource {
  let maxBytes: Int
  let allowsPrivateAddresses: Bool

  /// The document that `name` names.
  ///
  /// - Throws: `CommandFailure` with `noInput` for what can't be read, `unavailable` for what can't be fetched.
  func document(_ name: String) async throws -> ForeignDocument {
    let lower = name.prefix(8).lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") { return try await fetched(name) }
    let bytes = try readArgument(name, limit: maxBytes)
    guard bytes.count <= maxBytes else {
      throw CommandFailure(
        .noInput, "\(name): is larger than \(maxBytes >> 20) MiB; raise --max-size")
    }
    return ForeignDocument(bytes)
  }

  private func fetched(_ url: String) async throws -> ForeignDocument {
    let request = OutgoingRequest(
      url: url,
      headers: [
        .init(
          "Accept",
          "application/atom+xml, application/rss+xml, application/feed+json, text/x-opml, application/xml;q=0.9, */*;q=0.5"
        )
      ],
      maxResponseSize: maxBytes, maxRedirects: 10,
      // A proxy would be asked for the private address in our place.
      usesProxyEnvironment: allowsPrivateAddresses)
    do throws(CurlError) {
      let client = try HTTPClient(addresses: allowsPrivateAddresses ? .any : .publicOnly())
      defer { client.stop() }
      let response = try await client.send(request)
      guard response.isSuccess else {
        throw CurlError(
          reason: .failed, url: url, message: "the server answers \(response.status)")
      }
      return ForeignDocument(response.body, mediaType: response.header("Content-Type"))
    } catch {
      let remedy =
        switch error.reason {
        case .refusedAddress: "give --allow-private if you mean it"
        case .tooLarge: "raise --max-size"
        default: "check the address"
        }
      throw CommandFailure(.unavailable, "\(url): \(error.message); \(remedy)")
    }
  }
}
