import Archive
import FeedModel

/// What a build does with one file, and why.
package struct BuildStep: Hashable, Sendable {
  package enum Action: String, Hashable, Sendable {
    case new, changed, renamed, restored, recovered, gone, held, problem
  }

  package var action: Action
  package var location: SourceLocation
  package var id: ItemID?
  package var title: String?
  /// The heaviest class of what changed, of a changed item.
  package var change: ChangeClass?
  /// Where a renamed file lay before.
  package var from: SourceLocation?
  /// One sentence.
  package var reason: String

  private init(_ action: Action, _ revision: Revision, _ reason: String) {
    self.action = action
    location = revision.location
    id = revision.id
    title = revision.article.headline
    self.reason = reason
  }

  private init(_ action: Action, _ problem: Problem) {
    self.action = action
    location = problem.location
    reason = problem.reason
  }

  /// An article whose file is gone.
  init(gone revision: Revision) {
    self.init(.gone, revision, "its file is gone; the item is withdrawn")
  }

  /// Nil where nothing is done.
  init?(_ outcome: Outcome) {
    switch outcome {
    case .published(let revision): self.init(.new, revision, "the file is new")
    case .changed(let revision, let change):
      self.init(.changed, revision, "what changed is of the class \(change.rawValue)")
      self.change = change
    case .moved(let revision, let from):
      self.init(.renamed, revision, "the same article under another name")
      self.from = from
    case .restored(let revision):
      self.init(.restored, revision, "a withdrawn article is back")
    case .recovered(let revision):
      self.init(.recovered, revision, "published before the archive was lost")
    case .problem(let problem): self.init(.problem, problem)
    case .held(let problem): self.init(.held, problem)
    case .unchanged, .vanished, .deferred, .ignored: return nil
    }
  }
}

/// What a build would do, found out by doing it on a copy.
package struct BuildPlan: Sendable {
  /// In the order of the work.
  package var steps: [BuildStep] = []
  package var summary = BuildSummary()
}

extension Newsroom {
  /// What `build` would do; for a rehearsal only.
  package func plan(
    _ order: BuildOrder, onEvent: @Sendable (NewsroomEvent) -> Void = { _ in }
  ) throws -> BuildPlan {
    precondition(outputLock == nil, "a plan is made on a copy")
    var plan = BuildPlan()
    journal = []
    plan.summary = try build(order, onEvent: onEvent)
    plan.steps = journal ?? []
    journal = nil
    return plan
  }
}
