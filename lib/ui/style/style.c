/* SPDX-License-Identifier: MIT */
/*
 * Bringing nodes up to date: the walk over what is marked, a single node on demand, and inline
 * declarations.
 *
 * A node is styled after its parent. What it passes on (other inherited values, or that everything
 * in it is to be styled again) it passes by marking its children, so that a walk from the root
 * down, or along one line of ancestors, needs neither recursion nor to look at anything else.
 */
#include "style/style_internal.h"

#include "loop/callback_internal.h"
#include "style/style_state_internal.h"
#include "tree/marks_internal.h"
#include "tree/node_list_internal.h"
#include "values/loop_slots_internal.h"

#include <oriel/runtime/log.h>

enum {
	STYLE_MARKS = ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE,
	STYLE_TWINS = STYLE_MARKS << ORIEL__MARK_CHILD_SHIFT,
	MAX_PASSES = 8, /* a frame: classes that always restyle something are put off to the next */
};

static void free_style(struct oriel__node *node) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	oriel__computed_unref(state, node->computed);
	oriel__inline_unref(state, node->inline_style);
	node->computed = NULL;
	node->inline_style = NULL;
}

static void style_state_finish(void *value) {
	struct oriel__style_state *state = value;
	oriel__tree_set_style_hooks(state->loop, NULL);
	oriel__node_set_free(state->loop, ORIEL__NODE_PART_STYLE, NULL);
	oriel__dependencies_finish(state);
	oriel__rules_finish(state);
	oriel__computed_finish(state);
	oriel__free(state);
}

static struct oriel__style_state *style_state_new(oriel_loop *loop) {
	struct oriel__style_state *state = oriel__alloc_zero(1, sizeof(*state));
	state->loop = loop;
	state->version = 1;
	oriel__computed_init(state);
	oriel__loop_set_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_STYLE), state, style_state_finish);
	oriel__node_set_free(loop, ORIEL__NODE_PART_STYLE, free_style);
	oriel__tree_set_style_hooks(loop, &oriel__style_hooks);
	return state;
}

struct oriel__style_state *oriel__style_state(oriel_loop *loop) {
	struct oriel__style_state *state = oriel__loop_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_STYLE));
	return state != NULL ? state : style_state_new(loop);
}

/* ---- One node ---- */

/* Marks what differs; the node's class is told by the next update. */
static void style_changed(struct oriel__node *node, unsigned effects) {
	unsigned marks = 0;
	if (effects & ORIEL__EFFECT_LAYOUT)
		marks |= ORIEL__MARK_LAYOUT;
	if (effects & ORIEL__EFFECT_RECORD)
		marks |= ORIEL__MARK_RECORD;
	if (marks != 0)
		oriel__node_mark(node, marks);
	if ((effects & ORIEL__EFFECT_PARENT) && node->parent != NULL)
		oriel__node_mark(node->parent, ORIEL__MARK_LAYOUT);
	if (oriel__node_class(node)->changed != NULL) {
		node->style_changed = 1;
		node->marks |= ORIEL__MARK_STYLE << ORIEL__MARK_CHILD_SHIFT; /* so that a walk finds it */
		oriel__node_mark_path(node, ORIEL__MARK_STYLE);
	}
}

static void style_restyle(struct oriel__style_state *state, struct oriel__node *node) {
	struct oriel__computed *old = node->computed, *new = oriel__computed_for(state, node);
	bool subtree = (node->marks & ORIEL__MARK_SUBTREE) || node->style_version != state->version;
	if (node->tree != NULL)
		node->tree->counts.restyled++;
	node->computed = new;
	node->style_version = state->version;
	node->marks &= (uint8_t)~STYLE_MARKS;
	if (old == NULL)
		style_changed(node, ORIEL__EFFECT_LAYOUT | ORIEL__EFFECT_RECORD);
	else if (old != new && memcmp(&old->style, &new->style, sizeof(new->style)) != 0)
		style_changed(node, oriel__style_difference(&old->style, &new->style));
	if (subtree)
		oriel__node_mark_children(node, STYLE_MARKS);
	else if (old == NULL || old->inherited != new->inherited)
		oriel__node_mark_children(node, ORIEL__MARK_STYLE);
	oriel__computed_unref(state, old);
}

static bool style_is_stale(const struct oriel__style_state *state, const struct oriel__node *node) {
	return (node->marks & ORIEL__MARK_STYLE) || node->computed == NULL ||
		node->style_version != state->version;
}

static void style_bring_up_to_date(struct oriel__style_state *state, struct oriel__node *node) {
	if (style_is_stale(state, node))
		style_restyle(state, node);
	if (node->style_children) {
		node->style_children = 0;
		oriel__node_mark_children(node, STYLE_MARKS);
	}
}

/* ---- A tree ---- */

