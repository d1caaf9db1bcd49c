/// A 64-bit checksum against accidents, not against forgers: four lanes of multiply and rotate, 32 bytes a step.
func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var a: UInt64 = 0x9E37_79B9_7F4A_7C15
  var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  var c: UInt64 = 0x1656_67B1_9E37_79F9
  var d: UInt64 = 0x85EB_CA77_C2B2_AE63
  func step(_ lane: inout UInt64, _ at: Int) {
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    lane = (lane ^ word) &* 0x9FB2_1C65_1E98_DF25
    lane ^= lane >> 29
  }
  var at = 0
  while at + 32 <= bytes.count {
    step(&a, at)
    step(&b, at + 8)
    step(&c, at + 16)
    step(&d, at + 24)
    at += 32
  }
  var rest: UInt64 = 0
  while at < bytes.count {
    rest = mixed(rest &* 257 &+ UInt64(bytes[at]) &+ 1)
    at += 1
  }
  return mixed(a ^ mixed(b ^ mixed(c ^ mixed(d ^ mixed(rest &+ UInt64(bytes.count))))))
}
