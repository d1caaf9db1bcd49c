import Foundation
import LoopbackHTTP
import Synchronization
import Testing

/// Objects by key: when they were last put and what they hold, as an S3 store lists them.
private typealias Listing = [String: String]

/// An S3 store in a process of its own: moto's server.
private final class MotoServer {
  let url: String
  private let process: Child
  private let folder: String

  /// Where the program is, if this machine has it: `pip install 'moto[server]'`.
  static let program: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let own = ((#filePath as NSString).deletingLastPathComponent as NSString)
      .appendingPathComponent("../../.build/test-venv/bin")
    return ([own] + path.split(separator: ":").map(String.init)).map { $0 + "/moto_server" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  init(_ program: String, in folder: String) throws {
    self.folder = folder
    let (socket, port) = try LoopbackServer.bindLoopback()
    close(socket)
    url = "http://127.0.0.1:\(port)"
    process = try Child(
      program, ["-H", "127.0.0.1", "-p", "\(port)"], environment: ["PATH": "/usr/bin:/bin"])
  }

  /// Makes the bucket; false until the server answers.
  func makeBucket(_ name: String) throws -> Bool {
    try curl(["-sf", "-X", "PUT", "\(url)/\(name)"]).status == 0
  }

  /// The object's bytes, asked for with a signature, for objects are private; nil when there is none.
  func get(_ key: String) throws -> String? {
    let outcome = try curl([
      "-sf", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user", "k:s", "\(url)/\(key)",
    ])
    return outcome.status == 0 ? outcome.output : nil
  }

  /// Every object of a bucket.
  fileprivate func list(_ bucket: String) throws -> Listing {
    var listing: Listing = [:]
    var after = ""
    while true {
      let page = try curl([
        "-sf", "\(url)/\(bucket)?list-type=2&max-keys=1000&start-after=\(escaped(after))",
      ]).output
      let entries = page.components(separatedBy: "<Contents>").dropFirst()
      for entry in entries {
        guard let key = Self.element("Key", of: entry),
          let time = Self.element("LastModified", of: entry),
          let tag = Self.element("ETag", of: entry)
        else { continue }
        // The time is told in whole seconds: what was sent twice within one may differ in its bytes alone.
        listing[key] = time + " " + tag
        after = max(after, key)
      }
      if entries.isEmpty || !page.contains("<IsTruncated>true") { return listing }
    }
  }

  private func curl(_ arguments: [String]) throws -> Site.Outcome {
    try Site.run("/usr/bin/curl", arguments, in: folder)
  }

  private static func element(_ name: String, of text: String) -> String? {
    guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>") else {
      return nil
    }
    return String(text[start.upperBound..<end.lowerBound])
  }
}

@Suite("Upload")
struct UploadTests {
  /// Articles of the test with moto; each is an object.
  private static let articles =
    ProcessInfo.processInfo.environment["WIREROOM_TEST_OBJECTS"].flatMap { Int($0) } ?? 400

  private static func settings(_ endpoint: String, bucket: String = "news") -> String {
    "upload: {endpoint: \"\(endpoint)\", bucket: \(bucket), access_key: k, secret_key: s, delete: true}"
  }

  /// The documents of the output folder, without their packed forms.
  private func documents(_ site: Site) throws -> Set<String> {
    Set(
      try site.outputState().keys.filter {
        !$0.hasSuffix(".gz") && !$0.hasSuffix(".br") && !$0.hasPrefix(".")
      })
  }

  /// Pages that the main feed in the store names and that the store does not have.
  private func dangling(_ store: MotoServer, _ site: Site) throws -> [String] {
    let missing = try named(store, site).filter { try store.get("news/\($0)index.html") == nil }
    // One that was withdrawn while the others were looked for is named no more.
    return try missing.isEmpty ? [] : missing.intersection(named(store, site)).sorted()
  }

  /// The folders of the pages of the items of the main feed in the store.
  ///
  /// Not what the items' related links name: those are frozen with the item, and outlive an article that is withdrawn.
  private func named(_ store: MotoServer, _ site: Site) throws -> Set<String> {
    guard let text = try store.get("news/feed.json") else { return [] }
    let feed = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let items = try #require(feed["items"] as? [[String: Any]])
    return Set(
      try items.map { item in
        String(try #require(item["url"] as? String).dropFirst(site.baseURL.count))
      })
  }

  @Test(
    "An S3 store gets all, then only what changed; killed in the middle it is resumed, and no feed names what is not there",
    .enabled(
      if: MotoServer.program != nil, "moto's server is not installed: pip install 'moto[server]'"))
  func moto() throws {
    let site = try Site()
    let store = try MotoServer(try #require(MotoServer.program), in: site.root)
    try site.wait("the store is there") { try store.makeBucket("news") }
    try site.settings(extra: Self.settings(store.url))
    for number in 0..<Self.articles {
      try site.write("\(number % 7)/\(number).txt", PushTests.article(number))
    }
    let first = try site.start(arguments: ["build", "--config", site.root + "/wireroom.yaml"])
    try site.wait("a part is in the store", within: Child.patience) {
      try store.list("news").count >= Self.articles / 4 || !first.isRunning
    }
    #expect(first.isRunning, "it is killed in the middle")
    first.end(SIGKILL)
    let part = try store.list("news")
    #expect(try dangling(store, site) == [])

    #expect(try site.build().status == 0)
    let whole = try store.list("news")
    #expect(Set(whole.keys) == (try documents(site)))
    let repeated = part.filter { whole[$0.key] != $0.value }.count
    // What was under way, and what the store had answered but was not noted yet.
    #expect(repeated <= 16 + 32, "\(repeated) objects were sent twice")
    for path in ["feed.atom", "feed.json", "index.html"] {
      #expect(try store.get("news/\(path)") == (try site.read(path)))
    }

    #expect(try site.build().status == 0)
    #expect(try store.list("news") == whole, "nothing changed, nothing is sent")

    try site.write(
      "new.txt",
      "Council buys a tram\n\nIt costs nine million, the council of Sarnholt said, and runs from May on.\n"
    )
    // One of the last: hardly any page links to it.
    let last = Self.articles - 1
    try FileManager.default.removeItem(atPath: site.input + "/\(last % 7)/\(last).txt")
    let second = try site.start(arguments: ["build", "--config", site.root + "/wireroom.yaml"])
    try site.wait("the second build has ended", within: Child.patience) {
      let loose = try dangling(store, site)
      #expect(loose == [])
      return !second.isRunning
    }
    #expect(second.wait() == 0)
    let after = try store.list("news")
    #expect(Set(after.keys) == (try documents(site)))
    #expect(try !named(store, site).isEmpty)
    let changed = after.filter { whole[$0.key] != $0.value }
    #expect(changed.keys.contains("feed.atom"))
    #expect(changed.count < whole.count / 2, "\(changed.count)")
    #expect(try dangling(store, site) == [])
  }

  @Test(
    "A bucket that is not there is told, with what to do",
    .enabled(
      if: MotoServer.program != nil, "moto's server is not installed: pip install 'moto[server]'"))
  func noBucket() throws {
    let site = try Site()
    let store = try MotoServer(try #require(MotoServer.program), in: site.root)
    try site.wait("the store is there") { try store.makeBucket("other") }
    try site.settings(extra: Self.settings(store.url))
    try site.write("a.txt", PushTests.article(1))
    let outcome = try site.build()
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("404 NoSuchBucket"), "\(outcome.errors)")
    #expect(outcome.errors.contains("create the bucket news, or correct upload.bucket"))
    #expect(site.titles().count == 1, "the output folder is published all the same")
  }

  @Test(
    "What else a store refuses is told, with what to do",
    arguments: [
      ("403 Forbidden", "AccessDenied", "s3:PutObject"),
      ("403 Forbidden", "RequestTimeTooSkewed", "timedatectl"),
      ("403 Forbidden", "SignatureDoesNotMatch", "upload.secret_key_file"),
    ])
  func refusals(_ status: String, _ code: String, _ remedy: String) throws {
    let site = try Site()
    let store = try LoopbackServer { _ in
      .text(status, [], "<Error><Code>\(code)</Code><Message>No.</Message></Error>")
    }
    try site.settings(extra: Self.settings(store.url))
    try site.write("a.txt", PushTests.article(1))
    let outcome = try site.build()
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains(code) && outcome.errors.contains(remedy), "\(outcome.errors)")
  }

  @Test("A store that is busy at first gets everything in the end")
  func slowDown() throws {
    let site = try Site()
    let calls = Atomic<Int>(0)
    let keys = Mutex<Set<String>>([])
    let store = try LoopbackServer { request in
      guard calls.add(1, ordering: .relaxed).newValue > 3 else {
        return .text("503 Slow Down", ["Retry-After: 1"], "<Error><Code>SlowDown</Code></Error>")
      }
      keys.withLock { _ = $0.insert(String(request.target.dropFirst("/news/".count))) }
      return .text("200 OK")
    }
    try site.settings(extra: Self.settings(store.url))
    try site.write("a.txt", PushTests.article(1))
    #expect(try site.build().status == 0)
    #expect(keys.withLock { $0 } == (try documents(site)))
  }
}
