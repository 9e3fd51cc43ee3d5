/* SPDX-License-Identifier: MIT */
/*
 * The top layer: a list of each tree. Its members are placed by layout/ against the window, and
 * drawn and hit by paint/ and input/ from this list.
 */
#include "tree/top_layer_internal.h"

#include <oriel/extend/top_layer.h>
#include <oriel/runtime/log.h>

#include "tree/rare_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

/* The box of the node is another, and so are the boxes that stand in it. */
static void top_layer_mark(struct oriel__node *node) {
	oriel__node_mark(node, ORIEL__MARK_STYLE | ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD);
	if (node->parent != NULL)
		oriel__node_mark(node->parent, ORIEL__MARK_LAYOUT);
}

static void top_layer_take_out(struct oriel__node *node) {
	struct oriel__top *top = node->rare->top;
	oriel__list_remove(&node->tree->top_layer, &top->link);
	node->rare->top = NULL;
	node->on_top = 0;
	oriel__free(top);
}

static void top_layer_set_modal(struct oriel__node *node, bool is_modal) {
	oriel__node_set_states(node, ORIEL_STATE_MODAL, is_modal ? ORIEL_STATE_MODAL : 0);
}

/* Moves the exempt members, in their order, above a modal member that was added last. */
static void top_layer_raise_exempt(struct oriel__tree *tree, struct oriel__node *modal) {
	struct oriel__top *last = modal->rare->top;
	oriel__top_layer_each(top, tree) {
		if (top == last)
			break;
		if (!top->is_exempt)
			continue;
		oriel__list_remove(&tree->top_layer, &top->link);
		oriel__list_append(&tree->top_layer, &top->link);
		top->serial = ++tree->top_serial;
		top_layer_mark(top->node);
	}
}

void oriel_top_layer_add(oriel_widget *widget, bool is_modal) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_top_layer_add");
	ORIEL_ASSERT(node->tree != NULL && node->parent != NULL,
		"oriel_top_layer_add: this %s is %s; append it to a widget of a window first",
		oriel_widget_type(widget), node->tree == NULL ? "in no window" : "the root of its window");
	if (node->on_top)
		top_layer_take_out(node);
	struct oriel__top *top = oriel__alloc_zero(1, sizeof(*top));
	top->node = node;
	top->serial = ++node->tree->top_serial;
	top->is_modal = is_modal;
	oriel__list_append(&node->tree->top_layer, &top->link);
	oriel__node_rare(node)->top = top;
	node->on_top = 1;
	top_layer_mark(node);
	if (is_modal)
		top_layer_raise_exempt(node->tree, node);
	top_layer_set_modal(node, is_modal);
}

void oriel_top_layer_set_exempt(oriel_widget *widget, bool exempt) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_top_layer_set_exempt");
	ORIEL_ASSERT(node->on_top, "oriel_top_layer_set_exempt: this %s is no member of the top layer; "
		"call oriel_top_layer_add() first", oriel_widget_type(widget));
	node->rare->top->is_exempt = exempt;
}

bool oriel_top_layer_is_exempt(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_top_layer_is_exempt");
	return node != NULL && node->on_top && node->rare->top->is_exempt;
}

void oriel_top_layer_remove(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_top_layer_remove");
	if (!node->on_top)
		return;
	top_layer_take_out(node);
	top_layer_mark(node);
	top_layer_set_modal(node, false);
}

void oriel__top_layer_drop_inside(struct oriel__tree *tree, const struct oriel__node *root) {
	oriel__top_layer_each(top, tree) {
		struct oriel__node *node = top->node;
		if (!oriel__node_contains(root, node))
			continue;
		top_layer_take_out(node);
		node->states &= ~(uint32_t)ORIEL_STATE_MODAL;
	}
}

bool oriel_top_layer_has(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_top_layer_has");
	return node != NULL && node->on_top;
}

oriel_widget *oriel_top_layer_topmost(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_top_layer_topmost");
	if (node == NULL || node->tree == NULL)
		return NULL;
	struct oriel__top *top = oriel__list_last(&node->tree->top_layer, struct oriel__top, link);
	return top != NULL ? oriel__widget_of(top->node) : NULL;
}

oriel_widget *oriel_top_layer_below(const oriel_widget *member) {
	const struct oriel__node *node = oriel__node_read(member, "oriel_top_layer_below");
	if (node == NULL || !node->on_top)
		return NULL;
	struct oriel__top *below = oriel__list_previous(node->rare->top, struct oriel__top, link);
	return below != NULL ? oriel__widget_of(below->node) : NULL;
}

/* ---- Inert nodes ---- */

struct oriel__node *oriel__top_layer_modal(const struct oriel__tree *tree) {
	struct oriel__top *top = tree != NULL ?
		oriel__list_last(&tree->top_layer, struct oriel__top, link) :
		NULL;
	while (top != NULL && !top->is_modal)
		top = oriel__list_previous(top, struct oriel__top, link);
	return top != NULL ? top->node : NULL;
}

/* A modal member is not inert in an inert ancestor. Source: HTML, "inert". An exempt member is like
 * a modal member. */
bool oriel__node_is_inert(const struct oriel__node *node) {
	const struct oriel__node *modal = oriel__top_layer_modal(node->tree);
	for (; node != NULL && node != modal; node = node->parent) {
		if (node->inert)
			return true;
		if (modal != NULL && node->on_top && node->rare->top->is_exempt)
			return false;
	}
	return node != modal;
}

bool oriel_widget_is_inert(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_is_inert");
	return node != NULL && oriel__node_is_inert(node);
}
