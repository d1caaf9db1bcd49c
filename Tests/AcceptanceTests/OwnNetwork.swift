import Foundation

/// A network of a test's own: a namespace with a name, in which only the loopback interface is, with addresses and host names
/// that the test chooses; gone when the object goes.
final class OwnNetwork {
  struct Unavailable: Error, CustomStringConvertible {
    var description: String
  }

  let name: String
  private var folder: String { "/etc/netns/" + name }

  private static let ip = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Whether this machine lets the test have one: root, and the program `ip`.
  static let isAvailable: Bool = geteuid() == 0 && ip != nil && (try? OwnNetwork()) != nil

  init() throws {
    name = "wireroom-test-\(getpid())-\(UInt32.random(in: 0 ..< .max))"
    // What stands here is seen in the place of /etc/hosts by programs that run in the namespace.
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try setHosts([])
    try Self.run(["netns", "add", name])
    try Self.run(["-n", name, "link", "set", "lo", "up"])
  }

  deinit {
    do {
      try Self.run(["netns", "delete", name])
      try FileManager.default.removeItem(atPath: folder)
    } catch { print("left behind: the network namespace \(name)") }
  }

  /// Lines of `/etc/hosts` beside that of localhost; a program that runs already sees them too.
  func setHosts(_ lines: [String]) throws {
    let text = (["127.0.0.1 localhost"] + lines).joined(separator: "\n") + "\n"
    // Written in place: what is mounted over /etc/hosts is this very file.
    try text.write(toFile: folder + "/hosts", atomically: false, encoding: .utf8)
  }

  func add(_ address: String) throws {
    let isVersion6 = address.contains(":")
    try Self.run(
      ["-n", name] + (isVersion6 ? ["-6"] : []) + ["addr", "add", address, "dev", "lo"]
        + (isVersion6 ? ["nodad"] : []))
  }

  /// The command that runs a program in this network.
  var command: [String] { [Self.ip ?? "ip", "netns", "exec", name] }

  /// What `body` makes on a thread that is in this network, such as a socket.
  func make<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    let box = Box(path: "/run/netns/" + name, body)
    let thread = Thread { box.run() }
    thread.start()
    box.done.wait()
    return try box.result.get()
  }

  /// `@unchecked Sendable`: made before the thread starts, used by it alone, and read after it has signalled its end.
  private final class Box<Value: Sendable>: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var result: Result<Value, any Error> = .failure(Unavailable(description: "not run"))
    private let path: String
    private let body: @Sendable () throws -> Value

    init(path: String, _ body: @escaping @Sendable () throws -> Value) {
      self.path = path
      self.body = body
    }

    func run() {
      result = Result {
        try enter()
        return try body()
      }
      done.signal()
    }

    /// setns(2), which is GNU's and not in the Glibc module.
    private func enter() throws {
      let setns = try gnu("setns", as: (@convention(c) (Int32, Int32) -> Int32).self)
      let file = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(file) }
      guard file >= 0, setns(file, 0) == 0 else {
        throw Unavailable(description: "setns: \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func run(_ arguments: [String]) throws {
    guard let ip else { throw Unavailable(description: "no ip") }
    let outcome = try Site.run(ip, arguments, in: NSTemporaryDirectory())
    guard outcome.status == 0 else {
      throw Unavailable(description: "ip \(arguments): \(outcome.errors)")
    }
  }
}
