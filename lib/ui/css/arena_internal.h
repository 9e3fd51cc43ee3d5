/* SPDX-License-Identifier: MIT */
/*
 * An arena: memory that is allocated piece by piece and freed at once. Everything that parsing a
 * sheet produces lives in the arena of that sheet.
 *
 * A piece is small or bounded by the length of the text, whose limit is checked before; so an
 * allocation does not fail (base/alloc_internal.h).
 */
#ifndef ORIEL_CSS_ARENA_INTERNAL_H
#define ORIEL_CSS_ARENA_INTERNAL_H

#include <stddef.h>

/* All zeros is an empty arena. */
struct oriel__css_arena {
	struct oriel__css_chunk *chunks;
	char *at, *end; /* the free rest of the newest chunk */
	size_t size;    /* bytes of all chunks */
};

/* Returns memory that is aligned for any type of this module, and not cleared. */
void *oriel__css_arena_alloc(struct oriel__css_arena *arena, size_t size);
/* Returns a copy of bytes, aligned as all memory here. NULL if size is 0. */
void *oriel__css_arena_copy(struct oriel__css_arena *arena, const void *bytes, size_t size);
/* Returns a NUL-terminated copy of text. */
const char *oriel__css_arena_text(struct oriel__css_arena *arena, const char *text, size_t length);
/* Frees everything that came from the arena, and empties the arena. */
void oriel__css_arena_finish(struct oriel__css_arena *arena);

#endif
