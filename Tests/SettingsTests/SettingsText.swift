@testable import Settings

/// The settings in `text`, as if it stood in `/etc/test/wireroom.yaml`.
func load(
  _ text: String, flags: SettingsFlags = SettingsFlags(), environment: [String: String] = [:],
  needs: Set<SettingsNeed> = []
) throws -> WireroomSettings {
  var flags = flags
  flags.config = "/etc/test/wireroom.yaml"
  return try SettingsLoader(flags: flags, environment: environment).load(text: text, needs: needs)
}

/// The faults of such a file, each behind its place; none where it loads.
func faults(_ text: String, needs: Set<SettingsNeed> = []) -> [String] {
  do {
    _ = try load(text, needs: needs)
    return []
  } catch let error as SettingsError {
    return error.faults.map { "\($0.place): \($0.message)" }
  } catch {
    return ["\(error)"]
  }
}
