import FeedModel
import Glibc
import Yams

/// Settings given on the command line: each replaces what the environment or the file says.
package struct SettingsFlags: Hashable, Sendable {
  package var config: String?
  package var input: [String] = []
  package var output: String?
  package var state: String?
  package var baseURL: String?
  package var listen: [String] = []
  package var title: String?

  package init() {}
}

/// What a command can't work without.
package enum SettingsNeed: Hashable, Sendable { case input, output, state, site }

/// Reads settings: flags before environment (`WIREROOM_INPUT`, …) before file before defaults.
package struct SettingsLoader: Sendable {
  package static let systemFile = "/etc/wireroom/wireroom.yaml"
  package static let systemSocket = "/run/wireroom/control.sock"
  static let localFile = "wireroom.yaml"

  let flags: SettingsFlags
  let environment: [String: String]

  package init(flags: SettingsFlags, environment: [String: String]) {
    self.flags = flags
    self.environment = environment
  }

  /// The settings file in use: the one asked for, else the system's, else `./wireroom.yaml`, else none.
  package var file: String? {
    if let named = flags.config ?? environment["WIREROOM_CONFIG"] { return named }
    return [Self.systemFile, Self.localFile].first { access($0, F_OK) == 0 }
  }

  /// The settings, complete and checked.
  ///
  /// - Throws: `SettingsError` with every fault that was found.
  package func load(needs: Set<SettingsNeed> = []) throws(SettingsError) -> WireroomSettings {
    let text = try file.map { path throws(SettingsError) in try Self.read(path) }
    return try load(text: text ?? "", needs: needs)
  }

  /// As `load`, from the text of the file instead of the file.
  package func load(text: String, needs: Set<SettingsNeed>) throws(SettingsError)
    -> WireroomSettings
  {
    let name = file ?? "settings"
    let node: Node
    do {
      node = try Yams.compose(yaml: text) ?? Node("")
    } catch let error as YamlError {
      throw Self.syntaxError(error, in: name)
    } catch {
      throw SettingsError(place: name, message: "\(error); mend the YAML")
    }
    let faults = SettingsFields.FaultList()
    let top = SettingsFields(file: name, node: node, faults: faults)
    var draft = SettingsDraft(
      folder: folder(of: name), read: top, environment: environment,
      readsSecrets: needs.contains(.input))
    top.finish()
    draft.apply(environment: environment, places: faults)
    draft.apply(flags: flags, places: faults)
    let usesSystemFile = file == Self.systemFile && flags.state == nil
    let settings = draft.settings(usesSystemFile: usesSystemFile, needs: needs, faults: faults)
    guard faults.faults.isEmpty else { throw SettingsError(faults.faults) }
    return settings
  }

  private func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "" }
    return String(file[...slash])
  }

  private static func syntaxError(_ error: YamlError, in file: String) -> SettingsError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SettingsError(
        place: "\(file):\(mark.line):\(mark.column)", message: "\(problem); mend the YAML")
    case .duplicatedKeysInMapping(let duplicates, let context):
      SettingsError(
        place: "\(file):\(context.mark.line):\(context.mark.column)",
        message: "key given twice: \(duplicates.joined(separator: ", ")); keep one")
    default: SettingsError(place: file, message: "\(error); mend the YAML")
    }
  }

  static func read(
    _ path: String, _ what: String = "settings file", remedy: String = "name another with --config"
  ) throws(SettingsError) -> String {
    let bytes: [UInt8]
    do {
      bytes = try NamedFile.read(path, limit: 1 << 20)
    } catch {
      throw SettingsError(
        place: path, message: "can't read the \(what): \(error.message); \(remedy)")
    }
    guard let text = String(validating: bytes, as: UTF8.self), bytes.count <= 1 << 20 else {
      throw SettingsError(
        place: path, message: "the \(what) is not UTF-8 text below 1 MiB; save it as that")
    }
    // Some editors write a byte order mark before the text; YAML lets it stand there (YAML 1.2 §5.2).
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }
}
