/// Why a snapshot can't be used; the index is then rebuilt from the archive.
package struct SnapshotError: Error, Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    case truncated, notASnapshot, version, checksum, settings, inconsistent
  }

  package var reason: Reason
  /// Byte offset into the snapshot.
  package var offset: Int

  package init(_ reason: Reason, offset: Int = 0) {
    self.reason = reason
    self.offset = offset
  }
}

/// A snapshot in the making: little-endian numbers, each list with its count before it.
struct SnapshotWriter {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func put<Number: FixedWidthInteger>(_ value: Number) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put<Number: FixedWidthInteger>(_ values: [Number]) {
    put(UInt64(values.count))
    values.map(\.littleEndian).withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Puts the checksum of all that follows `start` into the eight bytes before it.
  mutating func seal(from start: Int) {
    let sum = bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    for index in 0..<8 { bytes[start - 8 + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
  }
}

/// Reads what `SnapshotWriter` wrote; never beyond the end, never more than there is.
struct SnapshotReader {
  private let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type = Number.self
  ) throws(SnapshotError) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - offset >= size else { throw SnapshotError(.truncated, offset: offset) }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    offset += size
    return Number(littleEndian: value)
  }

  /// A list; of exactly `count` numbers, if given.
  mutating func list<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type = Number.self, count expected: Int? = nil
  ) throws(SnapshotError) -> [Number] {
    let start = offset
    try skip(type)
    let range = start + MemoryLayout<UInt64>.size..<offset
    let count = range.count / MemoryLayout<Number>.size
    guard expected ?? count == count else { throw SnapshotError(.inconsistent, offset: start) }
    return bytes.withUnsafeBytes { all in
      [Number](unsafeUninitializedCapacity: count) { target, filled in
        UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: all[range]))
        if 1.littleEndian != 1 {
          for index in target.indices { target[index] = Number(littleEndian: target[index]) }
        }
        filled = count
      }
    }
  }

  /// Passes over a list.
  mutating func skip<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws(SnapshotError) {
    let start = offset
    let count = try number(UInt64.self)
    let size = MemoryLayout<Number>.size
    guard count <= UInt64((bytes.count - offset) / size) else {
      throw SnapshotError(.truncated, offset: start)
    }
    offset += Int(count) * size
  }

  /// - Throws: `SnapshotError.inconsistent` unless `condition` holds.
  func require(_ condition: Bool) throws(SnapshotError) {
    guard condition else { throw inconsistency }
  }

  /// What is wrong with a snapshot that says what can't be.
  var inconsistency: SnapshotError { SnapshotError(.inconsistent, offset: offset) }

  /// Whether the eight bytes before the current place are the checksum of all that follows.
  func isSealed(_ sum: UInt64) -> Bool {
    bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[offset...])) } == sum
  }
}
