internal import GRDB

extension Archive {
  /// A value that the pipeline keeps across restarts, such as the reader's version or a folder's marker.
  package func setting(_ name: String) throws(ArchiveError) -> String? {
    try read { try $0.setting("user." + name) }
  }

  /// Keeps `value` under `name`; nil forgets it.
  package func setSetting(_ name: String, _ value: String?) throws(ArchiveError) {
    try write { try $0.setSetting("user." + name, value) }
  }
}
