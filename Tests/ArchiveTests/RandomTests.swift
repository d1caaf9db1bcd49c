import FeedModel
import Testing

@testable import Archive

/// A folder that changes at random, and what must hold of the archive whatever happens to it.
@Suite("Anything that can happen to a folder")
struct RandomTests {
  private struct File: Equatable {
    var content: Int
    var inode: UInt64
    var modified: Instant
  }

  private final class Course {
    let desk: Desk
    var random: SplitMix
    var files: [String: File] = [:]
    var inode: UInt64 = 0
    /// What was first said of each article: it never changes.
    var born: [ItemID: (published: Timestamp, slug: String)] = [:]
    var updated: [ItemID: Instant] = [:]

    init(seed: Int) throws {
      desk = try Desk()
      random = SplitMix(state: UInt64(seed) &* 2_654_435_761 &+ 5)
    }
  }

  private static let paths = ["a.txt", "a.md", "b.txt", "x/a.txt", "x/c.txt", "d.html"]

  /// Contents: plain ones, rivals for an id, rivals for a URL, a draft, a broken file.
  private func item(_ content: Int) -> Article? {
    let plain = story(words(content), about: words(content % 5))
    return switch content {
    case 0...5: plain
    case 6, 7, 8: plain.with { $0.explicitID = "key" }
    case 9, 10: plain.with { $0.canonicalURL = "https://desk.example/page" }
    case 11:
      plain.with {
        $0.explicitID = "both"
        $0.canonicalURL = "https://desk.example/page"
      }
    case 12: plain.with { $0.hold = .draft }
    default: nil
    }
  }

  @Test("Every file is an article or a problem, and ids, slugs and dates stand", arguments: 0..<60)
  func invariants(_ seed: Int) throws {
    let course = try Course(seed: seed)
    for _ in 0..<25 {
      let before = course.files
      for _ in 0..<Int.random(in: 1...4, using: &course.random) { change(course) }
      course.desk.pass(Int64.random(in: 0...40, using: &course.random))
      try take(course, from: before)
      try check(course)
    }
    try checkSecondReading(course)
  }

  private func change(_ course: Course) {
    let path = Self.paths.randomElement(using: &course.random) ?? "a.txt"
    let other = Self.paths.randomElement(using: &course.random) ?? "b.txt"
    switch Int.random(in: 0...6, using: &course.random) {
    case 0, 1: course.files[path] = fresh(course)
    case 2: course.files[path]?.content = Int.random(in: 0...13, using: &course.random)
    case 3: course.files[path] = nil
    case 4:
      (course.files[path], course.files[other]) = (course.files[other], course.files[path])
    case 5:
      guard path != other, let file = course.files.removeValue(forKey: path) else { return }
      course.files[other] = file
    default:
      guard let file = course.files[path] else { return }
      course.files[other] = File(
        content: file.content, inode: path == other ? file.inode : next(course),
        modified: course.desk.now)
    }
  }

  private func fresh(_ course: Course) -> File {
    File(
      content: Int.random(in: 0...13, using: &course.random), inode: next(course),
      modified: course.desk.now)
  }

  private func next(_ course: Course) -> UInt64 {
    course.inode += 1
    // Inodes are used again.
    return course.inode % 7 + 1000
  }

  private func take(_ course: Course, from before: [String: File]) throws {
    var intake: [Intake] = []
    for path in Self.paths where course.files[path] != before[path] {
      intake.append(reading(course, path) ?? course.desk.vanish(path))
    }
    intake.shuffle(using: &course.random)
    let outcomes = try course.desk.acceptAll(intake)
    #expect(outcomes.count >= intake.count)
    try course.desk.sweep(share: 1)
  }

  private func reading(_ course: Course, _ path: String) -> Intake? {
    guard let file = course.files[path] else { return nil }
    let seen = course.desk.file(
      path, holding: "content \(file.content)", inode: file.inode, modified: file.modified)
    guard let article = item(file.content) else {
      return .problem(seen, Problem(location: seen.location, reason: "it is broken; mend it"))
    }
    return .article(seen, article)
  }

  private func check(_ course: Course) throws {
    let archive = course.desk.archive
    let problems = Set(try archive.problems().map(\.problem.location.relative))
    let summaries = try archive.summaries()
    var holders: [String: Int] = [:]
    for summary in summaries where summary.withdrawn == nil {
      let path = summary.location.relative
      if course.files[path] != nil { holders[path, default: 0] += 1 }
    }
    for (path, file) in course.files {
      #expect((holders[path] ?? 0) > 0 || problems.contains(path), "\(path) of \(file) is lost")
    }
    #expect(problems.isSubset(of: course.files.keys))
    #expect(Set(summaries.map(\.slug)).count == summaries.count)
    for summary in summaries {
      if let born = course.born[summary.id] {
        #expect(born.published == summary.published && born.slug == summary.slug)
      }
      course.born[summary.id] = (summary.published, summary.slug)
      #expect(summary.updated.instant >= course.updated[summary.id] ?? summary.published.instant)
      course.updated[summary.id] = summary.updated.instant
    }
    #expect(course.born.count == summaries.count)
    let known = Dictionary(
      uniqueKeysWithValues: try archive.knownFiles().map { ($0.location.relative, $0.isMissing) })
    #expect(known.filter { !$0.value }.keys.sorted() == course.files.keys.sorted())
    let damage = try archive.read { db in
      try db.first("PRAGMA integrity_check(1)") { $0.text(0) }
    }
    #expect(damage == "ok")
  }

  /// Reading everything again, as after an upgrade, changes nothing.
  private func checkSecondReading(_ course: Course) throws {
    let archive = course.desk.archive
    try course.desk.sweep(grace: .zero, share: 1)
    try archive.settle(archive.pending())
    let before = try archive.summaries()
    try course.desk.acceptAll(Self.paths.compactMap { reading(course, $0) })
    #expect(try archive.pending().isEmpty)
    #expect(try archive.summaries() == before)
  }
}
