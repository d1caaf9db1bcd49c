internal import FeedModel

/// The fields at the head of a mail, as mail programs copy them with its text: `From:`, `Date:`, `To:`, `Subject:`.
struct MailHeader {
  private(set) var metadata = Metadata()
  /// Lines it takes.
  let lineCount: Int

  private enum Field { case subject, from, date }

  /// Nil where the file doesn't open with one: fields and nothing else up to an empty line, a subject among them and a
  /// sender or a date.
  init?(_ lines: TextLines) {
    guard Self.opensWithField(lines.bytes[lines.extent]),
      let start = lines.indices.first(where: { !FrontMatter.isBlank(lines[$0]) })
    else {
      return nil
    }
    var fields: [(name: String, value: String)] = []
    var end = start
    while end < lines.count, !FrontMatter.isBlank(lines[end]) {
      if let field = Self.field(lines[end]) {
        fields.append(field)
      } else if lines[end].utf8.first.map({ $0 <= 32 }) ?? false, !fields.isEmpty {
        // A long value goes on in an indented line (RFC 5322 §2.2.3).
        fields[fields.count - 1].value += " " + FrontMatterReader.trimmed(lines[end])
      } else {
        return nil
      }
      end += 1
    }
    guard end < lines.count else { return nil }
    func value(_ field: Field) -> String? { fields.first { Self.names[$0.name] == field }?.value }
    let (sender, date) = (value(.from), value(.date))
    guard let subject = value(.subject), sender != nil || date != nil else { return nil }
    metadata.title = Self.withoutReply(EncodedWord.decoded(subject))
    metadata.authors = sender.flatMap(Self.name).map { [Author(name: $0)] } ?? []
    metadata.published = date
    lineCount = end
  }
}

extension MailHeader {
  private static let names: [String: Field] = [
    "subject": .subject, "betreff": .subject, "objet": .subject, "asunto": .subject,
    "assunto": .subject, "oggetto": .subject, "onderwerp": .subject, "emne": .subject,
    "ämne": .subject, "temat": .subject, "тема": .subject,
    "from": .from, "von": .from, "de": .from, "da": .from, "van": .from, "fra": .from,
    "från": .from, "od": .from, "от": .from,
    "date": .date, "sent": .date, "datum": .date, "gesendet": .date, "envoyé": .date,
    "fecha": .date, "enviado": .date, "data": .date, "inviato": .date, "verzonden": .date,
    "sendt": .date, "skickat": .date, "wysłano": .date, "дата": .date,
  ]

  /// Whether a word and a colon come first: tells most files by some bytes, however long their first lines.
  private static func opensWithField(_ text: ArraySlice<UInt8>) -> Bool {
    let word = text.drop { $0 <= 32 }.prefix(longestName + 1).prefix { $0 > 32 }
    return word.contains(UInt8(ascii: ":"))
  }

  private static let longestName = 40

  /// `Name: value`, the name one word, in lower case.
  private static func field(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon]
    guard !name.isEmpty, name.utf8.count <= longestName, name.utf8.allSatisfy({ $0 > 32 }) else {
      return nil
    }
    return (
      name.lowercased(), FrontMatterReader.trimmed(String(line[line.utf8.index(after: colon)...]))
    )
  }

  /// The name in `Ada Quill <ada@quill.example>`; an address alone is nobody's name, and not to be published.
  private static func name(_ sender: String) -> String? {
    let name = EncodedWord.decoded(
      FrontMatterReader.trimmed(
        sender.prefix { $0 != "<" && $0 != "[" }.filter { $0 != "\"" }))
    return name.isEmpty || name.contains("@") ? nil : name
  }

  /// The subject without `Re:` and `Fwd:`.
  private static func withoutReply(_ subject: String) -> String {
    guard let (name, rest) = field(subject), ["re", "fw", "fwd", "aw", "wg", "tr"].contains(name)
    else { return subject }
    return withoutReply(rest)
  }
}
