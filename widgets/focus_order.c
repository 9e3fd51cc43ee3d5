/* SPDX-License-Identifier: MIT */
/*
 * The direction in which the focus comes. An event does not contain the key, so that the place of
 * the widget that had the focus decides. The last stop of a window is behind the first one too, if
 * Tab goes around; only the next stop counts therefore.
 */
#include "focus_order_internal.h"

#include <oriel/extend/input_event.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/widget.h>

bool oriel__focus_comes_backwards(const oriel_widget *widget, const oriel_event *event) {
	oriel_target *related = oriel_event_related_target(event);
	const oriel_widget *from = related ? oriel_widget_try_from_target(related) : NULL;
	const oriel_widget *next = widget;
	if (!from || oriel_widget_focus_origin(widget) != ORIEL_FOCUS_KEYBOARD)
		return false;
	do {
		next = oriel_widget_next_in_tree(next, NULL);
	} while (next && !oriel_widget_is_tab_stop(next));
	return next == from;
}
