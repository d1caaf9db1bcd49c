import FeedModel
import Testing

@testable import Archive

@Suite("Recognition: an item has one id for ever")
struct RecognitionTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  @Test("The id follows from the authority and the identity key alone")
  func derived() throws {
    let byPath = try #require(try desk.drop("news/a.txt", story("Tides")).id)
    #expect(byPath == IdentityKey.path(desk.location("news/a.md")).id(authority: "desk.example"))
    #expect(byPath != IdentityKey.path(desk.location("news/a.md")).id(authority: "other.example"))
    let byURL = story("Reeds").with { $0.canonicalURL = "https://desk.example/reeds" }
    let urlID = try desk.drop("b.txt", byURL).id
    #expect(urlID == IdentityKey.url("https://desk.example/reeds").id(authority: "desk.example"))
    let byID = byURL.with { $0.explicitID = "reeds" }
    #expect(
      try desk.drop("c.txt", byID.with { $0.canonicalURL = "https://desk.example/other" }).id
        == IdentityKey.explicit("reeds").id(authority: "desk.example"))
  }

  @Test("An id is a version 5 UUID of the RFC's variant")
  func version() {
    let id = IdentityKey.explicit("x").id(authority: "desk.example")
    #expect(id.high >> 12 & 0xF == 5)
    #expect(id.low >> 62 == 2)
  }

  @Test("A rename in one batch keeps the id and tells where from")
  func rename() throws {
    let id = try desk.drop("a.txt", story("Tides"), inode: 7).id
    let moved = try desk.accept(
      desk.intake("sub/b.txt", story("Tides"), inode: 7), desk.vanish("a.txt"))
    guard case .moved(let revision, let from) = moved[0] else {
      Issue.record("\(moved[0])")
      return
    }
    #expect(revision.id == id && revision.number == 1)
    #expect(from == desk.location("a.txt") && revision.location == desk.location("sub/b.txt"))
    #expect(try desk.archive.knownFiles().map(\.location) == [desk.location("sub/b.txt")])
    #expect(try desk.archive.counts().missing == 0)
  }

  @Test(
    "A move to another inode is recognised by the bytes, in the same batch and within the grace")
  func copyAndDelete() throws {
    let id = try desk.drop("a.txt", story("Tides"), inode: 7).id
    try desk.accept(desk.vanish("a.txt"))
    desk.pass(30)
    #expect(try desk.drop("b.txt", story("Tides"), inode: 8).id == id)
    let again = try desk.accept(
      desk.vanish("b.txt"), desk.intake("c.txt", story("Tides"), inode: 9))
    #expect(again[1].id == id)
  }

  @Test("A renamed and edited file is recognised by its words while its old place is empty")
  func renameAndEdit() throws {
    let first = story("Tides")
    let id = try desk.drop("a.txt", first).id
    let edited = first.saying(first.body.text + " The harbour master added a closing word.")
    let outcome = try desk.accept(desk.vanish("a.txt"), desk.intake("b.txt", edited))[1]
    #expect(outcome.id == id && outcome.name == "changed")
  }

  @Test("A new text is not taken for one that vanished, though the inode is used again")
  func inodeReuse() throws {
    let id = try desk.drop("a.txt", story("Tides"), inode: 7).id
    let other = article(
      "Quarry strike ends", "Stone cutters went back to work at dawn after talks.")
    let outcome = try desk.accept(desk.vanish("a.txt"), desk.intake("b.txt", other, inode: 7))[1]
    #expect(outcome.name == "published" && outcome.id != id)
  }

  @Test("Daily texts from one template stay articles of their own")
  func template() throws {
    let monday = story("Water levels").with {
      $0.published = claim(desk.now - 172_800, .day, lasting: 86_399)
    }
    let id = try desk.drop("monday.txt", monday).id
    let tuesday = story("Water levels").with {
      $0.published = claim(desk.now - 86_400, .day, lasting: 86_399)
    }
    let outcome = try desk.accept(desk.vanish("monday.txt"), desk.intake("tuesday.txt", tuesday))[1]
    #expect(outcome.name == "published" && outcome.id != id)
  }

  @Test(
    "A chain of renames inside one batch comes out right, in any order", arguments: [false, true])
  func chain(_ reversed: Bool) throws {
    let a = try desk.drop("a.txt", story("Alder"), inode: 1).id
    let b = try desk.drop("b.txt", story("Birch"), inode: 2).id
    var batch = [
      desk.vanish("a.txt"), desk.intake("b.txt", story("Alder"), inode: 1),
      desk.intake("c.txt", story("Birch"), inode: 2),
    ]
    if reversed { batch.reverse() }
    var outcomes = try desk.archive.accept(batch, at: desk.now)
    if reversed { outcomes.reverse() }
    #expect(outcomes.map(\.id) == [nil, a, b])
    #expect(outcomes.map(\.name) == ["vanished", "moved", "moved"])
    #expect(try desk.archive.counts().articles == 2 && desk.archive.counts().missing == 0)
  }

  @Test(
    "Two files that swap names swap articles, by inode or by bytes alone", arguments: [true, false])
  func swap(_ byInode: Bool) throws {
    let a = try desk.drop("a.txt", story("Alder"), inode: 1).id
    let b = try desk.drop("b.txt", story("Birch"), inode: 2).id
    let outcomes = try desk.accept(
      desk.intake("a.txt", story("Birch"), inode: byInode ? 2 : 11),
      desk.intake("b.txt", story("Alder"), inode: byInode ? 1 : 12))
    #expect(outcomes.map(\.id) == [b, a])
    #expect(outcomes.map(\.name) == ["moved", "moved"])
  }

  @Test("Three files that change names in a ring keep their ids")
  func ring() throws {
    let names = ["Alder", "Birch", "Cedar"]
    let ids = try names.map {
      try desk.drop(
        $0 + ".txt", story($0), inode: UInt64($0.utf8.count) + UInt64($0.utf8.first ?? 0)
      ).id
    }
    let outcomes = try desk.archive.accept(
      [
        desk.intake("Alder.txt", story("Cedar"), inode: 5 + 67),
        desk.intake("Birch.txt", story("Alder"), inode: 5 + 65),
        desk.intake("Cedar.txt", story("Birch"), inode: 5 + 66),
      ], at: desk.now)
    #expect(outcomes.map(\.id) == [ids[2], ids[0], ids[1]])
  }

  @Test("A file moved over another takes its own id along; the other is withdrawn after the grace")
  func moveOver() throws {
    let a = try desk.drop("a.txt", story("Alder"), inode: 1).id
    let b = try desk.drop("b.txt", story("Birch"), inode: 2).id
    let outcome = try desk.accept(
      desk.vanish("b.txt"), desk.intake("a.txt", story("Birch"), inode: 2))[1]
    #expect(outcome.id == b)
    desk.pass(61)
    #expect(try desk.sweep().withdrawn.map(\.id) == [a].compactMap { $0 })
  }

  @Test("A copy that is edited later does not take the original's id")
  func copyThenEdit() throws {
    let a = try desk.drop("a.txt", story("Alder"), inode: 1).id
    let outcomes = try desk.accept(
      desk.intake("b.txt", story("Alder"), inode: 2),
      desk.intake("a.txt", story("Alder", about: "the mill"), inode: 1))
    #expect(outcomes[0].name == "published" && outcomes[0].id != a)
    #expect(outcomes[1].name == "changed" && outcomes[1].id == a)
  }

  @Test("An edit, a retitle, another extension and a touch keep the id")
  func edits() throws {
    let id = try desk.drop("a.txt", story("Alder")).id
    #expect(try desk.drop("a.txt", story("Alder", about: "the mill")).id == id)
    #expect(try desk.drop("a.txt", story("Birch", about: "the mill")).id == id)
    let file = desk.file("a.txt", holding: "\(story("Birch", about: "the mill"))")
    #expect(try desk.accept(.seen(file))[0].id == id)
    let other = article("Nothing alike", "Seven short words stand here for once.")
    #expect(try desk.accept(desk.vanish("a.txt"), desk.intake("a.md", other))[1].id == id)
  }

  @Test("A file that gains a URL keeps its id, and the URL leads to it from then on")
  func gainsURL() throws {
    let id = try desk.drop("a.txt", story("Alder")).id
    let known = story("Alder").with { $0.canonicalURL = "https://desk.example/alder" }
    #expect(try desk.drop("a.txt", known).id == id)
    let other = story("Birch", about: "the mill").with {
      $0.canonicalURL = "https://desk.example/alder"
    }
    #expect(try desk.accept(desk.vanish("a.txt"), desk.intake("z/q.txt", other))[1].id == id)
    let named = other.with { $0.explicitID = "alder" }
    #expect(try desk.drop("z/q.txt", named).id == id)
    let moved = named.with { $0.canonicalURL = "https://desk.example/new" }
    #expect(try desk.accept(desk.vanish("z/q.txt"), desk.intake("r.txt", moved))[1].id == id)
  }

  @Test("A file whose URL changes is another article, unless its text is near the same")
  func changedURL() throws {
    let first = story("Alder").with { $0.canonicalURL = "https://desk.example/1" }
    let id = try desk.drop("latest.txt", first).id
    let relocated = first.with { $0.canonicalURL = "https://desk.example/one" }
    #expect(try desk.drop("latest.txt", relocated).id == id)
    let other = article(
      "Quarry strike ends", "Stone cutters went back to work at dawn after talks."
    )
    .with { $0.canonicalURL = "https://desk.example/2" }
    let outcome = try desk.drop("latest.txt", other)
    #expect(outcome.name == "published" && outcome.id != id)
    desk.pass(61)
    #expect(try desk.sweep().withdrawn.map(\.id) == [id].compactMap { $0 })
  }

  @Test("Another explicit id in the same file is another article")
  func changedExplicitID() throws {
    let id = try desk.drop("a.txt", story("Alder").with { $0.explicitID = "one" }).id
    let outcome = try desk.drop("a.txt", story("Alder").with { $0.explicitID = "two" })
    #expect(outcome.name == "published" && outcome.id != id)
  }

  @Test("A path that an article moved away from gives the next file a new id, again and again")
  func neverReused() throws {
    var ids: Set<ItemID> = []
    for (index, name) in ["Alder", "Birch", "Cedar"].enumerated() {
      let published = try desk.drop("latest.txt", story(name), inode: UInt64(index + 1))
      #expect(published.name == "published")
      ids.insert(try #require(published.id))
      try desk.accept(
        desk.vanish("latest.txt"),
        desk.intake("old/\(index).txt", story(name), inode: UInt64(index + 1)))
    }
    #expect(ids.count == 3)
    let second = IdentityKey.path(desk.location("latest.txt")).again(2).id(
      authority: "desk.example")
    #expect(ids.contains(second))
  }

  @Test("An id that moved away and was withdrawn there does not return to its first path")
  func neverReturnsElsewhere() throws {
    let id = try desk.drop("a.txt", story("Alder"), inode: 1).id
    try desk.accept(desk.vanish("a.txt"), desk.intake("b.txt", story("Alder"), inode: 1))
    try desk.accept(desk.vanish("b.txt"))
    desk.pass(61)
    #expect(try desk.sweep().withdrawn.count == 1)
    let other = article(
      "Quarry strike ends", "Stone cutters went back to work at dawn after talks.")
    #expect(try desk.drop("a.txt", other).id != id)
  }

  @Test("Two identical copies are two articles")
  func copies() throws {
    let outcomes = try desk.accept(
      desk.intake("a.txt", story("Alder")), desk.intake("b.txt", story("Alder")))
    #expect(outcomes.map(\.name) == ["published", "published"])
    #expect(outcomes[0].id != outcomes[1].id)
    #expect(outcomes[0].revision?.slug != outcomes[1].revision?.slug)
  }

  @Test("Two names that differ in their extension alone are two articles")
  func extensions() throws {
    let outcomes = try desk.accept(
      desk.intake("a.txt", story("Alder")), desk.intake("a.md", story("Birch")))
    #expect(outcomes.map(\.name) == ["published", "published"])
    #expect(outcomes[0].id != outcomes[1].id)
  }

  @Test("An incoming folder that is moved as a whole keeps every id")
  func folderMoved() throws {
    let id = try desk.drop("a/b.txt", story("Alder"), inode: 5).id
    let old = desk.file("a/b.txt", holding: "\(story("Alder"))", inode: 6)
    let there = SourceSeen(
      location: SourceLocation(directory: "/elsewhere", path: "a/b.txt"), stamp: old.stamp,
      digest: old.digest)
    #expect(try desk.accept(desk.vanish("a/b.txt"), .article(there, story("Alder")))[1].id == id)
  }

  @Test("A name that is no UTF-8 is a key like any other")
  func rawName() throws {
    let place = SourceLocation(directory: Desk.directory, path: [0x61, 0xFF, 0x0A, 0x2E, 0x74])
    var seen = desk.file("x", holding: "raw")
    seen.location = place
    let outcome = try desk.accept(.article(seen, story("Alder")))[0]
    #expect(outcome.revision?.location == place)
    #expect(try desk.archive.knownFiles().map(\.location) == [place])
    #expect(try desk.archive.isKnown(place, digest: seen.digest))
  }

  @Test("Of several entries for one location the last counts")
  func lastCounts() throws {
    let outcomes = try desk.accept(
      desk.intake("a.txt", story("Alder")), desk.vanish("a.txt"),
      desk.intake("a.txt", story("Birch")))
    #expect(outcomes.map(\.name) == ["ignored", "ignored", "published"])
    #expect(outcomes[2].revision?.article.headline == "Birch")
  }

  @Test("Any order of renames gives every file its own id back", arguments: 0..<40)
  func shuffles(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
    let count = 6
    var holders = try (0..<count).map { index in
      let id = try #require(
        try desk.drop("\(index).txt", story(words(index + 1)), inode: UInt64(index + 1)).id)
      return (path: "\(index).txt", tree: index, id: id)
    }
    for _ in 0..<4 {
      desk.pass(5)
      let names = (0..<count + 2).map { "\($0).txt" }.shuffled(using: &random)
      let before = Set(holders.map(\.path))
      for index in holders.indices { holders[index].path = names[index] }
      let after = Set(holders.map(\.path))
      var batch: [Intake] = before.subtracting(after).map { desk.vanish($0) }
      batch += holders.map {
        desk.intake(
          $0.path, story(words($0.tree + 1)), inode: UInt64($0.tree + 1),
          modified: Instant(seconds: 1_780_315_200))
      }
      batch.shuffle(using: &random)
      let outcomes = try desk.archive.accept(batch, at: desk.now)
      for (item, outcome) in zip(batch, outcomes) {
        guard let holder = holders.first(where: { desk.location($0.path) == item.location }) else {
          continue
        }
        #expect(outcome.id == holder.id)
      }
      #expect(try desk.archive.counts().articles == count)
      #expect(try desk.archive.counts().missing == 0)
    }
  }
}

/// A small generator with a fixed course.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
