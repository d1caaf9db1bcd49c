import FeedModel

/// The feeds that the entries of `feeds` define, a fault for each name that is taken.
func feedDefinitions(_ entries: [SettingsFields]) -> [FeedDefinition] {
  let feeds = entries.compactMap { fields in feedDefinition(fields).map { (fields, $0) } }
  var seen: Set<String> = []
  for (fields, feed) in feeds where !seen.insert(feed.name).inserted {
    fields.fail("name", because: "two feeds are named `\(feed.label)`; rename one")
  }
  seen.insert("main")
  for (fields, feed) in feeds {
    for name in feed.formerly where !seen.insert(name).inserted {
      fields.fail(
        "formerly",
        because: "`\(name)` is a feed's name and a former one, or twice a former one; drop one")
    }
  }
  return feeds.map(\.1)
}

/// The feed that an entry of `feeds` defines; nil, with a fault, when it has no name.
private func feedDefinition(_ fields: SettingsFields) -> FeedDefinition? {
  defer { fields.finish() }
  let pattern = "lower-case letters, digits and hyphens"
  let name = fields.value("name", pattern) { isFeedName($0) ? $0 : nil }
  var feed = FeedDefinition(name: name == "main" ? "" : name ?? "?")
  feed.formerly = fields.strings("formerly") ?? []
  for name in feed.formerly where !isFeedName(name) {
    fields.fail("formerly", because: "`\(name)` is no feed's name; a name is \(pattern)")
  }
  feed.title = fields.line("title")
  feed.subtitle = fields.line("subtitle")
  feed.icon = fields.picture("icon")
  feed.language = fields.language("language")
  feed.limit =
    fields.value("limit", "a whole number from 1 to 1000", whole(1...1000)) ?? feed.limit
  feed.maxBytes = fields.value("max_bytes", "a size such as `250KB`", Units.bytes) ?? feed.maxBytes
  feed.content = fields.choice("content") ?? feed.content
  feed.order = fields.choice("order") ?? feed.order
  feed.withdrawal = fields.choice("withdrawn") ?? feed.withdrawal
  if let select = fields.fields("select") { feed.selection = Selection(select) }
  // What a feed of the last days drops is old, not archived.
  let keeps = fields.value("archive", "true or false", boolean)
  feed.hasArchive = keeps ?? (feed.selection.maxAgeSeconds == nil)
  if keeps == true, feed.selection.maxAgeSeconds != nil {
    fields.fail("archive", because: "a feed with `max_age` has no archive; leave one of them out")
  }
  if !fields.holds("name") { fields.fail("name", because: "a feed needs a `name` of \(pattern)") }
  return name == nil ? nil : feed
}

extension Selection {
  fileprivate init(_ fields: SettingsFields) {
    self.init()
    categories = fields.strings("categories") ?? []
    authors = fields.strings("authors") ?? []
    folders = (fields.strings("folders") ?? []).map(trimmed)
    for folder in folders where !isBelow(folder) {
      fields.fail(
        "folders", because: "`\(folder)` is no folder below an incoming one; write `desk/science`")
    }
    languages = fields.strings("languages") ?? []
    for language in languages where !LanguageTag.isOne(language) {
      fields.fail("languages", because: languageFault("select.languages", language))
    }
    story = fields.value("story", "the UUID of a story") { ItemID($0).map { StoryID($0) } }
    maxAgeSeconds = fields.value("max_age", "a duration such as `12h` or `30d`") { text in
      Units.duration(text).flatMap { $0 >= .seconds(1) ? $0.components.seconds : nil }
    }
    query = fields.query("query")
    fields.finish()
  }
}

extension AutomaticFeeds {
  /// The feeds that `automatic_feeds` switches on.
  init(_ fields: SettingsFields) {
    self.init()
    categories = fields.value("categories", "true or false", boolean) ?? categories
    authors = fields.value("authors", "true or false", boolean) ?? authors
    stories = fields.value("stories", "true or false", boolean) ?? stories
    fields.finish()
  }
}

/// Whether it is a path that leads from an incoming folder to one below it.
private func isBelow(_ folder: String) -> Bool {
  folder.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
    !["", ".", ".."].contains($0)
  }
}

private func isFeedName(_ text: String) -> Bool {
  let bytes = text.utf8
  return (1...64).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
    && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
}
