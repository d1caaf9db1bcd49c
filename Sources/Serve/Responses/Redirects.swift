/// Where documents stand that had other addresses, and which addresses are gone for good.
///
/// Documents win: an address is looked up here when no document has it.
package struct Redirects: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    /// Below the output folder, without a leading slash.
    case path(String)
    /// An absolute URL.
    case url(String)
    case gone
  }

  private struct Folder: Hashable {
    var name: String
    var target: Target
  }

  private var exact: [String: Target] = [:]
  /// The longest first.
  private var folders: [Folder] = []

  package init() {}

  /// Sends who asks for `path`, below the output folder and without a leading slash, to `target`.
  ///
  /// A path that ends in a slash stands for everything below it, which keeps its name below a target that is a folder too.
  package mutating func add(_ path: String, _ target: Target) {
    guard path.utf8.last == UInt8(ascii: "/") else { return exact[path] = target }
    folders.append(Folder(name: path, target: target))
    folders.sort { ($1.name.utf8.count, $0.name) < ($0.name.utf8.count, $1.name) }
  }

  /// What became of `name`, a path of the document table; nil when nothing is known.
  func target(of name: String) -> Target? {
    if let found = exact[name] { return found }
    guard let folder = folders.first(where: { name.utf8.starts(with: $0.name.utf8) }) else {
      return nil
    }
    guard case .path(let path) = folder.target, path.isEmpty || path.utf8.last == UInt8(ascii: "/")
    else { return folder.target }
    return .path(path + String(Substring(name.utf8.dropFirst(folder.name.utf8.count))))
  }
}
