/* SPDX-License-Identifier: MIT */
/*
 * Notifications to style/ of changes that selectors may test. Each is called after the change, and
 * only marks.
 */
#ifndef ORIEL_TREE_STYLE_HOOKS_INTERNAL_H
#define ORIEL_TREE_STYLE_HOOKS_INTERNAL_H

#include "tree/node_internal.h"

enum oriel__name_kind {
	ORIEL__NAME_NONE,
	ORIEL__NAME_TYPE,
	ORIEL__NAME_ID,
	ORIEL__NAME_CLASS,
	ORIEL__NAME_ATTRIBUTE,
};

struct oriel__style_hooks {
	/* An id, a class or an attribute of the node was added, removed or changed. */
	void (*name_changed)(struct oriel__node *node, enum oriel__name_kind kind, oriel__atom name);
	void (*states_changed)(struct oriel__node *node, uint32_t changed);
	/* A child, a shadow child or text was inserted or removed between two elements. Either element
	 * may be NULL. */
	void (*children_changed)(
		struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after);
	/* An item has another place in its set. is_edge: it is or was the first or the last. */
	void (*item_changed)(struct oriel__node *node, bool is_edge);
	/* Returns the text of the inline style, and ";" if it is closed; borrowed, never NULL. */
	oriel__atom (*inline_text)(struct oriel__node *node, bool is_closed);
	/* Sets the inline style; NULL for none. Calls oriel__style_attribute_changed(). */
	void (*set_inline_text)(struct oriel__node *node, const char *text);
};

void oriel__tree_set_style_hooks(oriel_loop *loop, const struct oriel__style_hooks *hooks);

#endif
