import FeedModel

/// A line of the access log.
struct AccessLine {
  var client: String
  var time: Instant
  /// Nil for a request that could not be read.
  var head: RequestHead?
  var status: Int
  /// Of the content sent.
  var bytes: Int

  /// The line in `form`, without a line feed; nil when the log is off.
  func text(_ form: AccessLog) -> String? {
    switch form {
    case .off: nil
    case .common: common
    case .json: json.text
    }
  }

  /// The Common Log Format.
  private var common: String {
    let civil = time.httpDate.utf8.split(separator: .space).map {
      String(decoding: $0, as: UTF8.self)
    }
    let date = "\(civil[1])/\(civil[2])/\(civil[3]):\(civil[4]) +0000"
    return "\(client) - - [\(date)] \"\(requestLine)\" \(status) \(bytes)"
  }

  private var requestLine: String {
    guard let head else { return "-" }
    return Self.printable(head.bytes.prefix { $0 != .carriageReturn })
  }

  private var json: JSON {
    JSON([
      "time": .string(time.rfc3339), "client": .string(client),
      "method": head.map { .string($0.text($0.methodName)) },
      "target": head.map { .string(Self.printable($0.bytes[$0.target])) },
      "status": .int(status), "bytes": .int(bytes),
      "user_agent": head?.single(.userAgent).map { .string(Self.printable($0)) },
      "referer": head?.single(.referer).map { .string(Self.printable($0)) },
    ])
  }

  /// What could break a line, a quote or a terminal, as `\xNN`.
  static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<32, 127...:
        out += [
          UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ]
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
