/* SPDX-License-Identifier: MIT */
/*
 * A text of any length: replaced and read anywhere in O(log n), with its lines counted. Offsets are
 * bytes; the text is UTF-8, and every cut of it is between characters.
 *
 * A block is what a view shapes at once: a line with its newline, or a part of a line that is much
 * longer than a paragraph. Blocks have at most ORIEL__BLOCK_MAX bytes.
 */
#ifndef ORIEL_TEXT_TEXT_STORE_INTERNAL_H
#define ORIEL_TEXT_TEXT_STORE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ORIEL__CHUNK = 8192, /* bytes that a chunk has at most */
	ORIEL__BLOCK_MAX = 3 * ORIEL__CHUNK
};

struct oriel__chunk;

/* All zeros is the empty text. */
struct oriel__text_store {
	struct oriel__chunk *root;
	struct oriel__chunk *spares; /* a list by their right links, made by prepare */
	uint64_t random;
};

/* Wipes and frees the text. */
void oriel__text_store_finish(struct oriel__text_store *store);

/* Makes the allocations for one replacement. Returns false, with nothing changed, without memory.
 */
bool oriel__text_store_prepare(
	struct oriel__text_store *store, size_t start, size_t end, size_t length);
/* Replaces the bytes start … end - 1 by length bytes; wipes those that go. The same replacement was
 * prepared. */
void oriel__text_store_replace(struct oriel__text_store *store, size_t start, size_t end,
	const char *text, size_t length);

size_t oriel__text_store_length(const struct oriel__text_store *store);
/* Copies the bytes start … end - 1. */
void oriel__text_store_copy(
	const struct oriel__text_store *store, size_t start, size_t end, char *out);
/* Returns the chunk with the byte at an offset, and its place; NULL at the end of the text.
 * Borrowed until the text changes. */
const char *oriel__text_store_chunk(
	const struct oriel__text_store *store, size_t offset, size_t *start, size_t *length);

/* What is counted. */
enum oriel__text_unit { ORIEL__TEXT_LINES, ORIEL__TEXT_BLOCKS };

/* Returns the number of lines or blocks; at least 1. */
size_t oriel__text_store_count(const struct oriel__text_store *store, enum oriel__text_unit unit);
/* Returns where a line or block begins; the end of the text for an index beyond the last. */
size_t oriel__text_store_start(
	const struct oriel__text_store *store, enum oriel__text_unit unit, size_t index);
/* Returns the line or block that an offset is in; a boundary is in the later one. */
size_t oriel__text_store_index(
	const struct oriel__text_store *store, enum oriel__text_unit unit, size_t offset);

#endif
