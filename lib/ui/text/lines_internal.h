/* SPDX-License-Identifier: MIT */
/* Lines: where a shaped text is broken at a width. They say nothing of alignment. */
#ifndef ORIEL_TEXT_LINES_INTERNAL_H
#define ORIEL_TEXT_LINES_INTERNAL_H

#include <oriel/ui/geometry.h>

struct oriel__shaped;
struct oriel__word;

struct oriel__line {
	uint32_t start, end;       /* bytes of the text, the newline included */
	/* the one that holds start; the number of units where there is none */
	uint32_t first_unit;
	float width;               /* px, without the spaces that hang */
	float y, height, baseline; /* px; baseline from y */
	bool is_rtl;               /* its paragraph runs from right to left */
	/* an ellipsis stands at its end, and end is where the text before it ends */
	bool is_cut;
	bool is_hyphenated;        /* it was broken after U+00AD, and a hyphen stands at its end */
};

struct oriel__lines {
	struct oriel__line only;   /* the line as long as there is one: oriel__lines_at() */
	struct oriel__line *array; /* all of them when there are more */
	size_t count, capacity;
	struct oriel_size size;       /* px */
	struct oriel__word *ellipsis; /* one reference; NULL unless a line is cut */
	struct oriel__word *hyphen;   /* one reference; NULL unless a line may be hyphenated */
};

/* Into empty (all zeros) lines; width may be INFINITY. False if there is no memory: the lines are
 * to be finished all the same. */
bool oriel__lines_break(
	struct oriel__lines *lines, const struct oriel__shaped *shaped, float width);
/* Breaks at newlines only, and cuts what does not fit into width. */
bool oriel__lines_cut(struct oriel__lines *lines, const struct oriel__shaped *shaped, float width);
void oriel__lines_finish(struct oriel__lines *lines);

static inline struct oriel__line *oriel__lines_at(const struct oriel__lines *lines, size_t index) {
	return lines->count > 1 ? &lines->array[index] : (struct oriel__line *)&lines->only;
}

/* The width of the widest piece that has no place for a break. */
float oriel__lines_min_width(const struct oriel__shaped *shaped);

#endif
