import FeedModel
import Normalize
import Testing

@Suite struct DateKindTests {
  @Test(arguments: [
    DatePhrase("en", "Published 3 May 2026, updated 4 May", "2026-05-03", updated: "2026-05-04"),
    DatePhrase("en", "3 May 2026 (updated 4 May 2026)", "2026-05-03", updated: "2026-05-04"),
    DatePhrase(
      "en", "Updated 4 May 2026 | Published 3 May 2026", "2026-05-03", updated: "2026-05-04"),
    DatePhrase("en", "Last modified: 3 May 2026", nil, updated: "2026-05-03"),
    DatePhrase("en", "Last reviewed on 3 May 2026", nil, updated: "2026-05-03"),
    DatePhrase("en", "Page last updated on 3 May 2026", nil, updated: "2026-05-03"),
    DatePhrase("en", "First published: 3 May 2026", "2026-05-03"),
    DatePhrase("en", "May 3, 2026May 9, 2026", "2026-05-03", updated: "2026-05-09"),
    DatePhrase("en", "May 3, 2026 May 3, 2026", "2026-05-03"),
    DatePhrase(
      "en", "3 May 2026 · Updated 3 hours ago", "2026-05-03", updated: "2026-06-10T09:00:00Z"),
    DatePhrase(
      "en", "3 May 2026 14:30 | Updated 16:00", "2026-05-03T14:30:00Z", .minute,
      updated: "2026-05-03T16:00:00Z"),
    DatePhrase(
      "en", "May 3, 20262:45 PM UTCUpdated 4 hours ago", "2026-05-03T14:45:00Z", .minute,
      updated: "2026-06-10T08:00:00Z"),
    DatePhrase(
      "en", "Updated 1436 GMT (2236 HKT) May 3, 2026", nil, .minute, updated: "2026-05-03T14:36:00Z"
    ),
    DatePhrase(
      "fr", "Publié hier à 10h15, mis à jour à 12h01", "2026-06-09T10:15:00Z", .minute,
      updated: "2026-06-09T12:01:00Z"),
    DatePhrase("en", "Updated 09:15 GMT", nil, .minute, updated: "2026-06-10T09:15:00Z"),
    DatePhrase("en", "Updated 23:15", nil, .minute, updated: "2026-06-09T23:15:00Z"),
    DatePhrase(
      "de", "Veröffentlicht: 03.05.2026, 10:37 Uhr | aktualisiert: 04.05.2026, 11:01 Uhr",
      "2026-05-03T10:37:00Z", .minute, updated: "2026-05-04T11:01:00Z"),
    DatePhrase(
      "de", "Diese Seite wurde zuletzt am 3. Mai 2026 geändert.", nil, updated: "2026-05-03"),
    DatePhrase("de", "Vor 4 Tagen veröffentlicht", "2026-06-06T12:00:00Z"),
    DatePhrase("de", "Stand: 3. Mai 2026", "2026-05-03"),
    DatePhrase("en", "Updated: Date: 3 May 2026", nil, updated: "2026-05-03"),
    DatePhrase(
      "fr", "Publié le 3 mai 2026 à 16h00, mis à jour le 4 mai 2026 à 9h15", "2026-05-03T16:00:00Z",
      .minute, updated: "2026-05-04T09:15:00Z"),
    DatePhrase("es", "Actualizado: 3 de mayo de 2026", nil, updated: "2026-05-03"),
    DatePhrase("it", "Ultimo aggiornamento: 3 maggio 2026", nil, updated: "2026-05-03"),
    DatePhrase("pt", "Atualizado em 3 de maio de 2026", nil, updated: "2026-05-03"),
    DatePhrase("nl", "Laatst bijgewerkt op 3 mei 2026", nil, updated: "2026-05-03"),
    DatePhrase(
      "sv", "Publicerad 3 maj 2026, uppdaterad 4 maj 2026", "2026-05-03", updated: "2026-05-04"),
    DatePhrase("da", "Opdateret 3. maj 2026", nil, updated: "2026-05-03"),
    DatePhrase("nb", "Sist oppdatert 3. mai 2026", nil, updated: "2026-05-03"),
    DatePhrase(
      "fi", "Julkaistu 3.5.2026, päivitetty 4.5.2026", "2026-05-03", updated: "2026-05-04"),
    DatePhrase(
      "pl", "Data publikacji: 3 maja 2026, aktualizacja: 4 maja 2026", "2026-05-03",
      updated: "2026-05-04"),
    DatePhrase("cs", "Aktualizováno 3. května 2026", nil, updated: "2026-05-03"),
    DatePhrase(
      "ru", "Опубликовано 3 мая 2026, обновлено 4 мая 2026", "2026-05-03", updated: "2026-05-04"),
    DatePhrase("uk", "Оновлено 3 травня 2026", nil, updated: "2026-05-03"),
    DatePhrase("el", "Τελευταία ενημέρωση: 3 Μαΐου 2026", nil, updated: "2026-05-03"),
    DatePhrase(
      "tr", "Son Güncelleme: 03.05.2026 18:14", nil, .minute, updated: "2026-05-03T18:14:00Z"),
    DatePhrase("ar", "آخر تحديث: 3 مايو 2026", nil, updated: "2026-05-03"),
    DatePhrase("zh", "发布时间：2026年5月3日 更新时间：2026年5月4日", "2026-05-03", updated: "2026-05-04"),
    DatePhrase("ja", "公開日：2026年5月3日　更新日：2026年5月4日", "2026-05-03", updated: "2026-05-04"),
    DatePhrase(
      "ko", "입력 2026.05.03 20:27 수정 2026.05.04 09:10", "2026-05-03T20:27:00Z", .minute,
      updated: "2026-05-04T09:10:00Z"),
    DatePhrase("vi", "Cập nhật 3/5/2026", nil, updated: "2026-05-03"),
    DatePhrase("id", "Diperbarui 3 Mei 2026", nil, updated: "2026-05-03"),
    DatePhrase("hi", "अपडेटेड 3 मई 2026", nil, updated: "2026-05-03"),
    DatePhrase("hu", "Frissítve: 2026. május 3.", nil, updated: "2026-05-03"),
    DatePhrase("ro", "Actualizat 3 mai 2026", nil, updated: "2026-05-03"),
  ])
  func `The words beside a date say which it is`(_ phrase: DatePhrase) throws { try phrase.check() }
}
