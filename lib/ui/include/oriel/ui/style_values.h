/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Keywords of style: values of properties that take one of a few keywords. 0 is no keyword.
 *
 * ```c
 * #include <oriel/extend/style.h>
 *
 * static bool is_one_line(const oriel_widget *widget) {
 *     return oriel_used_text(widget).white_space == ORIEL_WHITE_SPACE_NOWRAP;
 * }
 * ```
 *
 * Thread: any. Errors: none; the header has types only. Source: CSS Flexible Box Layout, CSS Text,
 * CSS Overflow, CSS Basic User Interface, Media Queries.
 */
#ifndef ORIEL_UI_STYLE_VALUES_H
#define ORIEL_UI_STYLE_VALUES_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** How boxes, or the lines of boxes, stand in the space that they do not fill. Source: CSS Box
 * Alignment 3. */
enum oriel_align {
	ORIEL_ALIGN_START = 1, /**< where the container's own axis begins */
	ORIEL_ALIGN_CENTER,
	ORIEL_ALIGN_END,
	ORIEL_ALIGN_STRETCH,
	ORIEL_ALIGN_BASELINE,      /**< by the first baseline */
	ORIEL_ALIGN_SPACE_BETWEEN, /**< of content only */
	ORIEL_ALIGN_SPACE_AROUND,  /**< of content only */
	ORIEL_ALIGN_SPACE_EVENLY,  /**< of content only */
	ORIEL_ALIGN_NORMAL,
	ORIEL_ALIGN_LAST_BASELINE,
	ORIEL_ALIGN_FLEX_START, /**< where the flex container's lines or items begin */
	ORIEL_ALIGN_FLEX_END,
	ORIEL_ALIGN_SELF_START, /**< where the box's own axis begins */
	ORIEL_ALIGN_SELF_END,
	ORIEL_ALIGN_LEFT,
	ORIEL_ALIGN_RIGHT,
};

/** Where the lines of a text stand. */
enum oriel_text_align {
	ORIEL_TEXT_ALIGN_START = 1,
	ORIEL_TEXT_ALIGN_CENTER,
	ORIEL_TEXT_ALIGN_END,
};

/** What happens to content that does not fit into its box. */
enum oriel_overflow {
	ORIEL_OVERFLOW_VISIBLE = 1,
	ORIEL_OVERFLOW_HIDDEN, /**< clipped; programs scroll it, users do not */
	ORIEL_OVERFLOW_AUTO,   /**< clipped, and scrolls when there is more than fits */
	ORIEL_OVERFLOW_SCROLL, /**< as AUTO; a classic scroll bar is always there */
	ORIEL_OVERFLOW_CLIP,   /**< clipped along this axis alone, and never scrolled */
};

/** Whether a scroll container follows what is read, and whether a widget can be what it follows.
 * Source: CSS Scroll Anchoring 1. */
enum oriel_overflow_anchor {
	ORIEL_OVERFLOW_ANCHOR_AUTO = 1,
	/**
	 * of a scroll container: layout does not change the offset; of a widget: the scroll container
	 * follows neither the widget nor its content
	 */
	ORIEL_OVERFLOW_ANCHOR_NONE,
};

/** How the children of a widget are laid out. */
enum oriel_display {
	ORIEL_DISPLAY_FLEX = 1,
	ORIEL_DISPLAY_NONE,  /**< the widget has no box */
	ORIEL_DISPLAY_BLOCK, /**< one below another */
	ORIEL_DISPLAY_GRID,
	ORIEL_DISPLAY_CONTENTS, /**< the children stand in its place */
};

/** Whether the items of a flex container may stand in several lines. */
enum oriel_flex_wrap {
	ORIEL_FLEX_NOWRAP = 1,
	ORIEL_FLEX_WRAP,
	ORIEL_FLEX_WRAP_REVERSE, /**< the first line stands at the end */
};

/** The main axis of a container, and where it begins. */
enum oriel_direction {
	ORIEL_DIRECTION_ROW = 1,
	ORIEL_DIRECTION_COLUMN,
	ORIEL_DIRECTION_ROW_REVERSE,
	ORIEL_DIRECTION_COLUMN_REVERSE,
};

/** Whether the lines of a text are broken. */
enum oriel_white_space {
	ORIEL_WHITE_SPACE_NORMAL = 1, /**< lines are broken to fit */
	ORIEL_WHITE_SPACE_NOWRAP,     /**< one line, cut with an ellipsis where it does not fit */
};

/** Shapes of the pointer, as CSS names them. */
enum oriel_cursor {
	ORIEL_CURSOR_DEFAULT = 1,
	ORIEL_CURSOR_POINTER,
	ORIEL_CURSOR_TEXT,
	ORIEL_CURSOR_MOVE,
	ORIEL_CURSOR_NOT_ALLOWED,
	ORIEL_CURSOR_EW_RESIZE,
	ORIEL_CURSOR_NS_RESIZE,
	ORIEL_CURSOR_WAIT,
	ORIEL_CURSOR_NONE,
};

/** The colours that the user prefers. Source: Media Queries 5, "prefers-color-scheme". */
enum oriel_color_scheme {
	ORIEL_COLOR_SCHEME_LIGHT = 1,
	ORIEL_COLOR_SCHEME_DARK,
	ORIEL_COLOR_SCHEME_SYSTEM, /**< as the desktop has it */
};

/** The contrast that the user prefers. Source: Media Queries 5, "prefers-contrast". */
enum oriel_contrast {
	ORIEL_CONTRAST_NORMAL = 1,
	ORIEL_CONTRAST_MORE,
	ORIEL_CONTRAST_LESS,
	ORIEL_CONTRAST_SYSTEM, /**< as the desktop has it */
};

/** The motion that the user prefers. Source: Media Queries 5, "prefers-reduced-motion". */
enum oriel_motion {
	ORIEL_MOTION_NORMAL = 1,
	ORIEL_MOTION_REDUCED,
	ORIEL_MOTION_SYSTEM, /**< as the desktop has it */
};

ORIEL_END

#endif
