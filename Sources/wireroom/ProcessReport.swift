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
}
