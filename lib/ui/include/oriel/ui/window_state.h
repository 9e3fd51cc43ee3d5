/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The state of a window, and the abilities of its platform.
 *
 * ```c
 * if (oriel_window_can(window, ORIEL_WINDOW_POSITION))
 *     oriel_window_set_position(window, 40, 30); // px
 * ```
 *
 * Thread: any; types only. Nothing here can fail.
 */
#ifndef ORIEL_UI_WINDOW_STATE_H
#define ORIEL_UI_WINDOW_STATE_H

#include <oriel/ui/geometry.h>

ORIEL_BEGIN

/** A thing that not every platform can do with a window, for oriel_window_can(). */
enum oriel_window_ability {
	ORIEL_WINDOW_POSITION,      /**< the program reads and sets the position; never on Wayland */
	ORIEL_WINDOW_ALWAYS_ON_TOP, /**< the window stays above others; never on Wayland */
	ORIEL_WINDOW_PARENT,        /**< the window stays above another one, and is minimized with it */
	ORIEL_WINDOW_MINIMIZE,      /**< the window becomes an entry of a task bar, or of a list */
	ORIEL_WINDOW_MAXIMIZE,      /**< the window fills the display except for its bars */
	ORIEL_WINDOW_FULLSCREEN,    /**< the window fills the display */
	ORIEL_WINDOW_ICON,          /**< the program sets the icon; on Wayland its .desktop file does */
	ORIEL_WINDOW_ACTIVATE,      /**< the program raises the window, and gives it the keyboard */
};

/** The state of a window, as far as the system has said. */
struct oriel_window_state {
	bool minimized;     /**< the user does not see the window, and finds it in a task bar */
	bool maximized;     /**< the window fills the display except for its bars */
	bool fullscreen;    /**< the window fills the display */
	bool always_on_top; /**< the window stays above others */
	bool has_position;  /**< position is known */
	struct oriel_point position; /**< px from the corner of the desktop to that of the content */
};

/** A picture of a window, for task bars. */
struct oriel_window_icon {
	/** width × height pixels, 0xAARRGGBB with straight alpha; rows from top to bottom */
	const uint32_t *pixels;
	int width, height;      /**< pixels, at most 1,024 each */
};

ORIEL_END

#endif
