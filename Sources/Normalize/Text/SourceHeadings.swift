/// Headings of lists of sources, as pages of many languages name them.
enum SourceHeadings {
  /// Whether `text` is such a heading and nothing else; case, digits and marks don't count.
  static func contains(_ text: String) -> Bool { isFolded(FoldedText.of(text)) }

  /// The same of a text that `FoldedText` has folded.
  static func isFolded(_ text: String) -> Bool { all.contains(text) }

  /// The same of a line with this `Line.hash`, by which most are told.
  static func isOne(_ text: String, hash: UInt32) -> Bool {
    all.mayHold(hash) && contains(text)
  }

  private static let all = HeadingSet(text)

  private static let text = """
    sources
    source
    sources and references
    sources and notes
    sources and further reading
    references
    references and notes
    references and further reading
    reference list
    list of references
    list of sources
    footnotes
    endnotes
    notes
    notes and references
    notes and sources
    citations
    bibliography
    works cited
    quellen
    quellenverzeichnis
    quellenangaben
    quellen und literatur
    quellennachweise
    einzelnachweise
    nachweise
    belege
    fußnoten
    literatur
    literaturverzeichnis
    sources et références
    références
    références bibliographiques
    notes et références
    bibliographie
    fuentes
    fuentes consultadas
    fuentes y referencias
    referencias
    referencias bibliográficas
    notas
    notas y referencias
    bibliografía
    fonti
    riferimenti
    riferimenti bibliografici
    note e riferimenti
    note
    bibliografia
    fontes
    referências
    referências bibliográficas
    bronnen
    bronvermelding
    bronnenlijst
    referenties
    källor
    källförteckning
    referenser
    kilder
    kildehenvisninger
    kildeliste
    referanser
    referencer
    lähteet
    lähdeluettelo
    viitteet
    heimildir
    źródła
    przypisy
    zdroje
    prameny
    literatura
    források
    forrás
    irodalom
    surse
    referințe
    izvori
    reference
    viri
    šaltiniai
    avoti
    allikad
    източници
    извори
    источники
    источник
    примечания
    литература
    список литературы
    джерела
    примітки
    література
    πηγές
    παραπομπές
    βιβλιογραφία
    kaynaklar
    kaynakça
    mənbələr
    sumber
    daftar pustaka
    referensi
    rujukan
    nguồn
    nguồn tham khảo
    tài liệu tham khảo
    แหล่งที่มา
    แหล่งอ้างอิง
    อ้างอิง
    المصادر
    مصادر
    المراجع
    المصادر والمراجع
    منابع
    مآخذ
    מקורות
    हवाले
    स्रोत
    संदर्भ
    参考文献
    参考来源
    参考资料
    参考資料
    參考文獻
    參考資料
    參考來源
    資料來源
    资料来源
    消息来源
    引用来源
    来源
    來源
    出典
    引用文献
    引用元
    参照
    参照元
    情報源
    脚注
    출처
    참고문헌
    참고 문헌
    참고자료
    참고 자료
    """
}
