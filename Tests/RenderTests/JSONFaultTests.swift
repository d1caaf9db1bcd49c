import FeedModel
import Testing

@testable import Render

/// A feed and a list of feeds with every part that the rules know, and the faults of those parts.
@Suite("Faults of foreign JSON feeds and lists")
struct JSONFaultTests {
  static let jsonFeed = """
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
    expectFault(fault, in: Self.jsonFeed)
  }

  static let list = """
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
    expectFault(fault, in: Self.list)
  }
}
