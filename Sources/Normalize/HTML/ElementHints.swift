/// What the names that authors give to elements (class, id, role, itemprop) hint at, and what stands around each node.
struct ElementHints {
  /// Kinds of words in names.
  struct Names: OptionSet {
    let rawValue: UInt32
    static let comment = Names(rawValue: 1 << 0)
    static let share = Names(rawValue: 1 << 1)
    static let related = Names(rawValue: 1 << 2)
    static let advert = Names(rawValue: 1 << 3)
    static let navigation = Names(rawValue: 1 << 4)
    static let footer = Names(rawValue: 1 << 5)
    static let sidebar = Names(rawValue: 1 << 6)
    static let prompt = Names(rawValue: 1 << 7)
    static let author = Names(rawValue: 1 << 8)
    static let meta = Names(rawValue: 1 << 9)
    static let caption = Names(rawValue: 1 << 10)
    static let content = Names(rawValue: 1 << 11)
    static let article = Names(rawValue: 1 << 12)
    static let header = Names(rawValue: 1 << 13)
    static let hidden = Names(rawValue: 1 << 14)
    static let lead = Names(rawValue: 1 << 15)
    static let note = Names(rawValue: 1 << 16)
    static let player = Names(rawValue: 1 << 17)
    static let bodyText = Names(rawValue: 1 << 18)
    static let list = Names(rawValue: 1 << 19)
  }

  /// Kinds of elements.
  struct Around: OptionSet {
    let rawValue: UInt32
    static let article = Around(rawValue: 1 << 0)
    static let main = Around(rawValue: 1 << 1)
    static let section = Around(rawValue: 1 << 2)
    static let nav = Around(rawValue: 1 << 3)
    static let aside = Around(rawValue: 1 << 4)
    static let header = Around(rawValue: 1 << 5)
    static let footer = Around(rawValue: 1 << 6)
    static let figure = Around(rawValue: 1 << 7)
    static let table = Around(rawValue: 1 << 8)
    static let list = Around(rawValue: 1 << 9)
    static let quote = Around(rawValue: 1 << 10)
    static let form = Around(rawValue: 1 << 11)
    static let preformatted = Around(rawValue: 1 << 12)
    static let articleBody = Around(rawValue: 1 << 13)
  }

  /// Of every node: what its own name says, all names above it, and all elements above it.
  private(set) var own: [Names]
  private(set) var names: [Names]
  private(set) var around: [Around]

  init(_ document: MarkupDocument) {
    let count = document.tags.count
    own = Array(repeating: [], count: count)
    names = Array(repeating: [], count: count)
    around = Array(repeating: [], count: count)
    let attributes = ["class", "id", "role", "itemprop", "data-component", "data-testid"].map {
      document.number(of: $0)
    }
    let hiding = (
      document.number(of: "hidden"), document.number(of: "style"),
      document.number(of: "aria-hidden")
    )
    for at in 0..<count {
      let parent = document.parent(at)
      if parent >= 0 {
        names[at] = names[parent]
        around[at] = around[parent]
      }
      let tag = document.tags[at]
      guard tag != .text, tag != .html, tag != .body else { continue }
      for name in attributes {
        if let value = document.bytes(name, of: at) { own[at].formUnion(Self.names(value)) }
      }
      if Self.isHidden(at, document, hiding) { own[at].insert(.hidden) }
      names[at].formUnion(own[at])
      around[at].formUnion(Self.around(tag))
      if own[at].isSuperset(of: [.article, .bodyText]) { around[at].insert(.articleBody) }
    }
  }

  private static func isHidden(
    _ at: Int, _ document: MarkupDocument, _ names: (Int32, Int32, Int32)
  ) -> Bool {
    if document.bytes(names.0, of: at) != nil { return true }
    if let style = document.bytes(names.1, of: at) {
      let compact = style.prefix(300).filter { !Whitespace.isSpace($0) }
      if contains(compact, Array("display:none".utf8)) { return true }
    }
    return false
  }

