private import CZlib

/// `bytes` as one gzip member (RFC 1952), without a name and with the time 0: equal input gives equal output.
///
/// `level` is 1 (fastest) to 9 (smallest).
/// - Throws: `CompressionError.library` for another level or without memory.
package func gzip(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
  guard (1...9).contains(level), bytes.count < Int(UInt32.max) / 2,
    let out = Workspace.lend({ deflated(bytes, level: Int32(level), in: $0) })
  else { throw CompressionError(.library, coding: "gzip") }
  return out
}

private func deflated(_ bytes: [UInt8], level: Int32, in workspace: Workspace) -> [UInt8]? {
  var stream = z_stream()
  stream.opaque = workspace.context
  stream.zalloc = { context, count, size in
    Workspace.of(context)?.take(Int(count) * Int(size))
  }
  stream.zfree = { context, pointer in Workspace.of(context)?.giveBack(pointer) }
  guard wr_deflate_init(&stream, level, gzipWindow) == Z_OK else { return nil }
  defer { deflateEnd(&stream) }
  var status = Z_OK
  let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
  let out = bytes.withUnsafeBufferPointer { input in
    [UInt8](unsafeUninitializedCapacity: capacity) { out, count in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      stream.next_out = out.baseAddress
      stream.avail_out = UInt32(capacity)
      status = deflate(&stream, Z_FINISH)
      count = capacity - Int(stream.avail_out)
    }
  }
  return status == Z_STREAM_END ? out : nil
}

/// What the gzip members in `bytes` hold.
///
/// - Throws: `CompressionError`: `tooLarge` over `limit` bytes, `damaged` for anything but whole members.
package func gunzip(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
  guard bytes.count <= Int(UInt32.max) else { throw CompressionError(.tooLarge, coding: "gzip") }
  var stream = z_stream()
  guard wr_inflate_init(&stream, gzipWindow) == Z_OK else {
    throw CompressionError(.library, coding: "gzip")
  }
  defer { inflateEnd(&stream) }
  var out: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  var failure: CompressionError.Reason?
  bytes.withUnsafeBufferPointer { input in
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(input.count)
    failure = inflateAll(&stream, into: &out, by: &chunk, limit: limit)
  }
  if let failure { throw CompressionError(failure, coding: "gzip") }
  return out
}

/// 15 bits of window, the gzip wrapping.
private let gzipWindow: Int32 = 15 + 16

private func inflateAll(
  _ stream: inout z_stream, into out: inout [UInt8], by chunk: inout [UInt8], limit: Int
) -> CompressionError.Reason? {
  while true {
    let (status, count) = chunk.withUnsafeMutableBufferPointer { buffer in
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(buffer.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      return (status, buffer.count - Int(stream.avail_out))
    }
    guard out.count + count <= limit else { return .tooLarge }
    out += chunk[..<count]
    switch status {
    case Z_OK where count > 0 || stream.avail_in > 0: continue
    case Z_STREAM_END where stream.avail_in == 0: return nil
    case Z_STREAM_END:
      guard inflateReset(&stream) == Z_OK else { return .library }
    case Z_MEM_ERROR: return .library
    default: return .damaged
    }
  }
}
