/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets and themes: properties, declarations, rules, and the computed values of a
 * widget.
 *
 * The cascade: the toolkit's rules, then the application's, each in order of specificity, then of
 * registration; then inline declarations (oriel_set()). So a program's `button` wins over the
 * toolkit's `button.primary:hover`, whenever either is added. What a rule does not give is
 * inherited or initial, as CSS says of that property: the caret, the border and the outline have
 * the colour of the text, and an overflow of visible becomes auto beside one that is not. A widget
 * that is hidden computes to ORIEL_DISPLAY_NONE. A value that a property does not take leaves its
 * declaration out.
 *
 * Thread: loop. Errors: a malformed selector is a status and is logged; declarations that make no
 * sense are left out. Source: CSS Cascade 4.
 */
#ifndef ORIEL_EXTEND_STYLE_H
#define ORIEL_EXTEND_STYLE_H

#include <oriel/ui/color.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/set.h>

ORIEL_BEGIN

/** A shadow of the border box; none if its colour is transparent. */
struct oriel_shadow {
	float x, y, blur, spread; // px
	oriel_color color;
};

/**
 * The computed values of a widget; lengths in px, ORIEL_AUTO where CSS says auto (none, for the
 * maxima). Shared by widgets that look alike: never kept across a change.
 */
struct oriel_style {
	/* inherited */
	oriel_color color;
	oriel_color caret_color;
	oriel_color selection_color;
	const char *font_family; /**< a list as in CSS; interned */
	float font_size;
	float line_height; /**< a multiple of the font size; 0: the font's own */
	unsigned short font_weight;
	bool italic;
	unsigned char text_align;  /**< enum oriel_text_align */
	unsigned char white_space; /**< enum oriel_white_space */
	unsigned char cursor;      /**< enum oriel_cursor */

	/* not inherited */
	unsigned char display;   /**< enum oriel_display */
	unsigned char direction; /**< enum oriel_direction */
	/**< enum oriel_align; align_self 0: as the parent says */
	unsigned char align, justify, align_self;
	unsigned char overflow_x, overflow_y; /**< enum oriel_overflow */
	unsigned char overflow_anchor; /**< enum oriel_overflow_anchor */
	bool absolute;
	bool strike_through;
	float grow, shrink, basis;
	float width, height, min_width, min_height, max_width, max_height;
	struct oriel_edges padding, margin; /**< margins may be negative */
	struct oriel_edges border; /**< widths */
	struct oriel_edges inset;  /**< for absolute; ORIEL_AUTO where not given */
	float gap;
	oriel_color background;
	oriel_color border_color;
	float radius;
	float opacity;
	float outline_width, outline_offset;
	oriel_color outline_color;
	struct oriel_shadow shadow;
};

