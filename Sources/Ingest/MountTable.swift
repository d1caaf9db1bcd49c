import Glibc

/// The type of the file system that holds an open folder, such as `ext4` or `nfs4`; nil when unknown.
func fileSystemType(of folder: borrowing Descriptor) -> String? {
  guard let status = folder.status(),
    let table = Descriptor.open(Array("/proc/self/mountinfo".utf8))
  else { return nil }
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16_384)
  while true {
    let count = retrying { Glibc.read(table.number, &buffer, buffer.count) }
    guard count > 0 else { break }
    text += buffer[..<count]
  }
  return fileSystemType(ofDevice: UInt64(status.st_dev), mounts: text)
}

/// The type of the file system with a device number in a mount table (proc(5), `mountinfo`).
func fileSystemType(ofDevice device: UInt64, mounts: [UInt8]) -> String? {
  let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
  let minor = device & 0xFF | (device >> 12) & ~0xFF
  let wanted = Array("\(major):\(minor)".utf8)
  for line in mounts.split(separator: UInt8(ascii: "\n")) {
    let fields = line.split(separator: UInt8(ascii: " "))
    guard fields.count > 2, fields[2].elementsEqual(wanted),
      let dash = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }), dash + 1 < fields.count
    else { continue }
    return String(decoding: fields[dash + 1], as: UTF8.self)
  }
  return nil
}

/// Whether changes made on other machines reach such a file system without an inotify event.
func isNetworkFileSystem(_ type: String) -> Bool {
  type.hasPrefix("fuse.") || networkTypes.contains(type)
}

private let networkTypes: Set<String> = [
  "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "afs", "ceph", "coda", "lustre",
  "glusterfs", "gpfs", "ocfs2", "gfs2", "beegfs", "orangefs", "vboxsf", "vmhgfs", "prl_fs", "drvfs",
]
