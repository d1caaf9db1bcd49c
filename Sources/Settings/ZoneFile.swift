package import FeedModel

/// Reads the system's time zone files (RFC 8536) as the table of changes that dates are read by.
package enum ZoneFile {
  /// The zone that the IANA names `named`, such as `Europe/Berlin`, from the files below `folder`.
  package static func zone(
    named: String, below folder: String = "/usr/share/zoneinfo"
  ) throws(ZoneError) -> Zone {
    .utc
  }
}

/// Why a time zone can't be had.
package struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: what is wrong; what to do.
  package let description: String
}
