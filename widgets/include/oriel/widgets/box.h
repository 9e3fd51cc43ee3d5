/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Containers that lay their children out by flex: rows, columns, scroll views and status bars.
 *
 * ```c
 * oriel_widget *field = oriel_set(oriel_text_field(NULL), .style = "flex-grow: 1");
 * oriel_row(oriel_label("Name"), field); // 2 children
 * ```
 *
 * Thread: loop. Errors: a refused child asserts, as in all constructors. Source: CSS Flexible Box
 * Layout.
 */
#ifndef ORIEL_WIDGETS_BOX_H
#define ORIEL_WIDGETS_BOX_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_row(). @param children count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_row_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a container whose children stand side by side, centred across. Type "row".
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_row(...) oriel_row_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_column(). @param children count widgets, handed over; NULLs are skipped
 */
ORIEL_API oriel_widget *oriel_column_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a container whose children stand below one another, stretched across. Type "column".
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_column(...) oriel_column_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_scroll_view(). @param children count widgets, handed over; NULLs are
 * skipped */
ORIEL_API oriel_widget *oriel_scroll_view_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a column that scrolls where its children do not fit, and takes the room that its container
 * has left. Type "scroll-view". Any container with `overflow: auto` scrolls; this one saves the
 * four declarations.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_scroll_view(...) oriel_scroll_view_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_status_bar(). @param children count widgets, handed over; NULLs are
 * skipped */
ORIEL_API oriel_widget *oriel_status_bar_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a row of small text for the bottom of a window. Type "status-bar". Assistive technology
 * reads its changes out when the user pauses.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_status_bar(...) oriel_status_bar_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_row_at)
ORIEL__CHILDREN_OVERLOAD(oriel_column_at)
ORIEL__CHILDREN_OVERLOAD(oriel_scroll_view_at)
ORIEL__CHILDREN_OVERLOAD(oriel_status_bar_at)

#endif
