import FeedModel
import Testing

@testable import Render

/// A channel with every part that the rules know beyond the plain ones, and the faults of those parts.
@Suite("Faults of foreign RSS feeds")
struct RSSFaultTests {
  static let rssFeed = """
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
    expectFault(fault, in: Self.rssFeed)
  }
}
