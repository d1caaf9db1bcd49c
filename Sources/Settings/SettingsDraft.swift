import FeedModel

/// The settings as given, before defaults and checks that need several of them at once.
struct SettingsDraft {
  private var title: String?
  private var subtitle: String?
  private var baseURL: String?
  private var authority: String?
  private var language: String?
  private var zone: Zone = .utc
  private var author: Author?
  private var icon: String?
  private var logo: String?
  private var rights: String?
  private var push = PushSettings()
  private var upload: UploadSettings?
  private var input = InputSettings()
  private var output: String?
  private var state: String?
  private var archive = ArchiveSettings()
  private var server = ServerSettings()
  private var socket: String?
  private var feeds: [FeedDefinition] = []
  private var automaticFeeds = AutomaticFeeds()
  private var related = RelatedSettings()
  private var log = LogSettings()

  /// The draft of a settings file; relative paths in it start at `folder`.
  init(
    folder: String, read top: SettingsFields, environment: [String: String], readsSecrets: Bool
  ) {
    let path = { (text: String) in absolute(text, from: folder) }
    // Only the daemon and the builds need secrets; others may not be allowed to read them.
    let secret = { (text: String) throws(SettingsError) -> String in
      guard readsSecrets else { return "unread" }
      return try SettingsLoader.read(path(text), "secret", remedy: "check its rights")
    }
    if let site = top.fields("site") { readSite(site) }
    if let fields = top.fields("input") {
      readInput(fields)
      input.directories = (fields.strings("directories") ?? []).map { path(trimmed($0)) }
      fields.finish()
    }
    if let fields = top.fields("output") {
      output = fields.string("directory").map(path)
      fields.finish()
    }
    if let fields = top.fields("state") {
      state = fields.string("directory").map(path)
      fields.finish()
    }
    if let fields = top.fields("archive") { readArchive(fields) }
    if let fields = top.fields("server") { server = ServerSettings(fields, absolute: path) }
    if let fields = top.fields("control") {
      socket = fields.string("socket").map(path)
      fields.finish()
    }
    feeds = feedDefinitions(top.list("feeds"))
    if let fields = top.fields("automatic_feeds") { automaticFeeds = AutomaticFeeds(fields) }
    if let fields = top.fields("related") {
      related.limit =
        fields.value("limit", "a whole number from 0 to 50", whole(0...50)) ?? related.limit
      fields.finish()
    }
    if let fields = top.fields("log") {
      log.level = fields.choice("level") ?? log.level
      fields.finish()
    }
    if let fields = top.fields("push") { push = PushSettings(fields, read: secret) }
    if let fields = top.fields("upload") {
      upload = UploadSettings(
        fields, maxAge: server.maxAge, environment: environment, read: secret)
    }
  }

  /// Puts what the environment says over the file; where each setting stands goes into `places`.
  mutating func apply(environment: [String: String], places: SettingsFields.FaultList) {
    for (variable, setting) in Self.variables where environment[variable] != nil {
      places.places[setting] = variable
    }
    if let value = environment["WIREROOM_INPUT"] {
      input.directories = value.split(separator: ":").map {
        absolute(trimmed(String($0)), from: "")
      }
    }
    output = environment["WIREROOM_OUTPUT"].map { absolute($0, from: "") } ?? output
    state = environment["WIREROOM_STATE"].map { absolute($0, from: "") } ?? state
    baseURL = environment["WIREROOM_BASE_URL"] ?? baseURL
    title = environment["WIREROOM_TITLE"] ?? title
    if let value = environment["WIREROOM_LISTEN"] {
      server.listen = value.split(separator: " ").map(String.init)
    }
  }

  private static let variables = [
    "WIREROOM_INPUT": "input.directories", "WIREROOM_OUTPUT": "output.directory",
    "WIREROOM_STATE": "state.directory", "WIREROOM_BASE_URL": "site.base_url",
    "WIREROOM_TITLE": "site.title", "WIREROOM_LISTEN": "server.listen",
  ]

