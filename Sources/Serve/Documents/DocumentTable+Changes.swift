import FeedModel
import NIOCore

extension DocumentTable {
  /// The feed at `path` with the entries alone that its rendering with `etag` had not, or had otherwise.
  ///
  /// Nil when that rendering is not remembered, or had nothing that is to be left out.
  package func changes(of path: String, since etag: String) -> [UInt8]? {
    guard case .document(let document)? = entry(at: path), let history = document.history,
      let whole = representation(.identity, of: document),
      let delta = history.delta(of: whole.body, since: Array(etag.utf8)[...])
    else { return nil }
    return Array(delta.content.readableBytesView)
  }
}
