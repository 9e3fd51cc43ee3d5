/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Scrolling: a widget whose overflow is auto scrolls by wheel, keys, its bars, a finger, and these
 * functions.
 *
 * Offsets are px in double, clamped to the size of the content. A changed offset fires `scroll` at
 * the widget in the next frame, and `scrollend` when scrolling has come to rest; neither bubbles.
 *
 * ```c
 * oriel_widget_scroll_to(list, 0, 215); // px
 * ```
 *
 * A layout adjusts the vertical offset so that the visible rows keep their place: in a list that is
 * scrolled to 215 px, a new row of 50 px before the first one makes the offset 265 px. At offset 0
 * no layout adjusts the offset, so that the new row is visible. A program that corrects offsets
 * itself sets .overflow_anchor = ORIEL_OVERFLOW_ANCHOR_NONE.
 *
 * Thread: loop. Errors: none. Source: CSSOM View, CSS Scroll Anchoring 1.
 */
#ifndef ORIEL_UI_SCROLL_H
#define ORIEL_UI_SCROLL_H

#include <oriel/ui/geometry.h>

ORIEL_BEGIN

/** The scroll offsets of a widget. */
struct oriel_scroll {
	double x, y;         /**< px; the present offsets */
	double max_x, max_y; /**< px; the largest offsets; 0 where the widget cannot scroll */
};

/** Returns the scroll offsets after the last layout; all zeros for a widget that does not scroll.
 * May lay out a row of a long column. */
ORIEL_API struct oriel_scroll oriel_widget_scroll_position(const oriel_widget *widget);
/** Scrolls to an offset, px, clamped. @return whether the offset changed */
ORIEL_API bool oriel_widget_scroll_to(oriel_widget *widget, double x, double y);
/** Scrolls by a distance, px, clamped. @return whether the offset changed */
ORIEL_API bool oriel_widget_scroll_by(oriel_widget *widget, double dx, double dy);
/** Scrolls the ancestors as little as needed to show the widget and its outline. A widget that is
 * not laid out yet is shown after the next layout. */
ORIEL_API void oriel_widget_scroll_into_view(oriel_widget *widget);
/**
 * Scrolls a widget and its ancestors as little as needed to show a rectangle in it, e.g. the line
 * with the caret.
 *
 * In a scroll container of 200 px height, showing { 0, 900, 1, 20 } of a taller child scrolls from
 * 0 to 720 px.
 * @param rect px, relative to the widget's border box, in the coordinates in which its children are
 * placed
 * @return false if the widget is not laid out; then nothing is scrolled
 */
ORIEL_API bool oriel_widget_scroll_to_rect(oriel_widget *widget, struct oriel_rect rect);

ORIEL_END

#endif
