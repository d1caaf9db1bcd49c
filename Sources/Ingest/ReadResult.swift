package import FeedModel

/// What reading one place of an incoming folder gave.
package enum ReadResult: Sendable {
  /// The whole file, unchanged while it was read.
  case file(SourceFile)
  /// It is there but can't be read as it stands; it stays a problem until it changes.
  case problem(Problem)
  /// No file is there (any more).
  case vanished
  /// It changed or was replaced while it was read, or the system is short of descriptors: read it again later.
  case unsettled
}
