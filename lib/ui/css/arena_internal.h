/* SPDX-License-Identifier: MIT */
/*
 * Arenas: memory that is allocated in pieces and freed at once. All results of parsing a sheet live
 * in the arena of that sheet.
 *
 * A piece is small, or bounded by the length of the text, whose limit is checked first. An
 * allocation therefore does not fail (base/alloc_internal.h).
 */
#ifndef ORIEL_CSS_ARENA_INTERNAL_H
#define ORIEL_CSS_ARENA_INTERNAL_H

#include <stddef.h>

/* An arena. All zeros: an empty arena. */
struct oriel__css_arena {
	struct oriel__css_chunk *chunks;
	char *at, *end; /* the unused rest of the newest chunk */
	size_t size;    /* bytes in all chunks */
};

/* Returns uninitialised memory, aligned for any type of this module. */
void *oriel__css_arena_alloc(struct oriel__css_arena *arena, size_t size);
/* Returns an aligned copy of bytes, or NULL if size is 0. */
void *oriel__css_arena_copy(struct oriel__css_arena *arena, const void *bytes, size_t size);
/* Returns a NUL-terminated copy of text. */
const char *oriel__css_arena_text(struct oriel__css_arena *arena, const char *text, size_t length);
/* Frees all memory of the arena and empties the arena. */
void oriel__css_arena_finish(struct oriel__css_arena *arena);

#endif
