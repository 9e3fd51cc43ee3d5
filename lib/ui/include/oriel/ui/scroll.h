/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Scrolling: any widget whose overflow is auto scrolls by wheel, keys, its bars, a finger, and
 * these calls.
 *
 * Offsets are px in double, clamped to what there is. A change fires `scroll` at the widget in the
 * next frame, and `scrollend` when it has come to rest; neither bubbles.
 *
 * A layout changes the vertical offset so that what is read stays where it is: in a list that is
 * scrolled to 215 px, a new row of 50 px before the first one makes that 265 px. At offset 0
 * nothing is changed, so that the new row is seen. A program that corrects offsets itself sets
 * .overflow_anchor = ORIEL_OVERFLOW_ANCHOR_NONE.
 *
 * Thread: loop. Nothing here can fail. Source: CSSOM View, CSS Scroll Anchoring 1.
 */
#ifndef ORIEL_UI_SCROLL_H
#define ORIEL_UI_SCROLL_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

struct oriel_scroll {
	double x, y;         // px scrolled to
	double max_x, max_y; // px; 0 where it cannot scroll
};

/** @return where it stands after the last layout; all zeros for a widget that does not scroll */
ORIEL_API struct oriel_scroll oriel_widget_scroll_position(const oriel_widget *widget);
/** Scrolls to this offset. @return whether it moved */
ORIEL_API bool oriel_widget_scroll_to(oriel_widget *widget, double x, double y);
ORIEL_API bool oriel_widget_scroll_by(oriel_widget *widget, double dx, double dy);
/** Scrolls the ancestors as little as needed to show the widget and its outline. One that is not
 * laid out yet is shown after the next layout. */
ORIEL_API void oriel_widget_scroll_into_view(oriel_widget *widget);

ORIEL_END

#endif
