/* SPDX-License-Identifier: MIT */
/*
 * The popover of a button: the first widget of the tree whose id is the button's attribute
 * "popovertarget". Source: HTML, "popover target attribute activation behavior" and "popover target
 * element".
 */
#include "popover_target_internal.h"

#include <string.h>

#include <oriel/ui/popover.h>
#include <oriel/ui/widget.h>

static oriel_widget *popover_target_of(const oriel_widget *button) {
	const char *id = oriel_attribute(button, "popovertarget");
	oriel_widget *root = id && id[0] ? oriel_widget_root(button) : NULL;
	for (oriel_widget *widget = root; widget; widget = oriel_widget_next_in_tree(widget, root)) {
		const char *own = oriel_attribute(widget, "id");
		if (own && strcmp(own, id) == 0)
			return oriel_has_attribute(widget, "popover") ? widget : NULL;
	}
	return NULL;
}

bool oriel__popover_target_activate(oriel_widget *button) {
	oriel_widget *popover = popover_target_of(button);
	const char *action = oriel_attribute(button, "popovertargetaction");
	if (!popover)
		return false;
	bool is_open = oriel_popover_is_open(popover);
	bool shows = action && strcmp(action, "show") == 0;
	bool hides = action && strcmp(action, "hide") == 0;
	if (is_open && !shows)
		oriel_popover_hide(popover);
	else if (!is_open && !hides)
		oriel_popover_show(popover, .source = button);
	return true;
}

void oriel__popover_target_describe(
	const oriel_widget *button, struct oriel_description *description) {
	const oriel_widget *popover = popover_target_of(button);
	if (!popover)
		return;
	description->expanded = oriel_popover_is_open(popover) ? ORIEL_TRISTATE_TRUE :
															ORIEL_TRISTATE_FALSE;
	description->controls = popover;
}
