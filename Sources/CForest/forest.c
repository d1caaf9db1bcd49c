// The inner loop of the line model (QuickScorer, Lucchese et al. 2015): no tree is walked. Each question that is answered yes rules
// out the leaves left of it, and the leftmost leaf that none rules out is the row's. So many rows are asked at once, without a branch.
//
// In C for its vectors: in Swift they are calls, and code for the processor at hand needs attributes that it lacks.
#include "forest.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

typedef int8_t bytes __attribute__((vector_size(32)));
enum {
  lanes = sizeof(bytes),
  /// Vectors of rows asked at once, and the most rows.
  most = 4,
  batch = most * lanes,
};

/// The columns of one batch, 128 taken off each value: processors compare signed bytes in one step.
typedef struct {
  /// Rows, and room for a vector that begins at the last of them.
  _Alignas(64) int8_t cells[forest_columns][batch + lanes];
} block;

typedef struct forest {
  const forest_tree *trees;
  size_t count;
  const forest_question *questions;
} forest;

typedef struct {
  const uint8_t *cells;
  size_t stride, width;
  const uint32_t *rows;
  size_t count;
} table;

static void plain_pack(const table *table, block *block) {
  const uint8_t *cells = table->cells;
  for (size_t column = 0; column < table->width; column++, cells += table->stride) {
    for (size_t row = 0; row < table->count; row++) block->cells[column][row] = (int8_t)(cells[table->rows[row]] ^ 128);
  }
}

/// The leaves of one group that `count` questions rule out, for `vectors` vectors of rows.
INLINE const forest_question *rule_out(
  bytes *out, const block *block, const forest_question *question, size_t count, int vectors) {
  for (int vector = 0; vector < vectors; vector++) out[vector] = (bytes){0};
  for (const forest_question *end = question + count; question < end; question++) {
    const bytes *column = (const bytes *)block->cells[question->column];
    const bytes least = (bytes){0} + question->least, leaves = (bytes){0} + (int8_t)question->leaves;
    for (int vector = 0; vector < vectors; vector++) out[vector] |= leaves & ~(bytes)(least > column[vector]);
  }
  return question;
}

static void plain_sums(const forest *forest, const block *block, size_t rows, int32_t *sums) {
  memset(sums, 0, rows * sizeof *sums);
  const forest_question *question = forest->questions;
  for (const forest_tree *tree = forest->trees; tree < forest->trees + forest->count; tree++) {
    bytes out[2][most];
    for (int group = 0; group < 2; group++) question = rule_out(out[group], block, question, tree->questions[group], most);
    const uint8_t *first = (const uint8_t *)out[0], *second = (const uint8_t *)out[1];
    for (size_t row = 0; row < rows; row++) {
      const int leaf = __builtin_ctz(~(first[row] | (unsigned)second[row] << 8));
      sums[row] += tree->low[leaf] + 256 * (tree->high[leaf] - 128);
    }
  }
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2")))

/// The leftmost leaf that is not ruled out, 0...15: of each four bits the first that is clear, then the least.
WIDE INLINE __m256i leftmost(__m256i first, __m256i second) {
  const __m256i nibble = _mm256_set1_epi8(15);
  // Where the first clear bit of four is, from `base` on; none counts as the last leaf.
#define CLEAR(base) \
  _mm256_broadcastsi128_si256(_mm_setr_epi8( \
    base, base + 1, base, base + 2, base, base + 1, base, base + 3, base, base + 1, base, base + 2, base, base + 1, base, 15))
  const __m256i a = _mm256_shuffle_epi8(CLEAR(0), _mm256_and_si256(first, nibble));
  const __m256i b = _mm256_shuffle_epi8(CLEAR(4), _mm256_and_si256(_mm256_srli_epi16(first, 4), nibble));
  const __m256i c = _mm256_shuffle_epi8(CLEAR(8), _mm256_and_si256(second, nibble));
  const __m256i d = _mm256_shuffle_epi8(CLEAR(12), _mm256_and_si256(_mm256_srli_epi16(second, 4), nibble));
#undef CLEAR
  return _mm256_min_epu8(_mm256_min_epu8(a, b), _mm256_min_epu8(c, d));
}

/// Adds bytes to sums of sixteen bits: those of each half's first eight rows, then of its last eight.
WIDE INLINE void widen(__m256i sums[2], __m256i values) {
  sums[0] = _mm256_add_epi16(sums[0], _mm256_unpacklo_epi8(values, _mm256_setzero_si256()));
  sums[1] = _mm256_add_epi16(sums[1], _mm256_unpackhi_epi8(values, _mm256_setzero_si256()));
}

WIDE INLINE void wide_batch(const forest *forest, const block *block, int vectors, int32_t *sums) {
  __m256i low[most][2] = {0}, high[most][2] = {0};
  const forest_question *question = forest->questions;
  for (const forest_tree *tree = forest->trees; tree < forest->trees + forest->count; tree++) {
    bytes first[most], second[most];
    question = rule_out(first, block, question, tree->questions[0], vectors);
    question = rule_out(second, block, question, tree->questions[1], vectors);
    const __m256i lows = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tree->low));
    const __m256i highs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tree->high));
    for (int vector = 0; vector < vectors; vector++) {
      const __m256i leaf = leftmost((__m256i)first[vector], (__m256i)second[vector]);
      widen(low[vector], _mm256_shuffle_epi8(lows, leaf));
      widen(high[vector], _mm256_shuffle_epi8(highs, leaf));
    }
  }
  for (int row = 0; row < vectors * lanes; row++) {
    const int vector = row / lanes, half = row % 16 / 8, lane = row % lanes / 16 * 8 + row % 8;
    const int upper = ((const uint16_t *)&high[vector][half])[lane] - 128 * (int)forest->count;
    sums[row] = ((const uint16_t *)&low[vector][half])[lane] + 256 * upper;
  }
}

