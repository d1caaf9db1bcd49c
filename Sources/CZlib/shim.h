#pragma once
#include <zlib.h>

/* deflateInit2 and inflateInit2 are macros, which the importer leaves out. */
static inline int wr_deflate_init(z_stream *_Nonnull stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

static inline int wr_inflate_init(z_stream *_Nonnull stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
