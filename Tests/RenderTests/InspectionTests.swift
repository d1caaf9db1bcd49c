import Testing

@testable import Render

/// One fault a row: what is replaced in a valid document, by what, and the rule that finds it.
struct Fault: CustomTestStringConvertible, Sendable {
  let old: String
  let new: String
  let rule: String
  /// What must be replaced too for the document to stay well-formed: the last of it.
  var end: (old: String, new: String)?

  init(_ rule: String, _ old: String, _ new: String) {
    self.old = old
    self.new = new
    self.rule = rule
  }

  var testDescription: String { "\(rule): \(new)" }

  func closing(_ old: String, _ new: String) -> Fault {
    var fault = self
    fault.end = (old, new)
    return fault
  }

  /// `valid` with this fault.
  func breaking(_ valid: String) -> String {
    let broken = valid.replacing(old, with: new, maxReplacements: 1)
    guard let end, let last = broken.ranges(of: end.old).last else { return broken }
    return broken.replacingCharacters(in: last, with: end.new)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }
}

@Suite("Inspection")
struct InspectionTests {
  private func expect(
    _ fault: Fault, in valid: String, as kind: DocumentKind,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(
      Inspection(Array(valid.utf8), as: kind, strictness: .anybody).findings == [],
      sourceLocation: sourceLocation)
    #expect(valid.contains(fault.old), sourceLocation: sourceLocation)
    let broken = valid.replacing(fault.old, with: fault.new, maxReplacements: 1)
    let inspection = Inspection(Array(broken.utf8), as: kind, strictness: .anybody)
    #expect(inspection.findings.map(\.rule).contains(fault.rule), sourceLocation: sourceLocation)
    for finding in inspection.findings {
      #expect(!finding.section.isEmpty && !finding.message.isEmpty, sourceLocation: sourceLocation)
      #expect((finding.line ?? 1) >= 1, sourceLocation: sourceLocation)
    }
  }

  private static let atomFeed = """
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
      xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="en">
    <id>tag:quay.example,2026:all</id>
    <title>Quay</title>
    <updated>2026-06-01T10:00:00Z</updated>
    <link rel="self" href="https://quay.example/feed.atom"/>
    <link rel="alternate" type="text/html" hreflang="en" href="https://quay.example/"/>
    <author><name>Desk</name><uri>https://quay.example/desk</uri><email>a@quay.example</email></author>
    <generator>By hand</generator>
    <icon>https://quay.example/icon.png</icon>
    <at:deleted-entry ref="tag:quay.example,2026:0" when="2026-06-01T09:00:00Z"/>
    <entry>
    <id>tag:quay.example,2026:1</id>
    <title type="html">A &amp;amp; B</title>
    <published>2026-06-01T08:00:00Z</published>
    <updated>2026-06-01T10:00:00+02:00</updated>
    <link href="https://quay.example/1"/>
    <link rel="enclosure" type="audio/ogg" length="12" href="https://quay.example/1.ogg"/>
    <category term="tide" scheme="https://quay.example/tags"/>
    <thr:in-reply-to ref="tag:quay.example,2026:0"/>
    <summary>Short</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long</p></div></content>
    </entry>
    <entry>
    <id>tag:quay.example,2026:2</id>
    <title>Second</title>
    <updated>2026-06-01T07:00:00Z</updated>
    <content type="html">&lt;p&gt;x &lt;br&gt; y&lt;/p&gt;</content>
    </entry>
    </feed>
    """

