private import Synchronization

/// Memory that one compression after another works in.
///
/// zlib and brotli ask for a quarter of a megabyte to some megabytes each time and give them back. Fetched from the
/// kernel and cleared every time, that costs more than to compress a page; kept, it stays warm.
///
/// `@unchecked Sendable`: the pool hands a workspace to one caller at a time.
final class Workspace: @unchecked Sendable {
  /// What brotli takes for a feed of 250 KB; what does not fit is allocated for itself.
  private static let capacity = 4 << 20
  private static let pool = Mutex<[Workspace]>([])

  private let base: UnsafeMutableRawPointer
  private var used = 0

  private init() {
    base = .allocate(byteCount: Self.capacity, alignment: 64)
  }

  deinit { base.deallocate() }

  /// Calls `body` with a workspace that nobody else uses; what is taken from it must be given back before the end.
  static func lend<Result>(_ body: (Workspace) -> Result) -> Result {
    let workspace = pool.withLock { $0.popLast() } ?? Workspace()
    let result = body(workspace)
    workspace.used = 0
    pool.withLock { free in
      if free.count < 8 { free.append(workspace) }
    }
    return result
  }

  /// `size` bytes, aligned to 64.
  func take(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + 63) & ~63
    guard rounded <= Self.capacity - used else { return .allocate(byteCount: size, alignment: 64) }
    defer { used += rounded }
    return base + used
  }

  /// Takes back what `take` gave: of the kept memory all at once, at the end.
  func giveBack(_ pointer: UnsafeMutableRawPointer?) {
    guard let pointer, pointer < base || pointer >= base + Self.capacity else { return }
    pointer.deallocate()
  }

  /// The workspace that a C library hands back as its context.
  static func of(_ context: UnsafeMutableRawPointer?) -> Workspace? {
    context.map { Unmanaged<Workspace>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Itself, as the context of a C library; valid while it is lent.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
