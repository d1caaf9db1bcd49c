#pragma once
// curl.h would turn setopt and getinfo into type-checking macros, which Swift does not import.
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

// Swift imports no variadic C function: one wrapper for each type of argument.
typedef size_t (*wr_curl_data)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);
typedef curl_socket_t (*wr_curl_opensocket)(
  void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nullable address);

static inline CURLcode wr_curl_set_long(CURL *_Nonnull h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode wr_curl_set_off(CURL *_Nonnull h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode wr_curl_set_str(CURL *_Nonnull h, CURLoption o, const char *_Nullable v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode wr_curl_set_ptr(CURL *_Nonnull h, CURLoption o, void *_Nullable v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode wr_curl_set_data(CURL *_Nonnull h, CURLoption o, wr_curl_data _Nullable v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode wr_curl_set_opensocket(CURL *_Nonnull h, wr_curl_opensocket _Nullable v) { return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, v); }
static inline CURLcode wr_curl_get_long(CURL *_Nonnull h, CURLINFO i, long *_Nonnull out) { return curl_easy_getinfo(h, i, out); }
static inline CURLcode wr_curl_get_ptr(CURL *_Nonnull h, CURLINFO i, void *_Nullable *_Nonnull out) { return curl_easy_getinfo(h, i, out); }
static inline CURLMcode wr_multi_set_long(CURLM *_Nonnull m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
// The result lies in a union that Swift reads only as a pointer.
static inline CURLcode wr_multi_result(const CURLMsg *_Nonnull m) { return m->data.result; }
