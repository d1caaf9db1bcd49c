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
      SIGHUP reads the settings again (a bad file keeps the old ones) and scans all folders; SIGTERM and SIGINT end it
      within 5 seconds. Understands systemd's notify, watchdog and socket protocols: TCP sockets that systemd passes are
      served instead of server.listen, a Unix socket is the control socket unless its unit names it `http`.
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
  let sockets: PassedSockets

  init(settings: WireroomSettings, loader: SettingsLoader) {
    self.settings = settings
    self.loader = loader
    let environment = ProcessInfo.processInfo.environment
    log = LineLogHandler.logger(settings.log.level.loggerLevel)
    notifier = SystemdNotifier(environment: environment)
    sockets = PassedSockets(environment: environment)
  }

  func run() async throws {
    let log = log
    // From here on no signal ends the process by itself.
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
    raiseDescriptorLimit()
    makeRuntimeFolder()
    notifier.send("STATUS=opening the archive")
    let token = try settings.server.rebuildTokenFile.map(RebuildToken.init(file:))
    let table = DocumentTable(outputDirectory: settings.outputDirectory ?? "")
    let newsroom = try Newsroom.open(settings: settings, log: log, clock: now) { table.apply($0) }
    table.apply(try await newsroom.standing())
    let memory = FeedMemory(path: StateFolder(settings.stateDirectory ?? "").feedMemory)
    memory.restore(table)
    let daemon = try Daemon(newsroom: newsroom, notifier: notifier, log: log) { newsroom, board in
      try PushRoom(newsroom, board: board, log: log) { table.changes(of: $0, since: $1) }
    }
    let traffic = TrafficReport()
    let server = FeedServer(
      table: table, options: options(settings),
      hooks: ServiceHooks(daemon: daemon, log: log, traffic: traffic, rebuildToken: token).hooks,
      traffic: traffic)
    tell(try await server.start())
    warnOfIsolation()
    let work = Task { await daemon.run() }
    let readiness = Task { await tellReady(daemon) }
    await obey(signals, daemon, server)
    notifier.send("STOPPING=1\nSTATUS=finishing what is under way")
    log.notice("stopping")
    readiness.cancel()
    work.cancel()
    async let drained: Void = server.shutdown(grace: .seconds(3))
    await work.value
    await drained
    if !memory.save(table) {
      log.warning("what feeds held is not saved; readers get whole feeds once")
    }
    try await daemon.current.close()
    log.notice("stopped")
  }

  private func tell(_ addresses: [BoundAddress]) {
    log.notice(
      "started",
      metadata: [
        "version": "\(wireroomVersion)", "site": "\(settings.site.baseURL)",
        "settings": "\(loader.file ?? "none")",
      ])
    for address in addresses {
      log.notice(
        address.isControl ? "taking commands" : "serving readers",
        metadata: ["address": "\(address)"])
    }
    let set = settings.server.listen
    if !sockets.listen.isEmpty, !set.isEmpty {
      let bound = addresses.filter { !$0.isControl }.map(\.description)
      let differing = set.filter { text in !bound.contains { Self.means(text, $0) } }
      if !differing.isEmpty {
        log.warning(
          "server.listen is not in force: systemd passes the sockets; change wireroom.socket instead",
          metadata: ["set": "\(differing.joined(separator: " "))"])
      }
    }
  }

  /// Whether the setting `text` names the address that `bound` says.
  private static func means(_ text: String, _ bound: String) -> Bool {
    guard case .tcp(let host, let port) = Listen(text) else { return false }
    let names = host == "localhost" ? ["127.0.0.1", "[::1]", "localhost"] : [host, "[\(host)]"]
    return names.contains { "\($0):\(port)" == bound }
  }

  /// Ready is who can be read: when feeds stand, or when the server answers and a long first build is on its way.
  private func tellReady(_ daemon: Daemon) async {
    await daemon.untilStanding(within: .seconds(10))
    if !Task.isCancelled { notifier.send("READY=1") }
  }

  /// Returns at the first signal that ends the daemon, also while new settings wait for the build in hand.
  private func obey(
    _ signals: UnixSignalsSequence, _ daemon: Daemon, _ server: FeedServer
  ) async {
    let (wishes, wish) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let reloads = Task { for await _ in wishes { await reload(daemon, server) } }
    for await signal in signals {
      guard signal == .sighup else { break }
      wish.yield()
    }
    reloads.cancel()
  }

  private func reload(_ daemon: Daemon, _ server: FeedServer) async {
    notifier.send("RELOADING=1\nMONOTONIC_USEC=\(SystemdNotifier.monotonicMicroseconds)")
    do {
      let next = try loader.load(needs: [.input, .output, .state, .site])
      try await daemon.reload(next)
      server.update(options(next))
      if next.server.listen != settings.server.listen {
        log.warning("server.listen is taken at the next start")
      }
      log.notice("settings reloaded", metadata: ["settings": "\(loader.file ?? "none")"])
    } catch is CancellationError {
      // The daemon ends.
      return
    } catch {
      log.error("settings refused, the old ones stay", metadata: ["reason": "\(describe(error))"])
    }
    notifier.send("READY=1")
  }

  /// What the server is to do by `settings`; sockets that systemd passes replace its addresses, each kind its own.
  private func options(_ settings: WireroomSettings) -> ServeOptions {
    var listen = sockets.listen
    if listen.isEmpty { listen = settings.server.listen.compactMap(ListenAddress.init) }
    if sockets.control.isEmpty {
      if let socket = settings.controlSocket { listen.append(.unix(path: socket, mode: 0o660)) }
    } else {
      listen += sockets.control
    }
    return ServeOptions(settings, listen: listen)
  }

  /// A sandbox without a network and hubs to reach don't go together.
  private func warnOfIsolation() {
    guard !settings.site.hubs.isEmpty, NetworkInterfaces.onlyLoopback else { return }
    log.warning(
      "push.hubs can't be reached: this process has no network; see push.conf in the examples")
  }

  /// Makes the folder of the control socket, which is the unit's `RuntimeDirectory=` under systemd and nobody's elsewhere.
  ///
  /// Where it can't be made, the server says so.
  private func makeRuntimeFolder() {
    guard sockets.control.isEmpty, let socket = settings.controlSocket,
      let slash = socket.lastIndex(of: "/"), slash > socket.startIndex
    else { return }
    mkdir(String(socket[..<slash]), 0o755)
  }

  /// Takes every descriptor the system grants: a connection is one.
  private func raiseDescriptorLimit() {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    let had = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    guard setrlimit(resource, &limit) == 0 else {
      return log.warning("descriptor limit stays as it is", metadata: ["limit": "\(had)"])
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
