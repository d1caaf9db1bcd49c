import Testing

@testable import Normalize

@Suite("Datelines") struct DatelineTests {
  @Test(
    "Place and agency, place alone in capitals, and a date between",
    arguments: [
      ("PARIS (Reuters) — The board voted.", "PARIS (Reuters)"),
      ("PARIS (Reuters) - The board voted.", "PARIS (Reuters)"),
      ("LINDMOUTH, May 3 (AP) -- The board voted.", "LINDMOUTH, May 3 (AP)"),
      ("WASHINGTON, D.C. — The board voted.", "WASHINGTON, D.C."),
      ("SAN FRANCISCO – The board voted.", "SAN FRANCISCO"),
      ("PARIS, France — The board voted.", "PARIS, France"),
      ("Berlin (dpa) – Der Rat hat beschlossen.", "Berlin (dpa)"),
      ("Berlin/Paris (AFP) - Der Rat hat beschlossen.", "Berlin/Paris (AFP)"),
      ("МОСКВА (Interfax) — Совет решил.", "МОСКВА (Interfax)"),
    ])
  func found(_ line: String, _ expected: String) {
    #expect(Dateline(Array(line.utf8)[...])?.text == expected)
  }

  @Test(
    "What opens otherwise has none",
    arguments: [
      "UPDATE — The board voted.", "BREAKING - The board voted.",
      "The board — it has five members.",
      "Marta Ellingsen (Labour) - she chairs the board.", "Paris — a city of light.", "PARIS",
      "A — b", "", "—", "(Reuters) - The board", "NATO said on Monday - before it met - that",
      "2026 — a year", "Q: What was it about?",
    ])
  func none(_ line: String) {
    #expect(Dateline(Array(line.utf8)[...]) == nil)
  }
}
