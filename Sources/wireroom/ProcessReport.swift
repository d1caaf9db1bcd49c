import Foundation

/// What the kernel says of this process.
struct ProcessReport {
  /// Resident bytes.
  let memory: Int
  let openFiles: Int
  let maxFiles: Int
  /// Processor time, user and system.
  let processorSeconds: Double

  init() {
    let statm = FileManager.default.contents(atPath: "/proc/self/statm").map {
      String(decoding: $0, as: UTF8.self).split(separator: " ")
    }
    let pages = statm.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0
    memory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    do {
      openFiles = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    } catch {
      // Without /proc nobody knows.
      openFiles = 0
    }
    var limit = rlimit()
    maxFiles =
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
      ? Int(clamping: limit.rlim_cur) : 0
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// How many processors this process may run on; Foundation counts those that are online.
  static var processors: Int {
    let status = FileManager.default.contents(atPath: "/proc/self/status").map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n")
    }
    // A set of bits, in hexadecimal digits with commas between (proc(5)).
    let allowed = status?.first { $0.hasPrefix("Cpus_allowed:") }?.dropFirst(13)
    let count = allowed?.reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) } ?? 0
    return count > 0 ? count : ProcessInfo.processInfo.activeProcessorCount
  }
}
