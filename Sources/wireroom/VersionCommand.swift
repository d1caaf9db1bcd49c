import ArgumentParser
import Pipeline

/// `wireroom version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")

  func run() { print("wireroom \(wireroomVersion)") }
}
