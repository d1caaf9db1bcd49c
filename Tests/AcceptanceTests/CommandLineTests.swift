import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "Every error path has its exit status and says what to do",
    arguments: [
      (["frobnicate"], 64, "frobnicate"),
      (["build", "--inptu", "x"], 64, "--input"),
      (["build"], 78, "--input"),
      (["build", "--config", "missing.yaml"], 78, "--config"),
      (
        [
          "serve", "--input", "in", "--output", "in/out", "--state", "state", "--base-url",
          "http://a/",
        ], 78, "overlap"
      ),
      (["status", "--state", "nowhere"], 69, "wireroom serve"),
      (["rebuild", "--state", "nowhere"], 69, "wireroom serve"),
      (["problems", "--state", "nowhere"], 74, "nowhere"),
      (["inspect", "missing.txt"], 66, "missing.txt"),
      (["when"], 64, "phrase"),
      (["when", "--jsonl", "words.jsonl"], 65, "not JSON: \"nothing here\" is no value"),
      (["config", "init", "words.jsonl"], 73, "it is a file; name another folder"),
      (["config", "init", "/proc/nope/x"], 73, "; name another folder"),
      (["links", "--limit", "0"], 64, "--limit"),
      (
        [
          "build", "--input", "in", "--output", "/proc/nope", "--state", "s", "--base-url",
          "http://a/",
        ], 73, "/proc/nope"
      ),
      (
        [
          "build", "--input", "in", "--output", "o", "--state", "/proc/nope", "--base-url",
          "http://a/",
        ], 73, "/proc/nope"
      ),
    ] as [([String], Int32, String)])
  func errors(_ arguments: [String], _ status: Int32, _ remedy: String) throws {
    let site = try Site()
    try FileManager.default.removeItem(atPath: site.root + "/wireroom.yaml")
    try Data("nothing here\n".utf8).write(to: URL(fileURLWithPath: site.root + "/words.jsonl"))
    let outcome = try site.run(arguments)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("wireroom: "))
  }

  @Test("What can't be printed is an error, whatever prints it")
  func fullOutput() throws {
    let site = try Site()
    try site.write("a.txt", "Tram bought\n\nThe council met on the matter in the old town hall.\n")
    #expect(try site.build().status == 0)
    for command in ["articles list", "articles show a.txt", "config show", "links"] {
      let script = "exec '\(program)' \(command) --config wireroom.yaml > /dev/full"
      let outcome = try Site.run("/bin/sh", ["-c", script], in: site.root)
      #expect(outcome.status == 74, "\(command)")
      #expect(outcome.errors.contains("stdout: can't be written"), "\(outcome.errors)")
    }
  }

  @Test("Nothing is printed into other files where the caller closed the standard streams")
  func closedStreams() throws {
    let site = try Site()
    let script = "exec '\(program)' serve --config '\(site.root)/wireroom.yaml' <&- >&- 2>&-"
    let daemon = try site.start(program: "/bin/sh", arguments: ["-c", script])
    try site.wait("the daemon answers") { site.fetch("healthz") == "ok\n" }
    for descriptor in 0...2 {
      let link = "/proc/\(daemon.pid)/fd/\(descriptor)"
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
    }
  }

  @Test("An article is also named by a path from the current folder and by its page's address")
  func articleNames() throws {
    let site = try Site()
    try site.write("a.txt", "Tram bought\n\nThe council met on the matter in the old town hall.\n")
    #expect(try site.build().status == 0)
    let page = try FileManager.default.contentsOfDirectory(atPath: site.output + "/stories")[0]
    for name in ["./in/a.txt", "in/../in/a.txt", site.baseURL + "stories/\(page)/", page] {
      let outcome = try site.run(["articles", "show", name, "--config", "wireroom.yaml"])
      #expect(outcome.output.hasPrefix("Tram bought\n"), "\(name): \(outcome.errors)")
    }
  }

  @Test("A wrong key names its line, column and the nearest key")
  func wrongKey() throws {
    let site = try Site()
    try site.settings(extra: "related: {limitt: 3}")
    let outcome = try site.build()
    #expect(outcome.status == 78)
    #expect(
      outcome.errors.contains(
        "wireroom.yaml:6:11: unknown key `related.limitt`; did you mean `limit`?"),
      "\(outcome.errors)")
  }

  @Test("A settings folder that config init writes is good, and serves as it stands")
  func configInit() throws {
    let site = try Site()
    #expect(try site.run(["config", "init", "fresh"]).status == 0)
    let check = try site.run(["config", "check", "--config", "fresh/wireroom.yaml"])
    #expect(check.status == 0, "\(check.errors)")
    let again = try site.run(["config", "init", "fresh"])
    #expect(again.status == 73)
    #expect(
      again.errors.contains("fresh/wireroom.yaml: is there already; edit it, or choose another"))
    #expect(try site.run(["build", "--config", "fresh/wireroom.yaml"]).status == 0)
  }

  @Test("Every command takes --config, also those that read no settings")
  func config() throws {
    let site = try Site()
    #expect(try site.build().status == 0)
    let config = ["--config", "wireroom.yaml"]
    for command in [["version"], ["config", "init", "fresh"], ["validate", "out/feed.atom"]] {
      let outcome = try site.run(command + config)
      #expect(outcome.status == 0, "\(command) \(outcome.errors)")
    }
  }

  @Test("What inspect tells of a problem has every member of what it tells of an article")
  func inspectedProblem() throws {
    let site = try Site()
    try site.write(
      "good.md", "---\ntitle: A quay\n---\n\nThe quay was men\u{AD}ded, says the clerk.")
    try site.write("bad.md", "+++\ndraft = true\n+++\n\nThe quay was mended.")
    let outcome = try site.run(["inspect", "--jsonl", "in/good.md", "in/bad.md"])
    #expect(outcome.status == 65)
    let objects = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(Set(objects[1].keys) == Set(objects[0].keys).union(["problem", "line"]))
    #expect(objects[1]["title"] is NSNull && (objects[1]["lines"] as? [Any])?.isEmpty == true)
    #expect(objects[0]["warnings"] as? [String] == ["1 invisible character was dropped."])
  }

  @Test("A problem as JSON has the reason with what to do, and what to do alone")
  func problemJSON() throws {
    let site = try Site()
    try site.write("bad.md", "+++\ndraft = true\n+++\n\nThe quay was mended.")
    #expect(try site.build().status == 0)
    let outcome = try site.run(["problems", "--json", "--config", "wireroom.yaml"])
    let problems = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(
      problems.map { $0["reason"] as? String }
        == ["the front matter is TOML; write YAML between --- lines"])
    #expect(problems.map { $0["remedy"] as? String } == ["write YAML between --- lines"])
  }

  @Test("What config show prints is itself a settings file with the same meaning")
  func configShow() throws {
    let site = try Site()
    try site.settings(extra: "feeds: [{name: ships, select: {categories: [\"A: b\"]}, limit: 3}]")
    let first = try site.run(["config", "show", "--config", "wireroom.yaml"])
    try Data(first.output.utf8).write(to: URL(fileURLWithPath: site.root + "/shown.yaml"))
    let second = try site.run(["config", "show", "--config", "shown.yaml"])
    #expect(first.status == 0 && second.status == 0, "\(first.errors)\(second.errors)")
    #expect(first.output == second.output)
    #expect(first.output.contains("ships"))
  }

  @Test("The help names every command that exists and no other")
  func help() throws {
    let site = try Site()
    let help = try site.run(["--help"])
    #expect(help.status == 0)
    for name in [
      "serve", "build", "rebuild", "status", "plan", "inspect", "when", "why", "articles", "links",
      "problems", "validate", "recover", "config", "version",
    ] {
      #expect(help.output.contains("  \(name) "), "\(name)")
      #expect(try site.run([name, "--help"]).status == 0)
    }
  }
}
