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

  private func title(_ subject: String) throws -> String? {
    try manuscript("From: Petra Lind\nSubject: \(subject)\n\n\(body)").metadata.title
  }

  @Test(
    "Encoded words of a subject are read in their charset",
    arguments: [
      ("=?utf-8?Q?F=C3=A4hre_nach_Holm?=", "Fähre nach Holm"),
      ("=?UTF-8?B?RsOkaHJlIG5hY2ggSG9sbQ==?=", "Fähre nach Holm"),
      ("=?utf-8?b?RsOkaHJl?= steht", "Fähre steht"),
      ("=?iso-8859-1?q?F=e4hre?= steht", "Fähre steht"),
      ("=?ISO-8859-15?Q?Karten_f=FCr_9_=A4?=", "Karten für 9 €"),
      ("=?windows-1252?Q?The_=93Petrel=94_lies_still?=", "The “Petrel” lies still"),
      ("=?us-ascii*en?Q?Ferry_stops=3F?=", "Ferry stops?"),
      ("Re: =?utf-8?Q?AW=3A_F=C3=A4hre?=", "Fähre"),
      ("Ferry=?utf-8?Q?_=E2=80=93_?=stops", "Ferry – stops"),
      ("=?utf-8?Q?Ferry?=?utf-8?Q?_stops?=", "Ferry?utf-8?Q?_stops?="),
      ("=?utf-8?Q?Ferry=0D=0A=00stops?=", "Ferry stops"),
    ])
  func encoded(_ subject: String, _ expected: String) throws {
    #expect(try title(subject) == expected)
  }

  @Test(
    "White space between two encoded words is no part of the subject, beside plain ones it is",
    arguments: [
      ("=?utf-8?Q?F=C3=A4?= =?utf-8?Q?hre?=", "Fähre"),
      ("=?utf-8?Q?F=C3=A4?=\n =?iso-8859-1?Q?hre?=", "Fähre"),
      ("=?utf-8?Q?F=C3=A4hre_?= =?utf-8?Q?steht?=", "Fähre steht"),
      ("Die =?utf-8?Q?F=C3=A4hre?= steht", "Die Fähre steht"),
      // A mailer cut the two bytes of a letter apart.
      ("=?utf-8?B?RsM=?= =?utf-8?B?pGhyZQ==?=", "Fähre"),
    ])
  func adjacent(_ subject: String, _ expected: String) throws {
    #expect(try title(subject) == expected)
  }

  @Test(
    "An encoded word that can't be read stays as it is written",
    arguments: [
      "=?klingon?Q?Ferry?=", "=?utf-8?X?Ferry?=", "=?utf-8?Q?F=ZZhre?=", "=?utf-8?Q?F=C3?=",
      "=?utf-8?B?Rs*k?=", "=?utf-8?B?RsOka?=", "=?utf-8?Q?Ferry stops?=", "=?utf-8?Q?Ferry",
      "=?utf-8?Q?F=C3?= =?iso-8859-1?X?hre?=", "Is it so=?", "=?../utf-8?Q?Ferry?=",
    ])
  func broken(_ subject: String) throws {
    #expect(try title(subject) == subject)
  }

  @Test("A broken word leaves its neighbours be")
  func brokenNeighbour() throws {
    #expect(try title("=?utf-8?Q?F=C3?= =?utf-8?Q?steht?=") == "=?utf-8?Q?F=C3?= steht")
  }

  @Test("The sender's name is read likewise")
  func sender() throws {
    let read = try manuscript(
      "From: \"=?utf-8?Q?J=C3=BCrgen_Lind?=\" <lind@lind.example>\nSubject: Ferry\n\n\(body)")
    #expect(read.metadata.authors == [Author(name: "Jürgen Lind")])
  }
}
