/* SPDX-License-Identifier: MIT */
/* For the modules above: grapheme boundaries around any offset, and the text context of a thread.
 */
#ifndef ORIEL_TEXT_TEXT_BOUNDARY_INTERNAL_H
#define ORIEL_TEXT_TEXT_BOUNDARY_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

/* The offset, or if it is inside a grapheme where that begins, or ends. */
size_t oriel__text_grapheme_floor(const char *text, size_t length, size_t offset);
size_t oriel__text_grapheme_ceil(const char *text, size_t length, size_t offset);

/* For a thread that will want text, and has something else to do first: another one reads
 * fontconfig's files meanwhile. */
void oriel__text_prepare(void);
/* How many paragraphs of this thread are alive. */
size_t oriel__text_paragraph_count(void);

/* Returns how many words the calling thread has shaped; words that the cache knew do not count. */
uint64_t oriel__text_words_shaped(void);

#endif
