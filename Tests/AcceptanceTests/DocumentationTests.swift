import Foundation
import Testing

/// What the documents say is run, and is as they say.
@Suite("Documentation")
struct DocumentationTests {
  static let documents: [String] = {
    let docs =
      (try? FileManager.default.contentsOfDirectory(atPath: repositoryFolder + "/docs")) ?? []
    return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }()

  /// The `sh` blocks of a document as one script, in which `wireroom serve` goes on in the background until the end.
  private func script(_ document: String, port: Int) throws -> String? {
    let text = try String(contentsOfFile: repositoryFolder + "/" + document, encoding: .utf8)
    var lines: [String] = []
    var isInside = false
    var continued = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```sh" { isInside = true; continue }
      if line.hasPrefix("```") { isInside = false; continue }
      guard isInside else { continue }
      continued += line
      if line.hasSuffix("\\") { continued += "\n"; continue }
      if continued.hasPrefix("wireroom serve") {
        continued +=
          " 2>>serve.log &\nfor _ in $(seq 600); do curl -sf localhost:8080/readyz >/dev/null && break; sleep 0.05; done"
      }
      lines.append(continued)
      continued = ""
    }
    guard !lines.isEmpty else { return nil }
    let body = lines.joined(separator: "\n").replacing("localhost:8080", with: "localhost:\(port)")
    return """
      set -eu
      trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
      mkdir -p articles
      \(body)

      """
  }

  @Test("Every command of a document runs as it stands there", arguments: documents)
  func commands(_ document: String) throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.root + "/wireroom.yaml")
    guard let script = try script(document, port: site.port) else { return }
    try FileManager.default.createDirectory(
      atPath: site.root + "/bin", withIntermediateDirectories: true)
    // As installed, but with the address of this test, which the starter's would not be.
    try Data(
      """
      #!/bin/sh
      export WIREROOM_LISTEN=localhost:\(site.port) WIREROOM_BASE_URL=http://localhost:\(site.port)/
      exec '\(program)' "$@"

      """.utf8
    ).write(to: URL(fileURLWithPath: site.root + "/bin/wireroom"))
    chmod(site.root + "/bin/wireroom", 0o755)
    try Data(script.utf8).write(to: URL(fileURLWithPath: site.root + "/script"))
    let outcome = try Site.run(
      "/usr/bin/env",
      [
        "PATH=\(site.root)/bin:/usr/bin:/bin", "REPOSITORY=\(repositoryFolder)", "/bin/bash", "-x",
        site.root + "/script",
      ], in: site.root)
    #expect(outcome.status == 0, "\(document): \(outcome.output)\(outcome.errors)")
  }

  @Test("Every link of a document leads to a file that is there", arguments: documents)
  func links(_ document: String) throws {
    let text = try String(contentsOfFile: repositoryFolder + "/" + document, encoding: .utf8)
    let folder = (document as NSString).deletingLastPathComponent
    for match in text.matches(of: #/\]\(([^)#\s]+)[^)]*\)/#) {
      let target = String(match.output.1)
      guard !target.contains("://") else { continue }
      let path = repositoryFolder + "/" + (folder.isEmpty ? "" : folder + "/") + target
      #expect(FileManager.default.fileExists(atPath: path), "\(document) links to \(target)")
    }
  }

  @Test(
    "Every key that Config/wireroom.yaml explains is one, with a good value, and none is left out")
  func settingsReference() throws {
    let site = try Site()
    let text = try String(
      contentsOfFile: repositoryFolder + "/Config/wireroom.yaml", encoding: .utf8)
    // Every commented key counts, not only those in force; an age and an archive exclude each other.
    let keys = text.replacing("feeds: []\n", with: "feeds:\n")
      .replacing("  webhooks: []\n", with: "  webhooks:\n")
      .replacing("  embedded_hub: false\n", with: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("max_age: 30d") }
      .map { line in
        line.replacing(#/^(\s*)#( *)([a-z_]+:|- )/#) {
          "\($0.output.1)\($0.output.2)\($0.output.3)"
        }
      }
      .joined(separator: "\n")
    for name in ["webhook.secret", "s3.secret", "rebuild.token"] {
      try Data("sixteen or more bytes\n".utf8).write(
        to: URL(fileURLWithPath: site.root + "/" + name))
    }
    try Data(keys.utf8).write(to: URL(fileURLWithPath: site.root + "/all.yaml"))
    let check = try site.run(["config", "check", "--config", "all.yaml"])
    #expect(check.status == 0, "\(check.errors)")
    // A key that can't exist makes each section name all of its own.
    for section in [
      "site", "input", "output", "state", "archive", "server", "control", "automatic_feeds",
      "related",
      "push", "log",
    ] {
      try Data("\(section): {zzzzzzzzzzzzzzzz: 1}".utf8).write(
        to: URL(fileURLWithPath: site.root + "/odd.yaml"))
      let errors = try site.run(["config", "check", "--config", "odd.yaml"]).errors
      let list = try #require(errors.firstMatch(of: #/the keys here are ([a-z_, ]+)/#)).output.1
      for key in list.split(separator: ", ") {
        let named = #"\#(key.trimmingCharacters(in: .whitespacesAndNewlines)):"#
        #expect(keys.contains(named), "\(section).\(key) is not explained in Config/wireroom.yaml")
      }
    }
  }

  @Test(
    "The man pages are made from the help text and the settings, and name every command and key",
    .enabled(if: tool("python3") != nil, "python3 is not installed"))
  func manual() throws {
    let site = try Site()
    let made = try Site.run(
      "/usr/bin/python3", [repositoryFolder + "/docs/man/manual.py", program, site.root + "/man"],
      in: site.root)
    #expect(made.status == 0, "\(made.errors)")
    func page(_ name: String) throws -> String {
      try String(contentsOfFile: site.root + "/man/" + name, encoding: .utf8)
    }
    let help = try site.run(["--help"]).output
    let commands = help.matches(of: #/\n  ([a-z]+) {2,}/#).map { String($0.output.1) }
    #expect(commands.count > 10)
    for command in commands {
      #expect(try page("wireroom.1").contains(".SS wireroom \(command)"), "\(command)")
    }
    for key in ["base_url", "delete_grace", "max_connections"] {
      #expect(try page("wireroom.yaml.5").contains(key), "\(key)")
    }
    #expect(try page("wireroom.7").contains("canonical"))
    if let man = tool("man") {
      for name in ["wireroom.1", "wireroom.yaml.5", "wireroom.7"] {
        let shown = try Site.run(
          man, ["--warnings", "-l", site.root + "/man/" + name], in: site.root)
        #expect(shown.status == 0 && shown.errors.isEmpty, "\(name): \(shown.errors)")
      }
    }
  }

  @Test(
    "Completions for bash, zsh and fish name every command", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let outcome = try Site().run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    for command in ["serve", "rebuild", "problems", "config"] {
      #expect(outcome.output.contains(command), "\(command)")
    }
  }
}
