internal import FeedModel

/// Turns a page's links into absolute addresses that are safe to publish (RFC 3986 §5.2) and track nobody.
struct LinkResolver {
  /// Scheme, authority and path of the address that relative links start from; nil where the page gives none.
  private let base: (scheme: [UInt8], authority: [UInt8], path: [UInt8])?

  init(base: String?) {
    guard let base, let parts = Self.split(Array(base.utf8)), Self.isWeb(parts.scheme) else {
      self.base = nil
      return
    }
    self.base = (parts.scheme, parts.authority, parts.path)
  }

  /// `http`, `https` or `mailto`, absolute and percent-encoded; nil for anything else, also scripts, data and bare fragments.
  func link(_ reference: ArraySlice<UInt8>) -> String? { resolved(reference, mail: true) }

  /// As `link`, for pictures and other files.
  func file(_ reference: ArraySlice<UInt8>) -> String? { resolved(reference, mail: false) }

  /// Whether relative links can be made absolute.
  var hasBase: Bool { base != nil }

  /// Whether a link needs a base: it names a path, and no scheme.
  static func isRelative(_ reference: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(reference.drop { $0 <= 32 })
    return !bytes.isEmpty && bytes[0] != UInt8(ascii: "#") && scheme(of: bytes) == nil
  }

  private func resolved(_ reference: ArraySlice<UInt8>, mail: Bool) -> String? {
    // Browsers pass over these inside a scheme, so `java\nscript:` is one.
    let clean = reference.filter { $0 > 31 && $0 != 127 }
    let start = clean.firstIndex { $0 != 32 } ?? clean.endIndex
    let end = (clean.lastIndex { $0 != 32 } ?? -1) + 1
    guard start < end, end - start <= 4096, clean[start] != UInt8(ascii: "#") else { return nil }
    let bytes = Array(clean[start..<end])
    if let scheme = Self.scheme(of: bytes) {
      if mail, scheme == Array("mailto".utf8) { return Self.encoded(bytes) }
      guard Self.isWeb(scheme), let parts = Self.split(bytes), !parts.authority.isEmpty,
        !parts.authority.contains(UInt8(ascii: "@"))
      else { return nil }
      return Self.joined(scheme, parts.authority, parts.path, parts.tail)
    }
    guard let base else { return nil }
    if bytes.starts(with: "//".utf8) {
      guard let parts = Self.split(base.scheme + [UInt8(ascii: ":")] + bytes),
        !parts.authority.isEmpty,
        !parts.authority.contains(UInt8(ascii: "@"))
      else { return nil }
      return Self.joined(base.scheme, parts.authority, parts.path, parts.tail)
    }
    let cut = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.count
    var path = Array(bytes[..<cut])
    if path.isEmpty {
      path = base.path
    } else if path[0] != UInt8(ascii: "/") {
      let folder = base.path.lastIndex(of: UInt8(ascii: "/")).map { base.path[...$0] } ?? [47]
      path = folder + path
    }
    return Self.joined(base.scheme, base.authority, path, Array(bytes[cut...]))
  }
}

extension LinkResolver {
  private static func isWeb(_ scheme: [UInt8]) -> Bool {
    scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8)
  }

  /// The scheme in lower case; nil for a relative reference.
  private static func scheme(of bytes: [UInt8]) -> [UInt8]? {
    guard let first = bytes.first, (97...122).contains(first | 32),
      let colon = bytes.firstIndex(where: { ":/?#".utf8.contains($0) }), bytes[colon] == 58
    else { return nil }
    return bytes[..<colon].map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  private static func split(
    _ bytes: [UInt8]
  ) -> (scheme: [UInt8], authority: [UInt8], path: [UInt8], tail: [UInt8])? {
    guard let scheme = scheme(of: bytes) else { return nil }
    let rest = bytes[(scheme.count + 1)...]
    guard rest.starts(with: "//".utf8) else { return nil }
    let host = rest.dropFirst(2)
    let stop = host.firstIndex { "/?#\\".utf8.contains($0) } ?? host.endIndex
    let tail = bytes[stop...].firstIndex { $0 == 63 || $0 == 35 } ?? bytes.count
    let authority = host[..<stop].map { (65...90).contains($0) ? $0 + 32 : $0 }
    return (scheme, authority, Array(bytes[stop..<tail]), Array(bytes[tail...]))
  }

  private static func joined(
    _ scheme: [UInt8], _ authority: [UInt8], _ path: [UInt8], _ tail: [UInt8]
  ) -> String? {
    guard authority.allSatisfy({ $0 > 32 && !"<>\"'`{}|\\^".utf8.contains($0) }) else { return nil }
    let url = encoded(scheme + Array("://".utf8) + authority + withoutDots(path) + tail)
    return tail.contains(UInt8(ascii: "?")) ? TrackingParameters.removed(from: url) : url
  }

  /// Removes `.` and `..` segments (§5.2.4).
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(UInt8(ascii: ".")) else { return path.isEmpty ? [47] : path }
    var kept: [ArraySlice<UInt8>] = []
    let segments = path.dropFirst().split(separator: 47, omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      if segment.elementsEqual("..".utf8) {
        if !kept.isEmpty { kept.removeLast() }
        if isLast { kept.append([]) }
      } else if segment.elementsEqual(".".utf8) {
        if isLast { kept.append([]) }
      } else {
        kept.append(segment)
      }
    }
    return kept.reduce(into: []) { $0 += [47] + $1 }
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte > 32, byte < 127, !"\"<>\\^`{|}".utf8.contains(byte) {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
