private import CCurl

/// Readies libcurl for the process: call once, in `main`, before any task starts.
package func startCurl() {
  let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  precondition(result == CURLE_OK, "libcurl starts")
}
