/* SPDX-License-Identifier: MIT */
/*
 * Keywords of values: every identifier that some property, function or media feature accepts.
 */
#ifndef ORIEL_CSS_KEYWORD_INTERNAL_H
#define ORIEL_CSS_KEYWORD_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum oriel__css_keyword {
	ORIEL__KEYWORD_NONE_GIVEN, /* not a keyword */
#define ORIEL__CSS_KEYWORD(id, name) ORIEL__KEYWORD_##id,
#include "css/keyword_list_internal.h"
	ORIEL__KEYWORDS,
};

/* Returns the keyword with a name, ignoring case, or 0 if there is none. */
uint16_t oriel__css_keyword_find(const char *text, size_t length);
/* Returns the name of a keyword in lower case; system colours have the case of Color 4. */
const char *oriel__css_keyword_name(uint16_t keyword);

#endif
