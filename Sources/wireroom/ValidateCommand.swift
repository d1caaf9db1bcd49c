import ArgumentParser
import Curl
import FeedModel
import Foundation
import Render

/// `wireroom validate`: the gate, for anybody's feed.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check feeds and lists of feeds against their specifications.",
    discussion: """
      Takes Atom, RSS 2.0, JSON Feed and OPML, from files, from http and https addresses, and from - (standard input), and
      prints what is wrong, each with its line, its rule and the section of the specification. Warnings are things that are
      allowed and that some readers go wrong on.

      Exits 0 when no error was found, 65 when one was, 66 when a file can't be read, 69 when an address can't be fetched.
      """)

  @OptionGroup var unused: UnusedConfig

  @Argument(help: "Files, addresses, or - for standard input.")
  var documents: [String]

  @Flag(name: .long, help: "Print one JSON array with an object a document.")
  var json = false

  @Flag(name: .long, help: "Also fetch from private, loopback and link-local addresses.")
  var allowPrivate = false

  @Option(name: .long, help: "Largest document to read, in MiB.")
  var maxSize = 64

  func validate() throws {
    guard (1...1024).contains(maxSize) else { throw ValidationError("--max-size takes 1 to 1024.") }
  }

  func run() async throws {
    let source = DocumentSource(maxBytes: maxSize << 20, allowsPrivateAddresses: allowPrivate)
    var reports: [JSON] = []
    var hasErrors = false
    var failure: CommandFailure?
    for name in documents {
      do {
        let (kind, findings, items) = try await source.document(name).inspected()
        hasErrors = hasErrors || findings.contains { $0.severity == .error }
        let report = ValidationReport(name: name, kind: kind, findings: findings, items: items)
        if json { reports.append(report.json) } else { write(Array(report.text.utf8)) }
      } catch let error as CommandFailure {
        // The others are still checked; the status says that not all were.
        error.report()
        failure = failure ?? error
        if json { reports.append(ValidationReport.unread(name, error)) }
      }
    }
    if json { write(line: .array(reports)) }
    if let failure { throw ExitCode(failure.code.rawValue) }
    if hasErrors { throw ExitCode(ExitStatus.badData.rawValue) }
  }
}

/// What was found in one document.
private struct ValidationReport {
  var name: String
  var kind: DocumentKind?
  var findings: [Finding]
  var items: Int

  private func count(_ severity: Finding.Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  var json: JSON {
    JSON([
      "document": .string(name), "kind": JSON(kind?.rawValue), "items": .int(items),
      "errors": .int(count(.error)), "warnings": .int(count(.warning)),
      "findings": .array(
        findings.map { finding in
          JSON([
            "severity": .string(finding.severity.rawValue), "line": JSON(finding.line),
            "rule": .string(finding.rule), "section": .string(finding.section),
            "message": .string(finding.message), "item": JSON(finding.item),
          ])
        }),
    ])
  }

  static func unread(_ name: String, _ failure: CommandFailure) -> JSON {
    JSON(["document": .string(name), "failure": JSON(failure.messages.first)])
  }

  var text: String {
    var text = ""
    for finding in findings {
      let place = finding.line.map { "\(name):\($0)" } ?? name
      text += "\(place): \(finding.severity.rawValue): \(finding.message)"
      if let item = finding.item, !item.isEmpty { text += ", in item \(item)" }
      text += " [\(finding.rule); \(finding.section)]\n"
    }
    let (errors, warnings) = (count(.error), count(.warning))
    let verdict =
      findings.isEmpty
      ? "nothing wrong"
      : "\(counted(errors, "error")), \(counted(warnings, "warning"))"
    return text + "\(name): \(what): \(verdict)\n"
  }

  private var what: String {
    let names: [DocumentKind: String] = [
      .atom: "Atom", .rss: "RSS", .json: "JSON Feed", .opml: "OPML",
    ]
    guard let kind, let name = names[kind] else { return "no feed" }
    return kind == .opml ? name : "\(name), \(counted(items, "item"))"
  }
}
