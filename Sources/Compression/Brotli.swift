private import CBrotli

/// `bytes` as a brotli stream (RFC 7932): equal input gives equal output.
///
/// `quality` is 0 (fastest) to 11 (smallest, about 200 times slower than 5).
/// - Throws: `CompressionError.library` for another quality or without memory.
package func brotli(_ bytes: [UInt8], quality: Int = 5) throws(CompressionError) -> [UInt8] {
  guard (0...11).contains(quality), bytes.count < Int(UInt32.max) / 2,
    let out = Workspace.lend({ encoded(bytes, quality: UInt32(quality), in: $0) })
  else { throw CompressionError(.library, coding: "br") }
  return out
}

private func encoded(_ bytes: [UInt8], quality: UInt32, in workspace: Workspace) -> [UInt8]? {
  let encoder = BrotliEncoderCreateInstance(
    { context, size in Workspace.of(context)?.take(size) },
    { context, pointer in Workspace.of(context)?.giveBack(pointer) }, workspace.context)
  guard let encoder else { return nil }
  defer { BrotliEncoderDestroyInstance(encoder) }
  let settings: [(BrotliEncoderParameter, UInt32)] = [
    (BROTLI_PARAM_QUALITY, quality), (BROTLI_PARAM_LGWIN, UInt32(BROTLI_DEFAULT_WINDOW)),
    (BROTLI_PARAM_MODE, BROTLI_MODE_TEXT.rawValue),
    (BROTLI_PARAM_SIZE_HINT, UInt32(bytes.count)),
  ]
  for (name, value) in settings
  where BrotliEncoderSetParameter(encoder, name, value) != BROTLI_TRUE { return nil }
  var out: [UInt8] = []
  var isDone = false
  bytes.withUnsafeBufferPointer { input in
    var next = input.baseAddress
    var left = input.count
    var room = 0
    while !isDone {
      let status = BrotliEncoderCompressStream(
        encoder, BROTLI_OPERATION_FINISH, &left, &next, &room, nil, nil)
      guard status == BROTLI_TRUE else { return }
      var count = 0
      if let ready = BrotliEncoderTakeOutput(encoder, &count) {
        out += UnsafeBufferPointer(start: ready, count: count)
      }
      isDone = BrotliEncoderIsFinished(encoder) == BROTLI_TRUE
    }
  }
  return isDone ? out : nil
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
