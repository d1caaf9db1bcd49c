import FeedModel
import NIOCore

/// The header fields that every document of a kind shares, written once when the server starts.
struct ResponseStyle: Sendable {
  enum Kind {
    case feed, page, other
  }

  /// How caches may keep documents, and that their coding is negotiated.
  let caching: [UInt8]
  private let feed: [UInt8]
  private let page: [UInt8]
  private let other: [UInt8]
  private let baseURL: String
  private let hubs: [UInt8]
  /// What the base URL has before the paths of documents: empty, or begins with a slash and ends without.
  let pathPrefix: String

  /// A strict policy for pages: nothing runs, nothing is framed; style from ourselves, images from anywhere.
  static let contentPolicy =
    "default-src 'none'; img-src 'self' https: http: data:; media-src https: http:; "
    + "style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'"

  init(_ options: ServeOptions) {
    let age = max(0, options.maxAge.components.seconds)
    caching = Array(
      ("Cache-Control: public, max-age=\(age), stale-if-error=86400\r\n"
        + "Vary: Accept-Encoding\r\n").utf8)
    // RFC 9110 names no way to hide a type from sniffing; the Fetch standard does.
    let safe = "X-Content-Type-Options: nosniff\r\n"
    other = Array(safe.utf8)
    // Any site's reader may fetch a feed: it is public, and no cookie goes with it.
    feed = Array(
      (safe + "Access-Control-Allow-Origin: *\r\n"
        + "Access-Control-Expose-Headers: ETag, Last-Modified, Link, Retry-After\r\n").utf8)
    page = Array(
      (safe + "Content-Security-Policy: \(Self.contentPolicy)\r\n"
        + "Referrer-Policy: strict-origin-when-cross-origin\r\n").utf8)
    baseURL = options.baseURL
    hubs = Array(options.hubs.map { ", <\($0)>; rel=\"hub\"" }.joined().utf8)
    let base = options.baseURL.utf8.split(
      separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
    let path = base.count == 4 ? "/" + String(decoding: base[3], as: UTF8.self) : ""
    pathPrefix = path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  static func kind(of mediaType: String) -> Kind {
    let type = mediaType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    let feeds = [
      "application/atom+xml", "application/rss+xml", "application/feed+json", "text/x-opml",
    ]
    if feeds.contains(where: type.elementsEqual) { return .feed }
    return ["text/html", "application/xhtml+xml"].contains(where: type.elementsEqual)
      ? .page : .other
  }

  func security(_ kind: Kind) -> [UInt8] {
    switch kind {
    case .feed: feed
    case .page: page
    case .other: other
    }
  }

  /// Appends a feed's `Link` field (RFC 8288): itself, its other formats, its hubs (WebSub §4).
  func writeLink(
    self path: String, alternates: [(path: String, mediaType: String)], to out: inout ByteBuffer
  ) {
    out.writeStaticString("Link: <")
    out.writeString(baseURL)
    out.writeString(path)
    out.writeStaticString(">; rel=\"self\"")
    for alternate in alternates {
      out.writeStaticString(", <")
      out.writeString(baseURL)
      out.writeString(alternate.path)
      out.writeStaticString(">; rel=\"alternate\"; type=\"")
      out.writeBytes(alternate.mediaType.utf8.prefix { $0 != UInt8(ascii: ";") })
      out.writeStaticString("\"")
    }
    out.writeBytes(hubs)
    out.writeStaticString("\r\n")
  }
}

extension Sequence<UInt8> {
  fileprivate func elementsEqual(_ text: String) -> Bool { elementsEqual(text.utf8) }
}
