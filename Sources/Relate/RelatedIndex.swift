import FeedModel
import Synchronization

/// Story and related links over the whole archive, in memory.
///
/// Safe to use from any thread: queries run beside each other, an insert alone, so a query sees the state before or
/// after an insert, never between. Answers depend on what the index holds, not on threads, hash seeds or order of
/// arrival; equal scores are ordered by id.
///
/// Unchecked because `holding` is guarded by hand: it is read with one of `lanes` held and written with all of them.
package final class RelatedIndex: @unchecked Sendable {
  package let settings: RelateSettings
  private var holding: Holding
  private let lanes: [Lane]
  private let turn = Atomic<Int>(0)

  /// One reader's place.
  private final class Lane: Sendable {
    let mutex = Mutex(())
  }

  package convenience init(settings: RelateSettings = RelateSettings()) {
    self.init(settings: settings, prior: .shipped)
  }

  init(settings: RelateSettings, prior: Prior) {
    self.settings = settings
    holding = Holding(settings: settings, prior: prior)
    lanes = (0..<8).map { _ in Lane() }
  }

  init(snapshot: [UInt8], settings: RelateSettings, prior: Prior) throws(SnapshotError) {
    self.settings = settings
    holding = try Holding(snapshot: snapshot, settings: settings, prior: prior)
    lanes = (0..<8).map { _ in Lane() }
  }

  /// Reads back what `snapshot()` gave.
  ///
  /// - Throws: `SnapshotError` when it is damaged, of another version or made with other settings.
  package convenience init(
    snapshot: [UInt8], settings: RelateSettings = RelateSettings()
  ) throws(SnapshotError) {
    try self.init(snapshot: snapshot, settings: settings, prior: .shipped)
  }

  /// Adds articles, replacing those whose id is there, and finds each its story; answers are in the order given.
  package func insert(_ inputs: [RelateInput]) -> [Placement] {
    writing { $0.insert(inputs) }
  }

  /// Adds articles whose stories are already decided, as at a start.
  package func restore(_ inputs: [(RelateInput, StoryID)]) {
    writing { $0.restore(inputs) }
  }

  /// Forgets an article; its story lives on under the same id while it has others.
  package func remove(_ id: ItemID) {
    writing { $0.remove(id) }
  }

  /// The articles most similar to `id`, best first: no threshold, no diversity, its own story included.
  package func nearest(_ id: ItemID, limit: Int) -> [Neighbour] {
    reading { $0.nearest(id, limit: limit, &$1) }
  }

  /// The story of an article, nil when the article is not there.
  package func story(of id: ItemID) -> StoryID? {
    reading { holding, _ in holding.slot(of: id).flatMap { holding.story(of: $0) } }
  }

  /// The articles of a story, oldest first.
  package func members(of story: StoryID) -> [ItemID] {
    reading { holding, _ in holding.members(of: story) }
  }

  /// Articles of the same story, best first, copies of one text shown once; only those before `before`, if given.
  package func sameStory(_ id: ItemID, limit: Int, before: Instant? = nil) -> [Neighbour] {
    reading { $0.sameStory(id, limit: limit, before: before, &$1) }
  }

  /// Articles of other stories on the same topic, best first; only those before `before`, if given.
  package func related(_ id: ItemID, limit: Int, before: Instant? = nil) -> [Neighbour] {
    reading { $0.related(id, limit: limit, before: before, &$1) }
  }

  /// Why two articles are linked, or are not.
  package func why(_ a: ItemID, _ b: ItemID) -> Explanation {
    reading { $0.why(a, b, &$1) }
  }

  /// How many articles the index holds.
  package var count: Int { reading { holding, _ in holding.count } }

  /// The whole index as bytes, with version and checksum.
  package func snapshot() -> [UInt8] { reading { holding, _ in holding.snapshot() } }

  /// Everything but the stories as bytes: terms and neighbours.
  func bytesWithoutStories() -> [UInt8] {
    reading { holding, _ in holding.snapshot(withStories: false) }
  }

  /// The articles remembered as nearest of `id`, best first.
  func neighbours(of id: ItemID) -> [ItemID] {
    reading { holding, _ in
      guard let slot = holding.slot(of: id) else { return [] }
      return holding.nearest(of: slot).map { holding.ids[Int($0.slot)] }
    }
  }

  /// How similar two articles are by their own terms, in 65535ths, compared term by term.
  func similarity(_ a: ItemID, _ b: ItemID) -> UInt16 {
    reading { holding, scratch in
      guard let first = holding.slot(of: a), let second = holding.slot(of: b) else { return 0 }
      holding.sumBounds(first, &scratch)
      return Holding.rounded(holding.similarity(first, second, scratch.weights))
    }
  }

  /// Runs `body` with one lane held, the lanes taking turns.
  private func reading<Answer>(_ body: (borrowing Holding, inout Scratch) -> Answer) -> Answer {
    let lane = turn.wrappingAdd(1, ordering: .relaxed).oldValue & 7
    return whole { answer in
      lanes[lane].mutex.withLock { _ in
        answer = holding.scratches.with { body(holding, &$0) }
      }
    }
  }

  /// Runs `body` with all lanes held, always taken in the same order.
  private func writing<Answer>(_ body: (inout Holding) -> Answer) -> Answer {
    withoutActuallyEscaping(body) { body in
      whole { answer in hold(0) { answer = body(&self.holding) } }
    }
  }

  /// What `body` leaves in its argument, which a lock's closure can't return.
  private func whole<Answer>(_ body: (inout Answer?) -> Void) -> Answer {
    var answer: Answer?
    body(&answer)
    guard let answer else { preconditionFailure("the innermost lane runs the body") }
    return answer
  }

  private func hold(_ lane: Int, _ body: () -> Void) {
    guard lane < lanes.count else { return body() }
    lanes[lane].mutex.withLock { _ in hold(lane + 1, body) }
  }
}
