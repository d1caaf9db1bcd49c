import Foundation
import Testing

/// What commands are given to read and can't: 66, with the place and what to do; for settings 78.
@Suite("Unreadable inputs")
struct InputErrorTests {
  private static let article =
    "Council buys a tram\n\nThe municipal council met on the matter in the old town hall. A report is to follow in autumn, the clerk said.\n"

  @Test(
    "A named pipe, a folder and a socket are refused where a file is due, never waited for",
    arguments: [
      (
        ["validate", "pipe"], 66, "pipe: can't be read: it is a pipe, socket or device, not a file"
      ),
      (["validate", "in"], 66, "in: can't be read: it is a folder, not a file; check"),
      (["when", "--jsonl", "pipe"], 66, "pipe: can't be read: it is a pipe"),
      (["when", "--jsonl", "in"], 66, "in: can't be read: it is a folder"),
      (["when", "--jsonl", "missing"], 66, "missing: can't be read: No such file or directory"),
      (["inspect", "pipe"], 66, "pipe: it is a pipe, socket or device; name files or folders"),
      (["inspect", "missing"], 66, "missing: can't be read: No such file or directory; check"),
      (["recover", "--from", "pipe", "--config", "wireroom.yaml"], 66, "pipe: no such folder"),
      (["config", "check", "--config", "pipe"], 78, "pipe: can't read the settings file: it is a"),
      (["build", "--config", "in"], 78, "in: can't read the settings file: it is a folder"),
      (["serve", "--config", "token.yaml"], 78, "pipe: can't be read: it is a pipe"),
    ] as [([String], Int32, String)])
  func notAFile(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let site = try Site()
    #expect(mkfifo(site.root + "/pipe", 0o600) == 0)
    let settings = try String(contentsOfFile: site.root + "/wireroom.yaml", encoding: .utf8)
    try Data(settings.replacing("server: {", with: "server: {rebuild_token_file: pipe, ").utf8)
      .write(to: URL(fileURLWithPath: site.root + "/token.yaml"))
    let outcome = try site.run(arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("wireroom: "))
  }

  @Test("A pipe in the place of a published page does not hold recovery up")
  func pipeAsPage() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try site.build()
    #expect(mkdir(site.output + "/stories/pipe", 0o755) == 0)
    #expect(mkfifo(site.output + "/stories/pipe/index.html", 0o600) == 0)
    let outcome = try site.run(["recover", "--from", "out", "--config", "wireroom.yaml"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1 article found"), "\(outcome.output)")
  }

  @Test("What a shell passes as a stream is read to its end")
  func streams() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try site.build()
    let script = """
      set -e
      '\(program)' validate <(sleep 0.1; cat out/feed.atom)
      cat out/feed.rss | '\(program)' validate /dev/stdin
      cat out/feed.json | '\(program)' validate -
      '\(program)' when --jsonl <(echo '{"line":"1 June 2026"}')
      '\(program)' config check --config <(cat wireroom.yaml) --input in --output o --state s
      """
    let outcome = try Site.run("/bin/bash", ["-c", script], in: site.root)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("2026-06-01"), "\(outcome.output)")
  }

  @Test("inspect shows the files that it can open, and exits 66 for the one that it can't")
  func others() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    let outcome = try site.run(["inspect", "missing.txt", "in/a.txt"])
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("wireroom: missing.txt: can't be read"))
    #expect(outcome.output.contains("headline   Council buys a tram"), "\(outcome.output)")
  }

  @Test("What the rights of a file forbid is told with the reason")
  func rights() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try site.build()
    _ = try site.serve()
    try site.wait("the control socket is there") {
      FileManager.default.fileExists(atPath: site.state + "/control.sock")
    }
    for name in ["in", "in/a.txt", "out/feed.atom", "secret.yaml", "state/control.sock"] {
      let path = site.root + "/" + name
      if name == "secret.yaml" { try Data("site: {}\n".utf8).write(to: URL(fileURLWithPath: path)) }
      #expect(chmod(path, 0) == 0)
    }
    defer { chmod(site.input, 0o755) }
    // Who runs the tests may read everything, which is what is taken away here.
    let unprivileged =
      getuid() == 0
      ? [
        "/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
      ] : ["/usr/bin/env"]
    for (arguments, status, message) in [
      (["inspect", "in"], 66, "in: can't be read: Permission denied"),
      (["validate", "out/feed.atom"], 66, "out/feed.atom: can't be read: Permission denied"),
      (
        ["when", "--jsonl", "out/feed.atom"], 66, "out/feed.atom: can't be read: Permission denied"
      ),
      (["plan", "--config", "wireroom.yaml"], 66, "permission to read the incoming folder"),
      (["config", "check", "--config", "secret.yaml"], 78, "settings file: Permission denied"),
      (
        ["status", "--state", "state"], 74,
        "permission denied; run as root, or as a member of group "
      ),
      (
        ["rebuild", "--state", "state"], 74,
        "permission denied; run as root, or as a member of group "
      ),
    ] as [([String], Int32, String)] {
      let command = unprivileged + [program] + arguments
      let outcome = try Site.run(command[0], Array(command.dropFirst()), in: site.root)
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
    }
  }
}
