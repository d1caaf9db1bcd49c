import FeedModel

extension AutomaticFeeds {
  /// The feeds that `article` belongs to, one for each of its categories and authors where they are switched on.
  ///
  /// A name has the letters and digits of the category or author, Latin ones as their nearest in ASCII; where those don't tell it from every other, eight digits
  /// of its checksum too. The title is the category or author as this article writes it.
  package func definitions(of article: Article) -> [FeedDefinition] {
    var found: [FeedDefinition] = []
    var seen: Set<String> = []
    func add(_ kind: String, _ label: String, _ select: (inout Selection) -> Void) {
      guard let name = feedName(kind, label), seen.insert(name).inserted else { return }
      var definition = FeedDefinition(name: name, title: label)
      // Everything it holds stands in the main feed's archive.
      definition.hasArchive = false
      select(&definition.selection)
      found.append(definition)
    }
    if categories {
      for category in article.categories {
        add("category", category) { $0.categories = [category] }
      }
    }
    if authors {
      for author in article.authors { add("author", author.name) { $0.authors = [author.name] } }
    }
    return found
  }

  /// Whether a feed of that name is one of these.
  package static func isAutomatic(_ name: String) -> Bool {
    name.hasPrefix("category-") || name.hasPrefix("author-")
  }
}

/// `category-machine-learning`; nil for a label without any letter or digit.
private func feedName(_ kind: String, _ label: String) -> String? {
  let label = folded(label)
  guard
    label.unicodeScalars.contains(where: {
      $0.properties.isAlphabetic || (48...57).contains($0.value)
    })
  else { return nil }
  var slug = ""
  var isExact = true
  for scalar in label.unicodeScalars {
    if let letters = ASCIIFolding.letters(for: scalar) {
      if !scalar.isASCII { isExact = false }
      slug += String(decoding: letters, as: UTF8.self)
    } else {
      if scalar != " " { isExact = false }
      if !slug.isEmpty, !slug.hasSuffix("-") { slug += "-" }
    }
  }
  if slug.hasSuffix("-") { slug.removeLast() }
  if slug.utf8.count > 40 {
    slug = String(slug.prefix(40))
    isExact = false
  }
  let digits = isExact ? "" : (slug.isEmpty ? "" : "-") + checksum(of: label)
  return "\(kind)-\(slug)\(digits)"
}

/// Eight hex digits of FNV-1a.
private func checksum(of text: String) -> String {
  var hash: UInt32 = 0x811c_9dc5
  for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
