/* SPDX-License-Identifier: MIT */
/* Functions for later modules: grapheme boundaries around any offset, and the text context of a
 * thread. */
#ifndef ORIEL_TEXT_TEXT_BOUNDARY_INTERNAL_H
#define ORIEL_TEXT_TEXT_BOUNDARY_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

/* Return offset, or if it is inside a grapheme, the beginning or the end of that grapheme. */
size_t oriel__text_grapheme_floor(const char *text, size_t length, size_t offset);
size_t oriel__text_grapheme_ceil(const char *text, size_t length, size_t offset);

/* Loads fontconfig's files in another thread. For a thread that will need text, but has other work
 * first. */
void oriel__text_prepare(void);
/* Returns the number of live paragraphs of this thread. */
size_t oriel__text_paragraph_count(void);

/* Returns the number of words that the calling thread has shaped, without words found in the
 * cache. */
uint64_t oriel__text_words_shaped(void);

#endif
