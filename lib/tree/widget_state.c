/* SPDX-License-Identifier: MIT */
/*
 * States, which pseudo-classes match. DISABLED is derived: a widget has it if it or an ancestor has the attribute, and it
 * is kept on every node, so that asking does not walk.
 */
#include "loop/callback-internal.h"
#include "tree/names-internal.h"
#include "tree/node-list-internal.h"
#include "tree/walk-internal.h"

#include <oriel/log.h>

/* The platform's input method follows what a text input may take, at the end of a frame: there has to be one. */
static void mark_text_input(struct oriel__node *node, uint32_t changed) {
	if ((changed & (ORIEL_STATE_DISABLED | ORIEL_STATE_READ_ONLY)) && (oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
}

/* Returns the states before. */
static uint32_t store(struct oriel__node *node, uint32_t mask, uint32_t values) {
	uint32_t old = node->states;
	node->states = (old & ~mask) | (values & mask);
	if (node->states != old) {
		struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
		state->version++;
		if (state->style != NULL)
			state->style->states_changed(node, old ^ node->states);
		mark_text_input(node, old ^ node->states);
	}
	return old;
}

static void tell(struct oriel__node *node, uint32_t old) {
	oriel_widget *widget = oriel__widget_of(node);
	if (widget->widget_class->changed == NULL || node->destroyed)
		return;
	oriel_loop *loop = oriel__node_loop(node);
	const struct oriel_change change = { .kind = ORIEL_CHANGE_STATE, .old_states = old };
	oriel__hold_begin(loop);
	widget->widget_class->changed(widget, &change);
	oriel__hold_end(loop);
}

void oriel__node_set_states(struct oriel__node *node, uint32_t mask, uint32_t values) {
	uint32_t old = store(node, mask, values);
	if (node->states != old)
		tell(node, old);
}

static bool should_be_disabled(const struct oriel__node *node) {
	return node->disabled || (node->parent != NULL && (node->parent->states & ORIEL_STATE_DISABLED));
}

/* What is in a node that stays as it was stays too. */
static struct oriel__node_list store_disabled(struct oriel__node *root) {
	struct oriel__node_list changed = { 0 };
	struct oriel__node *node = root;
	while (node != NULL) {
		uint32_t old = store(node, ORIEL_STATE_DISABLED, should_be_disabled(node) ? ORIEL_STATE_DISABLED : 0);
		if (node->states == old) {
			node = oriel__flat_after(node, root);
			continue;
		}
		if (oriel__node_class(node)->changed != NULL)
			oriel__node_list_add(&changed, node);
		node = oriel__flat_next(node, root);
	}
	return changed;
}

void oriel__node_update_disabled(struct oriel__node *node) {
	struct oriel__node_list changed = store_disabled(node);
	for (size_t i = 0; i < changed.count; i++)
		tell(changed.nodes[i], changed.nodes[i]->states ^ ORIEL_STATE_DISABLED);
	oriel__free(changed.nodes);
}

unsigned oriel_states(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_states");
	return node != NULL ? node->states : 0;
}

bool oriel_has_state(const oriel_widget *widget, enum oriel_state state) {
	return (oriel_states(widget) & state) != 0;
}

bool oriel_is_disabled(const oriel_widget *widget) {
	return oriel_has_state(widget, ORIEL_STATE_DISABLED);
}

void oriel_widget_set_state(oriel_widget *widget, enum oriel_state state, bool on) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_set_state");
	ORIEL_ASSERT(!(state & ORIEL_STATE_DISABLED), "oriel_widget_set_state: whether this %s is disabled follows from its attribute and its ancestors; call oriel_set_disabled()", oriel_type(widget));
	oriel__node_set_states(node, state, on ? state : 0);
}

void oriel_widget_set_focusable(oriel_widget *widget, bool focusable) {
	oriel__node_change(widget, "oriel_widget_set_focusable")->focusable = focusable;
}

bool oriel_widget_is_focusable(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_is_focusable");
	return node != NULL && node->focusable;
}
