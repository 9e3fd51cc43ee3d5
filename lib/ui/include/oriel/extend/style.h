/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets and animations: typed setters and getters of style, which parse nothing
 * but lists, and equal lists once.
 *
 * A value that a widget's code sets is a presentational hint, as the width of an image in HTML. The
 * hint wins over the built-in look, and every rule of a program wins over the hint. Getters
 * return the values that layout and painting use.
 *
 * ```c
 * oriel_hint_length(widget, ORIEL_PROPERTY_WIDTH, 120);          // a rule of the program wins
 * float gap = oriel_used_length(widget, ORIEL_PROPERTY_ROW_GAP); // px, e.g. 8
 * oriel_color ink = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
 * ```
 *
 * Thread: loop. Errors: a type that a property does not take asserts, as does an unknown keyword. A
 * text that a property does not take, or a value that layout or painting cannot use yet, is logged
 * and sets nothing. Source: HTML, "presentational hints".
 */
#ifndef ORIEL_EXTEND_STYLE_H
#define ORIEL_EXTEND_STYLE_H

#include <oriel/ui/color.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/style.h>
#include <oriel/ui/style_values.h>

ORIEL_BEGIN

/** A shadow of the border box; none if its colour is transparent. */
struct oriel_shadow {
	float x, y;   /**< px */
	float blur;   /**< px */
	float spread; /**< px */
	oriel_color color;
};

