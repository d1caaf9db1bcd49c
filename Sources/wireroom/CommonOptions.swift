import ArgumentParser
import FeedModel
import Foundation
import Settings

/// The flags that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Settings file (default: /etc/wireroom/wireroom.yaml, else ./wireroom.yaml).")
  var config: String?

  @Option(name: .long, help: "Incoming folder; may be given more than once.")
  var input: [String] = []

  @Option(name: .long, help: "Output folder: feeds and pages are published here.")
  var output: String?

  @Option(name: .long, help: "State folder: the archive, its lock and the control socket.")
  var state: String?

  @Option(
    name: .customLong("base-url"), help: "Absolute URL under which readers reach the output folder."
  )
  var baseURL: String?

  @Option(
    name: .long,
    help: "Address to serve on: HOST:PORT, [IPv6]:PORT or unix:PATH; may be given more than once.")
  var listen: [String] = []

  @Option(name: .long, help: "Title of the site and of the main feed.")
  var title: String?

  var loader: SettingsLoader {
    var flags = SettingsFlags()
    flags.config = config
    flags.input = input
    flags.output = output
    flags.state = state
    flags.baseURL = baseURL
    flags.listen = listen
    flags.title = title
    return SettingsLoader(flags: flags, environment: ProcessInfo.processInfo.environment)
  }

  /// The settings, complete and checked.
  ///
  /// - Throws: `CommandFailure` with every fault.
  func settings(needs: Set<SettingsNeed>) throws -> WireroomSettings {
    try reporting { try loader.load(needs: needs) }
  }
}

/// `--config` where no settings are read: a wrapper may give it to every command.
struct UnusedConfig: ParsableArguments {
  @Option(name: .long, help: "Taken as by every command; this one reads no settings.")
  var config: String?
}

/// The bytes of a file that a command is given, or of standard input for `-`; more than `limit` of them tell that it is larger.
///
/// - Throws: `CommandFailure` with `noInput`.
func readArgument(_ name: String, limit: Int = .max) throws -> [UInt8] {
  do {
    return try name == "-"
      ? NamedFile.readInput(limit: limit) : NamedFile.read(name, limit: limit)
  } catch {
    throw CommandFailure(
      .noInput, "\(name): can't be read: \(error.message); check path and rights")
  }
}

/// `1 article`, `2 articles`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// A time on the command line, RFC 3339.
struct TimeArgument: ExpressibleByArgument {
  let instant: Instant

  init?(argument: String) {
    guard let instant = Instant(rfc3339: argument) else { return nil }
    self.instant = instant
  }
}

/// A duration on the command line, written as in the settings: `90s`, `30m`, `2h`.
struct DurationArgument: ExpressibleByArgument, Sendable {
  /// As it was written.
  let text: String
  let duration: Duration

  static let hour = DurationArgument(text: "1h", duration: .seconds(3600))

  private init(text: String, duration: Duration) {
    self.text = text
    self.duration = duration
  }

  init?(argument: String) {
    guard let duration = Units.duration(argument) else { return nil }
    self.init(text: argument, duration: duration)
  }

  var defaultValueDescription: String { text }
}

/// The clock, to the second.
@Sendable func now() -> Instant {
  Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
}
