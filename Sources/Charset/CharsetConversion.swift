import CCharset
import Glibc

/// Text converted to UTF-8, and how much of it could not be.
package struct ConvertedText: Hashable, Sendable {
  /// Valid UTF-8; U+FFFD stands where bytes meant nothing in the charset.
  package var utf8: [UInt8]
  /// How many bytes of the input were replaced.
  package var replaced: Int

  package init(utf8: [UInt8], replaced: Int) {
    self.utf8 = utf8
    self.replaced = replaced
  }
}

/// A charset that iconv does not know.
package struct UnknownCharset: Error, Hashable, Sendable {
  package var name: String
}

/// `bytes` as UTF-8, read in `charset`, an IANA name or an alias of one, in any case.
///
/// Names that the web uses for a smaller set than it writes mean the larger one: `iso-8859-1` is windows-1252 (WHATWG Encoding §4.2).
/// - Complexity: O(bytes).
package func converted(
  _ bytes: ArraySlice<UInt8>, from charset: String
) throws(UnknownCharset) -> ConvertedText {
  guard let handle = iconv_open("UTF-8", iconvName(charset)), handle != iconv_t(bitPattern: -1)
  else { throw UnknownCharset(name: charset) }
  defer { iconv_close(handle) }
  var input = Array(bytes)
  return input.withUnsafeMutableBytes { convert($0, handle) }
}

/// Lower-case names of the charsets that stand for larger ones, with what iconv calls those.
private func iconvName(_ charset: String) -> String {
  switch charset.lowercased() {
  case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii",
    "windows-1252", "cp1252", "x-cp1252":
    "CP1252"
  case "iso-8859-9", "latin5", "windows-1254": "CP1254"
  case "iso-8859-11", "tis-620", "windows-874": "CP874"
  case "gb2312", "gbk", "x-gbk", "gb_2312-80", "gb18030", "chinese": "GB18030"
  case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": "CP932"
  case "euc-kr", "ks_c_5601-1987", "ksc5601", "uhc", "korean": "CP949"
  case "big5", "big5-hkscs", "x-x-big5", "cn-big5": "BIG5-HKSCS"
  case "mac-cyrillic", "x-mac-cyrillic": "MAC-CYRILLIC"
  case "macintosh", "x-mac-roman", "mac": "MACINTOSH"
  default: charset
  }
}

private func convert(_ input: UnsafeMutableRawBufferPointer, _ handle: iconv_t) -> ConvertedText {
  var result = ConvertedText(utf8: [], replaced: 0)
  result.utf8.reserveCapacity(input.count + input.count / 8)
  var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
  var left = input.count
  let room = 1 << 16
  withUnsafeTemporaryAllocation(byteCount: room, alignment: 8) { buffer in
    while left > 0 {
      var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var free = room
      let status = iconv(handle, &source, &left, &target, &free)
      let failure = errno
      result.utf8 += UnsafeRawBufferPointer(rebasing: buffer[..<(room - free)])
      guard status == -1, left > 0, failure != E2BIG else { continue }
      // An illegal or cut-off sequence: one byte is given up and the rest is tried again.
      result.utf8 += [0xEF, 0xBF, 0xBD]
      result.replaced += 1
      source = source.map { $0 + 1 }
      left -= 1
    }
    var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    var free = room
    iconv(handle, nil, nil, &target, &free)
    result.utf8 += UnsafeRawBufferPointer(rebasing: buffer[..<(room - free)])
  }
  return result
}
