/// Whether `name` is hidden or that of a file on its way: an editor's swap or backup, a download, a copy in progress.
///
/// Hidden names start with a dot; that also covers `.x.Ab12Cd` (rsync), `.goutputstream-…` (GLib), `.x.swp` (vim),
/// `.#x` (Emacs locks) and `.nfs…` (deleted but open). A name that is empty or not one component is refused too.
func isPassingName(_ name: ArraySlice<UInt8>) -> Bool {
  guard let first = name.first, let last = name.last else { return true }
  if first == UInt8(ascii: ".") || last == UInt8(ascii: "~") { return true }
  if first == UInt8(ascii: "#"), last == first, name.count > 1 { return true }
  guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
  let suffix = name[name.index(after: dot)...]
  guard suffix.count <= longestSuffix else { return false }
  let lowered = suffix.map { (65...90).contains($0) ? $0 + 32 : $0 }
  return passingSuffixes.contains(lowered)
}

private let passingSuffixes: Set<[UInt8]> = Set(
  [
    "tmp", "temp", "part", "partial", "filepart", "crdownload", "download", "swp", "swo", "swx",
    "bak", "lock", "kate-swp", "sb-tmp",
  ].map { Array($0.utf8) })
private let longestSuffix = 10
