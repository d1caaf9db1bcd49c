internal import CCurl
import Glibc
import Synchronization

/// One request under way.
///
/// `@unchecked Sendable`: `begin` is called once, before the transfer is handed to the loop; from then on all but
/// `isCancelled` belongs to the loop's thread, on which libcurl runs the callbacks too.
final class Transfer: @unchecked Sendable {
  typealias Outcome = Result<IncomingResponse, CurlError>

  let request: OutgoingRequest
  let isCancelled = Atomic<Bool>(false)

  private var continuation: CheckedContinuation<Outcome, Never>?
  private var easy: UnsafeMutableRawPointer?
  private var fields: UnsafeMutablePointer<curl_slist>?
  private var addresses = AddressPolicy.any
  private var headers: [OutgoingRequest.Header] = []
  private var body: [UInt8] = []
  private var isTooLarge = false
  private var refusedAddress = false

  init(_ request: OutgoingRequest) { self.request = request }

  func begin(_ continuation: CheckedContinuation<Outcome, Never>) {
    self.continuation = continuation
  }

  /// The handle, ready to be driven; nil when libcurl has no memory.
  func open(_ addresses: AddressPolicy) -> UnsafeMutableRawPointer? {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.addresses = addresses
    guard configure(easy) else {
      close()
      return nil
    }
    return easy
  }

  /// Frees the handle; the loop has taken it out of its multi handle before.
  func close() {
    if let easy { curl_easy_cleanup(easy) }
    if let fields { curl_slist_free_all(fields) }
    easy = nil
    fields = nil
  }

  /// Answers with what libcurl made of it.
  func finish(_ code: CURLcode) {
    guard code == CURLE_OK, let easy else { return fail(reason(code), message(code)) }
    var status = 0
    guard wr_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK else {
      return fail(.failed, "libcurl knows no status")
    }
    answer(.success(IncomingResponse(status: status, headers: headers, body: body)))
  }

  func fail(_ reason: CurlError.Reason, _ message: String) {
    answer(.failure(CurlError(reason: reason, url: request.url, message: message)))
  }

  private func answer(_ outcome: Outcome) {
    continuation?.resume(returning: outcome)
    continuation = nil
  }
}

