/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Selections: the two places in which desktops keep data that is passed between programs.
 *
 * ```c
 * // From now on, a click of the middle button pastes these 4 bytes in any program.
 * oriel_clipboard_write_text(app, ORIEL_SELECTION_PRIMARY, "milk", 4);
 * ```
 *
 * Thread: any; types only. Nothing here can fail.
 */
#ifndef ORIEL_UI_SELECTION_H
#define ORIEL_UI_SELECTION_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** A place for data between programs. Source: ICCCM, "Peer-to-Peer Communication by Means of
 * Selections". */
enum oriel_selection {
	ORIEL_SELECTION_CLIPBOARD, /**< written by Copy and Cut, read by Paste */
	/**
	 * the text that was selected last, pasted by the middle button; only on X11, Wayland and
	 * headless platforms
	 */
	ORIEL_SELECTION_PRIMARY,
};

/** The number of values of enum oriel_selection. */
#define ORIEL_SELECTION_COUNT 2

ORIEL_END

#endif