static void style_collect(struct oriel__node *node, struct oriel__node_list *told) {
	if (!node->style_changed)
		return;
	node->style_changed = 0;
	oriel__node_list_add(told, node);
}

/* The next to be visited within root; inside: some in node are. */
static struct oriel__node *next_marked(
	struct oriel__node *node, const struct oriel__node *root, bool inside) {
	struct oriel__node *next = inside ? oriel__marked_first(node, STYLE_MARKS | STYLE_TWINS) : NULL;
	for (; next == NULL && node != root; node = node->parent)
		next = oriel__marked_next(node, STYLE_MARKS | STYLE_TWINS);
	return next;
}

static struct oriel__node_list style_update(
	struct oriel__style_state *state, struct oriel__node *root) {
	struct oriel__node_list told = { 0 };
	struct oriel__node *node = root;
	while (node != NULL) {
		style_bring_up_to_date(state, node);
		style_collect(node, &told);
		bool inside = (node->marks & STYLE_TWINS) != 0;
		node->marks &= (uint8_t)~STYLE_TWINS;
		node = next_marked(node, root, inside);
	}
	return told;
}

static void style_tell(const struct oriel__tree *tree, struct oriel__node_list told) {
	const struct oriel_change change = { .kind = ORIEL_CHANGE_STYLE };
	for (size_t i = 0; i < told.count; i++) {
		oriel_widget *widget = oriel__widget_of(told.nodes[i]);
		if (!told.nodes[i]->destroyed && told.nodes[i]->tree == tree)
			widget->widget_class->changed(widget, &change);
		else
			told.nodes[i]->style_changed = 1;
	}
	oriel__free(told.nodes);
}

static bool needs_update(const struct oriel__tree *tree) {
	return tree->root != NULL && (tree->root->marks & (STYLE_MARKS | STYLE_TWINS));
}

void oriel__style_update(struct oriel__tree *tree) {
	if (!needs_update(tree))
		return;
	oriel_loop *loop = oriel__node_loop(tree->root);
	struct oriel__style_state *state = oriel__style_state(loop);
	oriel__hold_begin(loop);
	tree->is_quiet = true;
	for (int pass = 0; pass < MAX_PASSES && needs_update(tree); pass++)
		style_tell(tree, style_update(state, tree->root));
	tree->is_quiet = false;
	if (needs_update(tree) && tree->tree_class->marked != NULL)
		tree->tree_class->marked(tree);
	oriel__hold_end(loop);
}

/* ---- On demand ---- */

static void update_line(struct oriel__style_state *state, struct oriel__node *node) {
	struct oriel__node_list line = { 0 };
	for (; node != NULL; node = node->parent)
		oriel__node_list_add(&line, node);
	while (line.count > 0)
		style_bring_up_to_date(state, line.nodes[--line.count]);
	oriel__free(line.nodes);
}

static bool is_line_stale(const struct oriel__style_state *state, const struct oriel__node *node) {
	if (style_is_stale(state, node))
		return true;
	if (node->tree != NULL && !(node->tree->root->marks & (STYLE_MARKS | STYLE_TWINS)))
		return false;
	for (node = node->parent; node != NULL; node = node->parent) {
		if (style_is_stale(state, node) || node->style_children)
			return true;
	}
	return false;
}

const struct oriel_style *oriel_widget_style(const oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_style: the widget is NULL; pass one");
	struct oriel__node *node = oriel__node_read(widget, "oriel_widget_style");
	ORIEL_ASSERT(!node->finished,
		"oriel_widget_style: this widget was destroyed and is only held; ask "
		"oriel_widget_is_destroyed() "
		"first");
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	if (is_line_stale(state, node))
		update_line(state, node);
	return &node->computed->style;
}

/* ---- Inline declarations ---- */

void oriel__inline_write(
	struct oriel__node *node, const struct oriel_declaration *declarations, size_t count) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	struct oriel__block block = { 0 };
	if (node->inline_style != NULL)
		block = oriel__block_copy(&node->inline_style->block);
	oriel__block_write(&block, oriel__loop_atoms(state->loop), declarations, count);
	oriel__inline_set(state, node, block);
}

void oriel_widget_declare(oriel_widget *widget, const struct oriel_declaration *declaration) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_declare");
	ORIEL_ASSERT(declaration != NULL, "oriel_widget_declare: the declaration is NULL; pass one");
	oriel__inline_write(node, declaration, 1);
}

void oriel_widget_undeclare(oriel_widget *widget, enum oriel_property property) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_undeclare");
	enum oriel_property longhands[4];
	size_t count = oriel__property_expand(property, longhands);
	if (node->inline_style == NULL)
		return;
	struct oriel__block block = oriel__block_copy(&node->inline_style->block);
	for (size_t i = 0; i < count; i++)
		oriel__block_remove(&block, longhands[i]);
	oriel__inline_set(oriel__style_state(oriel__node_loop(node)), node, block);
}
