internal import FeedModel

/// Lists of links to other articles, under headings such as `More on This Story`: data, never body.
struct TrailingLists {
  private(set) var links: [PageLink] = []

  /// Reads the lists below the body; claims their lines.
  init(_ sketch: inout PageSketch, after lastBody: Int) {
    var index = lastBody + 1
    while index < sketch.count {
      guard sketch.isFree(index), Self.isHeading(sketch.page, index) else {
        index += 1
        continue
      }
      sketch.set(index, .relatedLink, "heads a list of other articles")
      index = readList(&sketch, from: index + 1)
    }
  }

  /// Whether a line is one of the known headings of such lists.
  static func isHeading(_ page: Page, _ index: Int) -> Bool {
    let line = page.lines[index]
    guard line.words <= 8, line.width <= 60, line.end != .stop,
      line.digits > 0 || TrailingHeadings.all.mayHold(line.hash)
    else { return false }
    let text = FoldedText.of(page.content(line))
    return TrailingHeadings.all.contains(text)
  }

  /// Takes the titles that follow until something else begins; the index after them.
  private mutating func readList(_ sketch: inout PageSketch, from start: Int) -> Int {
    var index = start
    var idle = 0
    while index < sketch.count, links.count < 100, idle < 4 {
      let line = sketch.page.lines[index]
      guard sketch.isFree(index), !Self.isHeading(sketch.page, index) else { break }
      let isEnd =
        line[.legal] * 3 >= line.words && line[.legal] > 0
        || line[.comment] * 2 >= line.words && line[.comment] > 0
      if isEnd { break }
      if Self.isTitle(line) {
        links.append(PageLink(title: sketch.page.content(line)))
        sketch.set(index, .relatedLink, "a title in a list of other articles")
        idle = 0
      } else {
        idle += 1
      }
      index += 1
    }
    return index
  }

  private static func isTitle(_ line: Line) -> Bool {
    let wide = line.words >= 4 || line.ideographs >= 8
    return wide && line.words <= 30 && line.letters > line.digits * 2 && line.inner <= 1
      && line[.share] * 2 < line.words && line[.prompt] * 2 < line.words
  }
}

/// Headings of lists of other articles, folded as `FoldedText` does.
enum TrailingHeadings {
  static let all = HeadingSet(text)

  private static let text = """
    more on this story
    related news
    related
    related articles
    related article
    related stories
    related story
    related posts
    related content
    related links
    related topics
    read more
    read also
    read next
    also read
    see also
    more stories
    more news
    more from this section
    more like this
    more to read
    most popular
    most read
    most viewed
    popular now
    popular posts
    popular stories
    you may also like
    you might also like
    you might be interested in
    recommended
    recommended for you
    recommended stories
    recent posts
    recent articles
    latest news
    latest stories
    latest posts
    top stories
    trending
    trending now
    editors picks
    whats next
    up next
    dont miss
    in this story
    more in this series
    mehr zum thema
    zum thema
    lesen sie auch
    lesen sie mehr
    auch interessant
    weitere artikel
    weitere beiträge
    weitere meldungen
    weitere nachrichten
    das könnte sie auch interessieren
    das könnte dich auch interessieren
    ähnliche artikel
    ähnliche beiträge
    verwandte artikel
    verwandte beiträge
    verwandte themen
    meistgelesen
    meistgelesene artikel
    neueste beiträge
    mehr aus diesem ressort
    à lire aussi
    a lire aussi
    lire aussi
    sur le même sujet
    sur le même thème
    articles liés
    articles similaires
    les plus lus
    dans la même rubrique
    te puede interesar
    también te puede interesar
    noticias relacionadas
    artículos relacionados
    lo más leído
    lo más visto
    más noticias
    leer más
    lee también
    leia também
    leia mais
    veja também
    notícias relacionadas
    artigos relacionados
    mais lidas
    leggi anche
    articoli correlati
    potrebbe interessarti
    potrebbe interessarti anche
    i più letti
    lees ook
    lees meer
    meer over dit onderwerp
    gerelateerde artikelen
    läs också
    läs mer
    relaterade artiklar
    les også
    relaterte saker
    læs også
    relaterede artikler
    lue myös
    aiheeseen liittyvää
    czytaj także
    czytaj też
    zobacz także
    zobacz też
    powiązane artykuły
    čtěte také
    související články
    prečítajte si tiež
    olvasta már
    kapcsolódó cikkek
    citește și
    читайте также
    по теме
    похожие статьи
    материалы по теме
    читайте також
    още по темата
    ilgili haberler
    benzer haberler
    çok okunanlar
    baca juga
    berita terkait
    artikel terkait
    terpopuler
    xem thêm
    tin liên quan
    bài viết liên quan
    διαβάστε επίσης
    σχετικά άρθρα
    اقرأ أيضا
    مواضيع ذات صلة
    أخبار ذات صلة
    مطالب مرتبط
    כתבות נוספות
    関連記事
    関連ニュース
    あわせて読みたい
    相关阅读
    相关新闻
    相关文章
    延伸阅读
    相關新聞
    관련기사
    관련 기사
    """
}
