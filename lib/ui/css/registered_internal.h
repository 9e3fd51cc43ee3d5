/* SPDX-License-Identifier: MIT */
/*
 * The syntax strings of @property. Source: Properties and Values 1, §5.
 */
#ifndef ORIEL_CSS_REGISTERED_INTERNAL_H
#define ORIEL_CSS_REGISTERED_INTERNAL_H

#include "css/css_sheet_internal.h"

/* Parses a syntax such as "<length> | auto" or "<color>#". Returns NULL if it is malformed. */
const struct oriel__css_registered_syntax *oriel__css_registered_syntax_parse(
	struct oriel__css_arena *arena, const char *text, uint32_t length);

#endif
