import ArgumentParser
import FeedModel
import Foundation
import Logging
import Pipeline
import Publish
import Serve
import Settings
import UnixSignals

/// `wireroom serve`: the daemon.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Watch the incoming folders, publish, and serve: the daemon, in the foreground.",
    discussion: """
      SIGHUP reads the settings again (a bad file keeps the old ones), SIGTERM and SIGINT end it within 5 seconds.
      Understands systemd's notify, watchdog and socket protocols.
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let settings = try common.settings(needs: [.input, .output, .state, .site])
    try await reporting {
      let state = StateFolder(settings.stateDirectory ?? "")
      try state.create()
      let lock = try StateLock(state)
      defer { withExtendedLifetime(lock) {} }
      try await ServiceRun(settings: settings, loader: common.loader).run()
    }
  }
}

/// One run of the daemon: its parts, in the order they start and stop.
private struct ServiceRun {
  let settings: WireroomSettings
  let loader: SettingsLoader
  let log: Logger
  let notifier: SystemdNotifier
  let environment: [String: String]

  init(settings: WireroomSettings, loader: SettingsLoader) {
    self.settings = settings
    self.loader = loader
    environment = ProcessInfo.processInfo.environment
    log = LineLogHandler.logger(settings.log.level.loggerLevel)
    notifier = SystemdNotifier(environment: environment)
  }

  func run() async throws {
    raiseDescriptorLimit()
    let table = DocumentTable(outputDirectory: settings.outputDirectory ?? "")
    let newsroom = try Newsroom.open(settings: settings, log: log, clock: now) { table.apply($0) }
    table.apply(try await newsroom.standing())
    let memory = FeedMemory(path: StateFolder(settings.stateDirectory ?? "").feedMemory)
    memory.restore(table)
    let log = log
    let daemon = try Daemon(newsroom: newsroom, notifier: notifier, log: log) { newsroom, board in
      try PushRoom(newsroom, board: board, log: log) { table.changes(of: $0, since: $1) }
    }
    let traffic = TrafficReport()
    let server = FeedServer(
      table: table, options: options(settings),
      hooks: ServiceHooks(daemon: daemon, log: log, traffic: traffic).hooks, traffic: traffic)
    for address in try await server.start() {
      log.notice(
        "listening", metadata: ["address": "\(address)", "control": "\(address.isControl)"])
    }
    log.notice(
      "started", metadata: ["version": "\(wireroomVersion)", "site": "\(settings.site.baseURL)"])
    notifier.send("READY=1\nSTATUS=watching")
    let work = Task { await daemon.run() }
    await obeySignals(daemon, server)
    notifier.send("STOPPING=1")
    log.notice("stopping")
    work.cancel()
    async let drained: Void = server.shutdown(grace: .seconds(3))
    await work.value
    await drained
    if !memory.save(table) {
      log.warning("what feeds held is not saved; readers get whole feeds once", metadata: [:])
    }
    try await daemon.current.close()
    log.notice("stopped")
  }

  /// Returns at the first signal that ends the daemon.
  private func obeySignals(_ daemon: Daemon, _ server: FeedServer) async {
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
      guard signal == .sighup else { return }
      notifier.send("RELOADING=1\nMONOTONIC_USEC=\(SystemdNotifier.monotonicMicroseconds)")
      do {
        let next = try loader.load(needs: [.input, .output, .state, .site])
        try await daemon.reload(next)
        server.update(options(next))
        if next.server.listen != settings.server.listen {
          log.warning("server.listen is taken at the next start", metadata: [:])
        }
        log.notice("settings reloaded", metadata: ["file": "\(loader.file ?? "flags")"])
      } catch {
        log.error("settings refused, the old ones stay", metadata: ["reason": "\(describe(error))"])
      }
      notifier.send("READY=1")
    }
  }

  /// What the server is to do by `settings`.
  private func options(_ settings: WireroomSettings) -> ServeOptions {
    var listen = inherited()
    // Sockets that systemd passes replace the settings' addresses.
    if listen.isEmpty { listen = settings.server.listen.compactMap(ListenAddress.init) }
    let hasControl = listen.contains {
      if case .inherited(_, "control") = $0 { true } else { false }
    }
    if !hasControl, let socket = settings.controlSocket {
      listen.append(.unix(path: socket, mode: 0o660))
    }
    return ServeOptions(settings, listen: listen)
  }

  /// Takes every descriptor the system grants: a connection is one.
  private func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return log.warning(
        "descriptor limit stays as it is", metadata: ["limit": "\(limit.rlim_cur)"])
    }
  }

  /// The sockets of sd_listen_fds(3).
  private func inherited() -> [ListenAddress] {
    guard environment["LISTEN_PID"] == String(getpid()),
      let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0
    else { return [] }
    let names = environment["LISTEN_FDNAMES"]?.split(
      separator: ":", omittingEmptySubsequences: false)
    return (0..<count).map { index in
      let name = names.flatMap { Int(index) < $0.count ? String($0[Int(index)]) : nil } ?? ""
      return .inherited(3 + index, name: name)
    }
  }
}

extension LogSettings.Level {
  fileprivate var loggerLevel: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .notice: .notice
    case .warning: .warning
    case .error: .error
    }
  }
}
