/* SPDX-License-Identifier: MIT */
/* Lines: the places where a shaped text is broken at a width, without alignment. */
#ifndef ORIEL_TEXT_LINES_INTERNAL_H
#define ORIEL_TEXT_LINES_INTERNAL_H

#include <oriel/ui/geometry.h>

struct oriel__shaped;
struct oriel__word;

struct oriel__line {
	uint32_t start, end; /* bytes in the text, including the newline */
	/* index of the unit that contains start; the number of units if there is none */
	uint32_t first_unit;
	float width;               /* px, without hanging spaces */
	float y, height, baseline; /* px; baseline from y */
	bool is_rtl;               /* the line's paragraph runs from right to left */
	/* the line ends in an ellipsis; end is the end of the text before it */
	bool is_cut;
	bool is_hyphenated; /* the line was broken after U+00AD, and ends in a hyphen */
};

struct oriel__lines {
	struct oriel__line only;   /* the line while there is only one; see oriel__lines_at() */
	struct oriel__line *array; /* all lines if there is more than one */
	size_t count, capacity;
	struct oriel_size size;       /* px */
	struct oriel__word *ellipsis; /* one reference; NULL unless a line is cut */
	struct oriel__word *hyphen;   /* one reference; NULL unless a line may be hyphenated */
};

/* Breaks a text into lines, which are all zeros before; width may be INFINITY. Returns false if
 * there is no memory; the caller finishes lines in any case. */
bool oriel__lines_break(
	struct oriel__lines *lines, const struct oriel__shaped *shaped, float width);
/* Breaks at newlines only, and ends lines wider than width in an ellipsis. */
bool oriel__lines_cut(struct oriel__lines *lines, const struct oriel__shaped *shaped, float width);
void oriel__lines_finish(struct oriel__lines *lines);

static inline struct oriel__line *oriel__lines_at(const struct oriel__lines *lines, size_t index) {
	return lines->count > 1 ? &lines->array[index] : (struct oriel__line *)&lines->only;
}

/* Returns the width of the widest chunk without a place for a break. */
float oriel__lines_min_width(const struct oriel__shaped *shaped);

#endif
