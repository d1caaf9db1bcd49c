import FeedModel
import Normalize
import Testing

@Suite struct DateProseTests {
  @Test(arguments: [
    DatePhrase("en", "60 Years Ago, a Tiny Village Learned to Read by Candlelight", nil),
    DatePhrase("en", "In 2019 the company moved its mill to the coast.", nil),
    DatePhrase("en", "Copyright © 2026 The Harbour Gazette. All rights reserved.", nil),
    DatePhrase("en", "© 3 May 2026 Harbour Gazette", nil),
    DatePhrase("en", "The fair will be held on 3 July 2026 at the old harbour.", nil),
    DatePhrase("en", "Marta Quill, 44, was born on 3 May 1982 in Tallow.", nil),
    DatePhrase("en", "Offer valid until 30 June 2026", nil),
    DatePhrase("en", "Expires 3 May 2027", nil),
    DatePhrase("en", "She left the harbour two days ago and has not been seen since.", nil),
    DatePhrase(
      "en", "He said on Tuesday that the mill would reopen on 4 May 2026 after the flood.", nil),
    DatePhrase("en", "The new berth opens on 12 September 2027.", nil),
    DatePhrase("en", "Entries close on March 31, 2026.", nil),
    DatePhrase("en", "The by-law took effect on 1 January 2026.", nil),
    DatePhrase("en", "The survey was published on 3 March 2026.", nil),
    DatePhrase("de", "Der neue Kai öffnet am 12. September 2027.", nil),
    DatePhrase("fr", "Le nouveau quai ouvre le 12 septembre 2027.", nil),
    DatePhrase("ru", "Новая пристань откроется 12 сентября 2027 года.", nil),
    DatePhrase("en", "Tide tables, 18–20 September 2025", nil),
    DatePhrase("en", "October 2, 2025 – February 15, 2026", nil),
    DatePhrase("en", "Mon – Sat 9:00", nil),
    DatePhrase("en", "Today the ferry is the only way to reach the island.", nil),
    DatePhrase("en", "5 min read", nil),
    DatePhrase("en", "Most read", nil),
    DatePhrase("en", "The ledgers date from May 1956", nil),
    DatePhrase(
      "en", "Updated tables put the catch at nine tons in the year that ended in May 1986", nil),
    DatePhrase("en", "10 years ago today", nil),
    DatePhrase("en", "The old mill burned down 3 months ago", nil),
    DatePhrase("en", "How it was two weeks ago", nil),
    DatePhrase("en", "The ballad was first released 30 years ago", nil),
    DatePhrase("en", "* May 2026 (12)", nil),
    DatePhrase("en", "The scheme runs from 1 April 2026 to 31 May 2026", nil),
    DatePhrase("de", "Hier", nil),
    DatePhrase("en", "Today's paper", nil),
    DatePhrase("en", "Read 2 minutes", nil),
    DatePhrase("en", "Chapter 3", nil),
    DatePhrase("en", "Call 030 123 45 67", nil),
    DatePhrase("en", "May the best ferry win", nil),
    DatePhrase("en", "14:30", nil),
    DatePhrase("de", "Heute vor 9 Jahren", nil),
    DatePhrase("de", "Die Mühle schloss vor drei Jahren ihre Tore, weil das Wasser ausblieb.", nil),
    DatePhrase(
      "de",
      "Das Fest findet am 3. Juli 2026 ab 18 Uhr auf dem alten Markt statt und kostet nichts.", nil),
    DatePhrase("de", "gültig bis 30.06.2026", nil),
    DatePhrase("fr", "Il y a 50 ans, la première pierre du phare était posée par deux sœurs", nil),
    DatePhrase("fr", "jusqu’au 30 juin 2026", nil),
    DatePhrase("es", "El molino cerró hace 4 años por falta de agua y de manos", nil),
    DatePhrase("it", "Ha 30 anni", nil),
    DatePhrase("it", "Tre anni fa il mulino del porto ha chiuso per la piena del fiume", nil),
    DatePhrase("pt", "Farol apagado há 9 dias volta a acender perto da ponte velha", nil),
    DatePhrase("en", "https://example.org/2026/05/03/ferry", nil),
    DatePhrase("en", "See example.org/2026/05/03/ferry-timetable for the times", nil),
  ])
  func `Prose that mentions a date states none`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("en", "Mon–Fri 9:00–17:00", nil),
    DatePhrase("en", "Mon-Fri 9:00", nil),
    DatePhrase("en", "Tue–Sat 4pm", nil),
    DatePhrase(nil, "Mon–Fri 9:00–17:00", nil),
    DatePhrase("en", "Monday to Friday 9am to 5pm", nil),
    DatePhrase("en", "Mon & Thu 14:00–18:00", nil),
    DatePhrase("en", "Mon, Wed, Fri 9:00–12:00", nil),
    DatePhrase("en", "Opening hours: Mon–Fri 9:00–17:00, Sat 10:00–14:00", nil),
    DatePhrase("en", "Saturday 10am–2pm", nil),
    DatePhrase("en", "Thursday 9:00 – 20:00", nil),
    DatePhrase("en", "Today 9:00–17:00", nil),
    DatePhrase("en", "Updated hours: Mon–Fri 9:00–17:00", nil),
    DatePhrase("en", "3 December 2026, 9:00–17:00", nil),
    DatePhrase("de", "Öffnungszeiten: Mo–Fr 9:00–17:00 Uhr", nil),
    DatePhrase("de", "Montag 9:00–12:00 und 14:00–18:00 Uhr", nil),
    DatePhrase("fr", "lundi–vendredi 9h30–18h", nil),
    DatePhrase("es", "Lunes a viernes 9:00–17:00", nil),
    DatePhrase("nl", "ma–vr 9:00–17:00", nil),
    DatePhrase("ru", "Пн–Пт 9:00–18:00", nil),
    DatePhrase(nil, "Saturday 10:00 to 14:00", nil),
    DatePhrase("ja", "月曜日〜金曜日 9:00〜17:00", nil),
    DatePhrase("ja", "土曜日 10:00～14:00", nil),
    DatePhrase("zh", "周一至周五 9:00-17:00", nil),
  ])
  func `Hours in which something is open are no date`(_ phrase: DatePhrase) throws {
    try phrase.check()
  }

  @Test(arguments: [
    DatePhrase("en", "Tuesday, 14:30", "2026-06-09T14:30:00Z", .minute),
    DatePhrase("en", "Today, 10:30 - 5 min read", "2026-06-10T10:30:00Z", .minute),
    DatePhrase("en", "3 May 2026 10:30 GMT, 11:30 BST", "2026-05-03T10:30:00Z", .minute),
    DatePhrase("en", "Friday 9:00 - Ada Quill", "2026-06-05T09:00:00Z", .minute),
  ])
  func `A day with one time is a date still`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    "The fair will be held on 3 July 2026 at the old harbour.", "Offer valid until 30 June 2026",
    "60 Years Ago, a Tiny Village Learned to Read by Candlelight",
    "18–20 September 2025", "no date at all",
  ])
  func `A phrase without a date says why`(_ phrase: String) throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let reading = DateReader(zone: .utc).read(phrase, capturedAt: capturedAt, language: "en")
    #expect(reading.published == nil && reading.updated == nil)
    #expect(!reading.reason.isEmpty)
  }

  @Test(arguments: [
    DatePhrase("en", "By Marta Quill | 3 May 2026 | 5 min read", "2026-05-03"),
    DatePhrase("en", "Marta Quill, Harbour Correspondent · 3 May 2026 · 12 Comments", "2026-05-03"),
    DatePhrase("en", "Ferry strike ends after nine days - 3 May 2026", "2026-05-03"),
    DatePhrase("en", "By Marta Quill 3 hours ago", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("de", "Von Marta Quill am 3. Mai 2026", "2026-05-03"),
    DatePhrase("de", "Pressemitteilung vom 3. Mai 2026", "2026-05-03"),
    DatePhrase("fr", "Par Marta Quill, le 3 mai 2026", "2026-05-03"),
    DatePhrase("es", "Por Marta Quill - 3 de mayo de 2026", "2026-05-03"),
    DatePhrase(
      "en",
      "This article was first published on 3 May 2026 and has been checked again by two people.",
      "2026-05-03"),
  ])
  func `A byline's date is its page's`(_ phrase: DatePhrase) throws { try phrase.check() }
}
