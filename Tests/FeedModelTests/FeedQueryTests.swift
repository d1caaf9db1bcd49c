import Testing

@testable import FeedModel

@Suite("Feed queries")
struct FeedQueryTests {
  @Test(
    "A query is read as its grammar says, and written back",
    arguments: [
      ("category:AI", #"category:"AI""#),
      ("ai chips", #"text:"ai" AND text:"chips""#),
      ("a AND b OR c d", #"(text:"a" AND text:"b") OR (text:"c" AND text:"d")"#),
      ("NOT a", #"NOT text:"a""#), ("-category:x y", #"NOT category:"x" AND text:"y""#),
      (
        #"category:AI AND NOT author:"Desk" text:"model distillation""#,
        #"category:"AI" AND NOT author:"Desk" AND text:"model distillation""#
      ),
      ("(a OR b) title:c", #"(text:"a" OR text:"b") AND title:"c""#),
      ("NOT (a b)", #"NOT (text:"a" AND text:"b")"#),
      (#"author:"O\"Hara\\""#, #"author:"O\"Hara\\""#), ("category:AI*", #"category:"AI*""#),
      ("folder:desk/science language:en-GB", #"folder:"desk/science" AND language:"en-GB""#),
      (
        "after:2026-06-01 before:2026-06-02T10:00:00+02:00",
        "after:2026-06-01T00:00:00Z AND before:2026-06-02T08:00:00Z"
      ),
      ("source:decoder.com", #"source:"decoder.com""#),
      ("ORBIT ANDES", #"text:"ORBIT" AND text:"ANDES""#),
      ("  état  ", #"text:"état""#), ("model-based", #"text:"model-based""#),
    ])
  func reading(_ text: String, _ expected: String) throws {
    let query = try FeedQuery(text)
    #expect(query.description == expected)
    #expect(try FeedQuery(query.description) == query)
  }

  @Test(
    "A fault is placed by line and column, and says what to do",
    arguments: [
      ("", 1, 1, "empty"), ("a AND", 1, 6, "missing at the end"),
      ("a OR OR b", 1, 6, "before `OR`"),
      ("AND a", 1, 1, "before `AND`"), ("(a", 1, 1, "add `)`"), ("a)", 1, 2, "closes nothing"),
      ("()", 1, 2, "before `)`"), ("colour:red", 1, 1, "the fields are category"),
      ("a category:", 1, 12, "no value"), ("\"a", 1, 1, "never closed"),
      ("after:tomorrow", 1, 7, "is no date"), ("story:x", 1, 7, "is no story"),
      ("a AND\n  b colour:x", 2, 5, "is no field"), ("NOT", 1, 4, "missing at the end"),
      ("\"...\"", 1, 1, "no letter"), (":x", 1, 1, "is no field"),
    ])
  func faults(_ text: String, _ line: Int, _ column: Int, _ words: String) {
    let fault = #expect(throws: FeedQuery.Fault.self) { try FeedQuery(text) }
    #expect(fault?.line == line)
    #expect(fault?.column == column)
    #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
  }

  @Test("A query nested without end is refused, not followed")
  func depth() {
    let deep = String(repeating: "(", count: 100_000) + "a"
    #expect(throws: FeedQuery.Fault.self) { try FeedQuery(deep) }
    let not = String(repeating: "-", count: 100_000) + "a"
    #expect(throws: FeedQuery.Fault.self) { try FeedQuery(not) }
  }
}
