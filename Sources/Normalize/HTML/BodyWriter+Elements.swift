extension BodyWriter {
  /// Opens an element that holds something of the article.
  mutating func enter(_ at: Int, _ tag: Tag, _ end: Int) {
    guard tag.isBlock else { return enterInline(at, tag, end) }
    closeFlow()
    let inner = frames.last { !$0.isInline }
    var frame = Frame(end: end, close: nil, tag: tag, flow: inner?.flow ?? .p)
    open(&frame, at, in: inner?.tag ?? .div)
    frames.append(frame)
  }

  private mutating func enterInline(_ at: Int, _ tag: Tag, _ end: Int) {
    guard tag.inlineName != nil, flow != .pre || tag == .a,
      openInline.count < Self.deepestInline, tag != .a || href(at) != nil
    else { return }
    openInline.append(at)
    frames.append(Frame(end: end, close: nil, tag: tag, flow: .loose, isInline: true))
  }

  /// Opens a block right inside `around`, and decides what loose text in it becomes.
  private mutating func open(_ frame: inout Frame, _ at: Int, in around: Tag) {
    guard depth < Self.deepest else {
      frame.tag = around
      return
    }
    switch frame.tag {
    case .h1, .h2: frame.flow = .h2
    case .h3: frame.flow = .h3
    case .h4: frame.flow = .h4
    case .h5: frame.flow = .h5
    case .h6: frame.flow = .h6
    case .p: frame.flow = around == .li || around == .td || around == .figcaption ? .loose : .p
    case .pre: frame.flow = .pre
    case .ul, .ol, .li, .dl, .dt, .dd: openList(&frame, at, in: around)
    case .table, .caption, .thead, .tbody, .tfoot, .tr, .td, .th: openTable(&frame, at, in: around)
    case .blockquote: structure(at, &frame, "blockquote", flow: .p)
    case .figure where around != .ul && around != .ol: structure(at, &frame, "figure", flow: .p)
    case .figcaption where around == .figure: structure(at, &frame, "figcaption", flow: .loose)
    case .figcaption: frame.flow = frame.flow == .loose ? .loose : .p
    default:
      // A box in a list item or cell stays loose text of it.
      frame.tag = around
    }
  }

  private mutating func openList(_ frame: inout Frame, _ at: Int, in around: Tag) {
    switch frame.tag {
    case .ul: structure(at, &frame, "ul", flow: .li)
    case .ol: structure(at, &frame, "ol", flow: .li)
    case .dl: structure(at, &frame, "dl", flow: .dd)
    case .li where around == .ul || around == .ol: structure(at, &frame, "li", flow: .loose)
    case .dd where around == .dl: structure(at, &frame, "dd", flow: .loose)
    case .dt where around == .dl: frame.flow = .dt
    default: frame.flow = frame.flow == .loose ? .loose : .p
    }
  }

  private mutating func openTable(_ frame: inout Frame, _ at: Int, in around: Tag) {
    switch frame.tag {
    case .table where isData(table: at): structure(at, &frame, "table", flow: .caption)
    case .thead where around == .table: structure(at, &frame, "thead", flow: .loose)
    case .tbody where around == .table: structure(at, &frame, "tbody", flow: .loose)
    case .tfoot where around == .table: structure(at, &frame, "tfoot", flow: .loose)
    case .tr where [.table, .thead, .tbody, .tfoot].contains(around):
      structure(at, &frame, "tr", flow: .td)
      text.startRow()
    case .td where around == .tr, .th where around == .tr:
      structure(at, &frame, frame.tag == .td ? "td" : "th", flow: .loose)
      frame.tag = .td
    case .caption: frame.flow = frame.flow == .loose ? .loose : .p
    default: frame.tag = .div
    }
  }

  mutating func structure(
    _ at: Int, _ frame: inout Frame, _ name: StaticString, flow: BodyFlow
  ) {
    depth += 1
    text.tag("<")
    text.tag(name)
    writeID()
    if frame.tag == .td || frame.tag == .th {
      for (attribute, label) in [("colspan", "colspan"), ("rowspan", "rowspan")]
        as [(String, StaticString)]
      {
        if let value = number(attribute, at), value > 1, value <= 100 {
          text.attribute(label, String(value).utf8)
        }
      }
    } else if frame.tag == .ol, let start = number("start", at), start != 1 {
      text.attribute("start", String(start).utf8)
    }
    text.tag(">")
    frame.close = name
    frame.flow = flow
  }

  mutating func leave() {
    guard let frame = frames.popLast() else { return }
    if frame.isInline {
      if let open = openInline.popLast(), writtenInline.last == open { closeInline() }
      return
    }
    closeFlow()
    if frame.tag == .tr, frame.close != nil { text.endRow() }
    if let close = frame.close {
      depth -= 1
      text.tag("</")
      text.tag(close)
      text.tag(">")
    }
  }
}
