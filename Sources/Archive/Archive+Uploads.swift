internal import GRDB

/// A document that the object store has.
package struct UploadedObject: Hashable, Sendable {
  /// The document's path below the output folder.
  package var path: String
  /// Entity tag of the document's bytes.
  package var etag: String
  /// With which header fields and coding it was sent.
  package var form: String

  package init(path: String, etag: String, form: String) {
    self.path = path
    self.etag = etag
    self.form = form
  }
}

/// What an upload starts from, all of one moment.
package struct UploadState: Sendable {
  package var documents: [LedgerEntry]
  /// By path.
  package var uploaded: [String: UploadedObject]
  /// Whether every change of the archive has reached the documents: then nothing names a document that is not among them.
  package var isSettled: Bool
}

/// The ledger of what the object store has.
extension Archive {
  /// The documents and what of them the object store has.
  ///
  /// Cost: O(documents).
  package func uploadState() throws(ArchiveError) -> UploadState {
    try read { db in
      var state = UploadState(documents: try db.documents(), uploaded: [:], isSettled: false)
      try db.rows("SELECT path, etag, form FROM upload") { row in
        state.uploaded[row.text(0)] = UploadedObject(
          path: row.text(0), etag: row.text(1), form: row.text(2))
      }
      state.isSettled = try db.first("SELECT 1 FROM pending LIMIT 1") { _ in true } == nil
      return state
    }
  }

  /// Notes objects that the store has taken and paths that it no longer has, in one transaction.
  package func record(
    uploaded: [UploadedObject], deleted: [String] = []
  ) throws(ArchiveError) {
    try write { db in
      for object in uploaded {
        try db.run(
          "INSERT OR REPLACE INTO upload VALUES (?, ?, ?)", .text(object.path),
          .text(object.etag), .text(object.form))
      }
      for path in deleted { try db.run("DELETE FROM upload WHERE path = ?", .text(path)) }
    }
  }

  /// Forgets everything when `target` is not the store that the ledger is about.
  package func claimUploads(for target: String) throws(ArchiveError) {
    try write { db in
      guard try db.setting("upload") != target else { return }
      try db.run("DELETE FROM upload")
      try db.setSetting("upload", target)
    }
  }
}
