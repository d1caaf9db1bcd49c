import Archive
import FeedModel
import Glibc
import Settings
import Testing

@testable import Pipeline

@Suite("When missing files are looked after") struct DeletionTests {
  @Test("A link, a pipe or a large file that a scan finds gone is a problem no longer")
  func problems() async throws {
    let room = try PressRoom(adjust: { $0.input.maxFileSize = 1000 })
    let names = ["link.txt", "pipe.txt", "large.txt", "folder/link.txt"]
    mkdir(room.folder + "/in/folder", 0o755)
    for name in names {
      switch name {
      case "pipe.txt": mkfifo(room.folder + "/in/" + name, 0o644)
      case "large.txt": room.write(name, String(repeating: "a ", count: 1000))
      default: symlink("elsewhere", room.folder + "/in/" + name)
      }
    }
    _ = try await room.newsroom.build()
    #expect(try room.archive.problems().map(\.problem.location.relative) == names.sorted())
    for name in names { unlink(room.folder + "/in/" + name) }
    _ = try await room.newsroom.build()
    #expect(try room.archive.problems().isEmpty)
  }

  @Test("A file that is gone from one folder is withdrawn in time while another folder's are held")
  func held() async throws {
    let room = try PressRoom(adjust: { settings in
      let other = settings.input.directories[0] + "/../other"
      mkdir(other, 0o755)
      settings.input.directories.append(other)
      settings.input.deleteGrace = .seconds(60)
      settings.input.guardCount = 2
      settings.input.guardShare = 0.5
    })
    for name in ["mill", "weir", "lock"] {
      room.write(
        "../other/\(name).txt", "The \(name) is sold\n\nIt cost the \(name) trust nine pounds.\n")
    }
    for name in ["ferry", "bridge", "tunnel", "harbour"] {
      room.write("\(name).txt", "The \(name) is open\n\nThe mayor opened the \(name) on Monday.\n")
    }
    _ = try await room.newsroom.build()
    for name in ["mill", "weir", "lock"] { unlink(room.folder + "/other/\(name).txt") }
    // An empty folder could be one whose mount is gone.
    room.write("../other/keep.txt", "The keep is let\n\nIt brings the town nine pounds a year.\n")
    _ = try await room.newsroom.build()
    room.clock.now = room.clock.now + 60
    #expect(try await room.newsroom.tick().heldDeletions == 3)
    #expect(await room.newsroom.pauseUntilDue() > .seconds(60))

    unlink(room.folder + "/in/ferry.txt")
    _ = try await room.newsroom.build()
    #expect(await room.newsroom.pauseUntilDue() == .seconds(60))
    room.clock.now = room.clock.now + 60
    let summary = try await room.newsroom.tick()
    #expect(summary.withdrawn == 1 && summary.heldDeletions == 3)
    #expect(await room.newsroom.pauseUntilDue() > .seconds(60))
  }
}
