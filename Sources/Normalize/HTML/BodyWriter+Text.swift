// Running text: paragraphs open when text comes, and close at every block's edge.
extension BodyWriter {
  mutating func write(text bytes: ArraySlice<UInt8>) {
    if flow == .pre || frames.last(where: { !$0.isInline })?.flow == .pre {
      prepare()
      text.shown(bytes)
      return
    }
    var start = bytes.startIndex
    var at = start
    while at < bytes.endIndex {
      if Whitespace.isSpace(bytes[at]) {
        if at > start { put(bytes[start..<at]) }
        pendingSpace = true
        start = at + 1
      } else if bytes[at] == UInt8(ascii: "["), let (number, next) = bracketMark(bytes, at) {
        if at > start { put(bytes[start..<at]) }
        prepare()
        text.citation(number)
        cited.append(number)
        start = next
        at = next
        continue
      } else if invisible(bytes, at) {
        if at > start { put(bytes[start..<at]) }
        at += bytes[at] == 0xC2 ? 2 : 3
        start = min(at, bytes.endIndex)
        at = start
        continue
      }
      at += 1
    }
    if at > start { put(bytes[start..<at]) }
  }

  /// Soft hyphens, zero-width spaces and marks that came in as character references.
  func invisible(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
    guard bytes[at] >= 0xC2 else { return false }
    let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
    if bytes[at] == 0xC2 { return next == 0xAD || (0x80...0x9F).contains(next) }
    let third = at + 2 < bytes.endIndex ? bytes[at + 2] : 0
    return bytes[at] == 0xE2 && next == 0x80 && third == 0x8B
      || bytes[at] == 0xEF && next == 0xBB && third == 0xBF
      || bytes[at] == 0xEE || bytes[at] == 0xEF && next < 0xA4
  }

  mutating func put(_ bytes: ArraySlice<UInt8>) {
    prepare()
    text.shown(bytes)
  }

  /// Opens what must be open before something is shown: paragraph, white space, inline elements.
  mutating func prepare() {
    if flow == nil { openFlow() }
    if breaks == 1 {
      text.lineBreak()
    } else if pendingSpace {
      text.space()
    }
    breaks = 0
    pendingSpace = false
    while writtenInline.count < openInline.count {
      let node = openInline[writtenInline.count]
      guard let name = document.tags[node].inlineName else { break }
      text.tag("<")
      text.tag(name)
      writeID()
      if document.tags[node] == .a { writeHref(node) }
      text.tag(">")
      writtenInline.append(node)
    }
    if pendingID != nil {
      text.tag("<span")
      writeID()
      text.tag("></span>")
    }
  }

  mutating func openFlow() {
    pendingSpace = false
    breaks = 0
    guard let index = frames.lastIndex(where: { !$0.isInline }) else { return }
    let name = frames[index].flow
    flow = name
    if name != .loose {
      text.tag("<")
      text.raw(name.rawValue.utf8)
      writeID()
      text.tag(">")
    } else {
      // Boxes in one cell or item share its structure.
      let owner = frames[...index].lastIndex { $0.close != nil } ?? index
      if frames[owner].hasText { text.tag("<br />") }
      frames[owner].hasText = true
    }
  }

  mutating func closeFlow() {
    pendingSpace = false
    breaks = 0
    guard let name = flow else { return }
    while !writtenInline.isEmpty { closeInline() }
    if name != .loose {
      text.tag("</")
      text.raw(name.rawValue.utf8)
      text.tag(">")
    }
    text.endParagraph()
    flow = nil
  }

  mutating func closeInline() {
    guard let node = writtenInline.popLast(), let name = document.tags[node].inlineName else {
      return
    }
    text.tag("</")
    text.tag(name)
    text.tag(">")
  }

  mutating func lineBreak() {
    guard let flow else { return }
    if flow == .pre { return text.shown([10]) }
    breaks += 1
    if flow == .h2 || flow == .h3 || flow == .h4 {
      pendingSpace = true
      breaks = 0
    } else if breaks >= 2 {
      closeFlow()
    }
  }
}
