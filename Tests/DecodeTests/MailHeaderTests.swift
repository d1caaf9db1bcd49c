import FeedModel
import Testing

@Suite("Copies of mails") struct MailHeaderTests {
  private let body =
    "The ferry to Holm lies still from Thursday.\n\nA crack was found in its ramp.\n"

  @Test("The fields of a mail are what the file states of itself, and no text")
  func reads() throws {
    let read = try manuscript(
      """
      From: "Petra Lind" <petra@lind.example>
      To: desk@courier.example,
        night@courier.example
      Date: Tue, 12 May 2026 09:14:00 +0200
      Subject: Fwd: Re: Ferry to Holm stops for repairs

      \(body)
      """)
    #expect(read.metadata.title == "Ferry to Holm stops for repairs")
    #expect(read.metadata.authors == [Author(name: "Petra Lind")])
    #expect(read.metadata.published == "Tue, 12 May 2026 09:14:00 +0200")
    #expect(read.firstLine == 6)
  }

  @Test("Other languages have the same fields; an address alone is no author's name")
  func languages() throws {
    let read = try manuscript(
      "Von: petra@lind.example\nGesendet: 12. Mai 2026 09:14\nAn: Nachtdienst\nBetreff: Fähre steht\n\n\(body)"
    )
    #expect(read.metadata.title == "Fähre steht")
    #expect(read.metadata.authors.isEmpty)
    #expect(read.metadata.published == "12. Mai 2026 09:14")
  }

  @Test(
    "What only begins like a mail is text",
    arguments: [
      "Subject: ferries\n\n", "From: Holm\nTo: Elsby\n\n",
      "From: Holm\nSubject: ferries\nThe ferry lies still.\n\n",
      "Ferry stops\nDate: 12 May 2026\nSubject: ferries\n\n",
    ])
  func text(_ opening: String) throws {
    let read = try manuscript(opening + body)
    #expect(read.metadata == Metadata() && read.firstLine == 1)
  }
}