/** The longhands, as they are called in CSS. */
enum oriel_property {
	ORIEL_PROPERTY_SCROLLBAR_MODE = 1,
	ORIEL_PROPERTY_SELECTION_COLOR,
	ORIEL_PROPERTY_SELECTION_DECORATION_LINE,
	ORIEL_PROPERTY_SELECTION_TEXT_COLOR,
	ORIEL_PROPERTY_ACCENT_COLOR,
	ORIEL_PROPERTY_ALIGN_CONTENT,
	ORIEL_PROPERTY_ALIGN_ITEMS,
	ORIEL_PROPERTY_ALIGN_SELF,
	ORIEL_PROPERTY_ASPECT_RATIO,
	ORIEL_PROPERTY_BACKGROUND_COLOR,
	ORIEL_PROPERTY_BORDER_BOTTOM_COLOR,
	ORIEL_PROPERTY_BORDER_BOTTOM_LEFT_RADIUS,
	ORIEL_PROPERTY_BORDER_BOTTOM_RIGHT_RADIUS,
	ORIEL_PROPERTY_BORDER_BOTTOM_STYLE,
	ORIEL_PROPERTY_BORDER_BOTTOM_WIDTH,
	ORIEL_PROPERTY_BORDER_LEFT_COLOR,
	ORIEL_PROPERTY_BORDER_LEFT_STYLE,
	ORIEL_PROPERTY_BORDER_LEFT_WIDTH,
	ORIEL_PROPERTY_BORDER_RIGHT_COLOR,
	ORIEL_PROPERTY_BORDER_RIGHT_STYLE,
	ORIEL_PROPERTY_BORDER_RIGHT_WIDTH,
	ORIEL_PROPERTY_BORDER_TOP_COLOR,
	ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS,
	ORIEL_PROPERTY_BORDER_TOP_RIGHT_RADIUS,
	ORIEL_PROPERTY_BORDER_TOP_STYLE,
	ORIEL_PROPERTY_BORDER_TOP_WIDTH,
	ORIEL_PROPERTY_BOTTOM,
	ORIEL_PROPERTY_BOX_SHADOW,
	ORIEL_PROPERTY_BOX_SIZING,
	ORIEL_PROPERTY_CARET_COLOR,
	ORIEL_PROPERTY_COLOR,
	ORIEL_PROPERTY_COLOR_SCHEME,
	ORIEL_PROPERTY_COLUMN_GAP,
	ORIEL_PROPERTY_CONTAIN,
	ORIEL_PROPERTY_CONTENT,
	ORIEL_PROPERTY_CURSOR,
	ORIEL_PROPERTY_DIRECTION,
	ORIEL_PROPERTY_DISPLAY,
	ORIEL_PROPERTY_FLEX_BASIS,
	ORIEL_PROPERTY_FLEX_DIRECTION,
	ORIEL_PROPERTY_FLEX_GROW,
	ORIEL_PROPERTY_FLEX_SHRINK,
	ORIEL_PROPERTY_FLEX_WRAP,
	ORIEL_PROPERTY_FONT_FAMILY,
	ORIEL_PROPERTY_FONT_SIZE,
	ORIEL_PROPERTY_FONT_STYLE,
	ORIEL_PROPERTY_FONT_WEIGHT,
	ORIEL_PROPERTY_GRID_AUTO_COLUMNS,
	ORIEL_PROPERTY_GRID_AUTO_FLOW,
	ORIEL_PROPERTY_GRID_AUTO_ROWS,
	ORIEL_PROPERTY_GRID_COLUMN_END,
	ORIEL_PROPERTY_GRID_COLUMN_START,
	ORIEL_PROPERTY_GRID_ROW_END,
	ORIEL_PROPERTY_GRID_ROW_START,
	ORIEL_PROPERTY_GRID_TEMPLATE_AREAS,
	ORIEL_PROPERTY_GRID_TEMPLATE_COLUMNS,
	ORIEL_PROPERTY_GRID_TEMPLATE_ROWS,
	ORIEL_PROPERTY_HEIGHT,
	ORIEL_PROPERTY_ISOLATION,
	ORIEL_PROPERTY_JUSTIFY_CONTENT,
	ORIEL_PROPERTY_JUSTIFY_ITEMS,
	ORIEL_PROPERTY_JUSTIFY_SELF,
	ORIEL_PROPERTY_LEFT,
	ORIEL_PROPERTY_LINE_HEIGHT,
	ORIEL_PROPERTY_MARGIN_BOTTOM,
	ORIEL_PROPERTY_MARGIN_LEFT,
	ORIEL_PROPERTY_MARGIN_RIGHT,
	ORIEL_PROPERTY_MARGIN_TOP,
	ORIEL_PROPERTY_MAX_HEIGHT,
	ORIEL_PROPERTY_MAX_WIDTH,
	ORIEL_PROPERTY_MIN_HEIGHT,
	ORIEL_PROPERTY_MIN_WIDTH,
	ORIEL_PROPERTY_OBJECT_FIT,
	ORIEL_PROPERTY_OBJECT_POSITION,
	ORIEL_PROPERTY_OPACITY,
	ORIEL_PROPERTY_ORDER,
	ORIEL_PROPERTY_OUTLINE_COLOR,
	ORIEL_PROPERTY_OUTLINE_OFFSET,
	ORIEL_PROPERTY_OUTLINE_STYLE,
	ORIEL_PROPERTY_OUTLINE_WIDTH,
	ORIEL_PROPERTY_OVERFLOW_ANCHOR,
	ORIEL_PROPERTY_OVERFLOW_X,
	ORIEL_PROPERTY_OVERFLOW_Y,
	ORIEL_PROPERTY_OVERSCROLL_BEHAVIOR_X,
	ORIEL_PROPERTY_OVERSCROLL_BEHAVIOR_Y,
	ORIEL_PROPERTY_PADDING_BOTTOM,
	ORIEL_PROPERTY_PADDING_LEFT,
	ORIEL_PROPERTY_PADDING_RIGHT,
	ORIEL_PROPERTY_PADDING_TOP,
	ORIEL_PROPERTY_POINTER_EVENTS,
	ORIEL_PROPERTY_POSITION,
	ORIEL_PROPERTY_RIGHT,
	ORIEL_PROPERTY_ROW_GAP,
	ORIEL_PROPERTY_SCROLL_BEHAVIOR,
	ORIEL_PROPERTY_SCROLL_MARGIN_BOTTOM,
	ORIEL_PROPERTY_SCROLL_MARGIN_LEFT,
	ORIEL_PROPERTY_SCROLL_MARGIN_RIGHT,
	ORIEL_PROPERTY_SCROLL_MARGIN_TOP,
	ORIEL_PROPERTY_SCROLL_PADDING_BOTTOM,
	ORIEL_PROPERTY_SCROLL_PADDING_LEFT,
	ORIEL_PROPERTY_SCROLL_PADDING_RIGHT,
	ORIEL_PROPERTY_SCROLL_PADDING_TOP,
	ORIEL_PROPERTY_SCROLLBAR_COLOR,
	ORIEL_PROPERTY_SCROLLBAR_GUTTER,
	ORIEL_PROPERTY_SCROLLBAR_WIDTH,
	ORIEL_PROPERTY_TEXT_ALIGN,
	ORIEL_PROPERTY_TEXT_DECORATION_LINE,
	ORIEL_PROPERTY_TOP,
	ORIEL_PROPERTY_TOUCH_ACTION,
	ORIEL_PROPERTY_USER_SELECT,
	ORIEL_PROPERTY_VISIBILITY,
	ORIEL_PROPERTY_WHITE_SPACE,
	ORIEL_PROPERTY_WIDTH,
	ORIEL_PROPERTY_Z_INDEX,
};

