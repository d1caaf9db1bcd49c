import FeedModel
import Glibc
@testable import Serve

/// A server on a free loopback port, with a few invented documents.
struct TestServer: Sendable {
  let server: FeedServer
  let table: DocumentTable
  let port: Int
  let controlPath: String?
  let folder: String

  static let modified = Instant(seconds: 1_767_323_045)
  static let etag = "\"00112233445566778899aabbccddeeff\""
  static let gzipTag = "\"00112233445566778899aabbccddeeff-gzip\""
  static let brotliTag = "\"00112233445566778899aabbccddeeff-br\""
  static let lastModified = "Fri, 02 Jan 2026 03:04:05 GMT"
  static let feed = Array("<feed>lanterns over the harbour</feed>".utf8)
  static let feedGzip = Array("gzip of the lanterns".utf8)
  static let feedBrotli = Array("br of the lanterns".utf8)

  /// Runs `body` against a server that is shut down afterwards.
  static func with<Result>(
    control: Bool = false, hooks: ServeHooks = ServeHooks(),
    _ adjust: (inout ServeOptions) -> Void = { _ in },
    _ body: (TestServer) async throws -> Result
  ) async throws -> Result {
    var template = Array("/tmp/serve-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw RawClient.Failure(call: "mkdtemp", code: errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let table = DocumentTable(outputDirectory: folder, cacheBytes: 1 << 20)
    table.apply(documents)
    let socket = folder + "/control.sock"
    var options = ServeOptions(
      listen: [.tcp(host: "127.0.0.1", port: 0)] + (control ? [.unix(path: socket)] : []),
      hubs: ["https://hub.example/"], baseURL: "https://harbour.example/", threads: 1)
    adjust(&options)
    let server = FeedServer(table: table, options: options, hooks: hooks)
    let bound = try await server.start()
    let fixture = TestServer(
      server: server, table: table, port: bound.compactMap(\.port).first ?? 0,
      controlPath: control ? socket : nil, folder: folder)
    do {
      let result = try await body(fixture)
      await server.shutdown(grace: .seconds(5))
      removeFolder(folder)
      return result
    } catch {
      await server.shutdown(grace: .zero)
      removeFolder(folder)
      throw error
    }
  }

  /// Removes a folder of files.
  private static func removeFolder(_ folder: String) {
    guard let stream = opendir(folder) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { unlink(folder + "/" + name) }
    }
    closedir(stream)
    rmdir(folder)
  }

  private static var documents: Publication {
    func document(_ path: String, _ type: String, _ bytes: [UInt8], coded: Bool)
      -> PublishedDocument
    {
      PublishedDocument(
        path: path, mediaType: type, etag: etag, modified: modified,
        resident: FeedDocument(
          path: path, mediaType: type, identity: bytes, gzip: coded ? feedGzip : nil,
          brotli: coded ? feedBrotli : nil, etag: etag))
    }
    let page = Array("<p>Harbour page</p>".utf8)
    return Publication(
      written: [
        document("feed.atom", "application/atom+xml; charset=utf-8", feed, coded: true),
        document(
          "feeds/main/archive/1.atom", "application/atom+xml; charset=utf-8", feed, coded: false),
        document("index.html", "text/html; charset=utf-8", page, coded: false),
        document("stories/tide/index.html", "text/html; charset=utf-8", page, coded: true),
        document("assets/buoy.png", "image/png", [137, 80, 78, 71], coded: false),
        document("big.json", "application/json", bigBody, coded: false),
      ], withdrawn: ["stories/sunk/index.html"])
  }

  /// Larger than the kernel's socket buffers.
  static let bigBody = (0..<6_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  /// Sends `request` on a connection of its own and returns the first response.
  func ask(_ request: String) async throws -> RawResponse {
    let port = port
    return try await blocking {
      try Self.exchange(RawClient(port: port), request)
    }
  }

  /// GET with header lines.
  func get(_ target: String, _ fields: String..., method: String = "GET") async throws
    -> RawResponse
  {
    try await ask(Self.request(target, fields, method: method))
  }

  static func request(_ target: String, _ fields: [String] = [], method: String = "GET") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: harbour.example\r\n"
      + fields.map { $0 + "\r\n" }.joined() + "\r\n"
  }

  /// One response to `request`; fails when the stream ends before it is whole.
  static func exchange(_ client: RawClient, _ request: String) throws -> RawResponse {
    try client.send(request)
    var bytes: [UInt8] = []
    while true {
      let more = try client.receive()
      bytes += more
      if let response = try RawResponse.take(from: &bytes, isHead: request.hasPrefix("HEAD ")) {
        return response
      }
      if more.isEmpty { throw RawResponse.Malformed(bytes: bytes) }
    }
  }

  /// Permission bits of a file of the output folder, as the kernel lets its owner, group and others see them.
  func permissions(_ path: String) throws -> UInt32 {
    guard let status = FileStatus(path: folder + "/" + path) else {
      throw RawClient.Failure(call: "lstat", code: errno)
    }
    return status.permissions
  }

  /// Leaves a socket file without a listener, as a killed server does.
  func leaveStaleSocket(_ path: String) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let full = folder + "/" + path
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(full.utf8)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw RawClient.Failure(call: "bind", code: errno) }
  }

  /// Makes a symbolic link in the output folder.
  func link(_ path: String, to target: String) throws {
    guard symlink(target, folder + "/" + path) == 0 else {
      throw RawClient.Failure(call: "symlink", code: errno)
    }
  }

  /// Writes a file of the output folder with the modification time of the fixtures.
  func write(_ path: String, _ bytes: [UInt8], modified: Instant = Self.modified) throws {
    let descriptor = open(folder + "/" + path, O_CREAT | O_TRUNC | O_WRONLY, 0o644)
    guard descriptor >= 0 else { throw RawClient.Failure(call: "open", code: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw RawClient.Failure(call: "write", code: errno)
    }
    let time = timeval(tv_sec: Int(modified.seconds), tv_usec: 0)
    guard futimes(descriptor, [time, time]) == 0 else {
      throw RawClient.Failure(call: "futimes", code: errno)
    }
  }
}
