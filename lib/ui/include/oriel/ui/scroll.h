/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Scrolling.
 *
 * A widget whose `overflow` is `auto`, `scroll` or `hidden` is a scroll container. The user scrolls
 * one with `auto` or `scroll` by wheel, keys, bars and finger. These functions scroll all three.
 *
 * Offsets are px in double, between a smallest and a largest one. A list of 10 rows of 40 px in a
 * view of 150 px has offsets from 0 to 250. A container whose content runs to the left or upwards
 * (`row-reverse`, `column-reverse`, `direction: rtl`) begins at 0, too, and has offsets down to a
 * negative smallest one.
 *
 * ```c
 * oriel_scroll_to(list, .y = 215);                                 // px, at once
 * oriel_scroll_by(list, .y = 40, .behavior = ORIEL_SCROLL_SMOOTH); // over some frames
 * oriel_scroll_into_view(row, .block = ORIEL_SCROLL_NEAREST);      // as little as is needed
 * ```
 *
 * A changed offset fires `scroll` at the widget in the next frame, and `scrollend` when scrolling
 * has come to rest. Neither bubbles.
 *
 * A layout adjusts the vertical offset so that the visible rows keep their place: in a list that is
 * scrolled to 215 px, a new row of 50 px before the first one makes the offset 265 px. At offset 0
 * no layout adjusts the offset, so that the new row is visible. A program that corrects offsets
 * itself sets `overflow-anchor: none`.
 *
 * Thread: loop. Errors: a widget that is NULL or destroyed asserts. Source: CSSOM View, CSS
 * Overflow 3, CSS Scroll Snap 1 (scroll-padding and scroll-margin), CSS Scroll Anchoring 1.
 */
#ifndef ORIEL_UI_SCROLL_H
#define ORIEL_UI_SCROLL_H

#include <math.h>
#include <oriel/runtime/options.h>
#include <oriel/ui/geometry.h>

ORIEL_BEGIN

/** The scroll offsets of a widget. */
struct oriel_scroll {
	double x, y;         /**< px; the present offsets */
	double min_x, min_y; /**< px; the smallest offsets; never above 0 */
	double max_x, max_y; /**< px; the largest offsets; never below 0 */
};

/** Returns the scroll offsets; all zeros for a widget that is no scroll container. Brings style and
 * layout up to date. */
ORIEL_API struct oriel_scroll oriel_widget_scroll_position(const oriel_widget *widget);

/** How a program's scrolling moves. */
enum oriel_scroll_behavior {
	ORIEL_SCROLL_AUTO,    /**< as `scroll-behavior` of the scroll container says */
	ORIEL_SCROLL_INSTANT, /**< at once */
	/** a step each frame, for up to 720 ms; at once if the user prefers reduced motion */
	ORIEL_SCROLL_SMOOTH,
};

/** Where oriel_scroll_into_view() puts a widget along one axis of the view. */
enum oriel_scroll_alignment {
	ORIEL_SCROLL_START = 1,
	ORIEL_SCROLL_CENTER,
	ORIEL_SCROLL_END,
	ORIEL_SCROLL_NEAREST, /**< scrolls as little as is needed */
};

/** Keeps the present offset of an axis, as a member of struct oriel_scroll_options. */
#define ORIEL_SCROLL_KEEP ((double)NAN)

/** Options of oriel_scroll_to() and oriel_scroll_by(). */
struct oriel_scroll_options {
	ORIEL_OPTIONS_HEAD;
	double x ORIEL_DEFAULT, y ORIEL_DEFAULT; /**< px; 0 if left out; see ORIEL_SCROLL_KEEP */
	enum oriel_scroll_behavior behavior ORIEL_DEFAULT;
};

/** Does the work of oriel_scroll_to(). @param options copied; NULL: the defaults */
ORIEL_API bool oriel_scroll_to_at(
	const char *site, oriel_widget *widget, const struct oriel_scroll_options *options);
/**
 * Scrolls to offsets, clamped to the smallest and the largest. Brings style and layout up to date.
 *
 * An instant scroll ends a smooth one. A smooth scroll continues from the place and the speed of
 * the one before, and ends when the user scrolls.
 * @param ... widget; then members of struct oriel_scroll_options by name
 * @return whether an offset changes, now or over some frames
 */
#define oriel_scroll_to(...) \
	ORIEL__CALL_1(oriel_scroll_to_at, struct oriel_scroll_options, __VA_ARGS__, )

/** Does the work of oriel_scroll_by(). @param options copied; NULL: the defaults */
ORIEL_API bool oriel_scroll_by_at(
	const char *site, oriel_widget *widget, const struct oriel_scroll_options *options);
/**
 * Scrolls by distances from the present offsets. Otherwise like oriel_scroll_to().
 * @param ... widget; then members of struct oriel_scroll_options by name
 */
#define oriel_scroll_by(...) \
	ORIEL__CALL_1(oriel_scroll_by_at, struct oriel_scroll_options, __VA_ARGS__, )

/** Options of oriel_scroll_into_view(). */
struct oriel_scroll_into_view_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_scroll_alignment block ORIEL_DEFAULT; /**< vertically; 0: START */
	/** horizontally, from the side where lines begin; 0: NEAREST. `inline` is a keyword of C. */
	enum oriel_scroll_alignment inline_axis ORIEL_DEFAULT;
	enum oriel_scroll_behavior behavior ORIEL_DEFAULT;
	/**
	 * shows only this rectangle: px, relative to the widget's border box, in the coordinates in
	 * which its children are placed; copied; NULL: the border box with its outline, or with
	 * `scroll-margin` if that is set
	 */
	const struct oriel_rect *rect ORIEL_DEFAULT;
};

/** Does the work of oriel_scroll_into_view(). @param options copied; NULL: the defaults */
ORIEL_API bool oriel_scroll_into_view_at(
	const char *site, oriel_widget *widget, const struct oriel_scroll_into_view_options *options);
/**
 * Scrolls the scroll containers around a widget so that the widget is in view. Brings style and
 * layout up to date. With .rect, the widget itself is scrolled too if it is a scroll container.
 *
 * A container leaves out the `scroll-padding` along its edges. In a view of 200 px, a row of 40 px
 * at 900 px is shown by the offset 900 with START, 820 with CENTER, and 740 with END.
 *
 * @param ... widget; then members of struct oriel_scroll_into_view_options by name
 * @return false if the widget is hidden or in no window; then, unless .rect is given, it is shown
 * after the layout that places it
 */
#define oriel_scroll_into_view(...) \
	ORIEL__CALL_1( \
		oriel_scroll_into_view_at, struct oriel_scroll_into_view_options, __VA_ARGS__, )

ORIEL_END

#endif
