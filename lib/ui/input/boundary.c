/* SPDX-License-Identifier: MIT */
/*
 * The events of a pointer that enters and leaves widgets: pointerover, pointerenter, pointerout,
 * pointerleave, and the state :hover.
 *
 * Order: pointerout at the left widget; pointerleave from there up to the nearest common ancestor;
 * pointerover at the new widget; pointerenter from below the common ancestor down to the new
 * widget. Both chains are fixed before the first event and before any state changes. Nodes that
 * leave the tree in between are skipped. Source: UI Events, "mouse event order"; Pointer Events.
 */
#include "input/tooltip_internal.h"

#include "base/alloc_internal.h"

/* Nodes from the innermost to the outermost. */
struct chain {
	struct oriel__node **nodes;
	size_t count;
};

static struct chain chain_new(struct oriel__node *from, const struct oriel__node *until) {
	struct chain chain = { 0 };
	size_t depth = 0;
	for (const struct oriel__node *node = from; node != until; node = node->parent)
		depth++;
	if (depth == 0)
		return chain;
	chain.nodes = oriel__realloc_array(NULL, depth, sizeof(*chain.nodes));
	for (struct oriel__node *node = from; node != until; node = node->parent)
		chain.nodes[chain.count++] = node;
	return chain;
}

static void boundary_fire(struct oriel__pointer *pointer, struct oriel__node *node,
	const char *type, unsigned flags, struct oriel__node *related) {
	if (!oriel__surface_has(pointer->surface, node))
		return;
	oriel_target *second = related != NULL ? &related->target : NULL;
	oriel__pointer_fire(pointer, &node->target, type, flags, ORIEL_BUTTON_NONE, second);
}

struct crossing {
	struct oriel__node *left, *entered; /* either may be NULL */
	/* `left` is the parent of a node that has left the tree */
	bool is_gone;
	struct chain leaves, enters;
};

static void fire_all(struct oriel__pointer *pointer, const struct crossing *crossing) {
	struct oriel__node *related = crossing->is_gone ? NULL : crossing->left;
	if (!crossing->is_gone)
		boundary_fire(pointer, crossing->left, "pointerout", ORIEL__EVENT_UI, crossing->entered);
	for (size_t i = 0; i < crossing->leaves.count; i++)
		boundary_fire(pointer, crossing->leaves.nodes[i], "pointerleave", 0, crossing->entered);
	boundary_fire(pointer, crossing->entered, "pointerover", ORIEL__EVENT_UI, related);
	for (size_t i = crossing->enters.count; i-- > 0;)
		boundary_fire(pointer, crossing->enters.nodes[i], "pointerenter", 0, related);
}

void oriel__boundary_update(struct oriel__pointer *pointer, struct oriel__node *entered) {
	struct oriel__node *left = pointer->over;
	oriel_loop *loop = pointer->surface->view.loop;
	bool gone = pointer->is_over_left, stays = left == entered && !gone;
	struct oriel__node *common = stays ? NULL : oriel__node_common_ancestor(left, entered);
	struct chain leaves = stays ? (struct chain){ 0 } : chain_new(left, common);
	struct chain enters = stays ? (struct chain){ 0 } : chain_new(entered, common);
	pointer->over = entered;
	pointer->is_over_left = false;
	oriel__hold_begin(loop);
	if (oriel__pointer_hovers(pointer)) {
		oriel__hover_set(pointer->surface, entered);
		oriel__tooltip_hover(pointer, entered);
	}
	if (!stays)
		fire_all(pointer,
			&(const struct crossing){ .left = left,
				.entered = entered,
				.is_gone = gone,
				.leaves = leaves,
				.enters = enters });
	oriel__free(leaves.nodes);
	oriel__free(enters.nodes);
	oriel__hold_end(loop);
}
