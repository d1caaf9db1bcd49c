internal import FeedModel
import Glibc

/// Which folders are watched.
extension TreeWatch {
  /// What to tell of the files that stand in a folder when its watch begins.
  enum Report {
    /// Nothing: the caller scans.
    case nothing
    /// Those that stay quiet for the settle time: they may be on their way.
    case settled
    /// All: the folder was renamed in as a whole.
    case atOnce
    /// All, and that their old names are gone.
    case moved(from: [UInt8], to: [UInt8])
  }

  /// Watches a folder and all below it: first the watch, then the listing, so that nothing is missed in between.
  func adopt(_ path: [UInt8], under parent: WatchNode?, report: Report, _ now: UInt64) {
    var waiting = [(path: path, parent: parent)]
    while let (path, parent) = waiting.popLast() {
      guard path.count(where: { $0 == UInt8(ascii: "/") }) < deepestFolder else { continue }
      let location = SourceLocation(directory: directory, path: path)
      let watch =
        nodes.count >= options.watchLimit
        ? -1
        : withCPath(path.isEmpty ? Array(directory.utf8) : location.absolute) {
          inotify_add_watch(inotify, $0, subscription(isRoot: path.isEmpty))
        }
      guard watch >= 0 else {
        if nodes.count >= options.watchLimit || errno == ENOSPC || errno == ENOMEM {
          news.needsScan = news.needsScan || !isSilent(report)
          return poll(
            because: "the system's limit of watched folders is reached; "
              + "raise the sysctl fs.inotify.max_user_watches", now)
        }
        // Gone since its name was read, or not readable, which scans report.
        if path.isEmpty { return lose(now) }
        continue
      }
      let node = node(watch, under: parent, at: path)
      for name in list(node, path, report, now) {
        waiting.append((path.isEmpty ? name : path + [UInt8(ascii: "/")] + name, node))
      }
    }
  }

  /// Stops watching a folder and all below it.
  func forget(_ node: WatchNode) {
    node.detach()
    var waiting = [node]
    while let node = waiting.popLast() {
      waiting.append(contentsOf: node.children.values)
      nodes[node.watch] = nil
      // Refused when the folder is deleted, which ends the watch as well.
      inotify_rm_watch(inotify, node.watch)
    }
  }
}

extension TreeWatch {
  private func subscription(isRoot: Bool) -> UInt32 {
    // The incoming folder itself may be named by a symbolic link in the settings.
    isRoot ? WatchEvent.subscription & ~UInt32(IN_DONT_FOLLOW) : WatchEvent.subscription
  }

  private func isSilent(_ report: Report) -> Bool {
    if case .nothing = report { return true }
    return false
  }

  private func node(_ watch: Int32, under parent: WatchNode?, at path: [UInt8]) -> WatchNode {
    let node = nodes[watch] ?? WatchNode(watch: watch, isRoot: parent == nil)
    nodes[watch] = node
    if let parent {
      let name = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
      node.attach(to: parent, as: name)
    } else {
      root = node
    }
    return node
  }

  /// Tells of the files in a folder as `report` says; its sub-folders to watch.
  private func list(
    _ node: WatchNode, _ path: [UInt8], _ report: Report, _ now: UInt64
  ) -> [[UInt8]] {
    let folder =
      path.isEmpty
      ? Descriptor.open(Array(directory.utf8), flags: O_DIRECTORY)
      : Descriptor.open(path, below: directory, flags: O_DIRECTORY)
    guard let folder, let entries = FolderEntry.list(folder) else { return [] }
    var folders: [[UInt8]] = []
    for entry in entries {
      let path = path.isEmpty ? entry.name : path + [UInt8(ascii: "/")] + entry.name
      if entry.kind == .folder {
        if rules.admitsFolder(path, name: entry.name) { folders.append(entry.name) }
        continue
      }
      guard entry.kind == .unknown || !isSilent(report), rules.admitsFile(path, name: entry.name),
        let status = status(of: entry.name, in: folder.number)
      else { continue }
      if status.kind == S_IFDIR {
        if rules.admitsFolder(path, name: entry.name) { folders.append(entry.name) }
      } else {
        tell(entry.name, path, status, in: node, report, now)
      }
    }
    return folders
  }

  private func tell(
    _ name: [UInt8], _ path: [UInt8], _ status: stat, in node: WatchNode, _ report: Report,
    _ now: UInt64
  ) {
    switch report {
    case .nothing: break
    case .settled: expect(FileKey(watch: node.watch, name: name), status, now)
    case .atOnce: tell(path, isThere: true)
    case .moved(let from, let to):
      let moved = from + path[to.count...]
      if rules.admits(moved) { tell(moved, isThere: false) }
      tell(path, isThere: true)
    }
  }
}
