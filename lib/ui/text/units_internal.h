/* SPDX-License-Identifier: MIT */
/* Builds the units of a text. */
#ifndef ORIEL_TEXT_UNITS_INTERNAL_H
#define ORIEL_TEXT_UNITS_INTERNAL_H

#include "text/shaped_internal.h"

struct oriel__units {
	struct oriel__unit *units; /* owned; freed by the caller */
	size_t count, capacity;
	bool is_one_font, has_rtl, has_hyphens;
};

/* Builds units, which are all zeros or have a reusable array. is_rtl: each paragraph runs from
 * right to left; else its first strong letter decides. Returns false if there is no memory; some
 * units may have references to words then. */
bool oriel__units_build(struct oriel__units *units, struct oriel__text_context *context,
	struct oriel__font_set *fonts, const char *text, size_t length, bool is_rtl);
void oriel__units_drop_words(const struct oriel__unit *units, size_t count);

#endif
