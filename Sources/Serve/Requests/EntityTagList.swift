import FeedModel

/// The entity tags of an If-Match or If-None-Match field (RFC 9110 §8.8.3, §13.1).
enum EntityTagList {
  /// Whether `list` is `*` or names `tag` by weak comparison: opaque parts alike, weakness of either ignored.
  ///
  /// Quotes delimit, so commas inside tags don't. What is not an entity tag is passed over.
  static func matchesWeakly(_ list: ArraySlice<UInt8>, _ isTag: (ArraySlice<UInt8>) -> Bool) -> Bool
  {
    any(list) { _, tag in isTag(tag) }
  }

  /// Whether `list` is `*` or names `tag` by strong comparison: alike, and neither weak.
  static func matchesStrongly(_ list: ArraySlice<UInt8>, _ tag: String) -> Bool {
    any(list) { isWeak, element in !isWeak && element.equals(tag) }
  }

  private static func any(
    _ list: ArraySlice<UInt8>, where matches: (_ isWeak: Bool, ArraySlice<UInt8>) -> Bool
  ) -> Bool {
    if list.count == 1, list.first == UInt8(ascii: "*") { return true }
    var at = list.startIndex
    while at < list.endIndex {
      let isWeak = list[at] == UInt8(ascii: "W") && list[at...].starts(with: "W/\"".utf8)
      let opening = isWeak ? at + 2 : at
      guard list[opening] == UInt8(ascii: "\"") else {
        at += 1
        continue
      }
      guard let closing = list[(opening + 1)...].firstIndex(of: UInt8(ascii: "\"")) else {
        return false
      }
      if matches(isWeak, list[opening...closing]) { return true }
      at = closing + 1
    }
    return false
  }
}
