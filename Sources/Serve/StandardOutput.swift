import Glibc

/// Standard output for log lines: each is one write, so that lines of several threads don't mix.
enum StandardOutput {
  static let writeLine: @Sendable (String) -> Void = { line in
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    // A reader of the log that has gone away must not stop the server: what it misses is lost.
    _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
