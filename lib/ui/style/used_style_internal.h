/* SPDX-License-Identifier: MIT */
/*
 * Used values for layout, painting and input: lengths in px, keywords as enumerations. Filled once
 * for each set of computed values, and shared by all widgets with that set.
 */
#ifndef ORIEL_STYLE_USED_STYLE_INTERNAL_H
#define ORIEL_STYLE_USED_STYLE_INTERNAL_H

#include <math.h>

#include <oriel/extend/style.h>

/* A length that is not known, or not yet. Every length that is known is a number. */
#define ORIEL__UNKNOWN NAN

static inline bool oriel__is_known(float length) {
	return !isnan(length);
}

enum oriel__dimension_kind {
	ORIEL__DIMENSION_LENGTH, /* px + fraction * basis */
	ORIEL__DIMENSION_MATH,   /* what is not linear in the basis, as min(50%, 20px) */
	ORIEL__DIMENSION_AUTO,   /* auto, and none and normal */
	ORIEL__DIMENSION_CONTENT,
	ORIEL__DIMENSION_MIN_CONTENT,
	ORIEL__DIMENSION_MAX_CONTENT,
	ORIEL__DIMENSION_FIT_CONTENT,
};

/* A length whose percentages wait for their basis. */
struct oriel__dimension {
	float px;
	float fraction; /* of the basis: 0.5 is 50% */
	const struct oriel__css_value *math; /* of the computed values; NULL unless MATH */
	uint8_t kind;   /* enum oriel__dimension_kind */
};

struct oriel__dimension_edges {
	struct oriel__dimension top, right, bottom, left;
};

/* The slow path of oriel__dimension_resolve(). */
float oriel__dimension_resolve_relative(const struct oriel__dimension *dimension, float basis);

/* Returns the length in px. It is unknown for a keyword, and for a percentage of an unknown basis.
 */
static inline float oriel__dimension_resolve(
	const struct oriel__dimension *dimension, float basis) {
	if (dimension->kind == ORIEL__DIMENSION_LENGTH && dimension->fraction == 0)
		return dimension->px;
	return oriel__dimension_resolve_relative(dimension, basis);
}

/* Returns the length in px, as of a margin, a padding or a gap: a keyword is 0, and percentages of
 * an unknown basis are of 0. Source: CSS Sizing 3, §5.2. */
static inline float oriel__dimension_resolve_or_0(
	const struct oriel__dimension *dimension, float basis) {
	float length = oriel__dimension_resolve(dimension, oriel__is_known(basis) ? basis : 0);
	return oriel__is_known(length) ? length : 0;
}

static inline bool oriel__dimension_is(
	const struct oriel__dimension *dimension, enum oriel__dimension_kind kind) {
	return dimension->kind == kind;
}

static inline bool oriel__dimension_has_percentage(const struct oriel__dimension *dimension) {
	return dimension->fraction != 0 || dimension->kind == ORIEL__DIMENSION_MATH;
}

/* A bit beside enum oriel_align: what would overflow stands at the start. */
#define ORIEL__ALIGN_SAFE 0x80

/* Edges as bits. */
enum oriel__edge {
	ORIEL__EDGE_TOP = 1,
	ORIEL__EDGE_RIGHT = 2,
	ORIEL__EDGE_BOTTOM = 4,
	ORIEL__EDGE_LEFT = 8,
};

enum oriel__position_kind {
	ORIEL__POSITION_STATIC,
	ORIEL__POSITION_RELATIVE,
	ORIEL__POSITION_STICKY,
	ORIEL__POSITION_ABSOLUTE,
	ORIEL__POSITION_FIXED,
};

/* What touch-action allows, as bits. */
enum oriel__touch {
	ORIEL__TOUCH_PAN_X = 1,
	ORIEL__TOUCH_PAN_Y = 2,
	ORIEL__TOUCH_AUTO = 4, /* and a widget that takes the press prevents panning */
};

struct oriel__style {
	/* inherited */
	oriel_color color;
	oriel_color caret_color;
	oriel_color selection_color;
	const char *font_family; /* a list as in CSS; owned by the computed values */
	float font_size;
	float line_height; /* a multiple of the font size; 0: the font's own */
	unsigned short font_weight;
	bool is_italic;
	bool has_pointer_events;
	bool is_visible;   /* visibility */
	bool is_collapsed; /* visibility: collapse */
	unsigned char text_align;  /* enum oriel_text_align */
	unsigned char white_space; /* enum oriel_white_space */
	unsigned char cursor;      /* enum oriel_cursor */

	/* not inherited */
	unsigned char display;   /* enum oriel_display */
	unsigned char direction; /* enum oriel_direction */
	unsigned char wrap;      /* enum oriel_flex_wrap */
	/* enum oriel_align, perhaps with ORIEL__ALIGN_SAFE; of self 0: the parent's value applies */
	unsigned char align, justify, align_self; /* align-items, justify-content, align-self */
	unsigned char align_content, justify_items, justify_self;
	unsigned char overflow_x, overflow_y; /* enum oriel_overflow */
	unsigned char overflow_anchor; /* enum oriel_overflow_anchor */
	unsigned char scroll_bar_width; /* px; 0: no bars */
	bool is_scroll_bar_classic; /* bars stand beside the content, and not over it */
	unsigned char position; /* enum oriel__position_kind */
	bool is_absolute;       /* position absolute or fixed: outside the flow */
	bool has_z_index, is_isolated;
	/* contain: the bits of strict and content are set apart */
	bool does_contain_layout, does_contain_paint, does_contain_size;
	unsigned char touch_action; /* enum oriel__touch */
	int z_index; /* 0 if it is auto */
	bool has_strike_through;
	bool is_rtl;
	bool is_inline_level;  /* display: inline, inline-block … */
	bool is_content_box;   /* box-sizing */
	bool is_ratio_natural; /* aspect-ratio with auto: a natural ratio wins, of the content box */
	/* a percentage among them, which the floats of padding and margin leave out */
	bool has_relative_padding, has_relative_margin;
	/* a percentage of the height of the parent's content box, or of the container's */
	bool has_relative_height;
	bool has_grid_lines; /* grid-column or grid-row is not auto; oriel__computed_of() has them */
	unsigned char auto_margins; /* enum oriel__edge */
	int order;
	uint64_t outer_hash; /* of the members that the layout of the parent reads; not 0 */
	float grow, shrink;
	struct oriel__dimension basis;
	struct oriel__dimension width, height, min_width, min_height, max_width, max_height;
	float ratio; /* width through height; 0: none */
	/* px, percentages and auto left out; margins may be negative */
	struct oriel_edges padding, margin;
	float frame_width, frame_height; /* of such a padding, border and gutter at both ends */
	bool has_width_limits, has_height_limits; /* a minimum that is not auto, or a maximum */
	/* automatic, without limits, ratio and flex-basis; of a width: the height is automatic too */
	bool is_width_plain, is_height_plain;
	struct oriel__dimension_edges relative_padding, relative_margin;
	struct oriel_edges border; /* widths */
	/* between border and padding: room for classic scroll bars that does not depend on content */
	struct oriel_edges gutter;
	struct oriel__dimension_edges inset; /* of positioned boxes */
	struct oriel__dimension row_gap, column_gap;
	oriel_color background;
	oriel_color border_color;      /* of the top */
	oriel_color border_colors[3]; /* of right, bottom, left */
	float radius;
	float opacity;
	float outline_width, outline_offset;
	oriel_color outline_color;
	const struct oriel_shadow *shadows; /* the first one is on top */
	uint32_t shadow_count;
};

#endif
