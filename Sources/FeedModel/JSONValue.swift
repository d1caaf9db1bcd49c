/// A JSON value as it was read, with the line on which it begins; numbers as they are written.
package struct JSONValue: Sendable {
  package enum Kind: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])
  }

  /// From 1.
  package let line: Int
  package let kind: Kind

  package var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let values) = kind { values } else { nil }
  }

  package var members: [(name: String, value: JSONValue)]? {
    if case .object(let members) = kind { members } else { nil }
  }

  /// The first member of that name.
  package subscript(_ name: String) -> JSONValue? { members?.first { $0.name == name }?.value }
}