/** Hints a length. @param px e.g. 8, for 8px */
ORIEL_API void oriel_hint_length(oriel_widget *widget, enum oriel_property property, float px);
/** Hints a number without a unit, e.g. 0.5 for opacity. */
ORIEL_API void oriel_hint_number(oriel_widget *widget, enum oriel_property property, float number);
/** Hints a colour. */
ORIEL_API void oriel_hint_color(
	oriel_widget *widget, enum oriel_property property, oriel_color color);
/** Hints a keyword, e.g. "column" for flex-direction. */
ORIEL_API void oriel_hint_keyword(
	oriel_widget *widget, enum oriel_property property, const char *keyword);
/** Hints the shadows of the border box. @param shadows copied, the topmost first; NULL if count is
 * 0. @param count at most 32; more are logged and set nothing */
ORIEL_API void oriel_hint_shadows(
	oriel_widget *widget, const struct oriel_shadow *shadows, size_t count);
/** Hints font families, the preferred one first, e.g. "Inter", "sans-serif". @param families copied
 */
ORIEL_API void oriel_hint_font_families(
	oriel_widget *widget, const char *const *families, size_t count);
/**
 * Hints a value that has no type of its own in C, such as a list of tracks:
 * oriel_hint_text(grid, ORIEL_PROPERTY_GRID_TEMPLATE_COLUMNS, "1fr 200px"). Equal texts are parsed
 * once.
 * @param text CSS; never a text of a user
 * @return false, with an error logged and nothing set, if the property does not take the value
 */
ORIEL_API bool oriel_hint_text(
	oriel_widget *widget, enum oriel_property property, const char *text);
/** Removes a hint. */
ORIEL_API void oriel_unhint(oriel_widget *widget, enum oriel_property property);

/** Returns the used colour, with currentcolor and auto resolved. Asserts that the property takes
 * colours. */
ORIEL_API oriel_color oriel_used_color(const oriel_widget *widget, enum oriel_property property);
/** Returns the used length in px, or the used number; 0 for a keyword. The width of a border or an
 * outline without a style is 0. */
ORIEL_API float oriel_used_length(const oriel_widget *widget, enum oriel_property property);
/**
 * Returns a used position, e.g. of object-position.
 * @param free px; what is left beside the thing that is placed, e.g. the size of a box less that of
 * its picture; may be below 0
 * @return the distance of the thing from the left and top edges, px
 * Errors: asserts that the property takes positions.
 */
ORIEL_API struct oriel_point oriel_used_position(
	const oriel_widget *widget, enum oriel_property property, struct oriel_size free);
/** Returns the computed keyword, e.g. "line-through"; static; "" if the value is no keyword. */
ORIEL_API const char *oriel_used_keyword(const oriel_widget *widget, enum oriel_property property);

/** The font, the direction and the alignment of a text. */
struct oriel_used_text {
	const char *font_family; /**< a list as in CSS; borrowed until style changes */
	float font_size;         /**< px */
	float line_height;       /**< a multiple of the font size; 0: the font's own */
	int font_weight;
	bool italic;
	bool is_rtl; /**< `direction: rtl`: paragraphs, and keys for left and right, are mirrored */
	enum oriel_text_align align;
	enum oriel_white_space white_space;
};

/** Returns the font, the direction and the alignment of the widget's text. */
ORIEL_API struct oriel_used_text oriel_used_text(const oriel_widget *widget);

ORIEL_END

#endif
