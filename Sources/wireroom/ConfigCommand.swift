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
      _ = try settings.server.rebuildTokenFile.map(RebuildToken.init(file:))
      print(
        "wireroom: \(common.loader.file ?? "settings"): good; \(counted(settings.feeds.count, "feed"))"
      )
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

    @OptionGroup var unused: UnusedConfig

    @Argument(help: "The folder; made where it is missing.")
    var directory: String

    func run() throws {
      let file = directory + "/wireroom.yaml"
      guard !FileManager.default.fileExists(atPath: file) else {
        throw CommandFailure(
          .cannotCreate, "\(file): is there already; edit it, or choose another folder")
      }
      for folder in ["articles", "site", "state"] { try makeFolder(directory + "/" + folder) }
      do {
        try Data(starterSettings.utf8).write(to: URL(fileURLWithPath: file))
      } catch {
        throw CommandFailure(.cannotCreate, "\(file): can't be written; check rights and space")
      }
      print("wireroom: wrote \(file); put articles into \(directory)/articles and run")
      print("  wireroom serve --config \(file)")
    }
  }
}

/// Makes a folder and those above it that are missing.
private func makeFolder(_ path: String) throws {
  let parts = path.split(separator: "/")
  for count in 1...max(1, parts.count) {
    let folder = (path.hasPrefix("/") ? "/" : "") + parts.prefix(count).joined(separator: "/")
    var status = stat()
    if stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
    guard mkdir(folder, 0o777) == 0 else {
      let reason = errno == EEXIST ? "it is a file" : String(cString: strerror(errno))
      throw CommandFailure(
        .cannotCreate, "\(folder): can't be made a folder: \(reason); name another folder")
    }
  }
}

/// The settings file that `config init` writes.
private let starterSettings = """
  # Wireroom settings. Relative paths start at this file's folder. Durations: 200ms 5s 2m 1h. Sizes: 250KB 8MiB.
  # Check with `wireroom config check --config FILE`; every key is explained in wireroom.yaml(5).

  site:
    title: My newsroom
    # The address at which readers reach the output folder; it is part of every link.
    base_url: http://localhost:8080/
    # What permanent ids are derived from: set it once, and keep it when the site moves.
    authority: localhost
    language: en
    # Zone of pages that state none.
    timezone: UTC

  input:
    # Watched with everything below; never written to.
    directories: [articles]
    # How long a file must be gone before its article is withdrawn.
    #delete_grace: 60s

  output:
    # Feeds and pages; any web server can serve this folder.
    directory: site

  state:
    # The archive: keep it, back it up.
    directory: state

  server:
    # Remove it where a web server serves the output folder.
    listen: localhost:8080

  # Feeds beside the main one, each under feeds/NAME/.
  feeds: []
  #  - name: science
  #    title: Science
  #    select: {categories: [Science]}
  #    limit: 50

  push:
    # WebSub hubs that tell subscribers at once.
    hubs: []

  """
