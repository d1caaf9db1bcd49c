import Synchronization
import Testing

@testable import Pipeline

@Suite("Rebuilds that people ask for")
struct RebuildQueueTests {
  /// Builds that wait until they are let go, one after the other.
  private final class Works: Sendable {
    struct State {
      var orders: [BuildOrder] = []
      var gates: [CheckedContinuation<Void, Never>] = []
    }
    let state = Mutex(State())

    func build(_ order: BuildOrder) async -> BuildSummary {
      await withCheckedContinuation { gate in
        state.withLock {
          $0.orders.append(order)
          $0.gates.append(gate)
        }
      }
      var summary = BuildSummary()
      summary.published = state.withLock { $0.orders.count }
      return summary
    }

    /// Lets the build that was begun as number `number` end, once it is there.
    func finish(_ number: Int) async {
      while true {
        let gate = state.withLock { $0.gates.count > number ? $0.gates[number] : nil }
        if let gate { return gate.resume() }
        await Task.yield()
      }
    }

    func untilBegun(_ count: Int) async {
      while state.withLock({ $0.orders.count < count }) { await Task.yield() }
    }
  }

  private final class Heard: Sendable {
    private let list = Mutex<[String]>([])

    var names: [String] { list.withLock { $0 } }

    func add(_ name: String) { list.withLock { $0.append(name) } }
  }

  private static func order(_ feeds: [String], full: Bool = false) -> BuildOrder {
    var order = BuildOrder()
    order.feeds = feeds
    order.sparesOthers = !feeds.isEmpty
    order.full = full
    return order
  }

  @Test("What is asked for while one runs shares the next, which does what each of them asked")
  func coalesces() async throws {
    let works = Works()
    let queue = RebuildQueue { order, _ in await works.build(order) }
    async let first = queue.run(Self.order(["a"])) { _ in }
    await works.untilBegun(1)
    async let second = queue.run(Self.order(["b"])) { _ in }
    async let third = queue.run(Self.order(["c"], full: true)) { _ in }
    // Both are waiting before the first may end.
    while queue.waiting < 2 { await Task.yield() }
    await works.finish(0)
    #expect(try await first.published == 1)
    await works.finish(1)
    #expect(try await second.published == 2)
    #expect(try await third.published == 2)
    let orders = works.state.withLock { $0.orders }
    #expect(orders.count == 2)
    #expect(orders[0].feeds == ["a"])
    #expect(Set(orders[1].feeds) == ["b", "c"])
    #expect(orders[1].full && orders[1].sparesOthers)
  }

  @Test("Everybody who shares a build is told of its progress")
  func events() async throws {
    let works = Works()
    let queue = RebuildQueue { order, onEvent in
      onEvent(.scanning(files: order.feeds.count))
      return await works.build(order)
    }
    let heard = Heard()
    async let first = queue.run(Self.order([])) { _ in heard.add("first") }
    await works.untilBegun(1)
    async let second = queue.run(Self.order(["b"])) { _ in heard.add("second") }
    async let third = queue.run(Self.order(["c"])) { _ in heard.add("third") }
    while queue.waiting < 2 { await Task.yield() }
    await works.finish(0)
    await works.finish(1)
    _ = try await (first, second, third)
    #expect(heard.names.sorted() == ["first", "second", "third"])
  }

  @Test("A wish for every feed wins over one for a few")
  func everything() {
    var order = Self.order(["a"])
    order.join(Self.order([]))
    #expect(order.feeds == ["a"])
    #expect(!order.sparesOthers)
  }
}
