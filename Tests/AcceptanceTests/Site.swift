import Foundation
import Testing

/// A site in a temporary folder of its own, and the real program working on it.
final class Site {
  let root: String
  var input: String { root + "/in" }
  var output: String { root + "/out" }
  var state: String { root + "/state" }
  let port: Int
  var baseURL: String { "http://127.0.0.1:\(port)/" }
  private var running: [Child] = []
  /// Where the daemon runs and is asked; nil for the machine's own network.
  var network: OwnNetwork?

  init() throws {
    root = NSTemporaryDirectory() + "wireroom-" + UUID().uuidString
    port = try freePort()
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    try settings()
  }

  deinit {
    for child in running { child.end(SIGKILL) }
    // A folder that stays behind harms nothing but tidiness.
    do { try FileManager.default.removeItem(atPath: root) } catch { print("left behind: \(root)") }
  }

  /// Writes the settings file; `grace` is the time after which a file that is gone counts as deleted.
  func settings(grace: String = "0", extra: String = "") throws {
    try Data(
      """
      site: {title: Test site, base_url: "\(baseURL)", authority: test.example}
      input: {directories: [in], delete_grace: \(grace)}
      output: {directory: out}
      state: {directory: state}
      server: {listen: "127.0.0.1:\(port)", access_log: common}
      \(extra)
      """.utf8
    ).write(to: URL(fileURLWithPath: root + "/wireroom.yaml"))
  }

  func write(_ name: String, _ text: String) throws {
    try write(name, bytes: Array(text.utf8))
  }

