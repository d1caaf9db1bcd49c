import FeedModel
import Testing

@testable import Normalize

@Suite("Pages of other kinds, scripts and languages")
struct WorldPageTests {
  @Test("A live blog keeps the times of its entries and takes none for its date")
  func liveBlog() throws {
    let article = try PageTexts.article(
      """
      Live: Storm over the bay

      14:05 The first ferry has left the harbour, an hour late, with forty passengers on board and the mayor among them.

      13:50 The coast guard says that no boat is missing. Two yachts have lost their masts but reached the inner basin.

      13:20 Schools in the lower town will close at two. Parents are asked to fetch their children from the northern gate.
      """)
    #expect(article.headline == "Live: Storm over the bay")
    #expect(article.published == nil)
    #expect(article.body.text.hasPrefix("14:05 The first ferry"))
    #expect(article.body.text.contains("13:50 The coast guard"))
  }

  @Test("A Japanese page is read like any other")
  func japanese() throws {
    let article = try PageTexts.article(
      """
      港区の古い灯台、来春から一般公開へ

      2026年5月3日 10時30分

      港区は三日、百年前に建てられた灯台を来年の春から一般に公開すると発表した。灯台は長い間使われておらず、地元の住民が保存を求めていた。

      区によると、内部の階段は修理され、一度に十人まで上ることができる。入場は無料で、週末にはガイドが歴史を説明するという。

      関連記事

      灯台の保存を求める署名が一万人を超える
      """)
    #expect(article.headline == "港区の古い灯台、来春から一般公開へ")
    #expect(article.published?.precision == .minute)
    #expect(article.body.text.hasPrefix("港区は三日"))
    #expect(article.body.text.hasSuffix("説明するという。"))
    #expect(article.links.map(\.title) == ["灯台の保存を求める署名が一万人を超える"])
  }

  @Test("An Arabic page gives its headline, its author and its text")
  func arabic() throws {
    let article = try PageTexts.article(
      """
      الرئيسية
      سياسة
      رياضة

      بلدية المرفأ تقرر توسيع الرصيف الشمالي قبل الشتاء

      كتب: سامر الحلبي

      قررت بلدية المرفأ يوم الثلاثاء توسيع الرصيف الشمالي، منهية بذلك خلافا استمر أكثر من أربع سنوات مع شركة العبارات، بحسب ما جاء في محضر الاجتماع.

      وقالت رئيسة المجلس إن العمل سيبدأ قبل العواصف الشتوية، وإنه من المتوقع أن ينتهي خلال ثمانية عشر شهرا على أبعد تقدير.
      """)
    #expect(article.headline == "بلدية المرفأ تقرر توسيع الرصيف الشمالي قبل الشتاء")
    #expect(article.authors.map(\.name) == ["سامر الحلبي"])
    #expect(article.body.text.hasPrefix("قررت بلدية"))
    #expect(!article.body.text.contains("رياضة"))
  }

  @Test(
    "A byline below the headline is data in scripts without capitals too",
    arguments: [
      (
        "북항 새 방파제 공사 내년 봄 시작\n\n김민수 기자 minsu@courier.example\n\n"
          + "시는 내년 봄부터 북항에 새 방파제를 짓는 공사를 시작한다고 12일 밝혔다.\n", "김민수", "시는 내년"
      ),
      (
        "เปิดสะพานใหม่ข้ามแม่น้ำ\n\nโดย สมชาย ใจดี\n\n"
          + "กรมทางหลวงเปิดให้ใช้สะพานใหม่ข้ามแม่น้ำในวันจันทร์ หลังจากก่อสร้างมานานสามปี\n",
        "สมชาย ใจดี", "กรมทางหลวง"
      ),
    ])
  func uncasedByline(_ text: String, _ author: String, _ opening: String) throws {
    let article = try PageTexts.article(text)
    #expect(article.authors.map(\.name) == [author])
    #expect(article.body.text.hasPrefix(opening))
  }

