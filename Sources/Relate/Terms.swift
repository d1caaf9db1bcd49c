/// The terms of a text: lower-case words of letters and digits, each as a 64-bit hash with its count.
struct Terms {
  private(set) var counts: [UInt64: Int] = [:]
  private(set) var words: [UInt64: String] = [:]

  mutating func add(_ text: String, weight: Int) {
    var word: [UInt8] = []
    for byte in text.lowercased().utf8 {
      if byte >= 128 || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) {
        word.append(byte)
      } else {
        close(&word, weight)
      }
    }
    close(&word, weight)
  }

  private mutating func close(_ word: inout [UInt8], _ weight: Int) {
    defer { word.removeAll(keepingCapacity: true) }
    guard word.count > 1 else { return }
    let hash = word.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    counts[hash, default: 0] += weight
    words[hash] = String(decoding: word.prefix(40), as: UTF8.self)
  }
}