  /// Puts the flags over all else.
  mutating func apply(flags: SettingsFlags, places: SettingsFields.FaultList) {
    for (flag, setting, isGiven) in [
      ("--output", "output.directory", flags.output != nil),
      ("--state", "state.directory", flags.state != nil),
      ("--base-url", "site.base_url", flags.baseURL != nil),
      ("--title", "site.title", flags.title != nil),
      ("--listen", "server.listen", !flags.listen.isEmpty),
      ("--input", "input.directories", !flags.input.isEmpty),
    ] where isGiven {
      places.places[setting] = flag
    }
    if !flags.input.isEmpty {
      input.directories = flags.input.map { absolute(trimmed($0), from: "") }
    }
    output = flags.output.map { absolute($0, from: "") } ?? output
    if let folder = flags.state {
      state = absolute(folder, from: "")
      socket = nil
    }
    baseURL = flags.baseURL ?? baseURL
    title = flags.title ?? title
    if !flags.listen.isEmpty { server.listen = flags.listen }
  }

  /// The finished settings; what is missing or contradictory is added to `faults`.
  func settings(
    usesSystemFile: Bool, needs: Set<SettingsNeed>, faults: SettingsFields.FaultList
  ) -> WireroomSettings {
    func fault(_ setting: String, _ message: String) {
      faults.faults.append(.init(place: faults.places[setting] ?? setting, message: message))
    }
    checkListen(fault)
    let base = baseURL ?? server.listen.lazy.compactMap { Listen($0)?.url }.first
    if let base, let message = siteURLFault(base) { fault("site.base_url", message) }
    if let message = title.flatMap(lineFault) { fault("site.title", "the title \(message)") }
    if needs.contains(.site), base == nil {
      fault(
        "site.base_url", "not set; give the address readers use with --base-url or site.base_url")
    }
    checkPresence(needs, fault)
    checkFolders(fault)
    let defaultSocket =
      usesSystemFile ? SettingsLoader.systemSocket : state.map { $0 + "/control.sock" }
    return WireroomSettings(
      site: site(base: base ?? "http://localhost/"), input: input, outputDirectory: output,
      stateDirectory: state, archive: archive, server: server,
      controlSocket: socket ?? defaultSocket, feeds: allFeeds,
      automaticFeeds: automaticFeeds, related: related, push: push, upload: upload, log: log)
  }

  private func checkListen(_ fault: (String, String) -> Void) {
    for (number, text) in server.listen.enumerated() {
      if Listen(text) == nil {
        fault("server.listen", "`\(text)` is not HOST:PORT, [IPv6]:PORT or unix:PATH; mend it")
      } else if server.listen[..<number].contains(text) {
        fault("server.listen", "`\(text)` stands there twice; keep one")
      }
    }
  }

  /// What a command needs and nothing sets.
  private func checkPresence(_ needs: Set<SettingsNeed>, _ fault: (String, String) -> Void) {
    if needs.contains(.input), input.directories.isEmpty {
      fault(
        "input.directories", "not set; name the incoming folder with --input or input.directories")
    }
    if needs.contains(.output), output == nil {
      fault("output.directory", "not set; name the output folder with --output or output.directory")
    }
    if needs.contains(.state), state == nil {
      fault(
        "state.directory", "not set; name a folder for the archive with --state or state.directory")
    }
    if needs.contains(.input), let upload {
      if upload.accessKey.isEmpty {
        fault(
          "upload.access_key", "not set; give it, or AWS_ACCESS_KEY_ID in the environment")
      }
      if upload.secretKey.isEmpty {
        fault(
          "upload.secret_key",
          "not set; name its file in upload.secret_key_file, or give AWS_SECRET_ACCESS_KEY in the environment"
        )
      }
    }
  }
}

extension SettingsDraft {
  private mutating func readSite(_ fields: SettingsFields) {
    title = fields.string("title")
    subtitle = fields.line("subtitle")
    baseURL = fields.string("base_url")
    authority = fields.line("authority")
    language = fields.language("language")
    icon = fields.picture("icon")
    logo = fields.picture("logo")
    rights = fields.line("rights")
    if let name = fields.string("timezone") {
      do throws(ZoneError) {
        zone = try ZoneFile.zone(named: name)
      } catch {
        fields.fail("timezone", because: error.description)
      }
    }
    if let person = fields.fields("author") {
      let (email, url) = (person.email("email"), person.webURL("url"))
      if let name = person.line("name") {
        author = Author(name: name, email: email, url: url)
      } else if !person.holds("name") {
        person.fail("name", because: "`site.author.name` is missing; feeds need a name")
      }
      person.finish()
    }
    fields.finish()
  }