  @Test("A poem is its verses, and its first verse is no headline")
  func poem() throws {
    let article = try PageTexts.article(
      """
      Wireless

      The old radio on the shelf is humming low,
      it tells of ships, of weather, and of snow,
      and no one listens, no one has to know.

      The valves are warm, the dial is pale and round,
      a voice from far away without a sound,
      and all the house is lost and all is found.
      """)
    #expect(article.headline != "The old radio on the shelf is humming low,")
    #expect(PageTexts.markup(article.body).contains("of snow,<br/>and no one listens"))
  }

  @Test("A German page loses its menu, its prompts and its foot")
  func german() throws {
    let article = try PageTexts.article(
      """
      Zum Inhalt springen
      Startseite
      Politik
      Wirtschaft
      Anmelden

      Hafenrat stimmt für breiteren Nordkai

      Von Jörg Ahlers
      3. Mai 2026, 10:30 Uhr

      Der Hafenrat von Lindmünde hat am Dienstag beschlossen, den Nordkai zu verbreitern, und damit einen Streit beendet, der die Fährgesellschaft fast vier Jahre lang hatte warten lassen.

      Nach dem Plan, dem der Kreis noch zustimmen muss, entstehen neben dem alten Zollhaus zwei Liegeplätze, und der Fischmarkt zieht in eine Halle, die seit der Schließung der Konservenfabrik leer steht.

      Lesen Sie auch

      Fährgesellschaft kauft zwei Boote von einem insolventen Konkurrenten

      Abonnieren Sie unseren Newsletter
      Impressum
      Datenschutz
      """)
    #expect(article.headline == "Hafenrat stimmt für breiteren Nordkai")
    #expect(article.authors.map(\.name) == ["Jörg Ahlers"])
    #expect(article.published?.timestamp.rfc3339 == "2026-05-03T10:30:00Z")
    #expect(article.body.text.hasSuffix("seit der Schließung der Konservenfabrik leer steht."))
    #expect(article.links.count == 1)
  }

  @Test("A sentence over the byline is the dek, not the body")
  func dekOverByline() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n"
        + "After four years of dispute the ferry company gets its berth, and the fish market a new hall.\n"
        + "By Ada Quill\n3 May 2026\n\n" + PageTexts.harbour)
    #expect(article.dek?.hasPrefix("After four years") == true)
    #expect(article.body.text.hasPrefix("The harbour board"))
  }

  @Test("A numbered list in an article keeps its numbers as a list, citation marks or not")
  func numberedList() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n\n" + PageTexts.harbour
        + "\n\nThe plan has three parts, which the county will judge one by one:\n\n"
        + "1. Two berths are built beside the customs house before the winter storms.\n"
        + "2. The fish market moves to the empty hall of the cannery in the spring.\n"
        + "3. The southern pier is closed to boats of more than twelve metres.\n\n" + PageTexts.quay
    )
    #expect(PageTexts.markup(article.body).contains("<ol><li>Two berths"))
    #expect(article.citations.isEmpty)
  }

  @Test("A date in running text is not the page's date")
  func dateInText() throws {
    let article = try PageTexts.article(
      "Who paid for the stones of the northern quay\n\n"
        + "On 12 March 1987 the first stone of the old quay was laid by a man whose name nobody wrote down, and the "
        + "town has been arguing about it ever since, in its inns and in its council.\n\n"
        + PageTexts.quay)
    #expect(article.published == nil)
    #expect(article.updated == nil)
  }

  @Test("An update time and a publication date on one line are both read")
  func bothDates() throws {
    let article = try PageTexts.article(
      "Board votes to widen the northern quay at Lindmouth\n"
        + "Published 3 May 2026, 10:00 | Updated 4 May 2026, 11:30\n\n" + PageTexts.harbour)
    #expect(article.published?.timestamp.rfc3339 == "2026-05-03T10:00:00Z")
    #expect(article.updated?.timestamp.rfc3339 == "2026-05-04T11:30:00Z")
  }
}
