/* SPDX-License-Identifier: MIT */
/*
 * Walks over the widgets of a row, without the inside of hidden ones.
 */
#include "row_parts_internal.h"

#include <oriel/ui/widget.h>

static bool can_focus(const oriel_widget *widget) {
	return oriel_widget_is_focusable(widget) && !oriel_is_disabled(widget) &&
		!oriel_is_hidden(widget);
}

/* Returns the next widget of a row in tree order, skipping the inside of hidden widgets. */
static oriel_widget *next_shown(const oriel_widget *widget, const oriel_widget *row) {
	if (!oriel_is_hidden(widget))
		return oriel_widget_next_in_tree(widget, row);
	const oriel_widget *last = widget;
	while (oriel_last_child(last))
		last = oriel_last_child(last);
	return oriel_widget_next_in_tree(last, row);
}

size_t oriel__row_part_index(oriel_widget *row, const oriel_widget *part) {
	size_t index = 0;
	for (oriel_widget *widget = row; widget && widget != part; widget = next_shown(widget, row))
		index += can_focus(widget);
	return index;
}

oriel_widget *oriel__row_part_at(oriel_widget *row, size_t index) {
	oriel_widget *found = NULL;
	for (oriel_widget *widget = row; widget; widget = next_shown(widget, row)) {
		if (!can_focus(widget))
			continue;
		found = widget;
		if (index-- == 0)
			break;
	}
	return found;
}
