/// A document's path below the output folder, known not to leave it.
struct DocumentPath: Hashable {
  /// The folders on the way, outermost first.
  let folders: [String]
  let name: String

  /// - Throws: `unsafePath` for an absolute path, an empty, `.` or `..` component, a NUL, or the temporary area.
  init(_ path: String) throws(PublishError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.last, !path.utf8.contains(0), parts.first != temporaryFolder,
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else { throw PublishError(unsafe: path) }
    folders = Array(parts.dropLast())
    name = last
  }
}

/// Where documents are written before they are renamed into place, inside the output folder: a rename is atomic only
/// within one file system.
let temporaryFolder = ".tmp-wireroom"
