/* SPDX-License-Identifier: MIT */
/*
 * Media queries: parsed once, evaluated for each window. Source: Media Queries 5.
 */
#ifndef ORIEL_CSS_MEDIA_QUERY_INTERNAL_H
#define ORIEL_CSS_MEDIA_QUERY_INTERNAL_H

#include "css/token_internal.h"

#include <oriel/ui/color.h>

enum { ORIEL__MEDIA_DEPTH = 32 }; /* of parentheses */

enum oriel__media_feature {
	ORIEL__MEDIA_WIDTH,
	ORIEL__MEDIA_HEIGHT,
	ORIEL__MEDIA_ASPECT_RATIO,
	ORIEL__MEDIA_ORIENTATION,
	ORIEL__MEDIA_RESOLUTION,
	ORIEL__MEDIA_COLOR_SCHEME,   /* prefers-color-scheme */
	ORIEL__MEDIA_REDUCED_MOTION, /* prefers-reduced-motion */
	ORIEL__MEDIA_CONTRAST,       /* prefers-contrast */
	ORIEL__MEDIA_POINTER,
	ORIEL__MEDIA_ANY_POINTER,
	ORIEL__MEDIA_HOVER,
	ORIEL__MEDIA_ANY_HOVER,
	ORIEL__MEDIA_FEATURES,
};

/* The properties of a window that media queries test. */
struct oriel__media {
	double width, height; /* px, of the viewport */
	double resolution;    /* device pixels a px */
	double font_size;     /* px: em and rem; the initial value */
	/* keywords; 0 is the first of each enum */
	enum { ORIEL__SCHEME_LIGHT, ORIEL__SCHEME_DARK } color_scheme;
	bool is_motion_reduced;
	enum {
		ORIEL__CONTRAST_NO_PREFERENCE,
		ORIEL__CONTRAST_MORE,
		ORIEL__CONTRAST_LESS,
		ORIEL__CONTRAST_CUSTOM,
	} contrast;
	enum { ORIEL__POINTER_NONE, ORIEL__POINTER_COARSE, ORIEL__POINTER_FINE } pointer, any_pointer;
	bool can_hover, can_any_hover;
	oriel_color accent_color; /* of AccentColor; 0: the built-in one */
};

struct oriel__media_list;

/* Parses a media query list into the arena. Never fails: a malformed query becomes `not all`. Sets
 * *error_offset to the place of the first error, or to UINT32_MAX if there is none. */
const struct oriel__media_list *oriel__media_parse(
	struct oriel__css_arena *arena, const char *text, uint32_t length, uint32_t *error_offset);
/* Returns whether the list matches. An empty list matches. */
bool oriel__media_matches(
	const struct oriel__media_list *list, const struct oriel__media *media);
/* Returns the features that the list tests, as bits 1 << enum oriel__media_feature. A change of
 * other features does not change the result. */
unsigned oriel__media_features(const struct oriel__media_list *list);

#endif
