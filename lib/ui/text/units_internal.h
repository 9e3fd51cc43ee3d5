/* SPDX-License-Identifier: MIT */
/* Building the units of a text. */
#ifndef ORIEL_TEXT_UNITS_INTERNAL_H
#define ORIEL_TEXT_UNITS_INTERNAL_H

#include "text/shaped_internal.h"

struct oriel__units {
	struct oriel__unit *units; /* to be freed */
	size_t count, capacity;
	bool is_one_font, has_rtl, has_hyphens;
};

/* Into units of all zeros, or ones whose array is used again. False: there is no memory for it;
 * some units may hold words then. */
bool oriel__units_build(struct oriel__units *units, struct oriel__text_context *context,
	struct oriel__font_set *fonts, const char *text, size_t length);
void oriel__units_drop_words(const struct oriel__unit *units, size_t count);

#endif
