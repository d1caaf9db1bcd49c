import FeedModel
import Normalize
import Testing

@Suite struct RelativeDateTests {
  @Test(arguments: [
    DatePhrase("en", "3 hours ago", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("en", "an hour ago", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("en", "Updated two days ago", nil, .day, updated: "2026-06-08T12:00:00Z"),
    DatePhrase("en", "about 5 mins ago", "2026-06-10T11:55:00Z", .minute),
    DatePhrase("en", "1 hour, 20 minutes ago", "2026-06-10T10:40:00Z", .minute),
    DatePhrase("en", "5h ago", "2026-06-10T07:00:00Z", .hour),
    DatePhrase("en", "1 week ago", "2026-06-03T12:00:00Z", .day),
    DatePhrase("en", "2 months ago", "2026-04-10T12:00:00Z", .month),
    DatePhrase("en", "1 year ago", "2025-06-10T12:00:00Z", .year),
    DatePhrase("de", "vor 3 Stunden", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("de", "vor einem Tag", "2026-06-09T12:00:00Z", .day),
    DatePhrase("de", "vor etwa 3 Stunden", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("fr", "il y a 2 jours", "2026-06-08T12:00:00Z", .day),
    DatePhrase("fr", "il y a une heure", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("es", "hace 3 horas", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("en", "há 3 horas", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("de", "3 hours ago", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("it", "3 ore fa", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("it", "un'ora fa", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("pt", "há 3 horas", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("pt", "3 horas atrás", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("nl", "3 uur geleden", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("sv", "för 3 timmar sedan", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("da", "for 3 timer siden", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("nb", "for 3 timer siden", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("fi", "3 tuntia sitten", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("pl", "3 godziny temu", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("pl", "godzinę temu", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("cs", "před 3 hodinami", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("sk", "pred 3 hodinami", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("hu", "3 órával ezelőtt", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("hu", "3 órája", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ro", "acum 3 ore", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ro", "acum 20 de minute", "2026-06-10T11:40:00Z", .minute),
    DatePhrase("ru", "3 часа назад", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ru", "час назад", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("uk", "3 години тому", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("bg", "преди 3 часа", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("hr", "prije 3 sata", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("sr", "пре 3 сата", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("sr", "pre 3 sata", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("el", "πριν από 3 ώρες", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("el", "3 ώρες πριν", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("tr", "3 saat önce", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ar", "منذ 3 ساعات", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ar", "قبل ساعتين", "2026-06-10T10:00:00Z", .hour),
    DatePhrase("ar", "منذ يوم واحد", "2026-06-09T12:00:00Z", .day),
    DatePhrase("he", "לפני 3 שעות", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("he", "לפני יומיים", "2026-06-08T12:00:00Z", .day),
    DatePhrase("fa", "۳ ساعت پیش", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("hi", "3 घंटे पहले", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("zh", "3小时前", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("zh", "三天前", "2026-06-07T12:00:00Z", .day),
    DatePhrase("zh", "2 個月前", "2026-04-10T12:00:00Z", .month),
    DatePhrase("ja", "3時間前", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ja", "2 か月前", "2026-04-10T12:00:00Z", .month),
    DatePhrase("ko", "3시간 전", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("ko", "5분전", "2026-06-10T11:55:00Z", .minute),
    DatePhrase("vi", "3 giờ trước", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("vi", "2 năm trước", "2024-06-10T12:00:00Z", .year),
    DatePhrase("th", "3 ชั่วโมงที่แล้ว", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("th", "เมื่อ 3 วันก่อน", "2026-06-07T12:00:00Z", .day),
    DatePhrase("id", "3 jam yang lalu", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("id", "sejam yang lalu", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("ca", "fa 3 hores", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("lt", "prieš 3 valandas", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("lv", "pirms 3 stundām", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("et", "3 tundi tagasi", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("sl", "pred 3 urami", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("en", "a few minutes ago", "2026-06-10T11:58:00Z", .minute),
    DatePhrase("de", "vor einigen Stunden", "2026-06-10T10:00:00Z", .hour),
    DatePhrase("fr", "il y a 3 h", "2026-06-10T09:00:00Z", .hour),
    DatePhrase("de", "vor 2 Std.", "2026-06-10T10:00:00Z", .hour),
    DatePhrase("en", "1h", "2026-06-10T11:00:00Z", .hour),
    DatePhrase("en", "5 min", "2026-06-10T11:55:00Z", .minute),
    DatePhrase("en", "· 2d ·", "2026-06-08T12:00:00Z", .day),
  ])
  func `Reads spans in many languages`(_ phrase: DatePhrase) throws { try phrase.check() }

  @Test(arguments: [
    DatePhrase("en", "just now", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("de", "gerade eben", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("fr", "à l’instant", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("ru", "только что", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("zh", "刚刚", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("ja", "たった今", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("ko", "방금 전", "2026-06-10T12:00:00Z", .minute),
    DatePhrase("en", "Today", "2026-06-10"),
    DatePhrase("en", "Yesterday", "2026-06-09"),
    DatePhrase("en", "Yesterday at 2:45 pm", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("en", "2:45 pm yesterday", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("en", "Today, 10:30", "2026-06-10T10:30:00Z", .minute),
    DatePhrase("de", "gestern um 14.45 Uhr", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("de", "vorgestern", "2026-06-08"),
    DatePhrase("fr", "hier à 19h20", "2026-06-09T19:20:00Z", .minute),
    DatePhrase("fr", "aujourd’hui à 9h05", "2026-06-10T09:05:00Z", .minute),
    DatePhrase("fr", "avant-hier", "2026-06-08"),
    DatePhrase("es", "ayer a las 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("it", "ieri alle 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("ru", "вчера в 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("zh", "昨天 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("ja", "昨日 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("ko", "어제 오후 2:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("ar", "أمس 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("tr", "dün 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("pl", "wczoraj, 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("hu", "tegnap 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("id", "kemarin 14:45", "2026-06-09T14:45:00Z", .minute),
    DatePhrase("en", "last Tuesday", "2026-06-09"),
    DatePhrase("en", "last Wednesday", "2026-06-03"),
    DatePhrase("fr", "mardi dernier", "2026-06-09"),
    DatePhrase("de", "letzten Freitag", "2026-06-05"),
    DatePhrase("en", "Tuesday, 14:30", "2026-06-09T14:30:00Z", .minute),
    DatePhrase("en", "Wed 09:00", "2026-06-10T09:00:00Z", .minute),
    DatePhrase("en", "Wed 23:00", "2026-06-03T23:00:00Z", .minute),
    DatePhrase("en", "2 days ago at 06:20 am", "2026-06-08T06:20:00Z", .minute),
  ])
  func `Reads days told from the moment of reading`(_ phrase: DatePhrase) throws {
    try phrase.check()
  }

  @Test(arguments: [
    ("14 hours ago", "2026-06-09T21:00:00Z", "2026-06-09T22:00:00Z"),
    ("5 minutes ago", "2026-06-10T11:54:00Z", "2026-06-10T11:55:00Z"),
    ("2 days ago", "2026-06-07T12:00:00Z", "2026-06-08T12:00:00Z"),
    ("1 month ago", "2026-04-10T12:00:00Z", "2026-05-10T12:00:00Z"),
    ("just now", "2026-06-10T11:59:00Z", "2026-06-10T12:00:00Z"),
    ("yesterday", "2026-06-09T00:00:00Z", "2026-06-09T23:59:59Z"),
    ("3 May 2026", "2026-05-03T00:00:00Z", "2026-05-03T23:59:59Z"),
    ("3 May 2026 14:30", "2026-05-03T14:30:00Z", "2026-05-03T14:30:59Z"),
    ("3 May 2026, 2pm", "2026-05-03T14:00:00Z", "2026-05-03T14:59:59Z"),
    ("June 2025", "2025-06-01T00:00:00Z", "2025-06-30T23:59:59Z"),
  ])
  func `A claim is an interval`(_ phrase: String, _ earliest: String, _ latest: String) throws {
    let capturedAt = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let claim = try #require(DateReader(zone: .utc).read(phrase, capturedAt: capturedAt).published)
    #expect(claim.earliest.rfc3339 == earliest)
    #expect(claim.latest.rfc3339 == latest)
  }

  @Test(arguments: [
    ("2024-03-31T12:00:00Z", "1 month ago", "2024-02-29T12:00:00Z"),
    ("2025-03-31T12:00:00Z", "1 month ago", "2025-02-28T12:00:00Z"),
    ("2024-02-29T12:00:00Z", "1 year ago", "2023-02-28T12:00:00Z"),
    ("2026-01-01T00:30:00Z", "1 hour ago", "2025-12-31T23:30:00Z"),
    ("2026-01-01T00:30:00Z", "yesterday 23:15", "2025-12-31T23:15:00Z"),
    ("2026-01-01T00:30:00Z", "31 December, 22:00", "2025-12-31T22:00:00Z"),
    ("2300-01-01T00:00:00Z", "2 years ago", "2298-01-01T00:00:00Z"),
  ])
  func `Spans cross months and years`(_ capture: String, _ phrase: String, _ expected: String)
    throws
  {
    let capturedAt = try #require(Instant(rfc3339: capture))
    let reading = DateReader(zone: .utc).read(phrase, capturedAt: capturedAt, language: "en")
    #expect(reading.published?.point.rfc3339 == expected)
  }
}

@Suite("Halves, noon and weekdays") struct NamedTimeTests {
  @Test(
    "Half an hour is half an hour to an hour",
    arguments: [
      ("half an hour ago", 30), ("vor einer halben Stunde", 30), ("il y a une demi-heure", 30),
      ("hace media hora", 30), ("mezz'ora fa", 30), ("een half uur geleden", 30),
      ("an hour and a half ago", 90), ("vor anderthalb Stunden", 90),
    ])
  func halves(_ phrase: String, _ minutes: Int64) throws {
    let seen = try #require(Instant(rfc3339: "2026-06-10T12:00:00Z"))
    let found = try #require(DateReader(zone: .utc).read(phrase, capturedAt: seen).published)
    #expect(found.latest == seen - minutes * 60)
    #expect(found.earliest == seen - (minutes + 30) * 60)
    #expect(found.precision == .hour)
  }

  @Test(arguments: [
    DatePhrase("en", "noon on 5 May 2026", "2026-05-05T12:00:00Z", .minute),
    DatePhrase("en", "May 5, 2026 at 12 noon", "2026-05-05T12:00:00Z", .minute),
    DatePhrase("fr", "5 mai 2026 à midi", "2026-05-05T12:00:00Z", .minute),
    // The tenth of June 2026 is a Wednesday.
    DatePhrase("en", "Mon 3 Mar", "2025-03-03"),
    DatePhrase("en", "Tue 3 Mar", "2026-03-03"),
    DatePhrase("en", "Monday, March 3, 14:30", "2025-03-03T14:30:00Z", .minute),
    DatePhrase("de", "Mo, 3. März", "2025-03-03"),
    // A word of two letters is more often another one.
    DatePhrase("it", "di 3 marzo", "2026-03-03"),
    // A weekday goes before the nearest year, never before the year that is written.
    DatePhrase("en", "Mon 3 Mar 2026", "2026-03-03"),
  ])
  func named(_ phrase: DatePhrase) throws { try phrase.check() }
}
