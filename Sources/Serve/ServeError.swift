/// Why the server could not start: what failed, where, and what to do about it.
package struct ServeError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case addressInUse, permissionDenied, addressNotAvailable, badAddress, notASocket
    case system(Int32)
  }

  package var reason: Reason
  /// The address as the settings name it, such as `127.0.0.1:8080`.
  package var place: String
  /// One sentence: what is wrong; what to do.
  package var message: String

  package init(reason: Reason, place: String, message: String) {
    self.reason = reason
    self.place = place
    self.message = message
  }

  /// `PLACE: what is wrong; what to do`.
  package var description: String { "\(place): \(message)" }
}
