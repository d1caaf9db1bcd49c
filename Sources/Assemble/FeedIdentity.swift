/// The permanent id of a feed: a version 8 UUID (RFC 9562 §5.8) over the site's authority and the feed's name.
///
/// Version 8 leaves the digest free: this one is FNV-1a of 128 bits, for a site has a handful of feeds and nobody gains
/// by a collision among them. It depends on neither the base URL nor the title, so a move of the site keeps it
/// (RFC 4287 §4.2.6).
func feedIdentity(authority: String, name: String) -> String {
  var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  for byte in authority.utf8 + [0] + name.utf8 {
    hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
  }
  let version: UInt128 = 8 << 76
  let variant: UInt128 = 2 << 62
  let mask: UInt128 = ~((15 << 76) | (3 << 62))
  return "urn:uuid:" + hyphenated(hash & mask | version | variant)
}

private func hyphenated(_ value: UInt128) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for index in 0..<32 {
    if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
    text.append(digits[Int(truncatingIfNeeded: value >> (124 - 4 * index)) & 15])
  }
  return String(decoding: text, as: UTF8.self)
}
