import FeedModel
import Settings

extension WireroomSettings {
  /// The settings as a settings file: every key that has a value, defaults included.
  var yaml: String {
    var lines = YAMLLines()
    lines.mapping(
      "site",
      [
        ("title", .text(site.title)), ("subtitle", .optional(site.subtitle)),
        ("base_url", .text(site.baseURL)), ("authority", .text(site.authority)),
        ("language", .optional(site.language)), ("timezone", .text(site.zone.name)),
        ("icon", .optional(site.icon)), ("logo", .optional(site.logo)),
        ("rights", .optional(site.rights)),
      ])
    if let author = site.author {
      lines.add("  author:")
      lines.pairs(
        "    ",
        [
          ("name", .text(author.name)), ("email", .optional(author.email)),
          ("url", .optional(author.url)),
        ])
    }
    lines.mapping(
      "input",
      [
        ("directories", .list(input.directories)), ("include", .list(input.include)),
        ("exclude", .list(input.exclude)), ("settle", .duration(input.settle)),
        ("delete_grace", .duration(input.deleteGrace)), ("rescan", .duration(input.rescan)),
        ("max_file_size", .word("\(input.maxFileSize)B")),
        ("follow_symlinks", .word("\(input.followSymlinks)")),
        (
          "deletion_guard",
          .word("{share: \(Int(input.guardShare * 100))%, count: \(input.guardCount)}")
        ),
      ])
    lines.mapping("output", [("directory", .optional(outputDirectory))])
    lines.mapping("state", [("directory", .optional(stateDirectory))])
    lines.mapping(
      "archive",
      [("significant", .list(archive.significant.map(\.rawValue).sorted()))])
    lines.mapping(
      "server",
      [
        ("listen", .list(server.listen)), ("max_age", .duration(server.maxAge)),
        ("max_connections", .word("\(server.maxConnections)")),
        ("access_log", .word(server.accessLog.rawValue)),
        ("client_connections", .word("\(server.clientConnections)")),
        ("client_rate", .word("\(server.clientRate)")),
        ("client_burst", .word("\(server.clientBurst)")),
        ("header_timeout", .duration(server.headerTimeout)),
        ("body_timeout", .duration(server.bodyTimeout)),
        ("idle_timeout", .duration(server.idleTimeout)),
        ("write_timeout", .duration(server.writeTimeout)),
        ("trusted_proxies", .list(server.trustedProxies.map(\.text))),
        ("redirects", .word(lines.flow(server.redirects.map { ($0.path, $0.target) }))),
        ("gone", .list(server.gone)), ("rebuild_token_file", .optional(server.rebuildTokenFile)),
      ])
    lines.mapping("control", [("socket", .optional(controlSocket))])
    lines.add("feeds:")
    for feed in feeds { lines.feed(feed) }
    lines.mapping(
      "automatic_feeds",
      [
        ("categories", .word("\(automaticFeeds.categories)")),
        ("authors", .word("\(automaticFeeds.authors)")),
        ("stories", .word("\(automaticFeeds.stories)")),
      ])
    lines.mapping("related", [("limit", .word("\(related.limit)"))])
    lines.push(push)
    if let upload { lines.upload(upload) }
    lines.mapping("log", [("level", .word(log.level.rawValue))])
    return lines.text
  }
}

/// YAML in the making: mappings of texts, lists and words.
struct YAMLLines {
  enum Value {
    case text(String), optional(String?), list([String]), word(String), duration(Duration)
  }

  var text = ""

  mutating func add(_ line: String) { text += line + "\n" }

  mutating func mapping(_ name: String, _ pairs: [(String, Value)]) {
    add(name + ":")
    self.pairs("  ", pairs)
  }

  mutating func pairs(_ indent: String, _ pairs: [(String, Value)]) {
    for (key, value) in pairs {
      switch value {
      case .optional(nil): continue
      case .text(let text), .optional(.some(let text)): add("\(indent)\(key): \(quoted(text))")
      case .list(let texts): add("\(indent)\(key): [\(texts.map(quoted).joined(separator: ", "))]")
      case .word(let word): add("\(indent)\(key): \(word)")
      case .duration(let duration):
        add(
          "\(indent)\(key): \(duration / .milliseconds(1) < 1000 ? "\(Int(duration / .milliseconds(1)))ms" : "\(Int(duration / .seconds(1)))s")"
        )
      }
    }
  }

  /// A mapping on one line.
  func flow(_ pairs: [(String, String)]) -> String {
    "{\(pairs.map { "\(quoted($0)): \(quoted($1))" }.joined(separator: ", "))}"
  }

  mutating func feed(_ feed: FeedDefinition) {
    add("  - name: \(feed.label)")
    if !feed.formerly.isEmpty { pairs("    ", [("formerly", .list(feed.formerly))]) }
    pairs(
      "    ",
      [
        ("title", .optional(feed.title)), ("subtitle", .optional(feed.subtitle)),
        ("icon", .optional(feed.icon)), ("language", .optional(feed.language)),
        ("limit", .word("\(feed.limit)")), ("max_bytes", .word("\(feed.maxBytes)B")),
        ("content", .word(feed.content.rawValue)), ("order", .word(feed.order.rawValue)),
        ("withdrawn", .word(feed.withdrawal.rawValue)), ("archive", .word("\(feed.hasArchive)")),
      ])
    select(feed.selection)
  }

  private mutating func select(_ selection: Selection) {
    let lists: [(String, Value)] = [
      ("categories", selection.categories), ("authors", selection.authors),
      ("folders", selection.folders), ("languages", selection.languages),
    ].filter { !$0.1.isEmpty }.map { ($0.0, .list($0.1)) }
    let chosen =
      lists + [
        ("story", .optional(selection.story?.item.uuid)),
        ("max_age", selection.maxAgeSeconds.map { .word("\($0)s") } ?? .optional(nil)),
        ("query", .optional(selection.query.map { "\($0)" })),
      ]
    guard selection != Selection() else { return }
    add("    select:")
    pairs("      ", chosen)
  }

  /// A double-quoted YAML scalar: JSON's escapes are a part of YAML's, which folds more kinds of line break (YAML 1.1 §5.4).
  private func quoted(_ text: String) -> String {
    JSON.string(text).text.replacing("\u{85}", with: "\\N").replacing("\u{2028}", with: "\\L")
      .replacing("\u{2029}", with: "\\P")
  }
}
