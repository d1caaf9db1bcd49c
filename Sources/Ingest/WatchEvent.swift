import Glibc

/// One event as the kernel told it (inotify(7)).
struct WatchEvent {
  let watch: Int32
  let mask: UInt32
  /// Joins the two halves of a rename.
  let cookie: UInt32
  /// The name in the watched folder; empty for the folder itself.
  let name: [UInt8]

  func has(_ flag: Int32) -> Bool { mask & UInt32(bitPattern: flag) != 0 }
  var isFolder: Bool { mask & folderFlag != 0 }

  /// What is asked of every watched folder.
  ///
  /// `IN_EXCL_UNLINK` spares the events of files deleted while open.
  static let subscription: UInt32 =
    UInt32(bitPattern: IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE)
    | UInt32(bitPattern: IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)
    | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)

  /// Takes the waiting events out of an inotify descriptor, at most one buffer; nil when none wait.
  static func read(_ inotify: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> [WatchEvent]? {
    let count = retrying { Glibc.read(inotify, buffer.baseAddress, buffer.count) }
    guard count > 0 else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    let headerSize = MemoryLayout<inotify_event>.size
    var events: [WatchEvent] = []
    var offset = 0
    while offset + headerSize <= count {
      let header = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let start = offset + headerSize
      let end = min(count, start + Int(header.len))
      // The name is padded with NULs; the struct's flexible member is not imported.
      let name = bytes[start..<end].prefix { $0 != 0 }
      events.append(
        WatchEvent(
          watch: header.wd, mask: header.mask, cookie: header.cookie, name: Array(name)))
      offset = end
    }
    return events
  }
}

private let folderFlag = UInt32(IN_ISDIR)