  /// Puts a file into the incoming folder as a careful program would: beside, then renamed.
  func write(_ name: String, bytes: [UInt8]) throws {
    let path = input + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path + ".part"))
    guard rename(path + ".part", path) == 0 else { throw POSIXError(.EIO) }
  }

  /// Every article that the archive holds, as `articles list --jsonl` has them.
  func articles() throws -> [[String: Any]] {
    let outcome = try run(["articles", "list", "--jsonl", "--config", "wireroom.yaml"])
    return try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// Every file of the incoming folder, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: input).sorted().map { input + "/" + $0 }
      .filter {
        try FileManager.default.attributesOfItem(atPath: $0)[.type] as? FileAttributeType
          == .typeRegular
      }
  }

  func touch(_ path: String, at date: Date) throws {
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  func copySamples() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: samplesFolder) {
      try FileManager.default.copyItem(
        atPath: samplesFolder + "/" + name, toPath: input + "/" + name)
    }
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: output + "/" + path)), as: UTF8.self)
  }

  /// Every file of the output folder with its time of change and the digest of its bytes.
  func outputState() throws -> [String: String] {
    var state: [String: String] = [:]
    let times = try find(["-printf", "%P\\t%T@\\n"])
    for line in times.output.split(separator: "\n") {
      let parts = line.split(separator: "\t")
      if parts.count == 2 { state[String(parts[0])] = String(parts[1]) }
    }
    let digests = try find(["-exec", "/usr/bin/sha256sum", "{}", "+"])
    // A digest of 64 digits, two spaces, `out/`, the path.
    for line in digests.output.split(separator: "\n") where line.count > 70 {
      state[String(line.dropFirst(70))]? += " " + line.prefix(64)
    }
    return state
  }

  private func find(_ arguments: [String]) throws -> Outcome {
    try Site.run("/usr/bin/find", ["out", "-type", "f"] + arguments, in: root)
  }

  /// The main feed's items as JSON Feed has them.
  func items() throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: output + "/feed.json"))
    let feed = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(feed["items"] as? [[String: Any]])
  }

  /// Title to id of the main feed on disk; empty while there is none.
  func titles() -> [String: String] {
    guard let items = try? items() else { return [:] }
    return Dictionary(
      items.map { ($0["title"] as? String ?? "", $0["id"] as? String ?? "") },
      uniquingKeysWith: { a, _ in a })
  }

  @discardableResult
  func build(_ arguments: String...) throws -> Outcome {
    try run(["build", "--config", root + "/wireroom.yaml"] + arguments)
  }

  /// Runs the program to its end.
  func run(_ arguments: [String]) throws -> Outcome { try Site.run(program, arguments, in: root) }

  /// Starts the daemon and returns once it answers.
  func serve(environment: [String: String] = [:]) throws -> Child {
    let daemon = try start(environment: environment)
    try wait("the daemon answers") { self.fetch("healthz") == "ok\n" }
    return daemon
  }

  /// Serves a copy of the output folder at the site's address, as any web server would, and returns once it answers.
  func servePublished(_ copy: String) throws -> Child {
    let server = try Child(
      "/usr/bin/python3",
      ["-m", "http.server", "\(port)", "--bind", "127.0.0.1", "--directory", copy],
      environment: ["PATH": "/usr/bin:/bin"])
    try wait("the site answers") { self.fetch("feed.json") != nil }
    return server
  }

  /// Starts the daemon, or another program, and returns at once; what it tells on stderr goes to `log`.
  func start(
    program: String = program, arguments: [String]? = nil, environment: [String: String] = [:],
    log: String? = nil
  ) throws -> Child {
    // By a shell: a library that is preloaded finds its place in the first process, and hands it on to what follows.
    let child = try Child(
      "/bin/sh",
      ["-c", "exec \"$0\" \"$@\""]
        + inNetwork([program] + (arguments ?? ["serve", "--config", root + "/wireroom.yaml"])),
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 },
      output: root + "/access", errors: log ?? root + "/log")
    running.append(child)
    return child
  }

  /// The document at `path` from the daemon; nil unless it answers 200.
  func fetch(_ path: String) -> String? {
    guard
      let outcome = try? curl(["-sf", "--max-time", "5", "http://127.0.0.1:\(port)/\(path)"]),
      outcome.status == 0
    else { return nil }
    return outcome.output
  }

  /// The status code that the daemon answers for `path`.
  func statusCode(_ path: String) throws -> String {
    try curl(
      ["-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(port)/\(path)"]
    ).output
  }

  /// Posts a form to the daemon; the status code of its answer.
  func post(_ path: String, _ fields: [(name: String, value: String)]) throws -> String {
    try curl(
      ["-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(port)/\(path)"]
        + fields.flatMap { ["--data-urlencode", "\($0.name)=\($0.value)"] }
    ).output
  }

  private func curl(_ arguments: [String]) throws -> Outcome {
    let whole = inNetwork(["/usr/bin/curl"] + arguments)
    return try Site.run(whole[0], Array(whole.dropFirst()), in: root)
  }

  private func inNetwork(_ command: [String]) -> [String] { (network?.command ?? []) + command }

  /// The status codes with which requests for `path` were answered, in order.
  func answers(for path: String) throws -> [String] {
    try String(contentsOfFile: root + "/access", encoding: .utf8)
      .components(separatedBy: " /\(path) HTTP/1.1\" ").dropFirst().map { String($0.prefix(3)) }
  }

  /// Waits until `condition` holds; `seconds` without is a failure.
  func wait(_ what: String, within seconds: TimeInterval = 60, until condition: () throws -> Bool)
    throws
  {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while try !condition() {
      guard Date() < deadline else {
        let log = (try? String(contentsOfFile: root + "/log", encoding: .utf8)) ?? ""
        Issue.record("never happened: \(what)\n\(log.suffix(2000))")
        throw POSIXError(.ETIMEDOUT)
      }
      usleep(10_000)
    }
  }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  static func run(_ program: String, _ arguments: [String], in folder: String) throws -> Outcome {
    let mark = UUID().uuidString
    let outputs = ["out", "err"].map { folder + "/.\(mark).\($0)" }
    let status = try Child(
      program, arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"],
      folder: folder, output: outputs[0], errors: outputs[1]
    ).wait()
    let texts = try outputs.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    for path in outputs { try FileManager.default.removeItem(atPath: path) }
    return Outcome(
      status: status, output: String(decoding: texts[0], as: UTF8.self),
      errors: String(decoding: texts[1], as: UTF8.self))
  }
}

/// The program, which stands beside the test bundle.
let program =
  ((CommandLine.arguments[0] as NSString).deletingLastPathComponent as NSString)
  .appendingPathComponent("wireroom")

let repositoryFolder = (#filePath.components(separatedBy: "/").dropLast(3)).joined(separator: "/")

let samplesFolder = repositoryFolder + "/Config/samples"

/// Where a tool stands, if this machine has it.
func tool(_ name: String) -> String? {
  ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// A port that nobody listens on.
private func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
    }
  }
  guard result else { throw POSIXError(.EADDRINUSE) }
  return Int(UInt16(bigEndian: address.sin_port))
}

/// Whether system calls can be made to fail here.
let canTrace: Bool = {
  guard let strace = tool("strace"),
    let outcome = try? Site.run(strace, ["-o", "/dev/null", "/bin/true"], in: "/tmp")
  else { return false }
  return outcome.status == 0
}()
