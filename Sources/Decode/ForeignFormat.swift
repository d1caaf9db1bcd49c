/// Formats that are not articles in text, told by their first bytes or by what text never holds.
enum ForeignFormat {
  /// What `bytes` are, in a few English words with an article; nil for what may be text.
  static func named(in bytes: [UInt8]) -> String? {
    for (magic, name) in magics where bytes.starts(with: magic) { return name }
    if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "a video or image file" }
    return nil
  }

  /// Whether a text in a byte-wise charset has so many controls that it is none.
  ///
  /// Tabs, line ends, form feeds and escapes belong to text; a stray NUL in a long text may be dropped.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    var controls = 0
    bytes.withUnsafeBufferPointer { bytes in
      _ = bytes.forEachBlock(except: isText) { block in
        for index in block { controls += Int(1 - isText(bytes[index])) }
        return true
      }
    }
    return controls >= 4 && controls * 50 > bytes.count
  }

  @inline(__always)
  private static func isText(_ byte: UInt8) -> UInt8 {
    (byte > 31 ? 1 : 0) | (byte &- 9 < 5 ? 1 : 0) | (byte == 27 ? 1 : 0)
  }

  private static let magics: [([UInt8], String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    (Array("RIFF".utf8), "an image, sound or video file"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
    (Array("%PDF-".utf8), "a PDF document"),
    (Array("%!PS".utf8), "a PostScript document"),
    (Array("{\\rtf".utf8), "an RTF document"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive or office document"),
    ([0x50, 0x4B, 0x05, 0x06], "a zip archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
    ([0x1F, 0x8B], "a gzip archive"),
    (Array("BZh".utf8), "a bzip2 archive"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
    ([0x00, 0x61, 0x73, 0x6D], "a program"),
    (Array("SQLite format 3".utf8), "a database"),
    (Array("OggS".utf8), "a sound or video file"),
    (Array("ID3".utf8), "a sound file"),
    (Array("wOFF".utf8), "a font"),
    (Array("wOF2".utf8), "a font"),
  ]
}
