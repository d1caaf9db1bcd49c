import Foundation
import Testing

/// What serve can't begin with, and what commands say of a daemon that answers badly.
@Suite("Errors of the daemon")
struct DaemonErrorTests {
  private static let article =
    "Council buys a tram\n\nThe municipal council met on the matter in the old town hall. A report is to follow in autumn, the clerk said.\n"

  @Test(
    "Addresses that can't be listened on end serve with 69 and the reason",
    arguments: [
      ("192.0.2.1:8080", "this machine has no such address; listen on one that it has"),
      ("unix:/tmp/" + String(repeating: "x", count: 120), "the path of a socket has 1 to 107"),
    ])
  func addresses(_ listen: String, _ message: String) throws {
    let outcome = try Site().run(["serve", "--config", "wireroom.yaml", "--listen", listen])
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("A file in the place of a socket is left alone, and ends serve with 69")
  func fileAsSocket() throws {
    let site = try Site()
    try site.write("file", "mine")
    let listen = "unix:" + site.input + "/file"
    let outcome = try site.run(["serve", "--config", "wireroom.yaml", "--listen", listen])
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("something that is not a socket has this name; move it"),
      "\(outcome.errors)")
    #expect(try String(contentsOfFile: site.input + "/file", encoding: .utf8) == "mine")
  }

  @Test("The folder of the control socket is made, as /run/wireroom is where systemd doesn't")
  func runtimeFolder() throws {
    let site = try Site()
    try site.settings(extra: "control: {socket: run/control.sock}")
    _ = try site.serve()
    #expect(try site.run(["status", "--config", "wireroom.yaml"]).status == 0)
    let other = try Site()
    try other.settings(extra: "control: {socket: none/such/control.sock}")
    let outcome = try other.run(["serve", "--config", "wireroom.yaml"])
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(outcome.errors.contains("its folder does not exist; create it"), "\(outcome.errors)")
  }

  @Test("A passed descriptor that is no listening socket ends serve with 69")
  func passed() throws {
    let site = try Site()
    let script =
      "export LISTEN_PID=$$ LISTEN_FDS=1; exec '\(program)' serve --config wireroom.yaml 3</dev/null"
    let outcome = try Site.run("/bin/sh", ["-c", script], in: site.root)
    #expect(outcome.status == 69, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("not a listening socket; check the socket unit")
        || outcome.errors.contains("can't listen"), "\(outcome.errors)")
  }

  @Test("Folders that can't be used end build and serve with 73", arguments: ["build", "serve"])
  func folders(_ command: String) throws {
    let site = try Site()
    try Data().write(to: URL(fileURLWithPath: site.root + "/file"))
    for (flag, message) in [
      ("--output", "can't open the output folder"), ("--state", "can't create the state folder"),
    ] {
      let outcome = try site.run([command, "--config", "wireroom.yaml", flag, "file/folder"])
      #expect(outcome.status == 73, "\(flag): \(outcome.errors)")
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test("A build and a recovery beside a running daemon exit 75")
  func locked() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    _ = try site.serve()
    try site.wait("the item is published") { site.titles().count == 1 }
    for arguments in [["build"], ["recover", "--from", "out"]] {
      let outcome = try site.run(arguments + ["--config", "wireroom.yaml"])
      #expect(outcome.status == 75, "\(outcome.errors)")
      #expect(outcome.errors.contains("another wireroom works on this state folder"))
    }
  }

  @Test("A plan that finds no room or no incoming folder says so")
  func plan() throws {
    let site = try Site()
    let roomless = try Site.run(
      "/usr/bin/env", ["TMPDIR=/proc/nope", program, "plan", "--config", "wireroom.yaml"],
      in: site.root)
    #expect(roomless.status == 73)
    #expect(roomless.errors.contains("set TMPDIR to a folder that can be written"))
    try FileManager.default.removeItem(atPath: site.input)
    let outcome = try site.run(["plan", "--config", "wireroom.yaml"])
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("does not exist; create or mount it"), "\(outcome.errors)")
  }

  @Test(
    "Flags out of their range are refused",
    arguments: [
      ["validate", "--max-size", "0", "a"], ["recover", "--from", "out", "--time-limit", "0"],
      ["recover", "--from", "out", "--time-limit", "60"],
      ["links", "--limit", "10001"], ["recover"], ["articles", "remove"], ["articles", "restore"],
      ["articles", "history"], ["status", "now"], ["problems", "all"], ["serve", "now"],
    ])
  func usage(_ arguments: [String]) throws {
    let outcome = try Site().run(arguments)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("wireroom: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("--help"), "\(outcome.errors)")
  }

  @Test(
    "An answer that is none is told as that, with 74",
    arguments: [
      ("status", "nonsense\r\n\r\n", "no HTTP; is something else listening there?"),
      ("status", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", "the daemon broke off"),
      ("status", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{", "no JSON"),
      ("status", "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nno!", "answered 403: no!"),
      ("rebuild", "", "the daemon broke off"),
      ("rebuild", "HTTP/1.1 500 Oh\r\nContent-Length: 3\r\n\r\noh!", "answered 500: oh!"),
      ("rebuild", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "ended its answer early"),
    ])
  func answers(_ command: String, _ answer: String, _ message: String) throws {
    let site = try Site()
    let server = try Child(
      "/usr/bin/python3",
      [
        "-c",
        """
        import socket, sys
        server = socket.socket(socket.AF_UNIX)
        server.bind(sys.argv[1])
        server.listen()
        client, _ = server.accept()
        client.recv(65536)
        client.sendall(sys.argv[2].encode())
        client.close()
        """, site.root + "/control.sock", answer,
      ], environment: ["PATH": "/usr/bin:/bin"], folder: site.root)
    defer { server.end(SIGKILL) }
    try site.wait("the socket is there") {
      FileManager.default.fileExists(atPath: site.root + "/control.sock")
    }
    try site.settings(extra: "control: {socket: control.sock}")
    var outcome = try site.run([command, "--config", "wireroom.yaml"])
    // Bound is not yet listening.
    while outcome.status == 69, server.isRunning {
      outcome = try site.run([command, "--config", "wireroom.yaml"])
    }
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("wireroom: "))
  }

  @Test("A rebuild that fails in the daemon exits 74 with the daemon's reason")
  func failedRebuild() throws {
    let site = try Site()
    try site.write("a.txt", Self.article)
    _ = try site.serve()
    try site.wait("the item is published") { site.titles().count == 1 }
    #expect(rename(site.output, site.root + "/away") == 0)
    try Data().write(to: URL(fileURLWithPath: site.output))
    let outcome = try site.run(["rebuild", "--full", "--config", "wireroom.yaml"])
    #expect(outcome.status == 74, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains(site.output), "\(outcome.errors)")
  }
}
