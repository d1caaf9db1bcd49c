/// Typed questions about the tokens of one line, answered in the page's language first.
struct DateCursor {
  let tokens: [DateToken]
  let vocabulary: DateVocabulary
  /// The index of the page's language among the vocabulary's tables; nil when unknown.
  let language: Int?

  /// What the word at `index` is worth in one meaning; nil when it has not that meaning.
  func value(_ meaning: DateSense.Meaning, at index: Int) -> Int? {
    guard index >= 0, index < tokens.count, tokens[index].meanings & meaning.bit != 0 else {
      return nil
    }
    var found: Int?
    for sense in vocabulary.entries[tokens[index].entry].senses where sense.meaning == meaning {
      let isOwn = language == Int(sense.language)
      if isOwn { return Int(sense.value) }
      if found == nil, language == nil || !sense.isLocal, !isForeign(sense) {
        found = Int(sense.value)
      }
    }
    return found
  }

  /// Whether a word of running text is of another language than the page and English; of a page
  /// whose language is unknown, another than the most common ones.
  private func isForeign(_ sense: DateSense) -> Bool {
    switch sense.meaning {
    case .event, .prose, .page, .dated, .by:
      let code = vocabulary.languages[Int(sense.language)]
      return code != "en" && (language != nil || !DateWords.common.contains(code))
    default: return false
    }
  }

  /// Whether one language has both the word for "ago" and the unit.
  func agree(ago: Int, unit: Int) -> Bool {
    if has(.shortUnit, at: unit) { return true }
    let units = languages(at: unit) { [.unit, .dualUnit, .oneUnit, .halfHours].contains($0) }
    return units & languages(at: ago) { $0 == .agoBefore || $0 == .agoAfter } != 0
  }

  /// A bit for each language in which the word has such a meaning.
  private func languages(at index: Int, _ isWanted: (DateSense.Meaning) -> Bool) -> UInt64 {
    guard index >= 0, index < tokens.count, tokens[index].entry >= 0 else { return 0 }
    return vocabulary.entries[tokens[index].entry].senses.reduce(0) {
      isWanted($1.meaning) ? $0 | 1 << UInt64($1.language) : $0
    }
  }

  func has(_ meaning: DateSense.Meaning, at index: Int) -> Bool {
    value(meaning, at: index) != nil
  }

  /// Whether the word has the meaning in the page's own language.
  func hasOwn(_ meaning: DateSense.Meaning, at index: Int) -> Bool {
    guard let language, index >= 0, index < tokens.count, tokens[index].entry >= 0 else {
      return false
    }
    return vocabulary.entries[tokens[index].entry].senses.contains {
      $0.meaning == meaning && Int($0.language) == language
    }
  }

  /// The number at `index`, if it is written with so many digits and lies in `range`.
  func number(at index: Int, digits: ClosedRange<Int>, in range: ClosedRange<Int>) -> Int? {
    guard index >= 0, index < tokens.count, tokens[index].kind == .number,
      digits.contains(tokens[index].digits), range.contains(tokens[index].value)
    else { return nil }
    return tokens[index].value
  }

  func isNumber(at index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .number
  }

  func isWord(at index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .word
  }

  func isMark(_ characters: StaticString, at index: Int) -> Bool {
    guard index >= 0, index < tokens.count, tokens[index].kind == .mark else { return false }
    let value = tokens[index].value
    return characters.withUTF8Buffer { $0.contains { Int($0) == value } }
  }

  /// Whether no space parts the token from the one before it.
  func isGlued(at index: Int) -> Bool {
    index > 0 && index < tokens.count && !tokens[index].spaceBefore
  }

  /// Whether the number at `index` begins one, rather than going on as in `1.234.5`, `1 000 000` or `1e9`.
  func isFresh(at index: Int) -> Bool {
    if isNumber(at: index), tokens[index].digits == 3, isNumber(at: index - 1),
      tokens[index - 1].digits <= 3
    {
      return false
    }
    guard isGlued(at: index), isGlued(at: index - 1), isNumber(at: index - 2) else { return true }
    return !isMark("./,:", at: index - 1) && !isExponent(at: index - 1)
  }

  /// Whether a small letter between two digits is neither a unit, as in `3h5m`, nor a word for a clock.
  private func isExponent(at index: Int) -> Bool {
    isWord(at: index) && tokens[index].bytes.count == 1 && !tokens[index].isTitle
      && !has(.shortUnit, at: index)
      && !has(.unit, at: index) && !has(.clock, at: index) && !has(.half, at: index)
  }
}
