/* SPDX-License-Identifier: MIT */
/* Whether two characters belong to one grapheme. */
#ifndef ORIEL_TEXT_GRAPHEME_INTERNAL_H
#define ORIEL_TEXT_GRAPHEME_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

/* What was seen of the grapheme so far; all zeros at a boundary. */
struct oriel__grapheme {
	int32_t state; /* utf8proc's */
	uint8_t conjunct;
};

/* Returns whether there is a boundary between two neighbouring characters. Takes them in order from
 * the last boundary on. */
bool oriel__grapheme_breaks(struct oriel__grapheme *grapheme, uint32_t before, uint32_t after);
/* Returns whether there is a boundary whatever stands before the two characters; false where that
 * may matter. */
bool oriel__grapheme_breaks_surely(uint32_t before, uint32_t after);

#endif
