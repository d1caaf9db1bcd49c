/// The elements that reading a page tells apart; everything else is `other`, a box without meaning.
enum Tag: UInt8 {
  case other, text
  case html, head, body, base, title, meta, link, script
  case p, div, section, article, main, header, footer, nav, aside, address, details, summary, hgroup
  case h1, h2, h3, h4, h5, h6
  case ul, ol, li, dl, dt, dd
  case table, caption, thead, tbody, tfoot, tr, td, th, colgroup
  case blockquote, pre, figure, figcaption, hr, br, center, fieldset, legend
  case a, b, strong, i, em, u, s, del, ins, sub, sup, code, kbd, samp, q, cite, abbr, time, small
  case mark, span, font, dfn, bdi, bdo, ruby, rb, rt, rp
  case img, picture, source, video, audio
  /// Never content: programs, styles, forms' controls, embedded documents, other vocabularies.
  case dropped
  /// As `dropped`, but so often left open that it may hold the rest of the page.
  case enclosure
  /// A frame that shows another page: never content, but perhaps a link to a film.
  case frame

  init(_ name: String) { self = Self.byName[name] ?? .other }

  private static let byName: [String: Tag] = [
    "html": .html, "head": .head, "body": .body, "base": .base, "title": .title, "meta": .meta,
    "link": .link, "script": .script, "p": .p, "div": .div, "section": .section,
    "article": .article, "main": .main, "header": .header, "footer": .footer, "nav": .nav,
    "aside": .aside, "address": .address, "details": .details, "summary": .summary,
    "hgroup": .hgroup, "h1": .h1, "h2": .h2, "h3": .h3, "h4": .h4, "h5": .h5, "h6": .h6,
    "ul": .ul, "menu": .ul, "dir": .ul, "ol": .ol, "li": .li, "dl": .dl, "dt": .dt, "dd": .dd,
    "table": .table, "caption": .caption, "thead": .thead, "tbody": .tbody, "tfoot": .tfoot,
    "tr": .tr, "td": .td, "th": .th, "colgroup": .colgroup, "blockquote": .blockquote,
    "pre": .pre, "figure": .figure, "figcaption": .figcaption, "hr": .hr, "br": .br,
    "center": .center, "fieldset": .fieldset, "legend": .legend, "a": .a, "b": .b,
    "strong": .strong, "i": .i, "em": .em, "u": .u, "s": .s, "strike": .s, "del": .del,
    "ins": .ins, "sub": .sub, "sup": .sup, "code": .code, "tt": .code, "kbd": .kbd,
    "samp": .samp, "q": .q, "cite": .cite, "abbr": .abbr, "acronym": .abbr, "time": .time,
    "small": .small, "mark": .mark, "span": .span, "font": .font, "dfn": .dfn, "bdi": .bdi,
    "bdo": .bdo, "ruby": .ruby, "rb": .rb, "rt": .rt, "rp": .rp, "img": .img,
    "amp-img": .img, "picture": .picture, "source": .source, "video": .video, "audio": .audio,
    "style": .dropped, "noscript": .dropped, "template": .dropped, "svg": .enclosure,
    "math": .dropped, "iframe": .frame, "object": .enclosure, "embed": .dropped,
    "applet": .dropped, "canvas": .enclosure, "input": .dropped, "button": .enclosure,
    "select": .dropped, "option": .dropped, "textarea": .dropped, "map": .enclosure,
    "area": .dropped, "param": .dropped, "frame": .dropped, "frameset": .dropped,
    "noframes": .dropped, "dialog": .enclosure, "datalist": .dropped, "progress": .dropped,
    "meter": .dropped, "slot": .dropped, "xmp": .dropped, "plaintext": .dropped,
  ]

  /// Whether it breaks the line before and after it.
  var isBlock: Bool {
    switch self {
    case .other, .text, .enclosure, .a, .b, .strong, .i, .em, .u, .s, .del, .ins, .sub, .sup, .code,
      .kbd,
      .samp, .q, .cite, .abbr, .time, .small, .mark, .span, .font, .dfn, .bdi, .bdo, .ruby, .rb,
      .rt, .rp, .img, .picture, .source, .br:
      false
    default: true
    }
  }

  /// Whether its whole content is never shown.
  var isHidden: Bool {
    switch self {
    case .head, .script, .dropped, .enclosure, .frame, .title, .colgroup, .rp, .video, .audio: true
    default: false
    }
  }

  /// The element's name where it may be written into an article's running text.
  var inlineName: StaticString? {
    switch self {
    case .a: "a"
    case .b: "b"
    case .strong: "strong"
    case .i: "i"
    case .em: "em"
    case .s: "s"
    case .del: "del"
    case .ins: "ins"
    case .sub: "sub"
    case .sup: "sup"
    case .code: "code"
    case .kbd: "kbd"
    case .samp: "samp"
    case .q: "q"
    case .cite: "cite"
    case .abbr: "abbr"
    case .mark: "mark"
    case .small: "small"
    case .dfn: "dfn"
    default: nil
    }
  }

  /// 1…6 for a heading, else nil.
  var headingLevel: Int? {
    rawValue >= Tag.h1.rawValue && rawValue <= Tag.h6.rawValue
      ? Int(rawValue - Tag.h1.rawValue) + 1 : nil
  }
}
