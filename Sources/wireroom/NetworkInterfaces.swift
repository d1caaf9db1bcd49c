import Foundation

/// The network interfaces that this process sees.
enum NetworkInterfaces {
  /// Whether there is none but loopback, as in a unit with `PrivateNetwork=yes`.
  ///
  /// Read from /proc, since a sandbox may forbid the sockets that other ways need.
  static var onlyLoopback: Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/self/net/dev") else {
      return false
    }
    // Two lines of heading, then `NAME: counts` a line.
    let names = String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst(2).compactMap
    {
      $0.split(separator: ":").first?.trimmingCharacters(in: .whitespaces)
    }
    return names.allSatisfy { $0 == "lo" }
  }
}
