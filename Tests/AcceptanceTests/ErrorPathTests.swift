import Foundation
import Testing

/// Each way a command can fail, with its exit status and what it says: `wireroom: PLACE: what is wrong; what to do`.
@Suite("Error paths")
struct ErrorPathTests {
  private static let article =
    "Council buys a tram\n\nThe municipal council met on the matter in the old town hall. A report is to follow in autumn, the clerk said.\n"

  private func builtSite() throws -> Site {
    let site = try Site()
    try site.write("a.txt", Self.article)
    try site.write("sub/a.txt", Self.article.replacing("tram", with: "ferry and a harbour pilot"))
    try site.build()
    return site
  }

  @Test(
    "Commands on an archive say what they can't find",
    arguments: [
      (
        ["articles", "show", "nothing"], 65,
        "nothing: no such article; `wireroom articles list` shows them"
      ),
      (["articles", "history", "nothing"], 65, "no such article"),
      (["articles", "remove", "nothing"], 65, "no such article"),
      (["why", "a.txt", "nothing"], 65, "nothing: no such article"),
      (["why", "a.txt"], 64, "<second>"),
      (["articles", "show"], 64, "<id>"),
      (["links", "--limit", "many"], 64, "many"),
      (["rebuild"], 69, "no daemon answers"),
      (["status", "--watch"], 69, "no daemon answers"),
    ] as [([String], Int32, String)])
  func archive(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let outcome = try builtSite().run(arguments + ["--config", "wireroom.yaml"])
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    if status != 64 { #expect(outcome.errors.hasPrefix("wireroom: ")) }
  }

  @Test("A name that means several articles is refused, with their number")
  func ambiguous() throws {
    let site = try Site()
    try site.settings(extra: "")
    try site.write("one/note.txt", Self.article)
    try site.write(
      "two/note.txt", Self.article.replacing("tram", with: "ferry and a harbour pilot"))
    try site.build()
    let outcome = try site.run(["articles", "show", "note.txt", "--config", "wireroom.yaml"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("note.txt: 2 articles are called so; give the id"))
  }

  @Test("An article without a file can't be restored, and the place where it is due is told")
  func restoreWithoutFile() throws {
    let site = try builtSite()
    let id = try #require(site.titles()["Council buys a tram"])
    try FileManager.default.removeItem(atPath: site.input + "/a.txt")
    try site.build("--accept-deletions")
    let outcome = try site.run(["articles", "restore", id, "--config", "wireroom.yaml"])
    #expect(outcome.status == 65)
    #expect(
      outcome.errors.contains("has no file; put \(site.input)/a.txt back"), "\(outcome.errors)")
  }

  @Test("What is no archive is told as that by every command that reads it, and is left alone")
  func noDatabase() throws {
    let site = try Site()
    let path = site.state + "/archive.sqlite"
    try FileManager.default.createDirectory(
      atPath: site.state, withIntermediateDirectories: true)
    try Data(String(repeating: "no database\n", count: 99).utf8).write(
      to: URL(fileURLWithPath: path))
    for arguments in [["articles", "list"], ["links"], ["why", "a", "b"], ["problems"]] {
      let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
      #expect(outcome.status == 74, "\(arguments)")
      #expect(
        outcome.errors.contains("\(path) is not a database; set it aside"), "\(outcome.errors)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("no database"))
  }

  @Test("An article of which the archive lost every revision is told as damage")
  func noRevision() throws {
    let site = try builtSite()
    let edit = try Site.run(
      "/usr/bin/python3",
      [
        "-c",
        """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        database.execute("DELETE FROM revision")
        database.commit()
        """, site.state + "/archive.sqlite",
      ], in: site.root)
    #expect(edit.status == 0, "\(edit.errors)")
    let outcome = try site.run(["articles", "show", "sub/a.txt", "--config", "wireroom.yaml"])
    #expect(outcome.status == 74)
    #expect(
      outcome.errors
        == "wireroom: the archive \(site.state)/archive.sqlite is damaged; set it aside and rebuild (it holds an article without its revision)\n"
    )
  }

  @Test("Without an archive, commands that read it say which file is missing")
  func noArchive() throws {
    let site = try Site()
    for arguments in [
      ["articles", "list"], ["articles", "show", "x"], ["articles", "history", "x"], ["links"],
      ["why", "a", "b"], ["problems"],
    ] {
      let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
      #expect(outcome.status == 74, "\(arguments)")
      #expect(outcome.errors.contains("archive.sqlite"), "\(outcome.errors)")
      #expect(outcome.errors.contains("`wireroom build` makes one"), "\(outcome.errors)")
    }
  }

  @Test("Without settings, each command names the one that it needs")
  func noSettings() throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.root + "/wireroom.yaml")
    for (arguments, key) in [
      (["serve"], "input.directories"), (["build"], "output.directory"),
      (["articles", "list"], "state.directory"), (["links"], "state.directory"),
      (["why", "a", "b"], "state.directory"), (["problems"], "state.directory"),
      (["articles", "remove", "a"], "state.directory"), (["config", "check"], "site.base_url"),
      (["rebuild"], "control.socket"), (["status"], "control.socket"),
    ] {
      let outcome = try site.run(arguments)
      #expect(outcome.status == 78, "\(arguments)")
      #expect(outcome.errors.contains("wireroom: \(key): not set"), "\(outcome.errors)")
    }
  }

  @Test(
    "inspect and when say what is wrong with what they are given",
    arguments: [
      (["inspect", "--at", "noon", "a.txt"], 64, "noon"),
      (["inspect", "--color", "pink", "a.txt"], 64, "pink"),
      (["inspect"], 64, "<paths>"),
      (["inspect", "binary"], 65, ""),
      (["when", "--at", "noon", "today"], 64, "noon"),
      (["when", "today", "--jsonl", "lines"], 64, "--jsonl"),
      (["when", "--jsonl", "lines"], 65, "lines:2: not JSON"),
      (["when", "--jsonl", "nameless"], 65, "nameless:3: `line` is missing"),
      (["when", "--jsonl", "timeless"], 65, "timeless:1: `ref` is no time; write it as RFC 3339"),
      (["version", "please"], 64, "please"),
      (["--version"], 0, "wireroom "),
      (["config"], 0, ""),
      (["config", "init"], 64, "<directory>"),
      (["config", "init", "/proc/nope"], 73, "/proc/nope"),
      (
        ["config", "check", "--config", "missing.yaml"], 78,
        "missing.yaml: can't read the settings file"
      ),
      (["config", "show", "--config", "broken.yaml"], 78, "broken.yaml:"),
      (["config", "check", "--config", "binary"], 78, "not UTF-8"),
    ] as [([String], Int32, String)])
  func inputs(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let site = try Site()
    for (name, text) in [
      ("a.txt", Self.article), ("lines", "{\"line\":\"today\"}\n{nonsense\n"),
      ("nameless", "\n\n{\"id\":1}\n"), ("timeless", "{\"line\":\"today\",\"ref\":\"noon\"}\n"),
      ("broken.yaml", "site: [\n"),
    ] { try Data(text.utf8).write(to: URL(fileURLWithPath: site.root + "/" + name)) }
    try Data([0, 1, 2, 255]).write(to: URL(fileURLWithPath: site.root + "/binary"))
    let outcome = try site.run(arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    let told = outcome.output + outcome.errors
    #expect(message.isEmpty || told.contains(message), "\(outcome.errors)")
  }

  @Test("Every fault of a settings file is told at once, with line and column")
  func faults() throws {
    let site = try Site()
    try Data(
      """
      site: {base_url: "ftp://x/", titel: A}
      input:
        directories: [in]
        settle: soon
      server: {listen: nowhere}
      feeds: [{name: "Upper"}, {limit: 5}]
      """.utf8
    ).write(to: URL(fileURLWithPath: site.root + "/wireroom.yaml"))
    let outcome = try site.run(["config", "check", "--config", "wireroom.yaml"])
    #expect(outcome.status == 78)
    for message in [
      "wireroom.yaml:1:30: unknown key `site.titel`; did you mean `title`?",
      "wireroom.yaml:4:11: `input.settle` must be a duration",
      "`nowhere` is not HOST:PORT", "`ftp://x/` is not an absolute http(s) URL",
      "output.directory: not set", "state.directory: not set",
      "wireroom.yaml:6:16: `feeds[0].name` must be lower-case letters",
      "a feed needs a `name`",
    ] { #expect(outcome.errors.contains(message), "\(message) in \(outcome.errors)") }
  }

  @Test("A port in use, a bad socket path and a folder in the way end serve with a word")
  func addresses() throws {
    let site = try Site()
    _ = try site.serve()
    let other = try Site()
    for (listen, message) in [
      ("127.0.0.1:\(site.port)", "another process listens here; stop it or choose another address"),
      ("unix:/nowhere/at/all.sock", "its folder does not exist; create it"),
    ] {
      let outcome = try other.run(["serve", "--config", "wireroom.yaml", "--listen", listen])
      #expect(outcome.status == 69, "\(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test("An archive of another authority is refused: its ids would not be this site's")
  func authority() throws {
    let site = try builtSite()
    let text = try String(contentsOfFile: site.root + "/wireroom.yaml", encoding: .utf8)
    try Data(text.replacing("test.example", with: "other.example").utf8).write(
      to: URL(fileURLWithPath: site.root + "/wireroom.yaml"))
    for command in ["build", "serve"] {
      let outcome = try site.run([command, "--config", "wireroom.yaml"])
      #expect(outcome.status == 78, "\(command)")
      #expect(outcome.errors.contains("authority"), "\(outcome.errors)")
    }
  }

  @Test("An incoming folder that isn't there is told, and what it held stays published")
  func missingInput() throws {
    let site = try builtSite()
    try FileManager.default.moveItem(atPath: site.input, toPath: site.root + "/elsewhere")
    let outcome = try site.build()
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains(site.input), "\(outcome.errors)")
    #expect(site.titles().count == 2)
  }

  @Test("Something else on the control socket's path is told as that")
  func strangeSocket() throws {
    let site = try builtSite()
    try Data().write(to: URL(fileURLWithPath: site.root + "/state/control.sock"))
    let outcome = try site.run(["status", "--config", "wireroom.yaml"])
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("control.sock: no daemon answers"), "\(outcome.errors)")
    let long = String(repeating: "x", count: 120)
    try site.settings(extra: "control: {socket: \(long)}")
    let tooLong = try site.run(["status", "--config", "wireroom.yaml"])
    #expect(tooLong.status == 74)
    #expect(tooLong.errors.contains("set control.socket to a shorter one"), "\(tooLong.errors)")
  }

  @Test(
    "A file system that knows no locks is told as that",
    .enabled(if: canTrace, "strace is missing or may not trace"))
  func noLocks() throws {
    let site = try builtSite()
    let outcome = try Site.run(
      try #require(tool("strace")),
      ["-f", "-qq", "-o", "/dev/null", "-e", "inject=flock:error=ENOLCK:when=1", program]
        + ["build", "--config", "wireroom.yaml"], in: site.root)
    #expect(outcome.status == 73)
    #expect(
      outcome.errors
        == "wireroom: \(site.state)/lock: can't lock: No locks available; check the file system\n")
  }
}
