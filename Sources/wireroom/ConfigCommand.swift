import ArgumentParser
import FeedModel
import Foundation
import Settings

/// `wireroom config`: the settings.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check, show or begin a settings file.",
    subcommands: [Check.self, Show.self, Init.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the settings; every fault with its line and column.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let settings = try common.settings(needs: [.input, .output, .state, .site])
      print("wireroom: \(common.loader.file ?? "settings"): good; \(settings.feeds.count) feeds")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the settings in force, defaults included, as a settings file.")

    @OptionGroup var common: CommonOptions

    func run() throws { print(try common.settings(needs: []).yaml, terminator: "") }
  }

  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a commented settings file and its folders into DIR.")

    @Argument(help: "The folder; made where it is missing.")
    var directory: String

    func run() throws {
      let file = directory + "/wireroom.yaml"
      guard !FileManager.default.fileExists(atPath: file) else {
        throw CommandFailure(
          .cannotCreate, "\(file): is there already; edit it, or choose another folder")
      }
      do {
        for folder in ["articles", "site", "state"] {
          try FileManager.default.createDirectory(
            atPath: directory + "/" + folder, withIntermediateDirectories: true)
        }
        try Data(starterSettings.utf8).write(to: URL(fileURLWithPath: file))
      } catch {
        throw CommandFailure(
          .cannotCreate, "\(file): can't be written: \(error.localizedDescription)")
      }
      print("wireroom: wrote \(file); put articles into \(directory)/articles and run")
      print("  wireroom serve --config \(file)")
    }
  }
}

/// The settings file that `config init` writes.
private let starterSettings = """
  # Wireroom settings. Relative paths start at this file's folder; every key is explained in wireroom.yaml of the distribution.
  site:
    title: My newsroom
    # The address readers use; it is part of every link.
    base_url: http://localhost:8080/
    # What permanent ids are derived from; keep it when the site moves.
    authority: localhost
    language: en
    timezone: UTC
  input:
    directories: [articles]
  output:
    directory: site
  state:
    directory: state
  server:
    listen: localhost:8080
  feeds: []
  #  - name: science
  #    title: Science
  #    select: {categories: [Science]}

  """