  private mutating func readInput(_ fields: SettingsFields) {
    let duration = "a duration such as `200ms`, `5s`, `2m` or `1h`"
    input.include = fields.strings("include") ?? input.include
    input.exclude = fields.strings("exclude") ?? input.exclude
    input.settle = fields.value("settle", duration, Units.duration) ?? input.settle
    input.deleteGrace = fields.value("delete_grace", duration, Units.duration) ?? input.deleteGrace
    input.rescan =
      fields.duration("rescan", .seconds(1) ... .seconds(366 * 86_400), "1s to 366d")
      ?? input.rescan
    input.maxFileSize =
      fields.value("max_file_size", "a size up to 1GiB such as `8MiB`") { text in
        Units.bytes(text).flatMap { (1...1 << 30).contains($0) ? $0 : nil }
      } ?? input.maxFileSize
    input.followSymlinks =
      fields.value("follow_symlinks", "true or false", boolean) ?? input.followSymlinks
    if let fields = fields.fields("deletion_guard") {
      input.guardShare =
        fields.value("share", "a percentage from 0% to 100%", percentage) ?? input.guardShare
      input.guardCount =
        fields.value("count", "a whole number", whole(0...Int.max)) ?? input.guardCount
      fields.finish()
    }
  }

  private mutating func readArchive(_ fields: SettingsFields) {
    let classes = ChangeClass.allCases.filter { $0 != .none }
    if let names = fields.strings("significant") {
      let known = names.map { name in classes.first { $0.rawValue == name } }
      for (name, change) in zip(names, known) where change == nil {
        fields.fail(
          "significant",
          because: "`\(name)` is no class of change; the classes are "
            + classes.map(\.rawValue).joined(separator: ", "))
      }
      archive.significant = Set(known.compactMap { $0 })
    }
    fields.finish()
  }

  private var allFeeds: [FeedDefinition] {
    let main = feeds.first { $0.name.isEmpty } ?? FeedDefinition()
    return [main] + feeds.filter { !$0.name.isEmpty }
  }

  private func site(base: String) -> Site {
    let address = base.hasSuffix("/") ? base : base + "/"
    let host = Listen.host(ofURL: address)
    var site = Site(
      title: title ?? host, baseURL: address, authority: authority ?? host)
    site.subtitle = subtitle
    site.language = language
    site.zone = zone
    site.author = author
    site.icon = icon
    site.logo = logo
    site.rights = rights
    site.hubs = push.hubs + (push.embeddedHub == nil ? [] : [address + "hub"])
    return site
  }

  /// Output or state inside an incoming folder, or the other way round, would feed the program its own files; one incoming folder
  /// inside another would publish all that it holds twice.
  private func checkFolders(_ fault: (String, String) -> Void) {
    let names =
      [("output.directory", output), ("state.directory", state), ("control.socket", socket)]
      + input.directories.map { ("input.directories", $0) }
    for (name, path) in names where path == "" {
      return fault(name, "the name is empty; write one, or leave the key out")
    }
    for (number, incoming) in input.directories.enumerated() {
      for other in input.directories[..<number]
      where isInside(incoming, other) || isInside(other, incoming) {
        fault(
          "input.directories",
          "`\(incoming)` and `\(other)` overlap, and all is watched with what is below it; keep one"
        )
      }
      for (name, folder) in [("output.directory", output), ("state.directory", state)] {
        guard let folder else { continue }
        if isInside(folder, incoming) || isInside(incoming, folder) {
          fault(name, "`\(folder)` and the incoming folder `\(incoming)` overlap; move one")
        }
      }
    }
    if let output, let state, isInside(state, output) {
      fault("state.directory", "`\(state)` lies inside the output folder, which is public; move it")
    }
  }
}

func boolean(_ text: String) -> Bool? {
  ["true": true, "false": false, "yes": true, "no": false][text]
}

func whole(_ range: ClosedRange<Int>) -> (String) -> Int? {
  { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
}

private func percentage(_ text: String) -> Double? {
  guard text.hasSuffix("%"), let number = Double(text.dropLast()) else { return nil }
  return (0...100).contains(number) ? number / 100 : nil
}
