/* SPDX-License-Identifier: MIT */
/*
 * Destroys a subtree, in this order:
 *
 * 1. The subtree leaves its parent. Classes and the window are notified while the subtree still
 *    can be changed.
 * 2. All its nodes are marked as destroyed.
 * 3. The abort signals of the nodes abort, children first.
 * 4. Once the stack is empty: the finish methods, the release functions of listeners, the memory.
 *
 * Each step is one walk over the subtree. No code can change the subtree after step 2.
 */
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/callback_internal.h"
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/virtual_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/log.h>

/* The deferred work of one call of oriel_destroy(): it runs once the stack is empty. */
struct grave {
	struct oriel__deferred finish, release;
	struct oriel__node *root;
};

static struct grave *grave_of_finish(struct oriel__deferred *deferred) {
	return oriel__container_of(deferred, struct grave, finish);
}

static struct grave *grave_of_release(struct oriel__deferred *deferred) {
	return oriel__container_of(deferred, struct grave, release);
}

static void destroy_finish_widgets(struct oriel__deferred *deferred) {
	struct oriel__node *root = grave_of_finish(deferred)->root;
	for (struct oriel__node *node = oriel__flat_first_upwards(root); node != NULL;
		node = oriel__flat_next_upwards(node, root)) {
		const struct oriel_widget_class *widget_class = oriel__node_class(node);
		if (widget_class->finish != NULL)
			widget_class->finish(oriel__widget_of(node));
	}
}

static void forget_relatives(struct oriel__node *node) {
	node->parent = node->first_child = node->last_child = node->next = node->previous = NULL;
	node->child_count = 0;
	node->target.parent = NULL;
	node->target.is_shadow_root = false;
	if (node->rare != NULL) {
		oriel__free(node->rare->popover);
		oriel__free(node->rare->scroll_content);
	}
	oriel__free(node->rare);
	node->rare = NULL;
}

static void free_node(struct oriel__tree_state *state, struct oriel__node *node) {
	for (int part = 0; part < ORIEL__NODE_PARTS; part++) {
		if (state->free_part[part] != NULL)
			state->free_part[part](node);
	}
	state->freed_version++;
	if (state->renamed == node)
		state->renamed = NULL;
	oriel_abort_controller_destroy(node->controller);
	node->controller = NULL;
	oriel__target_finish(&node->target);
	oriel__names_free(node);
	oriel__free(node->marked);
	node->marked = NULL;
	forget_relatives(node);
	node->finished = 1;
	if (node->holds == 0)
		oriel__free(node);
}

static void release_nodes(struct oriel__deferred *deferred) {
	struct grave *grave = grave_of_release(deferred);
	struct oriel__node *root = grave->root;
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(root));
	for (struct oriel__node *node = oriel__flat_first_upwards(root), *next; node != NULL;
		node = next) {
		next = oriel__flat_next_upwards(node, root);
		free_node(state, node);
	}
	oriel__free(grave);
}

static void mark_destroyed(struct oriel__node *root) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(root));
	oriel__orphan_remove(root);
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		node->destroyed = 1;
		oriel__mutation_forget(node);
		if (oriel__node_class(node)->realise != NULL)
			oriel__virtual_remove(node);
		if (node->widget_id != 0)
			oriel__slot_map_remove(&state->ids, node->widget_id);
		oriel__target_destroy(&node->target);
	}
}

static void abort_signals(struct oriel__node *root) {
	for (struct oriel__node *node = oriel__flat_first_upwards(root); node != NULL;
		node = oriel__flat_next_upwards(node, root)) {
		if (node->controller != NULL)
			oriel_abort(node->controller, ORIEL_NO_PAYLOAD);
	}
}

static void destroy_destroy(struct oriel__node *node) {
	oriel_loop *loop = oriel__node_loop(node);
	struct grave *grave = oriel__alloc(sizeof(*grave));
	*grave = (struct grave){ .root = node };
	node->destroying = 1;
	oriel__node_detach(node, ORIEL__DETACH_DESTROYING);
	oriel__defer(loop, &grave->finish, destroy_finish_widgets);
	mark_destroyed(node);
	abort_signals(node);
	oriel__defer(loop, &grave->release, release_nodes);
}

void oriel_destroy(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_destroy");
	if (node == NULL || node->destroyed || node->destroying)
		return;
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	ORIEL_ASSERT(state->frozen == 0,
		"oriel_destroy: a widget's method %s is running, which may not change the tree; destroy "
		"this %s in a task or an event",
		state->frozen_method, oriel_widget_type(widget));
	ORIEL_ASSERT(node->parent != NULL || node->tree == NULL,
		"oriel_destroy: this %s is the root of a window; call oriel_window_destroy()",
		oriel_widget_type(widget));
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	destroy_destroy(node);
	oriel__hold_end(loop);
}
