/* SPDX-License-Identifier: MIT */
/* The Unicode properties of text without newlines: the places where it may be broken, and the runs
 * that are shaped separately. */
#ifndef ORIEL_TEXT_ANALYSIS_INTERNAL_H
#define ORIEL_TEXT_ANALYSIS_INTERNAL_H

#include "text/fonts_internal.h"

enum {
	ORIEL__MARK_GRAPHEME = 1, /* a grapheme begins at this byte */
	ORIEL__MARK_BREAK = 2,    /* a line may begin at this byte, which also begins a grapheme */
	/* this byte begins a grapheme that is a space: it may hang over the end of a line */
	ORIEL__MARK_SPACE = 4,
	ORIEL__MARK_TAB = 8,
};

/* Bytes of one font, script and level; both ends are grapheme boundaries. */
struct oriel__text_run {
	size_t start, end;
	struct oriel__font *font; /* borrowed */
	hb_script_t script;
	uint8_t level;
};

struct oriel__analysis {
	uint8_t *marks; /* one for each byte */
	struct oriel__text_run *runs;
	size_t run_count, run_capacity, mark_capacity;
	bool is_rtl;
};

/* Analyses text. The analysis is all zeros, or has been used before. is_rtl: the text runs from
 * right to left; else its first strong letter decides. Returns false if there is no memory. */
bool oriel__analyse(struct oriel__analysis *analysis, struct oriel__font_set *fonts,
	const char *text, size_t length, bool is_rtl);
/* Sets only the marks; text is printable ASCII and tabs. */
bool oriel__analyse_ascii(struct oriel__analysis *analysis, const char *text, size_t length);
void oriel__analysis_finish(struct oriel__analysis *analysis);

#endif