enum oriel_property {
	ORIEL_PROPERTY_COLOR = 1,
	ORIEL_PROPERTY_CARET_COLOR,
	ORIEL_PROPERTY_SELECTION_COLOR,
	ORIEL_PROPERTY_FONT_FAMILY,
	ORIEL_PROPERTY_FONT_SIZE,
	ORIEL_PROPERTY_LINE_HEIGHT,
	ORIEL_PROPERTY_FONT_WEIGHT,
	ORIEL_PROPERTY_ITALIC,
	ORIEL_PROPERTY_TEXT_ALIGN,
	ORIEL_PROPERTY_WHITE_SPACE,
	ORIEL_PROPERTY_CURSOR,
	ORIEL_PROPERTY_DISPLAY,
	ORIEL_PROPERTY_DIRECTION,
	ORIEL_PROPERTY_ALIGN,
	ORIEL_PROPERTY_JUSTIFY,
	ORIEL_PROPERTY_ALIGN_SELF,
	ORIEL_PROPERTY_OVERFLOW_X,
	ORIEL_PROPERTY_OVERFLOW_Y,
	ORIEL_PROPERTY_OVERFLOW_ANCHOR,
	ORIEL_PROPERTY_ABSOLUTE,
	ORIEL_PROPERTY_STRIKE_THROUGH,
	ORIEL_PROPERTY_GROW,
	ORIEL_PROPERTY_SHRINK,
	ORIEL_PROPERTY_BASIS,
	ORIEL_PROPERTY_WIDTH,
	ORIEL_PROPERTY_HEIGHT,
	ORIEL_PROPERTY_MIN_WIDTH,
	ORIEL_PROPERTY_MIN_HEIGHT,
	ORIEL_PROPERTY_MAX_WIDTH,
	ORIEL_PROPERTY_MAX_HEIGHT,
	ORIEL_PROPERTY_PADDING_TOP,
	ORIEL_PROPERTY_PADDING_RIGHT,
	ORIEL_PROPERTY_PADDING_BOTTOM,
	ORIEL_PROPERTY_PADDING_LEFT,
	ORIEL_PROPERTY_MARGIN_TOP,
	ORIEL_PROPERTY_MARGIN_RIGHT,
	ORIEL_PROPERTY_MARGIN_BOTTOM,
	ORIEL_PROPERTY_MARGIN_LEFT,
	ORIEL_PROPERTY_BORDER_TOP_WIDTH,
	ORIEL_PROPERTY_BORDER_RIGHT_WIDTH,
	ORIEL_PROPERTY_BORDER_BOTTOM_WIDTH,
	ORIEL_PROPERTY_BORDER_LEFT_WIDTH,
	ORIEL_PROPERTY_TOP,
	ORIEL_PROPERTY_RIGHT,
	ORIEL_PROPERTY_BOTTOM,
	ORIEL_PROPERTY_LEFT,
	ORIEL_PROPERTY_GAP,
	ORIEL_PROPERTY_BACKGROUND,
	ORIEL_PROPERTY_BORDER_COLOR,
	ORIEL_PROPERTY_RADIUS,
	ORIEL_PROPERTY_OPACITY,
	ORIEL_PROPERTY_OUTLINE_WIDTH,
	ORIEL_PROPERTY_OUTLINE_OFFSET,
	ORIEL_PROPERTY_OUTLINE_COLOR,
	ORIEL_PROPERTY_SHADOW,
	/* shorthands, expanded when they are added */
	ORIEL_PROPERTY_PADDING,
	ORIEL_PROPERTY_PADDING_X,
	ORIEL_PROPERTY_PADDING_Y,
	ORIEL_PROPERTY_MARGIN,
	ORIEL_PROPERTY_MARGIN_X,
	ORIEL_PROPERTY_MARGIN_Y,
	ORIEL_PROPERTY_BORDER_WIDTH,
	ORIEL_PROPERTY_OVERFLOW,
};

/** A property and its value; the property says which member is read. */
struct oriel_declaration {
	enum oriel_property property; /**< 0 ends a table */
	float number;      /**< px, a plain number, or an enum's value */
	oriel_color color;
	const char *text;  /**< font family: copied */
	struct oriel_shadow shadow;
};

/** A rule of a static table: what its selector matches gets the declarations, up to one whose
 * property is 0. */
struct oriel_rule {
	const char *selector; /**< a list; NULL ends a table of rules */
	const struct oriel_declaration *declarations;
};

/**
 * Adds a theme's rules to this loop; all its widgets are restyled. Adding a table that was added
 * does nothing.
 * @param rules borrowed for ever: static
 * @return ORIEL_SYNTAX_ERROR, with nothing added and the selector logged, if one is malformed
 */
ORIEL_API enum oriel_status oriel_theme_add(const struct oriel_rule *rules);
/**
 * Adds the rules that a set of widgets brings along, as oriel_theme_add() otherwise: every rule of
 * the application wins over them, whatever their specificity and whenever they are added.
 * @param rules borrowed for ever: static
 */
ORIEL_API enum oriel_status oriel_theme_add_toolkit(const struct oriel_rule *rules);

/** Writes one inline declaration; it wins over rules. */
ORIEL_API void oriel_widget_declare(
	oriel_widget *widget, const struct oriel_declaration *declaration);
/** Takes an inline declaration back. */
ORIEL_API void oriel_widget_undeclare(oriel_widget *widget, enum oriel_property property);

/** @return its computed values, brought up to date; borrowed until anything that they depend on
 * changes */
ORIEL_API const struct oriel_style *oriel_widget_style(const oriel_widget *widget);

ORIEL_END

#endif
