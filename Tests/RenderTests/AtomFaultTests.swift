import FeedModel
import Testing

@testable import Render

/// A feed with every part that the rules know beyond the plain ones, and the faults of those parts.
@Suite("Faults of foreign Atom feeds")
struct AtomFaultTests {
  static let atomFeed = """
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
    expectFault(fault, in: Self.atomFeed)
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
    expectFault(Fault("atom-author-missing", "<author><name>D</name></author>", ""), in: entry)
  }
}
