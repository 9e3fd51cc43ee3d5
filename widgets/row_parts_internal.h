/* SPDX-License-Identifier: MIT */
/* The focusable widgets of a row, between which and other rows the arrow keys move. */
#ifndef ORIEL_WIDGETS_ROW_PARTS_INTERNAL_H
#define ORIEL_WIDGETS_ROW_PARTS_INTERNAL_H

#include <oriel/ui/types.h>

#include <stddef.h>

/* Returns the number of focusable widgets of a row before a widget, in tree order. */
size_t oriel__row_part_index(oriel_widget *row, const oriel_widget *part);
/* Returns the focusable widget of a row at an index; the last one if there are fewer, or NULL. */
oriel_widget *oriel__row_part_at(oriel_widget *row, size_t index);

#endif
