/* SPDX-License-Identifier: MIT */
/* Building the units of a text. */
#ifndef ORIEL_TEXT_UNITS_INTERNAL_H
#define ORIEL_TEXT_UNITS_INTERNAL_H

#include "text/shaped-internal.h"

struct oriel__units {
	struct oriel__unit *units; /* each holds its word */
	size_t count, capacity;
	bool is_one_font, has_rtl;
};

/* Into units of all zeros. False: there is no memory for it; what is there then is to be finished as well. */
bool oriel__units_build(struct oriel__units *units, struct oriel__text_context *context, struct oriel__font_set *fonts, const char *text, size_t length);
void oriel__units_finish(struct oriel__units *units);

#endif
