/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A list: a column of rows that scrolls by wheel, keys, bar and finger. Type "list"; any widget may
 * be a row.
 *
 * While something in a row has the focus, Up and Down give it to the same part of the next row,
 * Home and End to the first and last.
 *
 * Thread: loop. Errors: children that are refused assert, as in all constructors.
 */
#ifndef ORIEL_WIDGETS_LIST_H
#define ORIEL_WIDGETS_LIST_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param rows handed over; NULLs are skipped. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_list_at(
	const char *site, oriel_widget *const *rows, size_t count);
#define oriel_list(...) oriel_list_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_list_at)

#endif
