/// Which addresses a client may connect to.
package struct AddressPolicy: Sendable {
  /// Nil where every address is allowed; else what is allowed beside the public internet.
  private let isException: (@Sendable (_ address: [UInt8]) -> Bool)?

  /// Every address.
  package static let any = AddressPolicy(isException: nil)

  /// The public internet, and the addresses, of 4 or 16 bytes in network order, for which `isException` says so.
  package static func publicOnly(
    except isException: @escaping @Sendable (_ address: [UInt8]) -> Bool = { _ in false }
  ) -> AddressPolicy {
    AddressPolicy(isException: isException)
  }

  private init(isException: (@Sendable ([UInt8]) -> Bool)?) { self.isException = isException }

  /// Whether some addresses are refused: then no proxy may stand between.
  var isStrict: Bool { isException != nil }

  /// `address`: 4 or 16 bytes in network order.
  func allows(_ address: [UInt8]) -> Bool {
    guard let isException else { return true }
    return isPublicAddress(address) || isException(address)
  }
}
