/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Rows and columns: containers that lay their children out by flex.
 *
 * Thread: loop. Errors: children that are refused assert, as in all constructors.
 */
#ifndef ORIEL_WIDGETS_BOX_H
#define ORIEL_WIDGETS_BOX_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Makes a container whose children stand side by side, centred across. Type "row".
 * @param children handed over; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_row_at(
	const char *site, oriel_widget *const *children, size_t count);
#define oriel_row(...) oriel_row_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** As oriel_row(), with the children below one another, stretched across. Type "column". */
ORIEL_API oriel_widget *oriel_column_at(
	const char *site, oriel_widget *const *children, size_t count);
#define oriel_column(...) oriel_column_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_row_at)
ORIEL__CHILDREN_OVERLOAD(oriel_column_at)

#endif
