import FeedModel

/// Everything that can be set, checked and with its defaults filled in.
package struct WireroomSettings: Hashable, Sendable {
  package var site: Site
  package var input: InputSettings
  /// Absolute path of the output folder; nil when a command needs none and none was given.
  package var outputDirectory: String?
  /// Absolute path of the folder that holds the archive, the lock and the control socket.
  package var stateDirectory: String?
  package var archive: ArchiveSettings
  package var server: ServerSettings
  /// Path of the control socket; nil when neither it nor a state folder is set.
  package var controlSocket: String?
  /// The main feed first, then the others in the file's order.
  package var feeds: [FeedDefinition]
  package var automaticFeeds: AutomaticFeeds
  package var related: RelatedSettings
  package var push: PushSettings
  /// Nil when the output folder is not copied anywhere.
  package var upload: UploadSettings?
  package var log: LogSettings
}

/// The incoming folders and how they are watched.
package struct InputSettings: Hashable, Sendable {
  /// Absolute paths without a trailing slash.
  package var directories: [String] = []
  /// Globs on the path below the folder; empty takes every file.
  package var include: [String] = []
  package var exclude: [String] = []
  /// Quiet time after a file was closed before it is read.
  package var settle: Duration = .milliseconds(100)
  /// How long a file must be gone before its article is withdrawn.
  package var deleteGrace: Duration = .seconds(60)
  /// Bytes; a larger file is a problem, not an article.
  package var maxFileSize = 8 << 20
  package var followSymlinks = false
  /// Time between two full scans, which find what the kernel did not report.
  package var rescan: Duration = .seconds(3600)
  /// Share of the archive that may vanish at once before the deletions are held back.
  package var guardShare = 0.3
  /// Number of articles that may vanish at once whatever their share.
  package var guardCount = 20
}

/// What the archive makes of changes and deletions.
package struct ArchiveSettings: Hashable, Sendable {
  /// Classes of change that move `updated`.
  package var significant: Set<ChangeClass> = [.body, .headline, .sources]
}

/// How links between articles are chosen.
package struct RelatedSettings: Hashable, Sendable {
  /// At most this many links of each kind under an article.
  package var limit = 5
}

/// What is written to the log, and in what form.
package struct LogSettings: Hashable, Sendable {
  package var level: Level = .info

  package enum Level: String, Hashable, Sendable, CaseIterable {
    case debug, info, notice, warning, error
  }
}

/// What is wrong with the settings, every fault with its place.
package struct SettingsError: Error, Hashable, Sendable {
  package struct Fault: Hashable, Sendable {
    /// `FILE:LINE:COLUMN`, the name of an environment variable, or a flag.
    package var place: String
    /// What is wrong; what to do.
    package var message: String

    package init(place: String, message: String) {
      self.place = place
      self.message = message
    }
  }

  package var faults: [Fault]

  package init(_ faults: [Fault]) { self.faults = faults }

  package init(place: String, message: String) { faults = [Fault(place: place, message: message)] }
}
