extension JSON {
  /// Why a text is not JSON, and on which line.
  package struct SyntaxError: Error, Hashable, Sendable {
    /// From 1.
    package var line: Int
    package var message: String
  }

  /// The value of a JSON text, as `JSONReader` reads it.
  ///
  /// - Throws: `SyntaxError` at the first fault. Cost: O(bytes).
  package init(parsing bytes: [UInt8]) throws(SyntaxError) {
    self.init(try JSONReader.read(bytes))
  }

  private init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let text): self = Int(text).map { .int($0) } ?? .double(Double(text) ?? .infinity)
    case .string(let text): self = .string(text)
    case .array(let values): self = .array(values.map { JSON($0) })
    case .object(let members):
      self = .object(members.map { Member($0.name, JSON($0.value)) })
    }
  }

  /// The member of an object; nil when there is none or this is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var int: Int? { if case .int(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
}
