import CCharset

/// The charset that `bytes`, which are not UTF-8, are most likely in: an IANA name in lower case.
///
/// uchardet's statistics need length and like exotic answers for short texts, so what reads as Western European words is windows-1252
/// unless much evidence speaks for another; windows-1252 also stands where nothing is known.
/// - Complexity: O(bytes), of which uchardet sees the first 256 KB.
package func likelyCharset(of bytes: ArraySlice<UInt8>) -> String {
  let sample = bytes.prefix(1 << 18)
  let guess = uchardetGuess(sample)
  let shape = WesternShape(sample)
  guard let guess else { return "windows-1252" }
  if shape.isWestern, shape.highLetters < 4 || isFarFetched(guess) { return "windows-1252" }
  switch guess {
  case "iso-8859-1": return "windows-1252"
  // The two differ in eight signs, of which the euro is the one in use.
  case "iso-8859-15": return shape.hasEuro15 && !shape.hasControls ? guess : "windows-1252"
  // Bytes that are controls in the ISO set are quotes and dashes in the Windows set it grew into.
  case "iso-8859-2", "iso-8859-16": return shape.hasControls ? "windows-1250" : guess
  default: return guess
  }
}

/// Sets that hardly anybody writes, and that uchardet names for Western texts it has seen too little of.
private func isFarFetched(_ name: String) -> Bool {
  name.hasPrefix("mac-") || name.hasPrefix("ibm") || name.hasPrefix("cp8") || name == "viscii"
    || ["iso-8859-13", "iso-8859-4", "iso-8859-10", "iso-8859-3"].contains(name)
}

private func uchardetGuess(_ bytes: ArraySlice<UInt8>) -> String? {
  guard let detector = uchardet_new() else { return nil }
  defer { uchardet_delete(detector) }
  let failed = bytes.withUnsafeBytes { buffer in
    uchardet_handle_data(
      detector, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
  }
  uchardet_data_end(detector)
  guard failed == 0, let name = uchardet_get_charset(detector) else { return nil }
  let text = String(cString: name).lowercased()
  // What it calls these is right only for pure ASCII or valid UTF-8, which never come here.
  return ["", "ascii", "utf-8"].contains(text) ? nil : text
}

/// How far bytes look like words of a Western European language in windows-1252.
struct WesternShape {
  /// Bytes above 127 that are letters there.
  private(set) var highLetters = 0
  /// Whether bytes occur that ISO 8859 leaves to controls.
  private(set) var hasControls = false
  /// Whether the byte occurs that is the euro sign of ISO 8859-15.
  private(set) var hasEuro15 = false
  private var letters = 0
  private var longestRun = 0
  private var symbolsInWords = 0
  private var highs = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var run = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 128 {
        if Self.isLetter(byte) { letters += 1 }
        run = 0
        continue
      }
      highs += 1
      if byte < 0xA0 { hasControls = true }
      if byte == 0xA4 { hasEuro15 = true }
      if Self.isLetter(byte) {
        highLetters += 1
        letters += 1
        run += 1
        longestRun = max(longestRun, run)
      } else {
        run = 0
        let before = index > bytes.startIndex ? bytes[index - 1] : 32
        let after = index + 1 < bytes.endIndex ? bytes[index + 1] : 32
        if Self.isSymbol(byte), Self.isLetter(before) || byte >= 0xA1 && Self.isLower(before),
          Self.isLetter(after)
        {
          symbolsInWords += 1
        }
      }
    }
  }

  var isWestern: Bool {
    symbolsInWords * 10 <= highs && longestRun <= 3 && highLetters * 4 <= letters
  }

  private static func isLower(_ byte: UInt8) -> Bool { (97...122).contains(byte) || byte >= 0xDF }

  private static func isLetter(_ byte: UInt8) -> Bool {
    if byte < 128 { return (97...122).contains(byte | 32) }
    if byte >= 0xC0 { return byte != 0xD7 && byte != 0xF7 }
    return [0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F].contains(byte)
  }

  /// Signs that never stand inside a word: apostrophes, dashes, the middle dot, soft hyphens and spaces do.
  private static func isSymbol(_ byte: UInt8) -> Bool {
    ![0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0, 0xAA, 0xAD, 0xB4, 0xB7, 0xBA, 0x85].contains(byte)
  }
}
