internal import FeedModel
import Glibc

/// What the kernel's events mean.
extension TreeWatch {
  func handle(_ event: WatchEvent, _ now: UInt64) {
    if event.has(IN_Q_OVERFLOW) { return resynchronise(now) }
    guard let node = nodes[event.watch] else { return }
    if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_UNMOUNT)
      || event.has(IN_IGNORED)
    {
      handleSelf(event, node, now)
    } else if event.isFolder {
      handleFolder(event, in: node, now)
    } else {
      handleFile(event, in: node, now)
    }
  }

  /// Folders that left and came nowhere in the tree: their files can't be named any more.
  func expireDepartures(_ now: UInt64) {
    for (cookie, departure) in departures where departure.deadline <= now {
      departures[cookie] = nil
      forget(departure.node)
      news.needsScan = true
    }
  }
}

extension TreeWatch {
  private func handleSelf(_ event: WatchEvent, _ node: WatchNode, _ now: UInt64) {
    if node === root { return lose(now) }
    // The move of a folder inside is told by its parent; deletions of its files were told one by one.
    if event.has(IN_MOVE_SELF) { return }
    if event.has(IN_UNMOUNT) { news.needsScan = true }
    forget(node)
  }

  private func handleFolder(_ event: WatchEvent, in node: WatchNode, _ now: UInt64) {
    // A folder that left and lost its name to another has no place: a scan was or will be asked for.
    guard let path = node.path(of: event.name) else { return }
    if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
      guard let child = node.children[event.name] else { return }
      guard event.has(IN_MOVED_FROM) else { return forget(child) }
      let wait = max(options.settle, 20_000_000)
      departures[event.cookie] = Departure(node: child, path: path, deadline: now &+ wait)
    } else if event.has(IN_MOVED_TO) {
      arrive(path, event, in: node, now)
    } else if rules.admitsFolder(path, name: event.name),
      event.has(IN_CREATE) || node.children[event.name] == nil
    {
      // New, or readable since its mode changed.
      adopt(path, under: node, report: .settled, now)
    }
  }

  private func arrive(_ path: [UInt8], _ event: WatchEvent, in node: WatchNode, _ now: UInt64) {
    let departure = departures.removeValue(forKey: event.cookie)
    guard rules.admitsFolder(path, name: event.name) else {
      if let departure {
        forget(departure.node)
        news.needsScan = true
      }
      return
    }
    if let departure {
      departure.node.attach(to: node, as: event.name)
      adopt(path, under: node, report: .moved(from: departure.path, to: path), now)
    } else {
      adopt(path, under: node, report: .atOnce, now)
    }
  }

  private func handleFile(_ event: WatchEvent, in node: WatchNode, _ now: UInt64) {
    guard let path = node.path(of: event.name), rules.admits(path) else { return }
    let key = FileKey(watch: event.watch, name: event.name)
    expected.cancel(key)
    if event.has(IN_MODIFY) {
      writing.insert(key)
      settling.cancel(key)
    } else if event.has(IN_CLOSE_WRITE) {
      writing.remove(key)
      settling.schedule(key, deadline: now &+ options.settle)
    } else if event.has(IN_MOVED_TO) {
      settling.cancel(key)
      tell(path, isThere: true)
    } else if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
      writing.remove(key)
      settling.cancel(key)
      tell(path, isThere: false)
    } else if event.has(IN_CREATE) {
      created(path, key, now)
    } else if event.has(IN_ATTRIB), !writing.contains(key) {
      // Its mode or times changed: what could not be read may be readable now.
      settling.schedule(key, deadline: now &+ options.settle)
    }
  }

  /// A new name: of a file that will be closed later, or of a link, pipe or socket that never will.
  private func created(_ path: [UInt8], _ key: FileKey, _ now: UInt64) {
    let location = SourceLocation(directory: directory, path: path)
    var status = stat()
    guard withCPath(location.absolute, { lstat($0, &status) }) == 0 else { return }
    expect(key, status, now)
  }

  /// Waits for a file seen before any event of its writer; a moment at least, for the event may be on its way.
  ///
  /// An empty file is being written. One with content may be too, then its next `IN_MODIFY` stops the wait; or it is a hard
  /// link to a finished file, as Maildir deliveries are, of which no close is ever told.
  func expect(_ key: FileKey, _ status: stat, _ now: UInt64) {
    if status.kind == S_IFREG, status.st_size == 0 {
      writing.insert(key)
    } else if !writing.contains(key) {
      expected.schedule(key, deadline: now &+ max(options.settle, 50_000_000))
    }
  }

  /// Events were lost: the folders are watched anew, and only a scan tells what happened to files.
  private func resynchronise(_ now: UInt64) {
    let old = nodes
    news.needsScan = true
    news.warnings.append(
      "more happened in \(directory) than the kernel could queue: all of it is scanned now")
    root = nil
    nodes = [:]
    writing = []
    departures = [:]
    // Watching again gives the same number for a folder that is watched already.
    adopt([], under: nil, report: .nothing, now)
    for watch in old.keys where nodes[watch] == nil { inotify_rm_watch(inotify, watch) }
  }
}
