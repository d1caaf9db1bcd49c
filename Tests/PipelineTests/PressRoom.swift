import Archive
import Curl
import Digest
import FeedModel
import Glibc
import Logging
import LoopbackHTTP
import Publish
import Settings
import Synchronization
import Testing

@testable import Pipeline

/// A newsroom over folders of its own, with a clock that only tests move and a world that they script.
final class PressRoom: Sendable {
  let folder: String
  let clock = TestClock()
  let world: World
  let newsroom: Newsroom
  let board = PushBoard()
  let settings: WireroomSettings
  private let challenges = Atomic<Int>(0)

  static let site = "https://post.example/"

  /// `settings`: lines of YAML beside site, input, output and state; `adjust` changes what can't be written there.
  init(
    _ settings: String = "",
    answer: @escaping World.Script = { _ in IncomingResponse(status: 200) },
    adjust: (inout WireroomSettings) -> Void = { _ in },
    onPublication: @escaping @Sendable (Publication) -> Void = { _ in }
  )
    throws
  {
    var template = Array("/tmp/wireroom-press-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(call: "mkdtemp", error: errno) }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for name in ["in", "out", "state"] { mkdir(folder + "/" + name, 0o755) }
    var flags = SettingsFlags()
    flags.config = folder + "/wireroom.yaml"
    var loaded = try SettingsLoader(flags: flags, environment: [:]).load(
      text: """
        site: {title: The Harbour Post, base_url: "\(Self.site)", authority: post.example}
        input: {directories: [in], delete_grace: 0}
        output: {directory: out}
        state: {directory: state}
        \(settings)
        """, needs: [.input, .output, .state, .site])
    adjust(&loaded)
    self.settings = loaded
    world = World(output: folder + "/out", script: answer)
    let clock = clock
    newsroom = try Newsroom.open(
      settings: self.settings, log: Self.silent, clock: { clock.now }, onPublication: onPublication)
  }

  deinit { removeTree(folder) }

  struct Failed: Error {
    var call: String
    var error: Int32
  }

  var archive: Archive { newsroom.archive }

  /// What tells the world; made anew it is what a restarted daemon has.
  func push(
    changes: @escaping @Sendable (String, String) -> [UInt8]? = { _, _ in nil }
  ) -> PushRoom {
    let send = world.sender
    return PushRoom(
      newsroom: newsroom, senders: Senders(operators: send, subscribers: send, store: send),
      board: board, log: Self.silent,
      challenge: { [self] in "challenge-\(challenges.add(1, ordering: .relaxed).newValue)" },
      changes: changes)
  }

  /// Puts an article into the incoming folder and publishes.
  func publish(_ name: String, _ headline: String, _ fact: String = "It costs nine million.")
    async throws
  {
    write(
      name,
      "\(headline)\n\nThe municipal council of Sarnholt met on the matter in the old town hall. \(fact) A report is to follow in autumn, the clerk said.\n"
    )
    try await build()
  }

  func withdraw(_ name: String) async throws {
    unlink(folder + "/in/" + name)
    try await build()
  }

  func build() async throws {
    var order = BuildOrder()
    order.deleteGrace = .zero
    order.acceptDeletions = true
    _ = try await newsroom.build(order)
  }

  func write(_ name: String, _ text: String) {
    let file = open(folder + "/in/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = Glibc.write(file, text, text.utf8.count)
    close(file)
  }

  /// The document at `path` of the output folder.
  func document(_ path: String) -> [UInt8] { world.document(path) ?? [] }

  /// Moves the clock from one due entry to the next, trying what is due, until `seconds` have gone by.
  func pass(_ seconds: Int64, _ push: PushRoom) async throws {
    let end = clock.now + seconds
    await push.outbox.drain()
    let kinds = [
      PushKind.ping, PushKind.webhook, PushKind.verification, PushKind.update, PushKind.delivery,
      PushKind.denial,
    ]
    while let next = try archive.nextAttempt(after: clock.now, kinds: kinds), next <= end {
      clock.now = next
      await push.outbox.drain()
    }
    clock.now = end
    await push.outbox.drain()
  }

  static let silent: Logger = {
    Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  }()
}

/// A clock that stands until it is set.
final class TestClock: Sendable {
  private let time = Mutex(Instant(seconds: 1_780_315_200))  // 2026-06-01T12:00:00Z

  var now: Instant {
    get { time.withLock { $0 } }
    set { time.withLock { $0 = newValue } }
  }
}

/// Everything outside: the site, which serves what stands in the output folder, and what the script answers for the rest.
final class World: Sendable {
  typealias Script = @Sendable (OutgoingRequest) throws(CurlError) -> IncomingResponse

  private let output: String
  private let script: Mutex<Script>
  private let log = Mutex<[OutgoingRequest]>([])
  private let isSiteUp = Atomic<Bool>(true)

  init(output: String, script: @escaping Script) {
    self.output = output
    self.script = Mutex(script)
  }

  /// What was asked of others than the site.
  var requests: [OutgoingRequest] { log.withLock { $0 } }

  func forget() { log.withLock { $0 = [] } }

  func answer(_ script: @escaping Script) { self.script.withLock { $0 = script } }

  func serveSite(_ isUp: Bool) { isSiteUp.store(isUp, ordering: .releasing) }

  var sender: Sender {
    { [self] request async throws(CurlError) in
      if request.method == "GET", request.url.hasPrefix(PressRoom.site) {
        let path = String(request.url.dropFirst(PressRoom.site.count))
        guard isSiteUp.load(ordering: .acquiring), let bytes = document(path) else {
          return IncomingResponse(status: 404)
        }
        return IncomingResponse(status: 200, body: bytes)
      }
      log.withLock { $0.append(request) }
      return try script.withLock { $0 }(request)
    }
  }

  func document(_ path: String) -> [UInt8]? {
    let file = open(output + "/" + path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  static func error(_ reason: CurlError.Reason) -> CurlError {
    CurlError(reason: reason, url: "", message: "\(reason)")
  }
}

extension OutgoingRequest {
  /// The form in the body, or in the query of a request without one.
  var fields: [String: String] {
    let query = url.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    return formFields(body.isEmpty ? query : String(decoding: body, as: UTF8.self))
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Removes a folder with all it holds.
private func removeTree(_ path: String) {
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  if status.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { removeTree(path + "/" + name) }
    }
    closedir(stream)
  }
  remove(path)
}
