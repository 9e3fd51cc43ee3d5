/* SPDX-License-Identifier: MIT */
/* What Unicode says of a piece of text without newlines: where it may be cut, and what has to be
 * shaped apart. */
#ifndef ORIEL_TEXT_ANALYSIS_INTERNAL_H
#define ORIEL_TEXT_ANALYSIS_INTERNAL_H

#include "text/fonts_internal.h"

enum {
	ORIEL__MARK_GRAPHEME = 1, /* a grapheme begins at this byte */
	ORIEL__MARK_BREAK = 2,    /* a line may begin at this byte, which begins a grapheme */
	/* of the byte that begins a grapheme: a space that a line may hang over its end */
	ORIEL__MARK_SPACE = 4,
	ORIEL__MARK_TAB = 8,
};

/* Bytes of one font, script and level; it begins and ends at graphemes. */
struct oriel__text_run {
	size_t start, end;
	struct oriel__font *font; /* borrowed */
	hb_script_t script;
	uint8_t level;
};

struct oriel__analysis {
	uint8_t *marks; /* one a byte */
	struct oriel__text_run *runs;
	size_t run_count, run_capacity, mark_capacity;
	bool is_rtl;
};

/* Into an analysis of all zeros or one that is used again. False: there is no memory for it. */
bool oriel__analyse(struct oriel__analysis *analysis, struct oriel__font_set *fonts,
	const char *text, size_t length);
/* The marks only, of printable ASCII and tabs. */
bool oriel__analyse_ascii(struct oriel__analysis *analysis, const char *text, size_t length);
void oriel__analysis_finish(struct oriel__analysis *analysis);

#endif
