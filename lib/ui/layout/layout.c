/* SPDX-License-Identifier: MIT */
/*
 * The layout step of a frame, in two passes. The first goes up (invalidate.c): from the marked
 * nodes towards the root, as far as the size that a node asks of its parent has changed. The second
 * goes down (arrange.c): from the nodes where the first stopped, placing children, as far as sizes
 * change. Then scroll containers follow their anchors, and nodes that were waiting for a place are
 * scrolled into view.
 */
#include "layout/layout_internal.h"

#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"
#include "layout/anchor_internal.h"
#include "layout/arrange_internal.h"
#include "layout/cache_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/frame_observer_internal.h"
#include "layout/invalidate_internal.h"
#include "layout/overflow_internal.h"
#include "layout/position_internal.h"
#include "layout/scroll_internal.h"
#include "tree/tree_state_internal.h"

/* A longer list of nodes is freed after its layout. */
enum { STABLE_KEPT = 1024 };

/* Takes the memory of the last list, so that a warm layout allocates nothing. */
static void layout_take_list(struct oriel__tree_state *state, struct oriel__layout_pass *pass) {
	pass->stable = state->layout_list;
	pass->stable.count = 0;
	state->layout_list = (struct oriel__node_list){ 0 };
}

static void layout_keep_list(struct oriel__tree_state *state, struct oriel__layout_pass *pass) {
	if (state->layout_list.nodes != NULL || pass->stable.capacity > STABLE_KEPT)
		oriel__free(pass->stable.nodes);
	else
		state->layout_list = pass->stable;
}

/* Those that an ancestor has arranged meanwhile are dirty no more; those in hidden subtrees wait.
 */
static void arrange_stable(struct oriel__layout_pass *pass) {
	for (size_t i = pass->stable.count; i-- > 0;) {
		struct oriel__node *node = pass->stable.nodes[i];
		if (!node->layout_cache->is_dirty || !node->layout_cache->is_shown)
			continue;
		oriel__anchor_choose_around(node);
		if (oriel__layout_arrange(node))
			oriel__overflow_propagate(node);
	}
}

static void reveal_waiting(struct oriel__layout_pass *pass) {
	for (size_t i = 0; i < pass->reveal.count; i++) {
		pass->reveal.nodes[i]->layout_cache->must_reveal = false;
		oriel__scroll_reveal(pass->reveal.nodes[i]);
	}
	oriel__free(pass->reveal.nodes);
}

void oriel__layout_update(struct oriel__tree *tree, struct oriel_size window_size) {
	struct oriel__node *root = tree->root;
	struct oriel__layout_pass pass = { 0 };

	if (root == NULL)
		return;
	oriel_loop *loop = oriel_loop_current();
	oriel__node_set_free(loop, ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	struct oriel__tree_state *state = oriel__tree_state(loop);
	layout_take_list(state, &pass);
	oriel__tree_freeze(loop, "measure or arrange");
	oriel__layout_invalidate(&pass, root);
	oriel__layout_arrange_root(root, window_size);
	arrange_stable(&pass);
	layout_keep_list(state, &pass);
	oriel__positions_place(tree);
	oriel__tree_thaw(loop);
	oriel__anchor_adjust(tree);
	reveal_waiting(&pass);
	if (!oriel__list_is_empty(&tree->top_layer)) {
		oriel__tree_freeze(loop, "measure or arrange");
		oriel__anchored_follow(tree);
		oriel__tree_thaw(loop);
		oriel__anchor_adjust(tree); /* of lists in what has followed */
	}
}

void oriel__layout_free(struct oriel__node *node) {
	oriel__frame_observers_forget(node);
	oriel__scroll_free(node);
	oriel__column_cache_free(node);
	oriel__layout_cache_free(node);
	node->moved = node->watched = 0;
}