extension Transfer {
  /// Takes a part of the body; false when there is too much of it.
  fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= request.maxResponseSize else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// Takes a header line; a status line begins a new answer, after a redirect or an interim one.
  fileprivate func takeHeader(_ bytes: UnsafeRawBufferPointer) {
    let line = bytes.prefix { $0 != 13 && $0 != 10 }
    if line.starts(with: "HTTP/".utf8) {
      headers = []
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), headers.count < 256 else { return }
    var value = line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }
    while value.last == 32 || value.last == 9 { value.removeLast() }
    headers.append(
      OutgoingRequest.Header(
        String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self)))
  }

  /// The socket for an address that may be connected to, or −1.
  fileprivate func socket(for address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
    let (family, kind) = (address.pointee.family, address.pointee.socktype)
    // Behind the struct's `addr` lies as much as the family needs, more than the struct declares.
    guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return -1 }
    let bytes = addressBytes(UnsafeRawPointer(address) + offset, family: family)
    guard addresses.allows(bytes) else {
      refusedAddress = true
      return -1
    }
    return Glibc.socket(family, kind | Int32(SOCK_CLOEXEC.rawValue), address.pointee.`protocol`)
  }

  private func configure(_ easy: UnsafeMutableRawPointer) -> Bool {
    let context = Unmanaged.passUnretained(self).toOpaque()
    var codes = [
      wr_curl_set_str(easy, CURLOPT_URL, request.url),
      wr_curl_set_str(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
      wr_curl_set_str(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"),
      wr_curl_set_str(easy, CURLOPT_ACCEPT_ENCODING, "gzip"),
      wr_curl_set_str(easy, CURLOPT_USERAGENT, "wireroom"),
      // Signals would hit the whole process.
      wr_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
      // Where a host speaks HTTP/2, requests share a connection rather than open more.
      wr_curl_set_long(easy, CURLOPT_PIPEWAIT, 1),
      wr_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, request.maxRedirects > 0 ? 1 : 0),
      wr_curl_set_long(easy, CURLOPT_MAXREDIRS, max(0, request.maxRedirects)),
      wr_curl_set_long(easy, CURLOPT_TIMEOUT_MS, milliseconds(request.timeout)),
      wr_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connectTimeout)),
      wr_curl_set_ptr(easy, CURLOPT_PRIVATE, context),
      wr_curl_set_data(easy, CURLOPT_WRITEFUNCTION, takeBody),
      wr_curl_set_ptr(easy, CURLOPT_WRITEDATA, context),
      wr_curl_set_data(easy, CURLOPT_HEADERFUNCTION, takeHeaderLine),
      wr_curl_set_ptr(easy, CURLOPT_HEADERDATA, context),
      wr_curl_set_opensocket(easy, openSocket),
      wr_curl_set_ptr(easy, CURLOPT_OPENSOCKETDATA, context),
    ]
    if !request.usesProxyEnvironment || addresses.isStrict {
      codes.append(wr_curl_set_str(easy, CURLOPT_PROXY, ""))
    }
    codes += setMethod(easy)
    codes.append(setHeaders(easy))
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private func setMethod(_ easy: UnsafeMutableRawPointer) -> [CURLcode] {
    if request.method == "HEAD" { return [wr_curl_set_long(easy, CURLOPT_NOBODY, 1)] }
    if request.method == "GET", request.body.isEmpty { return [] }
    let isPlain = request.body.isEmpty && request.method != "POST" && request.method != "PUT"
    let method = wr_curl_set_str(easy, CURLOPT_CUSTOMREQUEST, request.method)
    if isPlain { return [method] }
    let size = wr_curl_set_off(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
    // Copied, so that it may go; an empty array may have no address, which libcurl would take for "ask a callback".
    let body =
      request.body.isEmpty
      ? wr_curl_set_str(easy, CURLOPT_COPYPOSTFIELDS, "")
      : request.body.withUnsafeBytes { bytes in
        wr_curl_set_ptr(
          easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      }
    return [size, body, method]
  }

  private func setHeaders(_ easy: UnsafeMutableRawPointer) -> CURLcode {
    let given = Set(request.headers.map { $0.name.lowercased() })
    // libcurl would wait for "100 Continue", and call every body a form.
    var lines = ["expect", "content-type"].filter { !given.contains($0) }.map { $0 + ":" }
    lines += request.headers.map { $0.value.isEmpty ? $0.name + ";" : "\($0.name): \($0.value)" }
    for line in lines {
      guard let list = curl_slist_append(fields, line) else { return CURLE_OUT_OF_MEMORY }
      fields = list
    }
    return wr_curl_set_ptr(easy, CURLOPT_HTTPHEADER, fields)
  }

  private func reason(_ code: CURLcode) -> CurlError.Reason {
    if isTooLarge { return .tooLarge }
    switch code {
    case CURLE_COULDNT_CONNECT: return refusedAddress ? .refusedAddress : .notConnected
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .notResolved
    case CURLE_OPERATION_TIMEDOUT: return .timeout
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: return .invalidRequest
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_INVALIDCERTSTATUS:
      return .tls
    default: return .failed
    }
  }

  private func message(_ code: CURLcode) -> String {
    switch reason(code) {
    case .tooLarge: "the answer is larger than \(request.maxResponseSize) bytes"
    case .refusedAddress: "the host's address is not one of the public internet"
    default: String(cString: curl_easy_strerror(code))
    }
  }
}

/// At least one, for libcurl takes zero as "no limit".
private func milliseconds(_ duration: Duration) -> Int {
  let (seconds, attoseconds) = duration.components
  let whole = min(max(0, seconds), 86_400) * 1000
  return max(1, Int(whole + max(0, attoseconds) / 1_000_000_000_000_000))
}

private func takeBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  // Fewer bytes than offered end the transfer.
  return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func takeHeaderLine(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}

private func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let context, let address else { return -1 }
  return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().socket(for: address)
}
