internal import FeedModel
import Glibc

/// The sentences for files that can't be taken: what is wrong; what to do.
extension Problem {
  static func tooLarge(_ location: SourceLocation, size: Int64, limit: Int) -> Problem {
    Problem(
      location: location,
      reason: "the file is too large (\(size) bytes, the limit is \(limit)); "
        + "split it or raise input.max_file_size")
  }

  static func notRegular(_ location: SourceLocation, kind: mode_t) -> Problem {
    Problem(
      location: location,
      reason: "this is \(name(of: kind)), not a regular file; move it out of the incoming folder")
  }

  static func symlinkRefused(_ location: SourceLocation) -> Problem {
    Problem(
      location: location,
      reason: "this is a symbolic link, and links are not followed; "
        + "put the file itself here or set input.follow_symlinks")
  }

  static func symlinkLeadsOut(_ location: SourceLocation) -> Problem {
    Problem(
      location: location,
      reason: "this symbolic link leads out of the incoming folder; put the file itself here")
  }

  static func symlinkDangles(_ location: SourceLocation) -> Problem {
    Problem(
      location: location,
      reason: "this symbolic link leads to no file; remove it or put the file itself here")
  }

  static func denied(_ location: SourceLocation) -> Problem {
    Problem(
      location: location,
      reason: "permission to read it is denied; let the daemon's user read it (chmod, chgrp)")
  }

  static func tooDeep(_ location: SourceLocation) -> Problem {
    Problem(
      location: location,
      reason: "the folder lies more than \(deepestFolder) levels down; move it further up")
  }

  static func unreadable(_ location: SourceLocation, error: Int32) -> Problem {
    error == EACCES || error == EPERM
      ? denied(location)
      : Problem(
        location: location,
        reason: "it can't be read (\(systemMessage(error))); check the disk and the mount")
  }

  private static func name(of kind: mode_t) -> String {
    switch kind {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a symbolic link"
    default: "something else"
    }
  }
}

/// Levels below the incoming folder that are entered: more than any archive has, and little enough for hostile trees.
let deepestFolder = 128
