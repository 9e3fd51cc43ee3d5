/* SPDX-License-Identifier: MIT */
/*
 * States, which pseudo-classes match. DISABLED is derived: a widget has it if the widget or an
 * ancestor has the attribute. Every node stores the result, so reading it does not walk.
 *
 * A change notifies the node's class at once, or at the end of a bracket. Until then a list keeps
 * the changed nodes with their states before the first change.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/names_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/log.h>

/* Requests a frame: at its end the platform's input method is updated to the state of a text input.
 */
static void mark_text_input(struct oriel__node *node, uint32_t changed) {
	if ((changed & (ORIEL_STATE_DISABLED | ORIEL_STATE_READ_ONLY)) &&
		(oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
}

/* Stores states. Returns the states before. */
static uint32_t widget_state_store(struct oriel__node *node, uint32_t mask, uint32_t values) {
	uint32_t old = node->states;
	node->states = (old & ~mask) | (values & mask);
	if (node->states != old) {
		struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
		state->version++;
		state->renamed = node;
		if (state->style != NULL)
			state->style->states_changed(node, old ^ node->states);
		mark_text_input(node, old ^ node->states);
	}
	return old;
}

static void widget_state_tell(struct oriel__node *node, uint32_t old) {
	oriel_widget *widget = oriel__widget_of(node);
	if (node->destroyed || node->states == old)
		return;
	oriel_loop *loop = oriel__node_loop(node);
	const struct oriel_change change = { .kind = ORIEL_CHANGE_STATE, .old_states = old };
	oriel__hold_begin(loop);
	widget->widget_class->changed(widget, &change);
	oriel__hold_end(loop);
}

/* ---- Deferred notifications ---- */

struct oriel__state_change {
	struct oriel__node *node;
	uint32_t old; /* before the first change inside the bracket */
};

static void keep_change(struct oriel__tree_state *state, struct oriel__node *node, uint32_t old) {
	struct oriel__state_changes *changes = &state->state_changes;
	if (node->states_held)
		return;
	node->states_held = 1;
	changes->items = oriel__grow(
		changes->items, &changes->capacity, changes->count + 1, sizeof(*changes->items));
	changes->items[changes->count++] = (struct oriel__state_change){ node, old };
}

void oriel__states_hold(oriel_loop *loop) {
	oriel__hold_begin(loop);
	oriel__tree_state(loop)->states_held++;
}

/* Takes the list before the first notification: a class may begin another bracket. */
void oriel__states_tell(oriel_loop *loop) {
	struct oriel__tree_state *state = oriel__tree_state(loop);
	if (--state->states_held == 0 && state->state_changes.count > 0) {
		struct oriel__state_changes changes = state->state_changes;
		state->state_changes = (struct oriel__state_changes){ 0 };
		for (size_t i = 0; i < changes.count; i++)
			changes.items[i].node->states_held = 0;
		for (size_t i = 0; i < changes.count; i++)
			widget_state_tell(changes.items[i].node, changes.items[i].old);
		oriel__free(changes.items);
	}
	oriel__hold_end(loop);
}

static void widget_state_changed(struct oriel__node *node, uint32_t old) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	if (node->states == old || oriel__node_class(node)->changed == NULL)
		return;
	if (state->states_held > 0)
		keep_change(state, node, old);
	else
		widget_state_tell(node, old);
}

void oriel__node_set_states(struct oriel__node *node, uint32_t mask, uint32_t values) {
	widget_state_changed(node, widget_state_store(node, mask, values));
}

static bool should_be_disabled(const struct oriel__node *node) {
	return node->disabled ||
		(node->parent != NULL && (node->parent->states & ORIEL_STATE_DISABLED));
}

/* Stops at a node whose state stays the same: its descendants keep theirs too. */
void oriel__node_update_disabled(struct oriel__node *root) {
	oriel_loop *loop = oriel__node_loop(root);
	struct oriel__node *node = root;
	oriel__states_hold(loop);
	while (node != NULL) {
		uint32_t old = node->states;
		oriel__node_set_states(
			node, ORIEL_STATE_DISABLED, should_be_disabled(node) ? ORIEL_STATE_DISABLED : 0);
		node = node->states != old ? oriel__flat_next(node, root) : oriel__flat_after(node, root);
	}
	oriel__states_tell(loop);
}

unsigned oriel_widget_states(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_states");
	return node != NULL ? node->states : 0;
}

bool oriel_widget_has_state(const oriel_widget *widget, enum oriel_state state) {
	return (oriel_widget_states(widget) & state) != 0;
}

bool oriel_is_disabled(const oriel_widget *widget) {
	return oriel_widget_has_state(widget, ORIEL_STATE_DISABLED);
}

void oriel_widget_set_state(oriel_widget *widget, enum oriel_state state, bool on) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_set_state");
	ORIEL_ASSERT(!(state & ORIEL_STATE_DISABLED),
		"oriel_widget_set_state: DISABLED of this %s is derived from its attribute and its "
		"ancestors; call oriel_set_disabled()",
		oriel_widget_type(widget));
	oriel__node_set_states(node, state, on ? state : 0);
}

void oriel_widget_set_invalid(oriel_widget *widget, bool invalid) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_set_invalid");
	oriel__node_set_states(node, ORIEL_STATE_INVALID, invalid ? ORIEL_STATE_INVALID : 0);
}

void oriel_widget_set_focusable(oriel_widget *widget, bool focusable) {
	oriel__node_change(widget, "oriel_widget_set_focusable")->focusable = focusable;
}

void oriel_widget_set_tab_stop(oriel_widget *widget, bool is_tab_stop) {
	oriel__node_change(widget, "oriel_widget_set_tab_stop")->is_no_tab_stop = !is_tab_stop;
}

bool oriel_widget_is_focusable(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_is_focusable");
	return node != NULL && node->focusable;
}
