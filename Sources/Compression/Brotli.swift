private import CBrotli

/// `bytes` as a brotli stream (RFC 7932): equal input gives equal output.
///
/// `quality` is 0 (fastest) to 11 (smallest, about 200 times slower than 5).
/// - Throws: `CompressionError.library` for another quality or without memory.
package func brotli(_ bytes: [UInt8], quality: Int = 5) throws(CompressionError) -> [UInt8] {
  let capacity = BrotliEncoderMaxCompressedSize(bytes.count)
  guard (0...11).contains(quality), capacity > 0 else {
    throw CompressionError(.library, coding: "br")
  }
  var isDone = false
  let out = [UInt8](unsafeUninitializedCapacity: capacity) { out, count in
    count = capacity
    isDone =
      BrotliEncoderCompress(
        Int32(quality), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &count,
        out.baseAddress) == BROTLI_TRUE
    if !isDone { count = 0 }
  }
  guard isDone else { throw CompressionError(.library, coding: "br") }
  return out
}

/// What the brotli stream `bytes` holds.
///
/// - Throws: `CompressionError`: `tooLarge` over `limit` bytes, `damaged` for anything but one whole stream.
package func unbrotli(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
  guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else {
    throw CompressionError(.library, coding: "br")
  }
  defer { BrotliDecoderDestroyInstance(decoder) }
  var out: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  let failure: CompressionError.Reason? = bytes.withUnsafeBufferPointer { input in
    var next = input.baseAddress
    var left = input.count
    while true {
      let (result, count) = chunk.withUnsafeMutableBufferPointer { buffer in
        var out = buffer.baseAddress
        var room = buffer.count
        let result = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &out, nil)
        return (result, buffer.count - room)
      }
      guard out.count + count <= limit else { return .tooLarge }
      out += chunk[..<count]
      switch result {
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
      case BROTLI_DECODER_RESULT_SUCCESS: return left == 0 ? nil : .damaged
      default: return .damaged
      }
    }
  }
  if let failure { throw CompressionError(failure, coding: "br") }
  return out
}
