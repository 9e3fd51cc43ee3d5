/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The two places where desktops keep data that is passed between programs.
 *
 * Thread: any; types only.
 */
#ifndef ORIEL_UI_SELECTION_H
#define ORIEL_UI_SELECTION_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Source: ICCCM, "Peer-to-Peer Communication by Means of Selections". */
enum oriel_selection {
	ORIEL_SELECTION_CLIPBOARD, /**< written by Copy and Cut, read by Paste */
	/**< the text selected last, read by the middle button; X11, Wayland and headless */
	ORIEL_SELECTION_PRIMARY,
};

#define ORIEL_SELECTION_COUNT 2

ORIEL_END

#endif
