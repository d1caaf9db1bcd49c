import ArgumentParser
import Pipeline

/// `wireroom version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")

  @OptionGroup var unused: UnusedConfig

  func run() { print("wireroom \(wireroomVersion)") }
}
