/* SPDX-License-Identifier: MIT */
/*
 * Words: shaped text without a place for a break, in font units, so that all sizes share them.
 * Immutable and reference-counted; cached by the text from which they were shaped.
 */
#ifndef ORIEL_TEXT_WORD_CACHE_INTERNAL_H
#define ORIEL_TEXT_WORD_CACHE_INTERNAL_H

#include "base/list_internal.h"
#include "text/font_data_internal.h"

#include <stddef.h>

enum { ORIEL__WORD_MAX = 1024 /* bytes; longer text is cut */ };

/* The text to shape. The word is one part of the window; the rest of the window only affects the
 * shaping. */
struct oriel__word_source {
	struct oriel__font *font;
	hb_script_t script;
	bool is_rtl;
	/* the window joins the text around it: that text is given to HarfBuzz, and the word is not
	 * cached */
	bool is_joined;
	const char *text; /* the whole text; the following members are offsets in it */
	size_t length;
	size_t window, window_end;
	size_t start, end; /* window <= start < end <= window_end */
};

struct oriel__glyph {
	uint16_t index;
	uint16_t cluster; /* byte in the word */
	int32_t advance, dx, dy;
};

/* One block: members that a look-up compares come first, the glyphs last. */
struct oriel__word {
	struct oriel__word *next;        /* in its bucket */
	struct oriel__list_link idle;    /* in the list of idle words, while no text has a reference */
	struct oriel__word_cache *cache; /* NULL: not cached */
	struct oriel__font *font;        /* one reference */
	uint32_t hash;
	uint32_t references; /* number of references by texts */
	hb_script_t script;
	int32_t advance;
	uint16_t window_length, start, length;
	bool is_rtl;
	/* only private texts have used the word; it is freed with their last reference */
	bool is_private;
	bool is_space_sensitive; /* an adjacent space may change the word */
	uint32_t glyph_count;
	struct oriel__glyph *glyphs; /* in visual order */
	char window[];               /* the text of the window */
};

struct oriel__word_cache {
	struct oriel__word **buckets;
	size_t bucket_count, count;
	uint64_t shaped;         /* number of words shaped by HarfBuzz */
	struct oriel__list idle; /* items: struct oriel__word without references, newest first */
	size_t idle_bytes;       /* bytes of the idle words */
	bool is_private;         /* the current look-up is for a private text */
	hb_buffer_t *buffer;
	hb_language_t language;
};

void oriel__word_cache_init(struct oriel__word_cache *cache);
/* Frees the cache; words with references are freed with their texts. */
void oriel__word_cache_finish(struct oriel__word_cache *cache);

/* Returns the word with one reference for the caller; shapes it if it is not cached. */
struct oriel__word *oriel__word_find(
	struct oriel__word_cache *cache, const struct oriel__word_source *source);
/* Handles the loss of a word's last reference. */
void oriel__word_unused(struct oriel__word *word);

static inline void oriel__word_unref(struct oriel__word *word) {
	if (--word->references == 0)
		oriel__word_unused(word);
}

/*
 * Returns the advance in font units from the word's left edge to the caret before byte offset; the
 * word's length is its right edge if the word runs from left to right. @param text the bytes of the
 * word, in the text that references it
 */
int32_t oriel__word_caret(const struct oriel__word *word, const char *text, size_t offset);

#endif
