import Foundation
import Testing

/// A program that a test started.
///
/// Unlike Foundation's `Process` it hands on no blocked or ignored signal and no open file of
/// the runner, needs no thread to learn of the end, and waits for none longer than a test may take.
final class Child {
  /// Nothing that a test starts takes longer; what does hangs.
  static let patience: TimeInterval = 300

  let program: String
  let pid: pid_t
  /// As waitpid(2) gives it; nil while it runs.
  private var ending: Int32?

  /// Starts `program`, a whole path, as the leader of a process group of its own.
  ///
  /// What it prints goes to the files named,
  /// which are made or emptied first; `input` is a descriptor it reads from, else it reads nothing.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String],
    folder: String? = nil, output: String = "/dev/null", errors: String = "/dev/null",
    input: Int32? = nil
  ) throws {
    self.program = program
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    for (descriptor, path) in [(Int32(1), output), (2, errors)] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    }
    try Self.closeFiles(&actions, 3)
    if let folder { try Self.changeFolder(&actions, folder) }
    var none = sigset_t()
    var every = sigset_t()
    sigemptyset(&none)
    sigfillset(&every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, program, &actions, &attributes, words, variables)
    guard error == 0 else {
      Issue.record("\(program) can't be started: \(String(cString: strerror(error)))")
      throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO)
    }
    self.pid = pid
  }

  deinit { if isRunning { end(SIGKILL) } }

  var isRunning: Bool {
    guard ending == nil else { return false }
    var status: Int32 = 0
    if waitpid(pid, &status, WNOHANG) == pid { ending = status }
    return ending == nil
  }

  func signal(_ number: Int32) { if isRunning { kill(pid, number) } }

  /// Waits for the end, and gives the exit status, or 128 and the number of the signal that ended it, as a shell does.
  ///
  /// Past the patience it is killed, and the test has failed.
  @discardableResult
  func wait() -> Int32 {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    var pause: UInt32 = 200
    while isRunning {
      if Date() > deadline {
        Issue.record("\(program) did not end within \(Int(Self.patience)) seconds")
        kill(-pid, SIGKILL)
      }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
    let status = ending ?? 0
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Sends a signal, SIGKILL also to what it has started itself, and waits for the end.
  @discardableResult
  func end(_ number: Int32 = SIGTERM) -> Int32 {
    if isRunning { kill(number == SIGKILL ? -pid : pid, number) }
    return wait()
  }

  private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>

  /// posix_spawn_file_actions_addclosefrom_np(3): closes every descriptor from this one on.
  private static func closeFiles(_ actions: Actions, _ first: Int32) throws {
    typealias Function = @convention(c) (Actions, Int32) -> Int32
    let add = try gnu("posix_spawn_file_actions_addclosefrom_np", as: Function.self)
    guard add(actions, first) == 0 else { throw POSIXError(.ENOMEM) }
  }

  /// posix_spawn_file_actions_addchdir_np(3).
  private static func changeFolder(_ actions: Actions, _ folder: String) throws {
    typealias Function = @convention(c) (Actions, UnsafePointer<CChar>) -> Int32
    let add = try gnu("posix_spawn_file_actions_addchdir_np", as: Function.self)
    guard add(actions, folder) == 0 else { throw POSIXError(.ENOMEM) }
  }
}

/// A function of the GNU C library that its Swift module leaves out.
func gnu<Function>(_ name: String, as type: Function.Type) throws -> Function {
  guard let symbol = dlsym(nil, name) else { throw POSIXError(.ENOSYS) }
  return unsafeBitCast(symbol, to: type)
}
