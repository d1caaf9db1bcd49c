/// What the pipeline is doing, for progress bars, the log and the service manager.
package enum NewsroomEvent: Sendable {
  case scanning(files: Int)
  case reading(finished: Int, total: Int)
  case publishing(finished: Int, total: Int)
}

/// What one build did.
package struct BuildSummary: Hashable, Sendable {
  package var published = 0
  /// Articles that came back after the archive was lost, with their ids and times.
  package var recovered = 0
  package var changed = 0
  package var unchanged = 0
  package var moved = 0
  package var withdrawn = 0
  package var problems = 0
  package var held = 0
  /// Deletions that the guard keeps back.
  package var heldDeletions = 0
  package var documentsWritten = 0
  /// Incoming folders that could not be read, each with the reason; what they held stays as it was.
  package var unreadable: [String] = []
  /// Feeds that the gate refused, whose last good documents stay, each with the reason.
  package var rejected: [String] = []

  /// Whether anything happened that an operator would want to read of.
  package var isNews: Bool {
    published + recovered + changed + moved + withdrawn + held + heldDeletions + problems
      + documentsWritten > 0
  }

  /// `3 published, 1 changed, 2 problems`, or `nothing changed`.
  package var text: String {
    let parts = [
      (published, "published"), (recovered, "recovered"), (changed, "changed"), (moved, "moved"),
      (withdrawn, "withdrawn"),
      (held, "held back (drafts or future dates)"), (heldDeletions, "deletions held back"),
      (problems, problems == 1 ? "problem" : "problems"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let documents = documentsWritten == 1 ? "1 document" : "\(documentsWritten) documents"
    return (told.isEmpty ? "nothing changed" : told.joined(separator: ", "))
      + "; \(documents) written"
  }
}
