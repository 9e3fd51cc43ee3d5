/* SPDX-License-Identifier: MIT */
/* The paragraph: a shaped text and its lines. */
#ifndef ORIEL_TEXT_PARAGRAPH_DATA_INTERNAL_H
#define ORIEL_TEXT_PARAGRAPH_DATA_INTERNAL_H

#include "text/glyphs_internal.h"
#include "text/shaped_internal.h"

struct oriel_paragraph {
	struct oriel__shaped *shaped; /* one reference */
	struct oriel_paragraph *next; /* next in the list of spare paragraphs */
	struct oriel__alignment alignment;
	bool has_own_lines; /* false: the lines are the text's natural ones */
	struct oriel__lines own;
	struct oriel__glyphs *glyphs; /* one reference; NULL until drawn */
};

static inline const struct oriel__lines *oriel__paragraph_lines(const oriel_paragraph *paragraph) {
	return paragraph->has_own_lines ? &paragraph->own : &paragraph->shaped->natural;
}

void oriel__paragraph_free_spare(struct oriel__text_context *context);

#endif
