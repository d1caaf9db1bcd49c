private import CCrypto

/// SHA-256 of bytes that arrive in parts.
package struct SHA256Hasher: ~Copyable {
  /// Owned: an `EVP_MD_CTX`, freed in `deinit`.
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    self.context = context
    let started = EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(started == 1, "libcrypto offers SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes the next part in.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let taken = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(taken == 1, "libcrypto hashes bytes in memory")
  }

  /// Takes the next part in.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all parts: 32 bytes.
  package consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { out, count in
      var length: UInt32 = 0
      let done = EVP_DigestFinal_ex(context, out.baseAddress, &length)
      precondition(done == 1, "libcrypto hashes bytes in memory")
      count = Int(length)
    }
  }
}
