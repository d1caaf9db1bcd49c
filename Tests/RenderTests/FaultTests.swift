import FeedModel
import Testing

@testable import Render

/// What is wrong with a foreign document before its parts are looked at.
@Suite("Faults of foreign documents")
struct FaultTests {
  @Test(
    "None of the valid documents has a finding",
    arguments: [
      AtomFaultTests.atomFeed, RSSFaultTests.rssFeed, JSONFaultTests.jsonFeed, JSONFaultTests.list,
    ])
  func valid(_ document: String) {
    let inspected = ForeignDocument(Array(document.utf8)).inspected()
    #expect(inspected.findings == [])
    #expect(inspected.kind != nil)
  }

  @Test("The charset is that of the byte order mark, else as served, else as declared")
  func charsets() {
    func rules(_ bytes: [UInt8], _ type: String?) -> [String] {
      ForeignDocument(bytes, mediaType: type).inspected().findings.map(\.rule)
    }
    let declared = AtomFaultTests.atomFeed.replacing("\"utf-8\"", with: "\"iso-8859-1\"")
    let latin = declared.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(rules(latin, nil) == [])
    #expect(rules(latin, "application/atom+xml") == [])
    #expect(rules(latin, "application/atom+xml; charset=ISO-8859-1") == [])
    #expect(rules(latin, "application/atom+xml; charset=\"utf-8\"").last == "not-well-formed")
    #expect(rules(Array(declared.utf8), "text/xml; charset=utf-8") == ["charset-served"])
    #expect(rules([0xEF, 0xBB, 0xBF] + Array(declared.utf8), nil) == ["charset-mark"])
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in AtomFaultTests.atomFeed.replacing("utf-8", with: "utf-16").utf16 {
      utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    #expect(rules(utf16, "application/atom+xml") == [])
    #expect(rules(Array(AtomFaultTests.atomFeed.utf8), "text/html; charset=utf-8") == ["served-as"])
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

/// Breaks a valid document by `fault` and expects that it is found.
func expectFault(
  _ fault: Fault, in valid: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  #expect(valid.contains(fault.old), "nothing to break", sourceLocation: sourceLocation)
  let found = ForeignDocument(Array(fault.breaking(valid).utf8)).inspected().findings
  #expect(
    found.map(\.rule).contains(fault.rule), "\(found.map(\.rule))", sourceLocation: sourceLocation)
}
