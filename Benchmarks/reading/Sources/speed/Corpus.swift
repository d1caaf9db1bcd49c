import Glibc

/// The files of a folder, held in memory.
enum Corpus {
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  static func files(in folder: String, _ format: String) -> [File] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix("." + format) { names.append(name) }
    }
    return names.sorted().map { File(name: $0, bytes: bytes(folder + "/" + $0)) }
  }

  private static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
