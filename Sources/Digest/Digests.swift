private import CCrypto

/// SHA-256 (FIPS 180-4) of `bytes`: 32 bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { out, count in
    _ = SHA256(bytes, bytes.count, out.baseAddress)
    count = Int(SHA256_DIGEST_LENGTH)
  }
}

/// SHA-1 (FIPS 180-4) of `bytes`: 20 bytes.
///
/// For version 5 UUIDs and old WebSub hubs only.
package func sha1(_ bytes: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: Int(SHA_DIGEST_LENGTH)) { out, count in
    _ = SHA1(bytes, bytes.count, out.baseAddress)
    count = Int(SHA_DIGEST_LENGTH)
  }
}

/// HMAC with SHA-256 (RFC 2104): 32 bytes.
package func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
  hmac(EVP_sha256(), key: key, message: message)
}

/// HMAC with SHA-1 (RFC 2104): 20 bytes.
///
/// For WebSub hubs that know no better.
package func hmacSHA1(key: [UInt8], message: [UInt8]) -> [UInt8] {
  hmac(EVP_sha1(), key: key, message: message)
}

/// The bytes as lower-case hex digits, two a byte.
package func hex(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { out in
    for (index, byte) in bytes.enumerated() {
      out[index * 2] = hexDigit(byte >> 4)
      out[index * 2 + 1] = hexDigit(byte & 15)
    }
    return bytes.count * 2
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

private func hmac(_ method: OpaquePointer?, key: [UInt8], message: [UInt8]) -> [UInt8] {
  precondition(key.count <= Int(Int32.max), "an HMAC key is shorter than 2 GiB")
  return [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { out, count in
    var length: UInt32 = 0
    let result = HMAC(
      method, key, Int32(key.count), message, message.count, out.baseAddress, &length)
    precondition(result != nil, "libcrypto computes an HMAC of bytes in memory")
    count = Int(length)
  }
}