/// Gathers rows by shuffling, for each column, the sixteen bytes that hold the next of them to the left.
WIDE static void wide_pack(const table *table, block *block) {
  for (size_t row = 0; row < table->count;) {
    const uint32_t base = table->rows[row];
    const size_t start = row;
    uint8_t order[16] = {0};
    for (; row < table->count && table->rows[row] - base < 16; row++) order[row - start] = (uint8_t)(table->rows[row] - base);
    const __m128i shuffle = _mm_loadu_si128((const __m128i *)order), sign = _mm_set1_epi8(-128);
    const uint8_t *cells = table->cells + base;
    for (size_t column = 0; column < table->width; column++, cells += table->stride) {
      const __m128i values = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)cells), shuffle);
      _mm_storeu_si128((__m128i *)(block->cells[column] + start), _mm_xor_si128(values, sign));
    }
  }
}

WIDE static void wide_sums(const forest *forest, const block *block, size_t rows, int32_t *sums) {
  int32_t all[batch];
  if (rows <= lanes) wide_batch(forest, block, 1, all);
  else if (rows <= 2 * lanes) wide_batch(forest, block, 2, all);
  else wide_batch(forest, block, most, all);
  memcpy(sums, all, rows * sizeof *sums);
}
#endif

typedef struct {
  void (*pack)(const table *, block *);
  void (*ask)(const forest *, const block *, size_t, int32_t *);
} way;

static void sums_by(way way, const forest *forest, table table, int32_t *sums) {
  block block;
  const size_t end = table.count;
  for (size_t start = 0; start < end; start += batch, table.rows += batch) {
    table.count = end - start < batch ? end - start : batch;
    way.pack(&table, &block);
    way.ask(forest, &block, table.count, sums + start);
  }
}

void forest_sums(
  const forest_tree *trees, size_t tree_count, const forest_question *questions, const uint8_t *cells, size_t stride,
  size_t width, const uint32_t *rows, size_t count, int32_t *sums) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) {
    const forest forest = {trees, tree_count, questions};
    return sums_by((way){wide_pack, wide_sums}, &forest, (table){cells, stride, width, rows, count}, sums);
  }
#endif
  forest_plain_sums(trees, tree_count, questions, cells, stride, width, rows, count, sums);
}

void forest_plain_sums(
  const forest_tree *trees, size_t tree_count, const forest_question *questions, const uint8_t *cells, size_t stride,
  size_t width, const uint32_t *rows, size_t count, int32_t *sums) {
  const forest forest = {trees, tree_count, questions};
  sums_by((way){plain_pack, plain_sums}, &forest, (table){cells, stride, width, rows, count}, sums);
}