  @Test(
    "Every fault of an Atom feed is found",
    arguments: [
      Fault("not-well-formed", "</feed>", ""), Fault("not-well-formed", "Short", "Short & long"),
      Fault("not-well-formed", "Short", "Short \u{1}"),
      Fault("not-well-formed", "xmlns:thr=\"http://purl.org/syndication/thread/1.0\"", ""),
      Fault("xml-doctype", "<feed", "<!DOCTYPE feed><feed"),
      Fault("atom-root", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
      Fault("atom-id-missing", "<id>tag:quay.example,2026:all</id>", ""),
      Fault("atom-title-missing", "<title>Quay</title>", ""),
      Fault("atom-updated-missing", "<updated>2026-06-01T10:00:00Z</updated>", ""),
      Fault("atom-title-twice", "<title>Quay</title>", "<title>A</title><title>B</title>"),
      Fault("atom-title-empty", "<title>Quay</title>", "<title> </title>"),
      Fault("id-not-absolute", "<id>tag:quay.example,2026:all</id>", "<id>all</id>"),
      Fault("id-not-absolute", "<id>tag:quay.example,2026:1</id>", "<id></id>"),
      Fault(
        "item-id-twice", "<id>tag:quay.example,2026:2</id>", "<id>tag:quay.example,2026:1</id>"),
      Fault("date-rfc3339", "2026-06-01T08:00:00Z", "2026-06-01 08:00"),
      Fault("date-rfc3339", "2026-06-01T08:00:00Z", "2026-02-30T08:00:00Z"),
      Fault("date-rfc3339", "2026-06-01T08:00:00Z", "Mon, 01 Jun 2026 08:00:00 GMT"),
      Fault("date-lower-case", "2026-06-01T08:00:00Z", "2026-06-01t08:00:00z"),
      Fault("date-insane", "2026-06-01T07:00:00Z", "2999-06-01T07:00:00Z"),
      Fault("date-insane", "2026-06-01T07:00:00Z", "0001-01-01T00:00:00Z"),
      Fault("atom-updated-before-published", "2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z"),
      Fault(
        "atom-author-missing",
        "<author><name>Desk</name><uri>https://quay.example/desk</uri><email>a@quay.example</email></author>",
        ""),
      Fault("atom-person-name", "<name>Desk</name>", ""),
      Fault("atom-person-name", "<name>Desk</name>", "<name> </name>"),
      Fault("email", "a@quay.example", "desk at quay"),
      Fault("address-relative", "<uri>https://quay.example/desk</uri>", "<uri>/desk</uri>"),
      Fault(
        "atom-self-missing", "<link rel=\"self\" href=\"https://quay.example/feed.atom\"/>", ""),
      Fault(
        "atom-self-twice", "<generator>",
        "<link rel=\"self\" href=\"https://quay.example/b\"/><generator>"),
      Fault("atom-link-href", "<link href=\"https://quay.example/1\"/>", "<link/>"),
      Fault("address-relative", "href=\"https://quay.example/1\"", "href=\"/1\""),
      Fault("address-scheme", "href=\"https://quay.example/1\"", "href=\"javascript:x()\""),
      Fault("address-characters", "https://quay.example/1\"", "https://quay.example/a b\""),
      Fault(
        "atom-alternate-twice", "<link href=\"https://quay.example/1\"/>",
        "<link href=\"https://quay.example/1\"/><link href=\"https://quay.example/2\"/>"),
      Fault("media-type", "type=\"audio/ogg\"", "type=\"ogg\""),
      Fault("number", "length=\"12\"", "length=\"long\""),
      Fault("language", "hreflang=\"en\"", "hreflang=\"en_GB\""),
      Fault("language", "xml:lang=\"en\"", "xml:lang=\"english language\""),
      Fault("atom-category-term", "term=\"tide\" ", ""),
      Fault("id-not-absolute", "scheme=\"https://quay.example/tags\"", "scheme=\"tags\""),
      Fault("atom-generator-empty", "By hand", ""),
      Fault("atom-text-type", "type=\"html\"", "type=\"text/html\""),
      Fault("atom-text-elements", "Short", "<b>Short</b>"),
      Fault(
        "atom-xhtml-div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Long</p></div>", "Long"),
      Fault(
        "atom-xhtml-div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Long</p></div>",
        "<div><p>Long</p></div>"),
      Fault(
        "atom-content-twice", "<summary>Short</summary>", "<content>A</content>"),
      Fault("content-active", "&lt;br&gt;", "&lt;script&gt;x()&lt;/script&gt;"),
      Fault("content-active", "&lt;br&gt;", "&lt;b onload=x()&gt;"),
      Fault("address-relative", "&lt;br&gt;", "&lt;img src='a.png'&gt;"),
      Fault(
        "atom-entry-empty", "<content type=\"html\">&lt;p&gt;x &lt;br&gt; y&lt;/p&gt;</content>", ""
      ),
      Fault(
        "atom-summary-missing",
        "<content type=\"html\">&lt;p&gt;x &lt;br&gt; y&lt;/p&gt;</content>",
        "<content type=\"image/png\" src=\"https://quay.example/2.png\"/>"),
      Fault(
        "atom-content-src-text", "type=\"xhtml\"",
        "src=\"https://quay.example/2\" type=\"text/html\""),
      Fault("atom-tombstone", " when=\"2026-06-01T09:00:00Z\"", ""),
      Fault(
        "id-not-absolute", "deleted-entry ref=\"tag:quay.example,2026:0\"",
        "deleted-entry ref=\"0\""),
      Fault("date-rfc3339", "when=\"2026-06-01T09:00:00Z\"", "when=\"today\""),
      Fault(
        "atom-thread-ref", "<thr:in-reply-to ref=\"tag:quay.example,2026:0\"/>",
        "<thr:in-reply-to/>"),
    ])
  func atom(_ fault: Fault) {
    expect(fault, in: Self.atomFeed, as: .atom)
  }

  private static let rssFeed = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel>
    <title>Quay</title>
    <link>https://quay.example/</link>
    <description>Tides</description>
    <language>en-GB</language>
    <managingEditor>a@quay.example (Desk)</managingEditor>
    <lastBuildDate>Mon, 01 Jun 2026 10:00:00 GMT</lastBuildDate>
    <ttl>60</ttl>
    <image><url>https://quay.example/i.png</url><title>Quay</title><link>https://quay.example/</link></image>
    <atom:link rel="self" href="https://quay.example/feed.rss"/>
    <item>
    <title>One</title>
    <link>https://quay.example/1</link>
    <guid isPermaLink="false">urn:x:1</guid>
    <pubDate>Mon, 01 Jun 2026 08:00:00 +0000</pubDate>
    <dc:creator>Ines</dc:creator>
    <category>tide</category>
    <description>Short</description>
    <content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>
    <enclosure url="https://quay.example/1.ogg" length="12" type="audio/ogg"/>
    <media:content url="https://quay.example/1.jpg" type="image/jpeg"/>
    </item>
    <item>
    <description>Two</description>
    <guid>https://quay.example/2</guid>
    </item>
    </channel>
    </rss>
    """

  @Test(
    "Every fault of an RSS feed is found",
    arguments: [
      Fault("rss-root", "<rss version=\"2.0\"", "<rss xmlns=\"urn:x\" version=\"2.0\""),
      Fault("rss-version", "version=\"2.0\"", "version=\"3.0\""),
      Fault("rss-channel", "</channel>", "</channel><channel/>"),
      Fault("rss-title-missing", "<title>Quay</title>\n", ""),
      Fault("rss-link-missing", "<link>https://quay.example/</link>\n", ""),
      Fault("rss-description-missing", "<description>Tides</description>", ""),
      Fault("rss-title-empty", "<title>Quay</title>", "<title/>"),
      Fault("rss-title-twice", "<title>One</title>", "<title>One</title><title>Uno</title>"),
      Fault("address-relative", "<link>https://quay.example/1</link>", "<link>/1</link>"),
      Fault("language", "en-GB", "en_GB"), Fault("email", "a@quay.example (Desk)", "The Desk"),
      Fault("date-rfc822", "Mon, 01 Jun 2026 08:00:00 +0000", "2026-06-01T08:00:00Z"),
      Fault("date-rfc822", "Mon, 01 Jun 2026 08:00:00 +0000", "Mon, 31 Jun 2026 08:00:00 +0000"),
      Fault("date-rfc822", "Mon, 01 Jun 2026 08:00:00 +0000", "Mo, 1. Juni 2026"),
      Fault("date-weekday", "Mon, 01 Jun 2026 08:00:00 +0000", "Tue, 01 Jun 2026 08:00:00 +0000"),
      Fault("date-two-digit-year", "01 Jun 2026 08:00:00 +0000", "01 Jun 26 08:00:00 +0000"),
      Fault("date-zone-name", "08:00:00 +0000", "03:00:00 EST"),
      Fault("rss-build-date", "10:00:00 GMT", "07:00:00 GMT"),
      Fault("number", "<ttl>60</ttl>", "<ttl>an hour</ttl>"),
      Fault("rss-url-missing", "<url>https://quay.example/i.png</url>", ""),
      Fault("rss-self", "<atom:link rel=\"self\" href=\"https://quay.example/feed.rss\"/>", ""),
      Fault(
        "atom-link-href", "rel=\"self\" href=\"https://quay.example/feed.rss\"", "rel=\"self\""),
      Fault("rss-guid-permalink", "isPermaLink=\"false\"", "isPermaLink=\"no\""),
      Fault("address-relative", "<guid>https://quay.example/2</guid>", "<guid>2</guid>"),
      Fault(
        "item-id-twice", "<guid>https://quay.example/2</guid>",
        "<guid isPermaLink=\"false\">urn:x:1</guid>"),
      Fault("rss-guid-missing", "<guid>https://quay.example/2</guid>", ""),
      Fault("rss-guid-empty", "urn:x:1", ""),
      Fault("rss-item-empty", "<description>Two</description>", ""),
      Fault("dc-creator-empty", "Ines", ""), Fault("rss-category-empty", "tide", " "),
      Fault("rss-markup-unescaped", "Short", "<b>Short</b>"),
      Fault("rss-description-late", "<description>Short</description>", ""),
      Fault("content-active", "&lt;p&gt;Long", "&lt;p&gt;&lt;script&gt;x&lt;/script&gt;"),
      Fault("rss-enclosure-length", "length=\"12\" ", ""),
      Fault("number", "length=\"12\"", "length=\"?\""),
      Fault("rss-enclosure-url", "<enclosure url=\"https://quay.example/1.ogg\"", "<enclosure"),
      Fault("rss-enclosure-type", " type=\"audio/ogg\"", ""),
      Fault("media-url", "url=\"https://quay.example/1.jpg\" ", ""),
      Fault("media-type", "image/jpeg", "jpeg"),
    ])
  func rss(_ fault: Fault) {
    if fault.rule == "rss-description-late" {
      let late = Self.rssFeed.replacing(fault.old, with: "").replacing(
        "</content:encoded>", with: "</content:encoded>" + fault.old)
      let found = Inspection(Array(late.utf8), as: .rss, strictness: .anybody).findings
      #expect(found.map(\.rule) == [fault.rule])
      return
    }
    expect(fault, in: Self.rssFeed, as: .rss)
  }

  private static let jsonFeed = """
    {"version": "https://jsonfeed.org/version/1.1", "title": "Quay",
     "home_page_url": "https://quay.example/", "feed_url": "https://quay.example/feed.json",
     "authors": [{"name": "Desk"}], "language": "en", "expired": false,
     "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
     "_quay": {"about": "https://quay.example/about"},
     "items": [
      {"id": "1", "url": "https://quay.example/1", "title": "One", "content_html": "<p>Long</p>",
       "date_published": "2026-06-01T08:00:00Z", "tags": ["tide"],
       "attachments": [{"url": "https://quay.example/1.ogg", "mime_type": "audio/ogg", "size_in_bytes": 12}]},
      {"id": "2", "content_text": "Two \\ud83d\\ude00 \\u00e9"}]}
    """

  @Test(
    "Every fault of a JSON feed is found",
    arguments: [
      Fault("json", "\"tags\": [\"tide\"]", "\"tags\": [\"tide\",]"),
      Fault("json", "\"id\": \"2\"", "id: 2"), Fault("json", "\"id\": \"2\"", "\"id\": '2'"),
      Fault("json", "\\ud83d\\ude00", "\\ud83d"), Fault("json", "12}", "012}"),
      Fault("json", "Two", "Two\t"), Fault("json", "]}", "]} x"), Fault("json", "false", "False"),
      Fault("json", "\"title\": \"One\"", "\"title\": \"One\", \"title\": \"Uno\""),
      Fault("json-version", "https://jsonfeed.org/version/1.1", "1.1"),
      Fault("json-title-missing", "\"title\": \"Quay\",", ""),
      Fault("json-title-string", "\"title\": \"Quay\"", "\"title\": 7"),
      Fault("json-items", "\"items\": [", "\"entries\": ["),
      Fault("json-feed-url", "\"feed_url\": \"https://quay.example/feed.json\",", ""),
      Fault("json-id-missing", "\"id\": \"2\", ", ""),
      Fault("json-id-string", "\"id\": \"2\"", "\"id\": 2"),
      Fault("item-id-twice", "\"id\": \"2\"", "\"id\": \"1\""),
      Fault("json-content", "\"content_text\"", "\"content\""),
      Fault("date-rfc3339", "2026-06-01T08:00:00Z", "1 June 2026"),
      Fault("address-relative", "\"url\": \"https://quay.example/1\"", "\"url\": \"/1\""),
      Fault("json-tags", "[\"tide\"]", "[1]"), Fault("json-tags", "[\"tide\"]", "\"tide\""),
      Fault("json-authors", "[{\"name\": \"Desk\"}]", "{\"name\": \"Desk\"}"),
      Fault("json-author-empty", "{\"name\": \"Desk\"}", "{}"),
      Fault("language", "\"en\"", "\"e n\""), Fault("json-expired", "false", "\"no\""),
      Fault("json-type-missing", "\"type\": \"WebSub\", ", ""),
      Fault("json-url-missing", ", \"url\": \"https://hub.example/\"", ""),
      Fault("json-extension", "\"_quay\"", "\"_quay.1\""),
      Fault("json-extension", "\"_quay\"", "\"_1\""),
      Fault("json-extension", "{\"about\": \"https://quay.example/about\"}", "1"),
      Fault("json-mime_type-missing", "\"mime_type\": \"audio/ogg\", ", ""),
      Fault("json-size", "12}", "\"12\"}"), Fault("number", "12}", "-12}"),
      Fault("content-active", "<p>Long</p>", "<p onclick='x()'>Long</p>"),
    ])
  func json(_ fault: Fault) {
    expect(fault, in: Self.jsonFeed, as: .json)
  }

  private static let list = """
    <opml version="2.0"><head><title>Feeds</title></head><body>
    <outline text="Ports"><outline type="rss" text="Quay" xmlUrl="https://quay.example/feed.rss"
      htmlUrl="https://quay.example/"/></outline>
    <outline type="rss" text="Tides" xmlUrl="https://tides.example/feed.rss"/>
    </body></opml>
    """

  @Test(
    "Every fault of an OPML list is found",
    arguments: [
      Fault("opml-version", "2.0", "9"),
      Fault("opml-head", "<head><title>Feeds</title></head>", ""),
      Fault("opml-text", " text=\"Quay\"", ""), Fault("opml-text", " text=\"Ports\"", ""),
      Fault("opml-xmlurl", "xmlUrl=\"https://quay.example/feed.rss\"", ""),
      Fault("address-relative", "xmlUrl=\"https://quay.example/feed.rss\"", "xmlUrl=\"feed.rss\""),
      Fault("address-relative", "htmlUrl=\"https://quay.example/\"", "htmlUrl=\"/\""),
      Fault("opml-feed-twice", "https://tides.example/feed.rss", "https://quay.example/feed.rss"),
    ])
  func opml(_ fault: Fault) {
    expect(fault, in: Self.list, as: .opml)
  }

  @Test("A document without end of elements is read in linear time and depth is no danger")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    let json = Inspection(Array(deep.utf8), as: .json, strictness: .anybody)
    #expect(json.findings.map(\.rule) == ["json"])
    let outlines = String(repeating: "<outline text='x'>", count: 50_000)
    let opml = Inspection(
      Array("<opml version='2.0'><head/><body>\(outlines)".utf8), as: .opml, strictness: .anybody)
    #expect(opml.findings.map(\.rule) == ["not-well-formed"])
  }

  @Test("A document of another charset is read by its declaration; of ours it is none")
  func charset() {
    let latin = Self.atomFeed.replacing("encoding=\"utf-8\"", with: "encoding=\"iso-8859-1\"")
      .replacing("Short", with: "Caf#").utf8.map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 }
    #expect(Inspection(latin, as: .atom, strictness: .anybody).findings == [])
    #expect(
      Inspection(latin, as: .atom, strictness: .own).findings.map(\.rule) == ["not-well-formed"])
  }

  @Test("Of endless faults a thousand are kept")
  func many() {
    let entries = String(repeating: "<entry/>", count: 5000)
    let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\">\(entries)</feed>"
    #expect(Inspection(Array(feed.utf8), as: .atom, strictness: .anybody).findings.count == 1000)
  }

  @Test("Bytes that are no UTF-8 are refused in every kind", arguments: DocumentKind.allCases)
  func encoding(_ kind: DocumentKind) {
    for bytes in [[0xff, 0xfe], [0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80], [], [0]] as [[UInt8]] {
      #expect(!Inspection(bytes, as: kind, strictness: .own).findings.isEmpty)
    }
  }
}
