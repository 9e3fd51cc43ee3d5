/* SPDX-License-Identifier: MIT */
/**
 * @file
 * oriel_set(): names, state and inline style of a widget in one call, which nests in construction.
 *
 * A field that is zero counts as not given; ORIEL_ZERO and ORIEL_OFF write zero, ORIEL_AUTO writes
 * auto (for width, height, their least and most, basis and the insets; elsewhere it is ORIEL_ZERO),
 * and ORIEL_RGBA(0xffffff, 0) a transparent colour, since ORIEL_TRANSPARENT is zero. What is set
 * here wins over the theme.
 *
 * Thread: loop. Errors: values that make no sense are made to, as is said; names over a limit are
 * reported (widget.h) and change nothing. Source: CSS Box Model, CSS Flexible Box Layout.
 */
#ifndef ORIEL_UI_SET_H
#define ORIEL_UI_SET_H

#include <oriel/ui/color.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/style_values.h>

ORIEL_BEGIN

struct oriel_set_options {
	const char *id;      /**< copied */
	const char *classes; /**< separated by spaces; replaces those there are; copied */
	/** hides the widget; oriel_set_hidden() is for a value that changes */
	bool hidden;
	/** disables the widget; oriel_set_disabled() is for a value that changes */
	bool disabled;

	float width, height; // px, of the border box, as all sizes here
	float min_width, min_height, max_width, max_height; // px
	float grow, shrink; /**< shares of what is left or missing along the container */
	float basis;        // px; size along the container before growing
	float padding, padding_x, padding_y; // px; the narrower field wins
	float padding_top, padding_right, padding_bottom, padding_left; // px
	float margin, margin_x, margin_y; // px
	float margin_top, margin_right, margin_bottom, margin_left; // px
	float gap; // px between children
	enum oriel_align align;      /**< children across */
	enum oriel_align justify;    /**< children along */
	enum oriel_align align_self; /**< this one across */
	/**< true: out of flow, placed by the insets in its parent's padding box, drawn and hit over the
	 * flow; or ORIEL_OFF */
	int absolute;
	float top, right, bottom, left; // px; insets, for absolute
	enum oriel_overflow overflow_x, overflow_y;
	enum oriel_overflow_anchor overflow_anchor;

	oriel_color color;      /**< of text; inherited */
	oriel_color background;
	oriel_color border_color;
	float border_width, radius; // px
	float opacity; /**< 0 (write ORIEL_ZERO) to 1 */
	const char *font_family; /**< copied, at most 65,535 bytes; inherited */
	float font_size;         // px; inherited
	int font_weight;         /**< 100 to 900; inherited */
	int italic;              /**< true, or ORIEL_OFF; inherited */
	int strike_through;      /**< true, or ORIEL_OFF */
	enum oriel_text_align text_align; /**< inherited */
	enum oriel_white_space white_space; /**< inherited */

	size_t size;
};

/**
 * Sets the fields that are given. Sizes that are negative or not numbers become 0; margins and
 * insets may be negative.
 * @return widget
 */
ORIEL_API oriel_widget *oriel_set_at(
	const char *site, oriel_widget *widget, const struct oriel_set_options *options);
#define oriel_set(...) ORIEL__SET(__VA_ARGS__, .size = sizeof(struct oriel_set_options))
#define ORIEL__SET(widget, ...) \
	oriel_set_at(ORIEL_SITE, widget, &(const struct oriel_set_options){ __VA_ARGS__ })

ORIEL_END

#endif
