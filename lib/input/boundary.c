/* SPDX-License-Identifier: MIT */
/*
 * Who a pointer is over: pointerover, pointerenter, pointerout and pointerleave, and :hover with them.
 *
 * Order: pointerout at the one that was left; pointerleave from it up to the nearest common ancestor; pointerover at the
 * new one; pointerenter from below the common ancestor down to it. Both chains are fixed before the first event; what
 * leaves the tree meanwhile is skipped. Source: UI Events, "mouse event order"; Pointer Events.
 */
#include "input/pointer-internal.h"

#include "base/alloc-internal.h"

/* Nodes from the innermost up. */
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

static void fire(struct oriel__pointer *pointer, struct oriel__node *node, const char *type, unsigned flags, struct oriel__node *related) {
	if (!oriel__surface_has(pointer->surface, node))
		return;
	oriel_target *second = related != NULL ? &related->target : NULL;
	oriel__pointer_fire(pointer, &node->target, type, flags, ORIEL_BUTTON_NONE, second);
}

void oriel__boundary_update(struct oriel__pointer *pointer, struct oriel__node *entered) {
	struct oriel__node *left = pointer->over;
	bool gone = pointer->over_left;
	if (oriel__pointer_hovers(pointer))
		oriel__hover_set(pointer->surface, entered);
	if (left == entered && !gone)
		return;

	struct oriel__node *common = oriel__node_common_ancestor(left, entered);
	struct chain leaves = chain_new(left, common);
	struct chain enters = chain_new(entered, common);
	pointer->over = entered;
	pointer->over_left = false;
	if (!gone)
		fire(pointer, left, "pointerout", ORIEL__EVENT_UI, entered);
	for (size_t i = 0; i < leaves.count; i++)
		fire(pointer, leaves.nodes[i], "pointerleave", 0, entered);
	fire(pointer, entered, "pointerover", ORIEL__EVENT_UI, gone ? NULL : left);
	for (size_t i = enters.count; i-- > 0;)
		fire(pointer, enters.nodes[i], "pointerenter", 0, gone ? NULL : left);
	oriel__free(leaves.nodes);
	oriel__free(enters.nodes);
}
