import ArgumentParser
import Curl
import Foundation
import LibXML2
import Pipeline

/// The program: `wireroom COMMAND`.
@main
struct Wireroom: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wireroom",
    abstract: "Turns a folder of article text files into Atom, RSS and JSON feeds.",
    discussion: """
      Start with `wireroom config init DIR`, or without a settings file:

        wireroom serve --input ARTICLES --output SITE --state STATE \\
          --base-url http://localhost:8080/ --listen localhost:8080
      """,
    version: "wireroom \(wireroomVersion)",
    subcommands: [
      ServeCommand.self, BuildCommand.self, RebuildCommand.self, StatusCommand.self,
      PlanCommand.self, InspectCommand.self, WhenCommand.self, WhyCommand.self,
      ArticlesCommand.self, LinksCommand.self, ProblemsCommand.self, ValidateCommand.self,
      RecoverCommand.self, ConfigCommand.self, VersionCommand.self,
    ])

  static func main() async {
    // Threads begin at a priority that needs a privilege; libdispatch would tell the system's log of each that didn't get it.
    setenv("LIBDISPATCH_LOG", "NO", 0)
    openStandardStreams()
    startLibXML2()
    startCurl()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      failure.report()
      Foundation.exit(failure.code.rawValue)
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      let text = fullMessage(for: error)
      printError("wireroom: " + (text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text))
      Foundation.exit(ExitStatus.usage.rawValue)
    }
  }
}

/// Leads standard streams that the caller closed nowhere: else the next file that is opened gets their numbers, and what is printed.
private func openStandardStreams() {
  var descriptor: Int32
  repeat { descriptor = open("/dev/null", O_RDWR) } while (0...STDERR_FILENO).contains(descriptor)
  if descriptor >= 0 { close(descriptor) }
}
