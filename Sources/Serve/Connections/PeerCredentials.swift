import Glibc
import NIOCore

/// Who is at the other end of a Unix-domain connection.
enum PeerCredentials {
  /// The kernel's `struct ucred`, which Glibc's module does not show (unix(7), SO_PEERCRED).
  private struct Credentials {
    var process = pid_t(0)
    var user = uid_t.max
    var group = gid_t.max
  }

  /// Whether the peer of `channel` may control the daemon: root, our own user, or whom the socket file's mode lets in.
  ///
  /// To connect takes write permission on the file (unix(7)), so a peer that is neither root nor us was let in by the
  /// permission of the group or of others. That is checked against the file as it is now: a mode that has been narrowed
  /// also narrows who may speak. Must be called on the channel's event loop.
  static func allows(_ channel: any Channel) -> Bool {
    var credentials = Credentials()
    do {
      let found: Int32? = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable {
        (descriptor: NIOBSDSocket.Handle) in
        var length = socklen_t(MemoryLayout<Credentials>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
      }
      guard found == 0 else { return false }
    } catch {
      return false
    }
    if credentials.user == 0 || credentials.user == geteuid() { return true }
    guard let path = channel.localAddress?.pathname, let status = FileStatus(path: path) else {
      return false
    }
    return status.permissions & 0o022 != 0
  }
}
