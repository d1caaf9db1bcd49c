/// Latin letters as their nearest ASCII letters, for addresses.
package enum ASCIIFolding {
  /// The letters for `scalar` in lower case; nil when it has none (it then parts words).
  package static func letters(for scalar: UnicodeScalar) -> [UInt8]? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: [UInt8(scalar.value)]
    case 0x41...0x5A: [UInt8(scalar.value + 32)]
    case 0xC0..<0x250: known(latin[Int(scalar.value - 0xC0)])
    case 0x1E00..<0x1F00: known(additional[Int(scalar.value - 0x1E00)])
    default: nil
    }
  }

  private static func known(_ letters: [UInt8]) -> [UInt8]? {
    letters == [UInt8(ascii: "-")] ? nil : letters
  }

  private static func table(_ text: StaticString) -> [[UInt8]] {
    text.withUTF8Buffer { buffer in
      buffer.split(separator: UInt8(ascii: " ")).map { Array($0) }
    }
  }

  /// U+00C0…U+024F, from the decompositions of the Unicode Character Database; a hyphen where there is none.
  private static let latin = table(
    """
    a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a ae c e e e \
    e i i i i d n o o o o o - o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e \
    e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n \
    n n n n n n ng ng o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u \
    u u u u u w w y y y z z z z z z s b b - - - - o c c d d - - - e e e f f g - - - i k k l - \
    - - n o o o - - p p - - - - - - t t t u u - v y y z z - - - - - - - - w - - - - dz dz dz \
    lj lj lj nj nj nj a a i i o o u u u u u u u u u u e a a a a ae ae g g g g k k o o o o - - \
    j dz dz dz g g - w n n a a ae ae o o a a a a e e e e i i i i o o o o r r r r u u u u s s t \
    t y y h h n - - - z z a a e e o o o o o o o o y y - - - j - - a c c l t - - - - b u - e e \
    j j - - r r y y
    """)

  /// U+1E00…U+1EFF, likewise.
  private static let additional = table(
    """
    a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i \
    i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r \
    r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w \
    w w w x x x x y y z z z z z z h t w y - s - - ss - a a a a a a a a a a a a a a a a a a a a \
    a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o \
    o o o u u u u u u u u u u u u u u y y y y y y y y - - - - - -
    """)
}
