/* SPDX-License-Identifier: MIT */
/*
 * Colours in any space, at full precision. Source: Color 4.
 */
#ifndef ORIEL_CSS_COLOR_INTERNAL_H
#define ORIEL_CSS_COLOR_INTERNAL_H

#include <oriel/ui/color.h>

#include <stddef.h>

enum oriel__css_color_space {
	ORIEL__SPACE_SRGB,
	ORIEL__SPACE_SRGB_LINEAR,
	ORIEL__SPACE_DISPLAY_P3,
	ORIEL__SPACE_A98_RGB,
	ORIEL__SPACE_PROPHOTO_RGB,
	ORIEL__SPACE_REC2020,
	ORIEL__SPACE_XYZ_D50,
	ORIEL__SPACE_XYZ_D65,
	ORIEL__SPACE_LAB,
	ORIEL__SPACE_OKLAB,
	/* spaces with polar coordinates */
	ORIEL__SPACE_LCH,
	ORIEL__SPACE_OKLCH,
	ORIEL__SPACE_HSL,
	ORIEL__SPACE_HWB,
};

enum oriel__css_hue {
	ORIEL__HUE_SHORTER,
	ORIEL__HUE_LONGER,
	ORIEL__HUE_INCREASING,
	ORIEL__HUE_DECREASING,
};

/* A colour. The channels of RGB and XYZ range from 0 to 1; L of Lab from 0 to 100, of OKLab from 0
 * to 1; hues are in degrees; S, L, W and B range from 0 to 100. */
struct oriel__css_color {
	enum oriel__css_color_space space;
	double channels[4]; /* the last one is alpha, 0 to 1 */
	unsigned missing;   /* bits: 1 << index of a missing channel, whose value is 0 */
};

struct oriel__css_color oriel__css_color_convert(
	const struct oriel__css_color *color, enum oriel__css_color_space space);
/* Returns the colour in 8-bit sRGB. A colour outside sRGB is mapped by Color 4, §13.2. */
oriel_color oriel__css_color_to_8bit(const struct oriel__css_color *color);
struct oriel__css_color oriel__css_color_from_8bit(oriel_color color);
/* Mixes a and b; weight is the share of b, 0 to 1. Source: Color 4, §12. */
struct oriel__css_color oriel__css_color_mix(const struct oriel__css_color *a,
	const struct oriel__css_color *b, enum oriel__css_color_space space, enum oriel__css_hue hue,
	double weight);
/* Returns the relative luminance, 0 to 1. Alpha does not count. Source: WCAG 2.1. */
double oriel__css_color_luminance(oriel_color color);
/* Returns the name of a space in color() and color-mix(). */
const char *oriel__css_space_name(enum oriel__css_color_space space);
/* Returns the index of the hue channel, or -1 if the space has none. */
int oriel__css_space_hue(enum oriel__css_color_space space);


/* Finds a named colour, ignoring case. Returns its number, from 1, and sets *out; returns 0 if
 * there is no such name. */
unsigned oriel__css_named_color_find(const char *text, size_t length, oriel_color *out);
/* Returns the name of the colour with a number from 1, or NULL after the last one. */
const char *oriel__css_named_color_name(unsigned number);

#endif
