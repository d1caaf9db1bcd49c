import FeedModel
import Testing

@testable import Render

/// Feeds with every part that the rules know beyond the plain ones, and the faults of those parts.
@Suite("Faults of foreign documents")
struct FaultTests {
  private func expect(
    _ fault: Fault, in valid: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(valid.contains(fault.old), "nothing to break", sourceLocation: sourceLocation)
    let found = ForeignDocument(Array(fault.breaking(valid).utf8)).inspected().findings
    #expect(
      found.map(\.rule).contains(fault.rule), "\(found.map(\.rule))", sourceLocation: sourceLocation
    )
  }

  @Test(
    "None of the valid documents has a finding", arguments: [atomFeed, rssFeed, jsonFeed, list])
  func valid(_ document: String) {
    let inspected = ForeignDocument(Array(document.utf8)).inspected()
    #expect(inspected.findings == [])
    #expect(inspected.kind != nil)
  }

  private static let atomFeed = """
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"
      xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:thr="http://purl.org/syndication/thread/1.0">
    <fh:archive/>
    <id>tag:quay.example,2026:all</id>
    <title>Quay</title>
    <subtitle type="html">Tides &amp;amp; winds</subtitle>
    <updated>2026-06-01T10:00:00Z</updated>
    <rights>© Quay</rights>
    <logo>https://quay.example/logo.png</logo>
    <link rel="self" href="https://quay.example/archive/2.atom"/>
    <link rel="current" href="https://quay.example/feed.atom"/>
    <link rel="prev-archive" href="https://quay.example/archive/1.atom"/>
    <link rel="next-archive" href="https://quay.example/archive/3.atom"/>
    <author><name>Desk</name><uri>https://quay.example/desk</uri><email>a@quay.example</email></author>
    <contributor><name>Ines</name></contributor>
    <at:deleted-entry ref="tag:quay.example,2026:0" when="2026-06-01T09:00:00Z"/>
    <entry>
    <id>tag:quay.example,2026:1</id>
    <title>One</title>
    <updated>2026-06-01T10:00:00Z</updated>
    <link href="https://quay.example/1"/>
    <link rel="enclosure" type="audio/ogg" length="12" href="https://quay.example/1.ogg"/>
    <link rel="replies" type="text/html" href="https://quay.example/1#replies"/>
    <thr:total>4</thr:total>
    <thr:in-reply-to ref="tag:quay.example,2026:0" href="https://quay.example/0" type="text/html"/>
    <rights>© Ines</rights>
    <source><id>tag:other.example,2026:all</id><title>Other</title><updated>2026-06-01T10:00:00Z</updated></source>
    <media:group><media:content url="https://quay.example/1.jpg" medium="image" width="80" fileSize="12"/></media:group>
    <media:title type="plain">A crane</media:title>
    <summary>Short</summary>
    <content type="image/png">iVBORw0KGgo=</content>
    </entry>
    <entry><id>tag:quay.example,2026:2</id><title>Two</title><updated>2026-06-01T09:00:00Z</updated>
    <link href="https://quay.example/2"/><content type="application/xml"><a xmlns="urn:x"/></content></entry>
    <entry><id>tag:quay.example,2026:3</id><title>Three</title><updated>2026-06-01T08:00:00Z</updated>
    <link href="https://quay.example/3"/></entry>
    <entry><id>tag:quay.example,2026:4</id><title>Four</title><updated>2026-06-01T07:00:00Z</updated>
    <link href="https://quay.example/4"/></entry>
    </feed>
    """

  @Test(
    "Every fault of an Atom feed is found",
    arguments: [
      Fault("history-complete-archive", "<fh:archive/>", "<fh:archive/><fh:complete/>"),
      Fault("history-complete-paged", "<fh:archive/>", "<fh:complete/>"),
      Fault(
        "history-current-missing",
        "<link rel=\"current\" href=\"https://quay.example/feed.atom\"/>",
        ""),
      Fault("history-mark-twice", "<fh:archive/>", "<fh:archive/><fh:archive/>"),
      Fault("history-mark-text", "<fh:archive/>", "<fh:archive>yes</fh:archive>"),
      Fault("history-place", "<thr:total>", "<fh:archive/><thr:total>"),
      Fault("history-loop", "archive/1.atom", "archive/2.atom"),
      Fault("history-loop", "archive/3.atom", "archive/2.atom"),
      Fault(
        "history-link-twice", "<link rel=\"current\"",
        "<link rel=\"prev-archive\" href=\"https://quay.example/0\"/><link rel=\"current\""),
      Fault("address-relative", "https://quay.example/archive/1.atom", "1.atom"),
      Fault("atom-element-place", "<rights>© Ines</rights>", "<subtitle>Under</subtitle>"),
      Fault("atom-element-place", "<rights>© Quay</rights>", "<summary>x</summary>"),
      Fault("atom-element-place", "<rights>© Quay</rights>", "<pubDate>2026</pubDate>"),
      Fault("atom-element-place", "<name>Ines</name>", "<name>Ines</name><title>Dr</title>"),
      Fault("atom-element-namespace", "<rights>© Quay</rights>", "<x xmlns=\"\">y</x>"),
      Fault("atom-feed-late", "</feed>", "<category term=\"x\"/></feed>"),
      Fault("atom-rights-twice", "<rights>© Quay</rights>", "<rights>a</rights><rights>b</rights>"),
      Fault(
        "atom-logo-twice", "<logo>https://quay.example/logo.png</logo>",
        "<logo>https://quay.example/logo.png</logo><logo>https://quay.example/l.png</logo>"),
      Fault("atom-subtitle-twice", "<subtitle", "<subtitle>x</subtitle><subtitle"),
      Fault("atom-rights-twice", "<rights>© Ines</rights>", "<rights>a</rights><rights>b</rights>"),
      Fault("atom-source-twice", "<source><id>", "<source><id>tag:x.example,2026:y</id><id>"),
      Fault("atom-source-id", "<id>tag:other.example,2026:all</id>", ""),
      Fault("atom-source-title", "<title>Other</title>", ""),
      Fault(
        "atom-source-updated", "<title>Other</title><updated>2026-06-01T10:00:00Z</updated>",
        "<title>Other</title>"),
      Fault("atom-element-place", "<title>Other</title>", "<title>Other</title><summary/>"),
      Fault(
        "date-rfc3339", "<title>Other</title><updated>2026-06-01T10:00:00Z",
        "<title>Other</title><updated>then"),
      Fault(
        "atom-person-twice", "<email>a@quay.example</email>",
        "<email>a@quay.example</email><email>b@quay.example</email>"),
      Fault(
        "atom-person-twice", "<uri>https://quay.example/desk</uri>",
        "<uri>https://quay.example/desk</uri><uri>https://quay.example/d</uri>"),
      Fault("atom-person-name", "<contributor><name>Ines</name>", "<contributor>"),
      Fault("atom-person-name", "<name>Ines</name>", "<name>Ines</name><name>Inés</name>"),
      Fault("atom-link-relation", "rel=\"replies\"", "rel=\"\""),
      Fault("atom-link-relation", "rel=\"replies\"", "rel=\"replies via\""),
      Fault("atom-enclosure-length", " length=\"12\"", ""),
      Fault("media-type", "rel=\"replies\" type=\"text/html\"", "rel=\"replies\" type=\"html\""),
      Fault("number", "<thr:total>4", "<thr:total>four"),
      Fault(
        "id-not-absolute", "<thr:in-reply-to ref=\"tag:quay.example,2026:0\"",
        "<thr:in-reply-to ref=\"0\""),
      Fault(
        "media-type", "href=\"https://quay.example/0\" type=\"text/html\"",
        "href=\"https://quay.example/0\" type=\"html\""),
      Fault("address-relative", "href=\"https://quay.example/0\"", "href=\"0\""),
      Fault(
        "media-group-empty",
        "<media:content url=\"https://quay.example/1.jpg\" medium=\"image\" width=\"80\" fileSize=\"12\"/>",
        ""),
      Fault("media-medium", "medium=\"image\"", "medium=\"picture\""),
      Fault("media-text-type", "type=\"plain\"", "type=\"text\""),
      Fault("number", "width=\"80\"", "width=\"80px\""),
      Fault("number", "fileSize=\"12\"", "fileSize=\"12 KB\""),
      Fault("media-namespace", "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
      Fault("atom-content-base64", "iVBORw0KGgo=", "not base64"),
      Fault("atom-content-composite", "type=\"image/png\"", "type=\"multipart/mixed\""),
      Fault("atom-content-xml", "<a xmlns=\"urn:x\"/>", "plain"),
      Fault(
        "atom-content-elements", "<content type=\"application/xml\">",
        "<content type=\"text/plain\">"),
      Fault("atom-summary-missing", "<summary>Short</summary>", ""),
      Fault(
        "atom-tombstone-place", "<thr:total>",
        "<at:deleted-entry ref=\"tag:quay.example,2026:0\" when=\"2026-06-01T09:00:00Z\"/><thr:total>"
      ),
      Fault(
        "atom-tombstone-living", "ref=\"tag:quay.example,2026:0\" when",
        "ref=\"tag:quay.example,2026:1\" when"),
      Fault(
        "atom-tombstone-twice", "<at:deleted-entry",
        "<at:deleted-entry ref=\"tag:quay.example,2026:0\" when=\"2026-06-01T09:00:00Z\"/><at:deleted-entry"
      ),
      Fault("not-well-formed", "&amp;amp;", "&nbsp;"),
      Fault("not-well-formed", "<?xml", " <?xml"),
      Fault("not-well-formed", "encoding=\"utf-8\"", "encoding=\"utf-9\""),
      Fault("not-well-formed", "<title>One</title>", "<title>One</Title>"),
      Fault("not-well-formed", "rel=\"self\"", "rel=self"),
      Fault("not-well-formed", "rel=\"self\"", "rel=\"self\" rel=\"self\""),
      Fault("not-well-formed", "Short", "a ]]> b"),
      Fault("not-a-feed", "<feed ", "<feeds ").closing("</feed>", "</feeds>"),
    ])
  func atom(_ fault: Fault) {
    expect(fault, in: Self.atomFeed)
  }

  @Test("Entries that all claim one instant are noticed")
  func sharedDates() {
    let stamped = Self.atomFeed.replacing("T09:00:00Z</updated>", with: "T10:00:00Z</updated>")
      .replacing("T08:00:00Z</updated>", with: "T10:00:00Z</updated>")
      .replacing("T07:00:00Z</updated>", with: "T10:00:00Z</updated>")
    let found = ForeignDocument(Array(stamped.utf8)).inspected().findings
    #expect(found.map(\.rule) == ["atom-updated-shared"])
  }

  @Test("An entry may be a document of its own, with an author")
  func entryDocument() {
    let entry = """
      <entry xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2026:1</id><title>A</title>
      <updated>2026-06-01T10:00:00Z</updated><author><name>D</name></author><content>x</content></entry>
      """
    let inspected = ForeignDocument(Array(entry.utf8)).inspected()
    #expect(inspected.findings == [])
    #expect(inspected.items == 1)
    expect(Fault("atom-author-missing", "<author><name>D</name></author>", ""), in: entry)
  }

  private static let rssFeed = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
      xmlns:fh="http://purl.org/syndication/history/1.0">
    <channel>
    <title>Quay</title>
    <link>https://quay.example/</link>
    <description>Tides</description>
    <pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate>
    <webMaster>w@quay.example (Web)</webMaster>
    <docs>https://quay.example/docs</docs>
    <cloud domain="quay.example" port="80" path="/rpc" registerProcedure="notify" protocol="xml-rpc"/>
    <textInput><title>Search</title><description>Find</description><name>q</name><link>https://quay.example/s</link></textInput>
    <skipHours><hour>0</hour><hour>23</hour></skipHours>
    <skipDays><day>Sunday</day></skipDays>
    <image><url>https://quay.example/i.png</url><title>Quay</title><link>https://quay.example/</link><width>80</width><height>80</height></image>
    <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
    <atom:link rel="self" href="https://quay.example/feed.rss"/>
    <atom:link rel="prev-archive" href="https://quay.example/1.rss"/>
    <item>
    <title>One</title>
    <link>https://quay.example/1</link>
    <guid isPermaLink="false">urn:x:1</guid>
    <dc:date>2026-06-01T08:00:00Z</dc:date>
    <dc:creator>Ines</dc:creator>
    <dc:language>en</dc:language>
    <comments>https://quay.example/1#c</comments>
    <slash:comments>3</slash:comments>
    <source url="https://other.example/feed.rss">Other</source>
    <description>Short</description>
    <content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>
    <enclosure url="https://quay.example/1.ogg" length="12" type="audio/ogg"/>
    <media:thumbnail url="https://quay.example/1.jpg" width="80" height="60"/>
    <media:content url="https://quay.example/1.mp4" expression="full" isDefault="true" duration="12"/>
    </item>
    <item><title>Two</title><author>b@quay.example (B)</author><pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate>
    <guid>https://quay.example/2</guid></item>
    </channel>
    </rss>
    """

  @Test(
    "Every fault of an RSS feed is found",
    arguments: [
      Fault("rss-version-old", "rss version=\"2.0\"", "rss version=\"0.92\""),
      Fault("rss-version", " version=\"2.0\" xmlns:atom", " xmlns:atom"),
      Fault("rss-item-place", "</channel>", "</channel><item><title>x</title></item>"),
      Fault("rss-element-unknown", "<docs>", "<updated>2026</updated><docs>"),
      Fault("rss-element-unknown", "<comments>", "<body>x</body><comments>"),
      Fault("rss-element-unknown", "<comments>", "<pubdate>x</pubdate><comments>"),
      Fault("rss-cloud", " port=\"80\"", ""), Fault("rss-cloud", " protocol=\"xml-rpc\"", ""),
      Fault("rss-textinput", "<name>q</name>", ""),
      Fault("rss-skip", "<hour>23</hour>", "<hour>24</hour>"),
      Fault("rss-skip", "<hour>0</hour><hour>23</hour>", ""),
      Fault("rss-skip-twice", "<hour>23</hour>", "<hour>0</hour>"),
      Fault("rss-skip", "<day>Sunday</day>", "<day>Sonntag</day>"),
      Fault("rss-skip-twice", "<day>Sunday</day>", "<day>Sunday</day><day>Sunday</day>"),
      Fault("rss-image-large", "<width>80</width>", "<width>500</width>"),
      Fault("rss-image-large", "<height>80</height>", "<height>500</height>"),
      Fault("number", "<height>80</height>", "<height>tall</height>"),
      Fault("rss-image-differs", "<title>Quay</title><link>", "<title>Logo</title><link>"),
      Fault(
        "rss-image-differs", "<title>Quay</title><link>https://quay.example/",
        "<title>Quay</title><link>https://quay.example/home"),
      Fault(
        "rss-image-twice", "</image>",
        "</image><image><url>https://quay.example/i.png</url><title>Quay</title><link>https://quay.example/</link></image>"
      ),
      Fault("rss-ttl-twice", "<docs>", "<ttl>1</ttl><ttl>2</ttl><docs>"),
      Fault("number", "<docs>", "<ttl>-5</ttl><docs>"),
      Fault("email", "w@quay.example (Web)", "Web"), Fault("email", "b@quay.example (B)", "B"),
      Fault("address-relative", "https://quay.example/docs", "docs"),
      Fault("sy-period", "hourly", "often"), Fault("sy-frequency", ">2<", ">0<"),
      Fault("date-rfc822", "Mon, 01 Jun 2026 10:00:00 GMT", "1.6.2026"),
      Fault("dc-date", "2026-06-01T08:00:00Z</dc:date>", "1 June</dc:date>"),
      Fault("language", "<dc:language>en", "<dc:language>en_GB"),
      Fault("address-relative", "https://quay.example/1#c", "#c"),
      Fault("number", "<slash:comments>3", "<slash:comments>many"),
      Fault("rss-source-url", "<source url=\"https://other.example/feed.rss\">", "<source>"),
      Fault("address-relative", "https://other.example/feed.rss", "feed.rss"),
      Fault("rss-same-text", "<description>Short", "<description>&lt;p&gt;Long&lt;/p&gt;"),
      Fault(
        "rss-content-twice", "<content:encoded>",
        "<content:encoded>x</content:encoded><content:encoded>"),
      Fault(
        "rss-enclosure-twice", "<enclosure",
        "<enclosure url=\"https://quay.example/2.ogg\" length=\"1\" type=\"audio/ogg\"/><enclosure"),
      Fault(
        "rss-said-twice", "<pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate>",
        "<pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate><dc:date>2026-06-01</dc:date>"),
      Fault(
        "rss-said-twice", "<author>b@quay.example (B)</author>",
        "<author>b@quay.example (B)</author><dc:creator>B</dc:creator>"),
      Fault(
        "rss-self-place", "<slash:comments>",
        "<atom:link rel=\"self\" href=\"https://quay.example/1\"/><slash:comments>"),
      Fault("media-url", "<media:thumbnail url=\"https://quay.example/1.jpg\"", "<media:thumbnail"),
      Fault("address-relative", "https://quay.example/1.jpg", "/1.jpg"),
      Fault("number", "width=\"80\" height=\"60\"", "width=\"wide\" height=\"60\""),
      Fault("media-expression", "expression=\"full\"", "expression=\"whole\""),
      Fault("media-isdefault", "isDefault=\"true\"", "isDefault=\"yes\""),
      Fault("number", "duration=\"12\"", "duration=\"0:12\""),
      Fault("history-loop", "https://quay.example/1.rss", "https://quay.example/feed.rss"),
      Fault("history-complete-paged", "<docs>", "<fh:complete/><docs>"),
      Fault("history-place", "<slash:comments>", "<fh:archive/><slash:comments>"),
      Fault(
        "rss-pubDate-twice", "<webMaster>",
        "<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate><webMaster>"),
      Fault("content-embedded", "&lt;p&gt;Long", "&lt;iframe src='https://x.example/'&gt;"),
      Fault("content-active", "&lt;p&gt;Long", "&lt;p style='position:fixed'&gt;Long"),
      Fault("address-scheme", "&lt;p&gt;Long", "&lt;a href='javascript:x()'&gt;Long"),
      Fault("not-a-feed", "<rss ", "<html ").closing("</rss>", "</html>"),
    ])
  func rss(_ fault: Fault) {
    expect(fault, in: Self.rssFeed)
  }

  private static let jsonFeed = """
    {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "description": "Tides",
     "feed_url": "https://quay.example/feed.json", "next_url": "https://quay.example/2.json",
     "icon": "https://quay.example/i.png", "favicon": "https://quay.example/f.png",
     "user_comment": "Read me",
     "items": [
      {"id": "1", "url": "https://quay.example/1", "external_url": "https://other.example/1",
       "title": "One", "content_html": "<p>Long</p>", "summary": "Short",
       "image": "https://quay.example/1.jpg", "banner_image": "https://quay.example/b.jpg",
       "date_published": "2026-06-01T08:00:00Z", "date_modified": "2026-06-01T09:00:00Z",
       "authors": [{"name": "Ines", "url": "https://quay.example/ines", "avatar": "https://quay.example/i.jpg"}],
       "language": "en",
       "attachments": [{"url": "https://quay.example/1.ogg", "mime_type": "audio/ogg", "title": "Talk", "duration_in_seconds": 9.5}]}]}
    """

  @Test(
    "Every fault of a JSON feed is found",
    arguments: [
      Fault("json-next-url", "https://quay.example/2.json", "https://quay.example/feed.json"),
      Fault(
        "json-author-old", "\"user_comment\"", "\"author\": {\"name\": \"x\"}, \"user_comment\""),
      Fault("json-name-unknown", "\"user_comment\"", "\"homepage\": 1, \"user_comment\""),
      Fault("json-name-unknown", "\"summary\"", "\"description\""),
      Fault("json-user_comment-string", "\"Read me\"", "7"),
      Fault("json-description-string", "\"Tides\"", "[]"),
      Fault("json-title-empty", "\"Quay\"", "\" \""),
      Fault("address-relative", "https://quay.example/i.png", "i.png"),
      Fault("address-relative", "https://quay.example/f.png", "f.png"),
      Fault("address-relative", "https://quay.example/2.json", "2.json"),
      Fault("address-relative", "https://quay.example/b.jpg", "b.jpg"),
      Fault("address-relative", "https://quay.example/1.jpg", "1.jpg"),
      Fault("address-relative", "https://quay.example/i.jpg", "i.jpg"),
      Fault("address-scheme", "https://other.example/1", "javascript:x()"),
      Fault("json-id-empty", "\"id\": \"1\"", "\"id\": \"\""),
      Fault("json-item", "{\"id\": \"1\"", "3, {\"id\": \"1\""),
      Fault("json-summary-string", "\"Short\"", "null"),
      Fault("json-modified-before-published", "09:00:00Z", "07:00:00Z"),
      Fault("date-rfc3339", "2026-06-01T09:00:00Z", "2026-06-01"),
      Fault("date-lower-case", "2026-06-01T09:00:00Z", "2026-06-01t09:00:00z"),
      Fault("json-duration", "9.5", "\"9\""), Fault("number", "9.5", "-9"),
      Fault("json-title-string", "\"Talk\"", "1"),
      Fault(
        "json-attachments", "[{\"url\": \"https://quay.example/1.ogg\"",
        "{\"a\": [{\"url\": \"https://quay.example/1.ogg\""
      ).closing("9.5}]", "9.5}]}"),
      Fault("media-type", "audio/ogg", "ogg"),
      Fault("json-root", "{\"version\"", "[{\"version\"").closing("]}]}", "]}]}]"),
      Fault("json-byte-order-mark", "{\"version\"", "\u{feff}{\"version\""),
    ])
  func json(_ fault: Fault) {
    expect(fault, in: Self.jsonFeed)
  }

  private static let list = """
    <opml version="2.0"><head><title>Feeds</title><dateCreated>Mon, 01 Jun 2026 10:00:00 GMT</dateCreated>
    <ownerName>Desk</ownerName><ownerEmail>a@quay.example</ownerEmail><ownerId>https://quay.example/desk</ownerId>
    <docs>http://opml.org/spec2.opml</docs><expansionState>1,3</expansionState><windowTop>10</windowTop></head><body>
    <outline text="Ports" isComment="false" created="Mon, 01 Jun 2026 10:00:00 GMT">
    <outline type="rss" text="Quay" xmlUrl="https://quay.example/feed.rss" htmlUrl="https://quay.example/"/></outline>
    <outline type="link" text="Page" url="https://quay.example/page"/>
    <outline type="include" text="More" url="https://quay.example/more.opml"/>
    </body></opml>
    """

  @Test(
    "Every fault of an OPML list is found",
    arguments: [
      Fault("date-rfc822", "<dateCreated>Mon, 01 Jun 2026 10:00:00 GMT", "<dateCreated>2026-06-01"),
      Fault("email", "a@quay.example", "Desk"),
      Fault("address-relative", "https://quay.example/desk", "desk"),
      Fault("opml-head-unknown", "<ownerName>Desk</ownerName>", "<owner>Desk</owner>"),
      Fault("opml-head-twice", "<ownerName>", "<ownerName>x</ownerName><ownerName>"),
      Fault("number", "1,3", "one"), Fault("number", ">10<", ">top<"),
      Fault("opml-boolean", "isComment=\"false\"", "isComment=\"no\""),
      Fault("date-rfc822", "created=\"Mon, 01 Jun 2026 10:00:00 GMT\"", "created=\"today\""),
      Fault("opml-url", " url=\"https://quay.example/page\"", ""),
      Fault("address-relative", "https://quay.example/more.opml", "more.opml"),
      Fault("opml-type", "type=\"rss\" ", ""), Fault("opml-version", " version=\"2.0\"", ""),
      Fault("opml-body", "</body>", "</body><body><outline text=\"x\"/></body>"),
      Fault("not-a-feed", "<opml ", "<outlines ").closing("</opml>", "</outlines>"),
    ])
  func opml(_ fault: Fault) {
    expect(fault, in: Self.list)
  }

  @Test("The charset is that of the byte order mark, else as served, else as declared")
  func charsets() {
    func rules(_ bytes: [UInt8], _ type: String?) -> [String] {
      ForeignDocument(bytes, mediaType: type).inspected().findings.map(\.rule)
    }
    let declared = Self.atomFeed.replacing("\"utf-8\"", with: "\"iso-8859-1\"")
    let latin = declared.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(rules(latin, nil) == [])
    #expect(rules(latin, "application/atom+xml") == [])
    #expect(rules(latin, "application/atom+xml; charset=ISO-8859-1") == [])
    #expect(rules(latin, "application/atom+xml; charset=\"utf-8\"").last == "not-well-formed")
    #expect(rules(Array(declared.utf8), "text/xml; charset=utf-8") == ["charset-served"])
    #expect(rules([0xEF, 0xBB, 0xBF] + Array(declared.utf8), nil) == ["charset-mark"])
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in Self.atomFeed.replacing("utf-8", with: "utf-16").utf16 {
      utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    #expect(rules(utf16, "application/atom+xml") == [])
    #expect(rules(Array(Self.atomFeed.utf8), "text/html; charset=utf-8") == ["served-as"])
  }

  @Test("What is no feed is said to be none, and a page is asked which feeds it names")
  func foreign() {
    func found(_ text: String) -> [Finding] {
      ForeignDocument(Array(text.utf8)).inspected().findings
    }
    #expect(found("").map(\.rule) == ["empty"])
    #expect(found("  \n").map(\.rule) == ["empty"])
    #expect(found("<a/>").map(\.rule) == ["not-a-feed"])
    #expect(found("hello").map(\.rule) == ["not-well-formed"])
    let page = found(
      "<!DOCTYPE html><title>x</title><link rel=alternate type=application/atom+xml href=/f.atom><p>a<br>"
    )
    #expect(page.map(\.rule) == ["not-a-feed"])
    #expect(page.first?.message.contains("/f.atom") == true)
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"
    #expect(found(rdf).map(\.rule) == ["rss-version"])
  }
}
