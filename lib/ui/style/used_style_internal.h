/* SPDX-License-Identifier: MIT */
/*
 * Computed values as layout, painting and input use them: lengths in px, keywords as enumerations.
 * Filled once for each set of computed values, and shared by all widgets that have these.
 */
#ifndef ORIEL_STYLE_USED_STYLE_INTERNAL_H
#define ORIEL_STYLE_USED_STYLE_INTERNAL_H

#include <math.h>

#include <oriel/extend/style.h>

/* auto, and none of a maximum. */
#define ORIEL__AUTO INFINITY

enum oriel__position_kind {
	ORIEL__POSITION_STATIC,
	ORIEL__POSITION_RELATIVE,
	ORIEL__POSITION_STICKY,
	ORIEL__POSITION_ABSOLUTE,
	ORIEL__POSITION_FIXED,
};

struct oriel__style {
	/* inherited */
	oriel_color color;
	oriel_color caret_color;
	oriel_color selection_color;
	const char *font_family; /* a list as in CSS; of the computed values */
	float font_size;
	float line_height; /* a multiple of the font size; 0: the font's own */
	unsigned short font_weight;
	bool is_italic;
	bool has_pointer_events;
	bool is_visible; /* visibility */
	unsigned char text_align;  /* enum oriel_text_align */
	unsigned char white_space; /* enum oriel_white_space */
	unsigned char cursor;      /* enum oriel_cursor */

	/* not inherited */
	unsigned char display;   /* enum oriel_display */
	unsigned char direction; /* enum oriel_direction */
	/* enum oriel_align; align_self 0: as the parent says */
	unsigned char align, justify, align_self;
	unsigned char overflow_x, overflow_y; /* enum oriel_overflow */
	unsigned char overflow_anchor; /* enum oriel_overflow_anchor */
	unsigned char position; /* enum oriel__position_kind */
	bool is_absolute;       /* position absolute or fixed: outside the flow */
	bool has_z_index, is_isolated;
	/* contain: the bits of strict and content are set apart */
	bool does_contain_layout, does_contain_paint, does_contain_size;
	int z_index; /* 0 if it is auto */
	bool has_strike_through;
	float grow, shrink, basis;
	float width, height, min_width, min_height, max_width, max_height;
	struct oriel_edges padding, margin; /* margins may be negative */
	struct oriel_edges border; /* widths */
	struct oriel_edges inset;  /* of positioned ones */
	float gap; /* between children */
	oriel_color background;
	oriel_color border_color;      /* of the top */
	oriel_color border_colors[3]; /* of right, bottom, left */
	float radius;
	float opacity;
	float outline_width, outline_offset;
	oriel_color outline_color;
	struct oriel_shadow shadow;
};

#endif
