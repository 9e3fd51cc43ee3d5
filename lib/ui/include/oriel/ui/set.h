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

/** Options of oriel_set(). A field that is zero is not given. */
struct oriel_set_options {
	ORIEL_OPTIONS_HEAD;
	const char *id ORIEL_DEFAULT;      /**< copied */
	const char *classes ORIEL_DEFAULT; /**< separated by spaces; replaces those there are; copied */
	/** hides the widget; oriel_set_hidden() is for a value that changes */
	bool hidden ORIEL_DEFAULT;
	/** disables the widget; oriel_set_disabled() is for a value that changes */
	bool disabled ORIEL_DEFAULT;

	float width ORIEL_DEFAULT, height ORIEL_DEFAULT; // px, of the border box, as all sizes here
	float min_width ORIEL_DEFAULT, min_height ORIEL_DEFAULT, max_width ORIEL_DEFAULT,
		max_height ORIEL_DEFAULT; // px
	/**< shares of what is left or missing along the container */
	float grow ORIEL_DEFAULT, shrink ORIEL_DEFAULT;
	float basis ORIEL_DEFAULT;        // px; size along the container before growing
	float padding ORIEL_DEFAULT, padding_x ORIEL_DEFAULT,
		padding_y ORIEL_DEFAULT; // px; the narrower field wins
	float padding_top ORIEL_DEFAULT, padding_right ORIEL_DEFAULT, padding_bottom ORIEL_DEFAULT,
		padding_left ORIEL_DEFAULT; // px
	float margin ORIEL_DEFAULT, margin_x ORIEL_DEFAULT, margin_y ORIEL_DEFAULT; // px
	float margin_top ORIEL_DEFAULT, margin_right ORIEL_DEFAULT, margin_bottom ORIEL_DEFAULT,
		margin_left ORIEL_DEFAULT; // px
	float gap ORIEL_DEFAULT; // px between children
	enum oriel_align align ORIEL_DEFAULT;      /**< children across */
	enum oriel_align justify ORIEL_DEFAULT;    /**< children along */
	enum oriel_align align_self ORIEL_DEFAULT; /**< this one across */
	/**< true: out of flow, placed by the insets in its parent's padding box, drawn and hit over the
	 * flow; or ORIEL_OFF */
	int absolute ORIEL_DEFAULT;
	float top ORIEL_DEFAULT, right ORIEL_DEFAULT, bottom ORIEL_DEFAULT,
		left ORIEL_DEFAULT; // px; insets, for absolute
	enum oriel_overflow overflow_x ORIEL_DEFAULT, overflow_y ORIEL_DEFAULT;
	enum oriel_overflow_anchor overflow_anchor ORIEL_DEFAULT;

	oriel_color color ORIEL_DEFAULT;      /**< of text; inherited */
	oriel_color background ORIEL_DEFAULT;
	oriel_color border_color ORIEL_DEFAULT;
	float border_width ORIEL_DEFAULT, radius ORIEL_DEFAULT; // px
	float opacity ORIEL_DEFAULT; /**< 0 (write ORIEL_ZERO) to 1 */
	const char *font_family ORIEL_DEFAULT; /**< copied, at most 65,535 bytes; inherited */
	float font_size ORIEL_DEFAULT;         // px; inherited
	int font_weight ORIEL_DEFAULT;         /**< 100 to 900; inherited */
	int italic ORIEL_DEFAULT;              /**< true, or ORIEL_OFF; inherited */
	int strike_through ORIEL_DEFAULT;      /**< true, or ORIEL_OFF */
	enum oriel_text_align text_align ORIEL_DEFAULT; /**< inherited */
	enum oriel_white_space white_space ORIEL_DEFAULT; /**< inherited */
};

/** Does the work of oriel_set(). @param options copied */
ORIEL_API oriel_widget *oriel_set_at(
	const char *site, oriel_widget *widget, const struct oriel_set_options *options);
/**
 * Sets names, state and inline style of a widget: the fields that are given. Negative sizes and
 * those that are no numbers become 0; margins and insets may be negative.
 * @param ... widget; then members of struct oriel_set_options by name
 * @return widget
 */
#define oriel_set(...) ORIEL__CALL_1(oriel_set_at, struct oriel_set_options, __VA_ARGS__, )

ORIEL_END

#endif
