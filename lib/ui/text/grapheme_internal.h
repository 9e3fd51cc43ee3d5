/* SPDX-License-Identifier: MIT */
/* Tells whether two characters belong to one grapheme. */
#ifndef ORIEL_TEXT_GRAPHEME_INTERNAL_H
#define ORIEL_TEXT_GRAPHEME_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

/* The state of the current grapheme; all zeros at a boundary. */
struct oriel__grapheme {
	int32_t state; /* utf8proc's */
	uint8_t conjunct;
};

/* Tells whether there is a boundary between two adjacent characters. Called for all pairs in order,
 * beginning at a boundary. */
bool oriel__grapheme_breaks(struct oriel__grapheme *grapheme, uint32_t before, uint32_t after);
/* Tells whether there is a boundary regardless of the text before the two characters; false if that
 * text may matter. */
bool oriel__grapheme_breaks_surely(uint32_t before, uint32_t after);

#endif
