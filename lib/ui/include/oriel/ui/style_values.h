/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Keywords of style: the values of properties that are one of a few. In each, 0 is: not given.
 *
 * Thread: any; types only. Source: CSS Flexible Box Layout, CSS Text, CSS Overflow, CSS Basic User
 * Interface.
 */
#ifndef ORIEL_UI_STYLE_VALUES_H
#define ORIEL_UI_STYLE_VALUES_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** How children stand across (align) or along (justify) their container. */
enum oriel_align {
	ORIEL_ALIGN_START = 1,
	ORIEL_ALIGN_CENTER,
	ORIEL_ALIGN_END,
	ORIEL_ALIGN_STRETCH,       /**< across only */
	ORIEL_ALIGN_BASELINE,      /**< across only */
	ORIEL_ALIGN_SPACE_BETWEEN, /**< along only */
	ORIEL_ALIGN_SPACE_AROUND,  /**< along only */
	ORIEL_ALIGN_SPACE_EVENLY,  /**< along only */
};

enum oriel_text_align {
	ORIEL_TEXT_ALIGN_START = 1,
	ORIEL_TEXT_ALIGN_CENTER,
	ORIEL_TEXT_ALIGN_END,
};

enum oriel_overflow {
	ORIEL_OVERFLOW_VISIBLE = 1,
	ORIEL_OVERFLOW_HIDDEN, /**< clipped */
	ORIEL_OVERFLOW_AUTO,   /**< clipped, and scrolls when there is more than fits */
};

/** Whether a scroll container follows what is read, and whether a widget can be what it follows.
 * Source: CSS Scroll Anchoring 1. */
enum oriel_overflow_anchor {
	ORIEL_OVERFLOW_ANCHOR_AUTO = 1,
	/**< of a scroll container: layout leaves its offset alone; of a widget: it and its content are
	not followed */
	ORIEL_OVERFLOW_ANCHOR_NONE,
};

enum oriel_display {
	ORIEL_DISPLAY_FLEX = 1,
	ORIEL_DISPLAY_NONE,
};

enum oriel_direction {
	ORIEL_DIRECTION_ROW = 1,
	ORIEL_DIRECTION_COLUMN,
	ORIEL_DIRECTION_ROW_REVERSE,
	ORIEL_DIRECTION_COLUMN_REVERSE,
};

enum oriel_white_space {
	ORIEL_WHITE_SPACE_NORMAL = 1, /**< lines are broken to fit */
	ORIEL_WHITE_SPACE_NOWRAP,     /**< one line, cut with an ellipsis where it does not fit */
};

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

ORIEL_END

#endif
