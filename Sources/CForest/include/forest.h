#pragma once
#include <stddef.h>
#include <stdint.h>

/// Trees of a forest have at most this many leaves, in two groups of eight.
enum { forest_leaves = 16, forest_columns = 256 };

/// One question, and the leaves of one group that it rules out where the answer is yes.
typedef struct {
  /// Below `forest_columns`.
  uint16_t column;
  /// The smallest value that counts as greater, 128 taken off.
  int8_t least;
  uint8_t leaves;
} forest_question;

/// One tree: how many questions rule out leaves of its first and of its second group, and its leaves' values.
typedef struct {
  uint8_t questions[2];
  /// The low bytes of the values, and the high bytes with 128 added.
  uint8_t low[forest_leaves];
  uint8_t high[forest_leaves];
} forest_tree;

/// Writes to `sums` what all trees say of each of the rows `rows[0..<count]`.
///
/// The same sums on every machine, with vectors of 32 bytes where the processor has them. `questions` are those of every tree in
/// order, of its first group and then of its second; a tree never rules out its last leaf. `cells` holds columns, `stride` bytes
/// from one to the next, the first `width` of which are read, and of each up to sixteen bytes from a row's on. At most 256 trees.
void forest_sums(
  const forest_tree *trees, size_t tree_count, const forest_question *questions, const uint8_t *cells, size_t stride,
  size_t width, const uint32_t *rows, size_t count, int32_t *sums);

/// The same, as processors without such vectors do it.
void forest_plain_sums(
  const forest_tree *trees, size_t tree_count, const forest_question *questions, const uint8_t *cells, size_t stride,
  size_t width, const uint32_t *rows, size_t count, int32_t *sums);
