/// Which files of an incoming folder are articles, and how they may be read.
package struct IntakeRules: Hashable, Sendable {
  /// Path patterns of files to take, any of them; empty takes all.
  ///
  /// `*` and `?` stop at a slash, `**` does not, `[a-z]` is one byte of a set; a pattern without a slash is matched
  /// against the names of the file and of each folder above it.
  package let include: [String]
  /// Path patterns of files to leave out, and of folders to leave out with all below them.
  package let exclude: [String]
  /// Bytes; a larger file is a problem.
  package let maxFileSize: Int
  /// Whether symbolic links to files inside the incoming folder are read; links that lead out never are.
  package let followSymlinks: Bool

  private let included: [Glob]
  private let excluded: [Glob]

  package init(
    include: [String] = [], exclude: [String] = [], maxFileSize: Int = 8 * 1024 * 1024,
    followSymlinks: Bool = false
  ) {
    self.include = include
    self.exclude = exclude
    self.maxFileSize = maxFileSize
    self.followSymlinks = followSymlinks
    included = include.map(Glob.init)
    excluded = exclude.map(Glob.init)
  }

  /// Whether a file of this path below the incoming folder is taken for an article.
  ///
  /// Hidden and temporary names, of the file or of a folder above it, never are. Cost: O(path × patterns).
  package func admits(_ path: [UInt8]) -> Bool {
    guard !path.isEmpty else { return false }
    for name in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    where isPassingName(name) { return false }
    return matches(path)
  }
}

extension IntakeRules {
  /// Whether the folder of this path is entered; the folders above it already were.
  func admitsFolder(_ path: [UInt8], name: [UInt8]) -> Bool {
    !isPassingName(name[...]) && !excluded.contains { $0.matches(path) }
  }

  /// Whether the file of this path is taken, the folders above it having been entered.
  func admitsFile(_ path: [UInt8], name: [UInt8]) -> Bool {
    !isPassingName(name[...]) && matches(path)
  }

  private func matches(_ path: [UInt8]) -> Bool {
    (included.isEmpty || included.contains { $0.matches(path) })
      && !excluded.contains { $0.matches(path) }
  }
}
