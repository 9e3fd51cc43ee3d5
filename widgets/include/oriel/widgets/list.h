/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A list: a column of rows that scrolls by wheel, keys, bar and finger. Type "list"; any widget may
 * be a row.
 *
 * While a widget in a row has the focus, Up and Down move the focus to the corresponding widget of
 * the previous or next row. Home and End move the focus to that of the first or last row.
 *
 * ```c
 * oriel_widget *list = oriel_list(oriel_label("Milk"), oriel_label("Bread")); // 2 rows
 * ```
 *
 * Thread: loop. Errors: a refused child asserts, as in all constructors. Source: WAI-ARIA
 * Authoring Practices, "listbox", for the keys.
 */
#ifndef ORIEL_WIDGETS_LIST_H
#define ORIEL_WIDGETS_LIST_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_list(). @param rows count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_list_at(const char *site, oriel_widget *const *rows, size_t count);
/**
 * Makes a list.
 * @param ... the rows, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_list(...) oriel_list_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_list_at)

#endif
