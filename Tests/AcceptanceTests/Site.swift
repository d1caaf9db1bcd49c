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
  private var running: [Process] = []

  init() throws {
    root = NSTemporaryDirectory() + "wireroom-" + UUID().uuidString
    port = try freePort()
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    try settings()
  }

  deinit {
    for process in running where process.isRunning { kill(process.processIdentifier, SIGKILL) }
    for process in running { process.waitUntilExit() }
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

  func copySamples() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: samplesFolder) {
      try FileManager.default.copyItem(
        atPath: samplesFolder + "/" + name, toPath: input + "/" + name)
    }
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: output + "/" + path)), as: UTF8.self)
  }

  /// Every file of the output folder with its bytes and its time of change.
  func outputState() throws -> [String: String] {
    var state: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: output) {
      let whole = output + "/" + path
      let attributes = try FileManager.default.attributesOfItem(atPath: whole)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
      state[path] = "\(bytes.count) \(bytes.hashValue) \(attributes[.modificationDate] ?? "")"
    }
    return state
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
  func serve() throws -> Process {
    let process = try start()
    try wait("the daemon answers") { self.fetch("healthz") == "ok\n" }
    return process
  }

  /// Starts the daemon and returns at once.
  func start() throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["serve", "--config", root + "/wireroom.yaml"]
    for name in ["access", "log"] {
      _ = FileManager.default.createFile(atPath: root + "/" + name, contents: nil)
    }
    process.standardOutput = FileHandle(forWritingAtPath: root + "/access")
    process.standardError = FileHandle(forWritingAtPath: root + "/log")
    process.environment = ["PATH": "/usr/bin:/bin"]
    try process.run()
    running.append(process)
    return process
  }

  /// The document at `path` from the daemon; nil unless it answers 200.
  func fetch(_ path: String) -> String? {
    guard
      let outcome = try? Site.run(
        "/usr/bin/curl", ["-sf", "--max-time", "5", "http://127.0.0.1:\(port)/\(path)"], in: root),
      outcome.status == 0
    else { return nil }
    return outcome.output
  }

  /// The status code that the daemon answers for `path`.
  func statusCode(_ path: String) throws -> String {
    try Site.run(
      "/usr/bin/curl",
      ["-s", "-o", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(port)/\(path)"], in: root
    ).output
  }

  /// The status codes with which requests for `path` were answered, in order.
  func answers(for path: String) throws -> [String] {
    try String(contentsOfFile: root + "/access", encoding: .utf8)
      .components(separatedBy: " /\(path) HTTP/1.1\" ").dropFirst().map { String($0.prefix(3)) }
  }

  /// Waits until `condition` holds; a minute without is a failure.
  func wait(_ what: String, until condition: () throws -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: 60)
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
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"]
    let mark = UUID().uuidString
    let outputs = ["out", "err"].map { folder + "/.\(mark).\($0)" }
    for path in outputs { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: outputs[0])
    process.standardError = FileHandle(forWritingAtPath: outputs[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try outputs.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    for path in outputs { try FileManager.default.removeItem(atPath: path) }
    return Outcome(
      status: process.terminationStatus, output: String(decoding: texts[0], as: UTF8.self),
      errors: String(decoding: texts[1], as: UTF8.self))
  }
}

/// The program, which stands beside the test bundle.
let program =
  ((CommandLine.arguments[0] as NSString).deletingLastPathComponent as NSString)
  .appendingPathComponent("wireroom")

let samplesFolder =
  ((#filePath as NSString).deletingLastPathComponent as NSString)
  .appendingPathComponent("../../Config/samples")

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
