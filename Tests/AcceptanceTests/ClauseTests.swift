import Foundation
import Testing

/// Which test holds which clause of the specifications that feeds and their server obey.
@Suite("Clauses")
struct ClauseTests {
  /// A clause, and the titles of the tests that hold it; or why none has to.
  struct Clause: CustomTestStringConvertible, Sendable {
    var name: String
    var tests: [String] = []
    var reason: String?

    init(_ name: String, _ tests: String...) {
      self.name = name
      self.tests = tests
    }

    init(_ name: String, reason: String) {
      self.name = name
      self.reason = reason
    }

    var testDescription: String { name }
  }

  static let clauses = [
    Clause(
      "XML 1.0 §2.2: only characters that XML has",
      "No control character gets out in any field; tab, line feed and the rest stay",
      "Forbidden characters in the body are dropped, whatever stands around them",
      "A text of random scalars comes back from all formats, less what is forbidden"),
    Clause(
      "XML 1.0 §2.4, §2.7: markup is escaped, and ]]> never stands in text",
      "Each form escapes what its place asks for",
      "A title parsed back from each format is the title"),
    Clause(
      "XML 1.0 §2.8, §4.3.3: declared as UTF-8 and so; no document type, no entity",
      "Bytes that are no UTF-8 are refused in every kind", "Every fault of an Atom feed is found"),
    Clause("Namespaces 1.0: every prefix is declared", "Every golden passes the gate"),
    Clause(
      "RFC 4287 §2: well-formed and absolute",
      "The recorded documents are well-formed, and Atom's meet its grammar",
      "Addresses are absolute URIs in every format, encoded where they were not"),
    Clause(
      "RFC 4287 §3.1.1: titles are text, escaped once",
      "A title parsed back from each format is the title"),
    Clause(
      "RFC 4287 §3.2: a person has a name",
      "What no format may carry is left out, and the article is published without it"),
    Clause(
      "RFC 4287 §3.3: RFC 3339 with upper-case T and Z",
      "RFC 4287 §4.2.9, §4.2.15: times keep the offset in which the page stated them"),
    Clause(
      "RFC 4287 §4.1.1: the feed's id, title, updated, self, author",
      "RFC 4287 §4.1.1: a feed has one id, title, updated, self link and author",
      "Newest first, by the date that the feed is ordered by"),
    Clause(
      "RFC 4287 §4.1.2: the entry's parts",
      "Every Atom golden is valid by the RelaxNG grammar of Atom"),
    Clause(
      "RFC 4287 §4.1.3.3: HTML content, escaped",
      "The three formats hold the same article: title, id, summary and the same HTML"),
    Clause(
      "RFC 4287 §4.2.6: an id is absolute and never changes",
      "A file dropped, edited, renamed and deleted shows in the feed, with one id for ever",
      "A feed's id depends on authority and name, not on address, title or order",
      "Loss of the database and of all names and times, then a start: every item and document is as before"
    ),
    Clause(
      "RFC 4287 §4.2.7: links",
      "RFC 4287 §4.2.7: sources are via, related articles related, the page alternate"),
    Clause(
      "RFC 4287 §4.2.9, §4.2.15: published is constant, updated significant",
      "A typo is a revision that does not move updated",
      "A significant change moves updated to the time the page states",
      "Two builds of the same input give the same bytes and times"),
    Clause(
      "RFC 4287 §4.2.11: the source of an aggregated entry",
      reason:
        "every entry is of this site's own archive: none is copied from another publisher's feed"),
    Clause(
      "RSS 2.0: the channel's and the item's parts",
      "A feed is written as recorded, in three formats",
      "Every golden passes the gate"),
    Clause("RSS profile, guid", "RSS profile, guid: an id that is no address says so"),
    Clause(
      "RSS profile, data-types-datetime",
      "RSS profile, dates: RFC 822 with four-digit years and numeric zones",
      "An item of the day after tomorrow is refused"),
    Clause(
      "RSS profile, data-types-characterdata: hexadecimal references",
      "Each form escapes what its place asks for",
      "A title read by a reader that unescapes twice is the title still"),
    Clause(
      "RSS profile, description and content:encoded",
      "RSS profile, content: the summary stands before the whole, and is not the same text"),
    Clause("RSS profile, atom:link", "A document that calls itself by another address is refused"),
    Clause(
      "RSS profile, author and dc:creator",
      "RSS profile, author: names without an address go to dc:creator"),
    Clause(
      "RSS profile, lastBuildDate",
      "The feed's change is the newest in the document, also when the window left a newer out"),
    Clause(
      "RSS 2.0, enclosure; Media RSS",
      "A picture stands in each format with its type, and its length where known"),
    Clause(
      "RSS 2.0, skipHours and skipDays", reason: "none are written: a feed may change at any hour"),
    Clause(
      "JSON Feed 1.1: required parts, plain titles, extension",
      "JSON Feed 1.1: dates, authors, tags, addresses and the extension",
      "Every JSON feed meets the schema"),
    Clause(
      "JSON Feed 1.1, next_url",
      reason: "none is written: history is in the Atom archive, to which _wireroom.archive leads"),
    Clause(
      "RFC 5005 §2: complete feeds",
      reason: "no feed claims to be complete: readers would delete what is missing from it"),
    Clause("RFC 5005 §3: paged feeds", reason: "lossy; archived feeds are offered instead"),
    Clause(
      "RFC 5005 §4: archived feeds",
      "Walking back from the live document yields every item once, and new items change no page",
      "Items that come one by one are on a page or in the live document, never in both or neither",
      "A late correction comes again in the live document under its id; its page stays",
      "Pages that were lost are written again as they were, and so is the whole output"),
    Clause(
      "RFC 6721 §3: tombstones", "RFC 6721 §3: a withdrawn item has a tombstone in the feed",
      "A withdrawn article leaves a tombstone in the feeds that had it, and in no other",
      "A withdrawn article leaves a tombstone, or a notice under its id where the feed is set so",
      "A file that returns after its withdrawal has its id and slug back, and is newer than its tombstone"
    ),
    Clause("RFC 4685 §3: in-reply-to", "RFC 4685 §3: a follow-up names what it follows"),
    Clause("RFC 4685 §4, §5: replies", reason: "articles have no comments to link to"),
    Clause(
      "WebSub §4: hub and self links", "A document that calls itself by another address is refused",
      "A ping is a form with mode, url and topic"),
    Clause(
      "RFC 9110 §8.8.3: strong tags of each coding",
      "Each coding has a strong entity tag of its own (§8.8.3.3)"),
    Clause(
      "RFC 9110 §9.3.2: HEAD",
      "HEAD has the fields of GET and no content, for every kind of answer (§9.3.2)"),
    Clause(
      "RFC 9110 §13: conditional requests",
      "Conditional requests are answered as RFC 9110 §13 says, for GET and HEAD alike"),
    Clause(
      "RFC 9110 §12.5.3: Accept-Encoding",
      "Accept-Encoding chooses the coding by weight, and never one that is refused (§12.5.3)"),
    Clause(
      "Media RSS: its namespace and parts", "A feed is written as recorded, in three formats",
      "Every fault of an RSS feed is found"),
    Clause(
      "OPML 2.0: all feeds", "OPML 2.0: every feed with its address and title",
      "listparser finds every feed in the list of feeds"),
    Clause(
      "Readers: newsboat, sfeed, rss2email, feedparser",
      "newsboat subscribes over HTTP and finds every item once, also after an edit",
      "sfeed subscribes, is answered 304 when nothing is new, and keeps one line an item after an edit",
      "rss2email mails each item once, is answered 304 when nothing is new, and mails one change for one edit",
      "feedparser reads the recorded documents without a complaint"),
    Clause(
      "Citations are absolute links with a visible number",
      "A citation is a visible number with an absolute link to its source"),
    Clause(
      "A related article leaves other items' bytes alone",
      "They change no line of Atom or RSS but rel=related",
      "Another item's bytes stay the same when an item is added",
      "An added article changes only documents that hold it, and there no other item but for its links"
    ),
    Clause(
      "Hostile input",
      "Each is an item or a problem with its reason; the documents are valid and say the same in every format",
      "A browser that shows them all runs no script of theirs and asks nobody else for anything"),
    Clause("rssCloud, ActivityPub", reason: "not offered; WebSub is"),
  ]

  private static let titles: String = {
    let root =
      ((#filePath as NSString).deletingLastPathComponent as NSString).appendingPathComponent("..")
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return files.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("ClauseTests.swift") }
      .compactMap { try? String(contentsOfFile: root + "/" + $0, encoding: .utf8) }
      .joined(separator: "\n")
  }()

  @Test("A clause has a test of that title, or a reason why it needs none", arguments: clauses)
  func held(_ clause: Clause) {
    #expect(!clause.tests.isEmpty || clause.reason != nil)
    for test in clause.tests {
      #expect(Self.titles.contains("\"\(test)\""), "no test is titled: \(test)")
    }
  }
}