  static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains {
      bytes[$0] == wanted[0] && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  private static func around(_ tag: Tag) -> Around {
    switch tag {
    case .article: .article
    case .main: .main
    case .section: .section
    case .nav: .nav
    case .aside: .aside
    case .header, .hgroup: .header
    case .footer: .footer
    case .figure, .figcaption: .figure
    case .table: .table
    case .ul, .ol, .dl: .list
    case .blockquote: .quote
    case .fieldset: .form
    case .pre: .preformatted
    default: []
    }
  }
}

extension ElementHints {
  /// The kinds of the words in a name such as `articleBody` or `share-bar__item`.
  private static func names(_ value: ArraySlice<UInt8>) -> Names {
    var found: Names = []
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var length = 0
    var previousLower = false
    for byte in value.prefix(400) {
      let isUpper = (65...90).contains(byte)
      let isLower = (97...122).contains(byte)
      if length > 0, !isLower && !isUpper || isUpper && previousLower {
        found.formUnion(words[hash])
        hash = 0xCBF2_9CE4_8422_2325
        length = 0
      }
      previousLower = isLower
      if isLower || isUpper {
        hash = (hash ^ UInt64(byte | 32)) &* 0x100_0000_01B3
        length += 1
      }
    }
    if length > 0 { found.formUnion(words[hash]) }
    return found
  }

  private static let words = NameWords(lists)

  private static let lists: [(Names, String)] = [
    (
      .comment,
      "comment comments disqus respond reply replies discussion kommentar kommentare comentarios commentaires livefyre"
    ),
    (
      .share,
      "share sharing social facebook twitter whatsapp linkedin pinterest addthis sharebar socials sharedaddy shares follow"
    ),
    (
      .related,
      "related recommend recommended recommendation recommendations more popular trending latest mostread "
        + "mostpopular read next similar outbrain taboola suggested teaser teasers also top stories news headlines promo "
        + "recirc recirculation readmore carousel river explore recent"
    ),
    (
      .advert,
      "ad ads advert adverts advertisement advertising sponsor sponsored dfp banner promo promotion adslot adsense anzeige partner commercial shop buy deal deals affiliate"
    ),
    (
      .navigation,
      "nav navigation menu navbar breadcrumb breadcrumbs toolbar pagination pager paging tabs tab skip links submenu topbar dropdown toc"
    ),
    (.footer, "footer copyright foot bottom legal colophon disclaimer"),
    (
      .sidebar,
      "sidebar aside rail widget widgets secondary side complementary module right tertiary"
    ),
    (
      .prompt,
      "newsletter subscribe subscription signup login modal popup cookie cookies consent paywall register overlay cta "
        + "donate donation registration search form account gdpr alert membership"
    ),
    (.author, "author authors byline bio writer contributor contributors avatar profile autor"),
    (
      .meta,
      "meta date time timestamp info published category categories tag tags tagged topics kicker eyebrow dateline label labels data views hashtag keywords datum"
    ),
    (
      .caption,
      "caption captions credit credits gallery figure image photo photos picture img slideshow media thumbnail copyright wp lightbox slide"
    ),
    (.content, "content contents main page primary column col container center maincontent inner"),
    (.article, "article story entry post blog blogpost hentry artikel articulo single news detail"),
    (.header, "header title headline heading masthead head hed headings titel"),
    (.hidden, "hidden hide invisible visually print noprint sr screen reader offscreen"),
    (
      .lead,
      "summary dek lead intro standfirst subtitle subheadline subhead deck abstract excerpt description teaser lede sapo chapo perex preview"
    ),
    (
      .note,
      "correction note editor footnote footnotes references disclosure update explainer factbox infobox box inset pullquote pull"
    ),
    (
      .player,
      "video audio player podcast embed embedded iframe twitter instagram tweet youtube jw brightcove"
    ),
    (
      .bodyText,
      "body text paragraph articlebody bodytext copy fulltext rich richtext articletext maintext texto contenu inhalt prose wysiwyg p"
    ),
    (.list, "list items item grid card cards row feed index archive results"),
  ]
}
