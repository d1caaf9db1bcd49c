import FeedModel
import Testing

@testable import Relate

@Suite("Words and profiles")
struct ProfileTests {
  private func hashes(_ text: String, _ family: Stem.Family = .english) -> [UInt64] {
    var segmenter = Words()
    var found: [UInt64] = []
    segmenter.scan(text.utf8Span.span, family: family) { found.append($0.hash) }
    return found
  }

  @Test(
    "brings forms of one word together",
    arguments: [
      ("Bridges", "bridge"), ("cities", "city"), ("closing", "closed"), ("STOPPED", "stops"),
      ("Mayor's", "mayor"), ("mayor’s", "mayor"), ("l'usine", "usine"), ("Zürich", "zurich"),
      ("naïve", "naive"), ("ΑΘΉΝΑ", "αθηνα"), ("co\u{AD}operate", "cooperate"),
      ("Ångström", "angstrom"),
    ])
  func folding(_ a: String, _ b: String) { #expect(hashes(a) == hashes(b)) }

  @Test(
    "keeps different words apart",
    arguments: [("bus", "bu"), ("this", "thi"), ("2026", "2027"), ("gas", "ga")])
  func apart(_ a: String, _ b: String) { #expect(hashes(a) != hashes(b)) }

  @Test("reads a word alike at the end of a text and in its middle, whatever follows it")
  func places() {
    let words = (1...20).flatMap { length in
      ["Stoppings2026Bridges", "9aZ8yX7wV6uT5sR4qP3o", "citiesesesesesesesed"].map {
        String($0.prefix(length))
      }
    }
    for word in words {
      for end in [
        "", " ", ", ", "'s ", "’s ", "' ", "é ", "\u{301}x ", "東 ", "[", "@", "`", "{", "/", ":",
      ] {
        let alone = hashes(word + end)
        let within = hashes(word + end + String(repeating: " ", count: 20))
        #expect(alone == within, "\(word)\(end)")
        let again = hashes("\(word)\(end)                    \(word)\(end)")
        #expect(again == alone + alone, "\(word)\(end)")
      }
    }
  }

  @Test("cuts scripts without spaces into pairs")
  func pairs() {
    #expect(hashes("東京都庁").count == 3)
    #expect(hashes("東").count == 1)
    #expect(Set(hashes("京都の寺")).intersection(hashes("京都の駅")).count == 2)
    #expect(hashes("AI東京2030年").count == 4)
  }

  @Test(
    "relates texts of any script",
    arguments: [
      ("港の橋が閉鎖された。市長は船を出すと述べた。", "市長は港の橋が閉鎖されたと述べた。", "蔵元が酒の賞を受けた。"),
      (
        "أغلق المهندسون جسر الميناء بعد تشققات", "تشققات تغلق جسر الميناء",
        "فازت مزرعة بجائزة الجبن"
      ),
      (
        "Инженеры закрыли портовый мост", "Портовый мост закрыли инженеры",
        "Сыроварня получила премию"
      ),
    ])
  func scripts(_ a: String, _ b: String, _ stranger: String) {
    let index = RelatedIndex()
    _ = index.insert([
      Fixtures.input(1, a, a), Fixtures.input(2, b, b), Fixtures.input(3, stranger, stranger),
    ])
    #expect(index.nearest(Fixtures.id(1), limit: 1).first?.id == Fixtures.id(2))
  }

  @Test("takes empty, one-word and huge texts")
  func sizes() {
    let index = RelatedIndex()
    let huge = String(repeating: "Velmouth harbour \u{202E}pylon 12,5 % ", count: 28_000)
    let varied = (0..<20_000).map { Fixtures.word(UInt64($0)) + "\($0)" }.joined(separator: " ")
    _ = index.insert([
      Fixtures.input(1, "", ""), Fixtures.input(2, "Velmouth", "Velmouth"),
      Fixtures.input(3, "Harbour", huge), Fixtures.input(4, "Names", varied),
      Fixtures.input(5, "\u{FEFF}'’'", "\u{300}\u{200B} ' ’ \u{10FFFF}"),
      Fixtures.input(6, "a", String(repeating: "a", count: 1_000_000)),
    ])
    #expect(index.count == 6)
    #expect(index.nearest(Fixtures.id(1), limit: 5).isEmpty)
    #expect(index.nearest(Fixtures.id(2), limit: 5).map(\.id) == [Fixtures.id(3)])
    for number in 1...6 { index.remove(Fixtures.id(number)) }
    #expect(index.count == 0)
  }

  @Test("takes a text with more terms of one weight than 16 bits count")
  func manyTerms() {
    let index = RelatedIndex()
    let text = (0..<70_000).map { "l\($0)" }.joined(separator: " ")
    _ = index.insert([Fixtures.input(1, "Links", text), Fixtures.input(2, "More links", text)])
    #expect(index.nearest(Fixtures.id(1), limit: 1).map(\.id) == [Fixtures.id(2)])
  }

  @Test("tells languages by their common words, so that they weigh little")
  func languages() {
    let prior = Prior.shipped
    var segmenter = Words()
    func language(_ text: String) -> String? {
      prior.language(of: text.utf8Span.span, &segmenter).map { prior.languages[$0] }
    }
    #expect(
      language("Die Brücke ist nach dem Sturm für den Verkehr gesperrt und wird geprüft.") == "de")
    #expect(language("Le pont est fermé après la tempête, a annoncé le maire de la ville.") == "fr")
    #expect(language("The bridge is closed after the storm, the mayor said.") == "en")
    #expect(language("Velmouth Ostrel Korran") == nil)
  }

  @Test(
    "computes logarithms and powers closely", arguments: [0.001, 0.5, 1, 1.5, 2, 10, 12345.678])
  func arithmetic(_ x: Double) {
    #expect(abs(exponential(Double(naturalLogarithm(Float(x)))) / x - 1) < 1e-5)
  }
}
