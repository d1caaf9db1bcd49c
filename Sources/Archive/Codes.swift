internal import FeedModel

/// The numbers that stand for closed choices in the database, append only: none is ever given another meaning.
enum Codes {
  static let formats = CodeTable<SourceFormat>([.text, .markdown, .html])
  static let precisions = CodeTable<Precision>([.second, .minute, .hour, .day, .month, .year])
  static let changes = CodeTable<ChangeClass>(
    [.none, .debris, .typo, .dates, .sources, .headline, .body])
}

struct CodeTable<T: Equatable & Sendable>: Sendable {
  private let values: [T]

  init(_ values: [T]) { self.values = values }

  func code(of value: T) -> UInt8 {
    guard let index = values.firstIndex(of: value) else {
      preconditionFailure("every value that can be stored has a number")
    }
    return UInt8(index)
  }

  func value(of code: UInt8) throws(MalformedBytes) -> T {
    guard Int(code) < values.count else { throw MalformedBytes(what: "an unknown code") }
    return values[Int(code)]
  }
}
