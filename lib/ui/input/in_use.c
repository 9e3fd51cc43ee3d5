/* SPDX-License-Identifier: MIT */
/*
 * Tells which widgets the user works with. A virtual container does not recycle them: such a
 * widget has the focus, a pointer, or a text that is being composed.
 */
#include <oriel/extend/virtual.h>

#include "input/pointer_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

static bool pointer_uses(const struct oriel__pointer *pointer, const struct oriel__node *node) {
	if (oriel__node_contains(node, pointer->capture) ||
		oriel__node_contains(node, pointer->pending_capture) ||
		oriel__node_contains(node, pointer->active))
		return true;
	for (int button = 0; button < ORIEL__POINTER_BUTTONS; button++) {
		if (oriel__node_contains(node, pointer->pressed[button]))
			return true;
	}
	return false;
}

bool oriel_widget_is_in_use(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_is_in_use");
	const struct oriel__surface *surface = node != NULL ? oriel__surface_of_node(node) : NULL;
	if (surface == NULL)
		return false;
	if (oriel__node_contains(node, surface->focus.node) ||
		(surface->text.is_composing && oriel__node_contains(node, surface->text.node)))
		return true;
	for (const struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next) {
		if (pointer_uses(pointer, node))
			return true;
	}
	return false;
}
