/* SPDX-License-Identifier: MIT */
/*
 * Words: shaped pieces of text without a break in them, in font units, so that every size shares
 * them. Immutable and reference-counted, and cached by what they were shaped from.
 */
#ifndef ORIEL_TEXT_WORD_CACHE_INTERNAL_H
#define ORIEL_TEXT_WORD_CACHE_INTERNAL_H

#include "base/list_internal.h"
#include "text/font_data_internal.h"

#include <stddef.h>

enum { ORIEL__WORD_MAX = 1024 /* bytes; a longer piece is cut */ };

/* What is shaped, and how much of it is the word: the rest of the window is there for its influence
 * only. */
struct oriel__word_source {
	struct oriel__font *font;
	hb_script_t script;
	bool is_rtl;
	/* what stands around the window joins it: shaped in its sight, and not cached */
	bool is_joined;
	const char *text; /* the whole text; the next three are offsets in it */
	size_t length;
	size_t window, window_end;
	size_t start, end; /* window <= start < end <= window_end */
};

struct oriel__glyph {
	uint16_t index;
	uint16_t cluster; /* byte in the word */
	int32_t advance, dx, dy;
};

/* One block: what a look-up compares comes first, the glyphs last. */
struct oriel__word {
	struct oriel__word *next;         /* in its bucket */
	struct oriel__list_link idle;     /* while no text holds it */
	struct oriel__word_cache *cache;  /* NULL: in none */
	struct oriel__font *font; /* held */
	uint32_t hash;
	uint32_t references; /* by texts */
	hb_script_t script;
	int32_t advance;
	uint16_t window_length, start, length;
	bool is_rtl;
	bool is_private; /* only private texts have had it: it goes with the last of them */
	bool is_space_sensitive; /* a space beside it may change it */
	uint32_t glyph_count;
	struct oriel__glyph *glyphs; /* in visual order */
	char window[];               /* the text */
};

struct oriel__word_cache {
	struct oriel__word **buckets;
	size_t bucket_count, count;
	uint64_t shaped; /* words that HarfBuzz has shaped, since the cache was made */
	struct oriel__list idle; /* struct oriel__word: those that no text holds, the newest first */
	size_t idle_bytes;       /* theirs */
	bool is_private; /* words are looked for on behalf of a private text */
	hb_buffer_t *buffer;
	hb_language_t language;
};

void oriel__word_cache_init(struct oriel__word_cache *cache);
/* Words that are still held by a text are freed with it. */
void oriel__word_cache_finish(struct oriel__word_cache *cache);

/* One reference for the caller. */
struct oriel__word *oriel__word_find(
	struct oriel__word_cache *cache, const struct oriel__word_source *source);
/* No text holds it any more. */
void oriel__word_unused(struct oriel__word *word);

static inline void oriel__word_unref(struct oriel__word *word) {
	if (--word->references == 0)
		oriel__word_unused(word);
}

/*
 * The advance from the word's left edge to the caret before this byte of it, in font units; length
 * is its right edge in a word that runs left to right. text is the word's own, in the text that
 * holds it.
 */
int32_t oriel__word_caret(const struct oriel__word *word, const char *text, size_t offset);

#endif
