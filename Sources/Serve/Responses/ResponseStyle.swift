import FeedModel
import NIOCore

/// The header fields that every document of a kind shares, written once when the options are taken.
struct ResponseStyle: Sendable {
  enum Kind {
    /// What a reader subscribes to.
    case feed
    /// A list of feeds: open to scripts as feeds are.
    case outline
    case page, other
  }

  private let caching: [UInt8]
  private let feedCaching: [UInt8]
  private let feed: [UInt8]
  private let page: [UInt8]
  private let other: [UInt8]
  private let baseURL: String
  private let hubs: [UInt8]
  /// What the base URL has before the paths of documents: empty, or begins with a slash and ends without.
  private let pathPrefix: String

  /// A strict policy for pages: nothing runs, nothing is framed; style from ourselves, images from anywhere.
  static let contentPolicy =
    "default-src 'none'; img-src 'self' https: http: data:; media-src https: http:; "
    + "style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'"

  init(_ options: ServeOptions) {
    let age = max(0, options.maxAge.components.seconds)
    let lifetime = "Cache-Control: public, max-age=\(age), stale-if-error=86400\r\n"
    caching = Array((lifetime + Self.vary).utf8)
    feedCaching = Array((lifetime + Self.feedVary).utf8)
    // RFC 9110 names no way to keep a type from being guessed; the Fetch standard does.
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

  private static let vary = "Vary: Accept-Encoding\r\n"
  /// A feed may also be answered by its difference (RFC 3229 §5.7).
  private static let feedVary = "Vary: Accept-Encoding, A-IM\r\n"

  static func kind(of mediaType: String) -> Kind {
    let type = mediaType.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    let feeds = ["application/atom+xml", "application/rss+xml", "application/feed+json"]
    if feeds.contains(where: type.elementsEqual) { return .feed }
    if type.elementsEqual("text/x-opml") { return .outline }
    return ["text/html", "application/xhtml+xml"].contains(where: type.elementsEqual)
      ? .page : .other
  }

  /// What the choice of a representation hangs on.
  func vary(_ kind: Kind) -> String { kind == .feed ? Self.feedVary : Self.vary }

  /// How long caches may keep it, and what its choice hangs on.
  func caching(_ kind: Kind) -> [UInt8] { kind == .feed ? feedCaching : caching }

  func security(_ kind: Kind) -> [UInt8] {
    switch kind {
    case .feed, .outline: feed
    case .page: page
    case .other: other
    }
  }

  /// The address of a path below the output folder, from the root of the host; an index page's is its folder's.
  func location(of path: String) -> [UInt8] {
    let index = "index.html"
    let isIndex = path == index || path.hasSuffix("/" + index)
    let name = isIndex ? String(path.dropLast(index.count)) : path
    return Array((pathPrefix + "/").utf8) + RequestPath.encode(name)
  }

  /// A request's path without the path of the base URL, with its leading slash; nil where it does not begin with it, or
  /// there is none.
  func withoutPrefix(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard !pathPrefix.isEmpty, path.starts(with: pathPrefix.utf8) else { return nil }
    let rest = path.dropFirst(pathPrefix.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/") ? rest : nil
  }

  /// Appends a feed's `Link` field (RFC 8288): itself, its other formats, its hubs (WebSub §4).
  func writeLink(of document: DocumentTable.Document, to out: inout ByteBuffer) {
    out.writeStaticString("Link: <")
    out.writeString(baseURL)
    out.writeString(document.path)
    out.writeStaticString(">; rel=\"self\"")
    let folder = FeedFormats.folder(of: document.path)
    for (format, name, mediaType) in FeedFormats.all where document.alternates.contains(format) {
      out.writeStaticString(", <")
      out.writeString(baseURL)
      out.writeSubstring(folder)
      out.writeString(name)
      out.writeStaticString(">; rel=\"alternate\"; type=\"")
      out.writeString(mediaType)
      out.writeStaticString("\"")
    }
    // A page of an archive never changes: no hub tells of it.
    if FeedFormats(path: document.path) != nil { out.writeBytes(hubs) }
    out.writeStaticString("\r\n")
  }
}

extension Sequence<UInt8> {
  fileprivate func elementsEqual(_ text: String) -> Bool { elementsEqual(text.utf8) }
}
