import Foundation
import Testing

/// Holds the write lock of a site's database, as a stuck disk would.
final class DatabaseHolder {
  private let process: Child
  private let input = Pipe()

  /// Returns once the lock is held.
  init(_ site: Site) throws {
    process = try Child(
      "/usr/bin/python3",
      [
        "-c",
        """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
        db.execute("BEGIN IMMEDIATE")
        print("held", flush=True)
        sys.stdin.read()
        db.execute("ROLLBACK")
        """, site.state + "/archive.sqlite",
      ], environment: ["PATH": "/usr/bin:/bin"], output: site.root + "/holder",
      input: input.fileHandleForReading.fileDescriptor)
    try site.wait("the lock is held") {
      try String(contentsOfFile: site.root + "/holder", encoding: .utf8) == "held\n"
    }
  }

  func release() {
    input.fileHandleForWriting.closeFile()
    process.wait()
  }
}
