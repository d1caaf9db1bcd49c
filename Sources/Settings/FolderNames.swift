import Glibc

/// `path` made absolute from `folder` (or from the current folder), without `.`, `..` and doubled slashes.
func absolute(_ path: String, from folder: String) -> String {
  // Not the folder that it would start from: an empty name is a mistake, such as a variable that isn't set.
  if path.isEmpty { return "" }
  var whole = path.hasPrefix("/") ? path : folder + path
  if !whole.hasPrefix("/") {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let current = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? ""
    whole = current + "/" + whole
  }
  var parts: [Substring] = []
  for part in whole.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
  }
  return "/" + parts.joined(separator: "/")
}

/// `path` without slashes at its end.
func trimmed(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
  return String(path)
}

/// Whether `path` is `folder` or lies below it, by whatever links they are named.
func isInside(_ path: String, _ folder: String) -> Bool {
  let (path, folder) = (resolved(path), resolved(folder))
  return path == folder || path.hasPrefix(folder == "/" ? folder : folder + "/")
}

/// An absolute path without symbolic links, as far as it stands; what does not exist yet is left as it is.
private func resolved(_ path: String) -> String {
  var (head, tail) = (path[...], "")
  while let slash = head.lastIndex(of: "/") {
    if let real = realpath(String(head), nil) {
      defer { free(real) }
      let base = String(cString: real)
      return base == "/" && !tail.isEmpty ? tail : base + tail
    }
    tail = head[slash...] + tail
    head = head[..<slash]
  }
  return path
}
