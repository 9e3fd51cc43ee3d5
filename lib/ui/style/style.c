/* SPDX-License-Identifier: MIT */
/*
 * Restyling: the walk over marked nodes, and a single node on demand.
 *
 * A node is styled after its parent. A node whose inherited values have changed marks its children,
 * and so does a node whose whole subtree needs restyling. A walk from the root down, or along one
 * chain of ancestors, therefore needs no recursion and visits no other nodes.
 */
#include "style/style_internal.h"

#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "style/style_state_internal.h"
#include "tree/marks_internal.h"
#include "tree/node_list_internal.h"
#include "tree/walk_internal.h"
#include "values/loop_slots_internal.h"

#include <oriel/runtime/log.h>

enum {
	STYLE_MARKS = ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE,
	STYLE_TWINS = STYLE_MARKS << ORIEL__MARK_CHILD_SHIFT,
	MAX_PASSES = 8, /* in a frame; if a class restyles each time, the next frame goes on */
};

static void free_style(struct oriel__node *node) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	oriel__computed_unref(state, node->computed);
	oriel__inline_unref(state, node->inline_style);
	if (node->rare != NULL) {
		oriel__computed_unref(state, node->rare->backdrop);
		node->rare->backdrop = NULL;
	}
	node->computed = NULL;
	node->inline_style = NULL;
	if (node->has_sheets)
		oriel__sheets_end(state, node);
}

static void style_state_finish(void *value) {
	struct oriel__style_state *state = value;
	oriel__tree_set_style_hooks(state->loop, NULL);
	oriel__node_set_free(state->loop, ORIEL__NODE_PART_STYLE, NULL);
	oriel__rules_finish(state);
	oriel__computed_finish(state);
	oriel__free(state->class_texts);
	oriel__free(state);
}

static struct oriel__style_state *style_state_new(oriel_loop *loop) {
	struct oriel__style_state *state = oriel__alloc_zero(1, sizeof(*state));
	state->loop = loop;
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

const struct oriel__style_counts *oriel__style_counts(oriel_loop *loop) {
	return &oriel__style_state(loop)->counts;
}

/* Adds a sheet of a class unless another class has added the same text. */
static void style_add_text(
	struct oriel__style_state *state, const char *text, const char *name) {
	for (size_t i = 0; i < state->text_count; i++) {
		if (state->class_texts[i] == text)
			return;
	}
	state->class_texts = oriel__grow(state->class_texts, &state->text_capacity,
		state->text_count + 1, sizeof(const char *));
	state->class_texts[state->text_count++] = text;
	oriel__sheet_use_of_class(state, oriel_sheet_parse(text, .name = name), text);
}

/* Adds the sheets of the classes whose first widget has been created since the last call. */
static void style_add_classes(struct oriel__style_state *state) {
	const struct oriel__tree_state *tree_state = oriel__tree_state(state->loop);
	while (state->class_count < tree_state->sheet_class_count) {
		const struct oriel_widget_class *class_ =
			tree_state->sheet_classes[state->class_count++];
		for (const char *const *text = class_->sheets; *text != NULL; text++)
			style_add_text(state, *text, class_->name);
	}
}

/* ---- One node ---- */

void oriel__style_changed(struct oriel__node *node, unsigned effects) {
	unsigned marks = 0;
	if (effects & ORIEL__CSS_EFFECT_LAYOUT)
		marks |= ORIEL__MARK_LAYOUT;
	if (effects & ORIEL__CSS_EFFECT_RECORD)
		marks |= ORIEL__MARK_RECORD;
	if (marks != 0)
		oriel__node_mark(node, marks);
	if ((effects & ORIEL__CSS_EFFECT_PARENT) && node->parent != NULL)
		oriel__node_mark(node->parent, ORIEL__MARK_LAYOUT);
	if (oriel__node_class(node)->changed != NULL) {
		node->style_changed = 1;
		node->marks |= ORIEL__MARK_STYLE << ORIEL__MARK_CHILD_SHIFT; /* a walk finds it by this */
		oriel__node_mark_path(node, ORIEL__MARK_STYLE);
	}
}

static bool style_is_block(const struct oriel__node *node) {
	return node->computed != NULL && node->computed->style.display == ORIEL_DISPLAY_BLOCK &&
		oriel__node_class(node)->measure == NULL && oriel__node_class(node)->arrange == NULL;
}

/* Finds out whether a node is a layer, or a stacking context. A parent that places its parts itself
 * may place them in the flow. The z-index of a static child of a block container has no effect.
 * Source: CSS 2.2, appendix E; CSS Flexible Box 5.4, "z-index". */
static void style_order(struct oriel__node *node) {
	const struct oriel__style *style = &node->computed->style;
	bool is_part = oriel__node_is_shadow_child(node) &&
		oriel__node_class(node->parent)->arrange == NULL;
	bool is_positioned = style->position != ORIEL__POSITION_STATIC || is_part;
	bool has_z_index = style->has_z_index &&
		(is_positioned || node->parent == NULL || !style_is_block(node->parent));
	bool stacks = node->parent == NULL || node->on_top || has_z_index ||
		style->position == ORIEL__POSITION_FIXED || style->position == ORIEL__POSITION_STICKY ||
		style->opacity < 1 || style->is_isolated || style->does_contain_layout ||
		style->does_contain_paint;
	node->stacks = stacks;
	node->has_z_index = has_z_index;
	node->lifted = node->parent != NULL && (is_positioned || stacks);
	if (node->lifted)
		oriel__node_tell_lifted(node);
}

static bool has_same_groups(
	const struct oriel__computed *a, const struct oriel__computed *b, int first) {
	for (int kind = first; kind < ORIEL__GROUPS; kind++) {
		if (a->groups[kind] != b->groups[kind])
			return false;
	}
	return true;
}

static bool style_needs(const struct oriel__computed *computed, unsigned needs) {
	return computed != NULL && (computed->needs & needs) != 0;
}

/* Marks the nodes in root whose values depend on any of the needs. */
static void mark_needing(struct oriel__node *root, unsigned needs) {
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		if (style_needs(node->computed, needs) ||
			(node->rare != NULL && style_needs(node->rare->backdrop, needs)))
			oriel__node_mark(node, ORIEL__MARK_STYLE);
	}
}

/* Marks the children that the changed values of a node affect. */
static void style_pass_on(const struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__computed *old, bool is_subtree) {
	const struct oriel__computed *new = node->computed;
	bool is_block = old != NULL &&
		(old->style.display == ORIEL_DISPLAY_BLOCK) != (new->style.display == ORIEL_DISPLAY_BLOCK);
	if (is_subtree)
		oriel__node_mark_children(node, STYLE_MARKS);
	else if (is_block) /* style_order() of the children reads it */
		oriel__node_mark_children(node, ORIEL__MARK_STYLE | ORIEL__MARK_RECORD);
	else if (old == NULL ||
		(old != new &&
			(old->groups[ORIEL__GROUP_TEXT] != new->groups[ORIEL__GROUP_TEXT] ||
				old->variables != new->variables ||
				(state->has_inherit && !has_same_groups(old, new, ORIEL__GROUP_TEXT + 1)))))
		oriel__node_mark_children(node, ORIEL__MARK_STYLE);
	if (node->parent == NULL && old != NULL && old->style.font_size != new->style.font_size)
		mark_needing(node, ORIEL__NEED_ROOT_FONT);
}

struct oriel__computed *oriel__style_apply(
	struct oriel__node *node, struct oriel__computed *computed) {
	struct oriel__computed *old = node->computed;
	if (node->tree != NULL)
		node->tree->counts.restyled++;
	node->computed = computed;
	node->marks &= (uint8_t)~STYLE_MARKS;
	style_order(node);
	if (old == NULL)
		oriel__style_changed(node, ORIEL__CSS_EFFECT_LAYOUT | ORIEL__CSS_EFFECT_RECORD);
	else if (old != computed && !has_same_groups(old, computed, 0))
		oriel__style_changed(node, oriel__groups_difference(old, computed));
	return old;
}

static void style_restyle(struct oriel__style_state *state, struct oriel__node *node) {
	bool is_in_shadow = oriel__node_is_shadow_child(node) ||
		(node->parent != NULL && node->parent->in_shadow);
	bool is_subtree = (node->marks & ORIEL__MARK_SUBTREE) || is_in_shadow != node->in_shadow;
	node->in_shadow = is_in_shadow;
	/* A sibling that matches alike has the same values: its rules need not be found again. */
	const struct oriel__node *twin = oriel__filter_twin(state, node);
	struct oriel__computed *old = oriel__style_apply(
		node, oriel__computed_for(state, node, twin));
	style_pass_on(state, node, old, is_subtree);
	oriel__generated_update(state, node, twin);
	if (state->is_shareable && twin == NULL)
		oriel__filter_offer_twin(state, node);
	oriel__computed_unref(state, old);
}

static bool style_is_stale(const struct oriel__node *node) {
	return (node->marks & ORIEL__MARK_STYLE) || node->computed == NULL;
}

static void style_bring_up_to_date(struct oriel__style_state *state, struct oriel__node *node) {
	if (style_is_stale(node)) {
		if (node->kind == ORIEL__NODE_GENERATED)
			oriel__generated_restyle(state, node);
		else
			style_restyle(state, node);
	}
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

/* Returns the next marked node in root, or NULL. inside: descendants of node are marked. */
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
	style_add_classes(state);
	oriel__hold_begin(loop);
	tree->is_quiet = true;
	for (int pass = 0; pass < MAX_PASSES && needs_update(tree); pass++)
		style_tell(tree, style_update(state, tree->root));
	tree->is_quiet = false;
	if (needs_update(tree) && tree->tree_class->marked != NULL)
		tree->tree_class->marked(tree);
	oriel__hold_end(loop);
}

/* ---- Media ---- */

void oriel__style_media_changed(struct oriel__tree *tree, const struct oriel__media *before) {
	if (tree->root == NULL)
		return;
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(tree->root));
	const struct oriel__media *media = oriel__media_of(state, tree->root);
	unsigned needs = 0;
	state->media_version++;
	if (oriel__rules_differ(state, before, media)) {
		oriel__node_mark(tree->root, STYLE_MARKS);
		return;
	}
	if (before->width != media->width || before->height != media->height)
		needs |= ORIEL__NEED_VIEWPORT;
	if (before->color_scheme != media->color_scheme ||
		before->accent_color != media->accent_color)
		needs |= ORIEL__NEED_SCHEME;
	if (needs != 0)
		mark_needing(tree->root, needs);
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

static bool is_line_stale(const struct oriel__node *node) {
	if (style_is_stale(node))
		return true;
	if (node->tree != NULL && !(node->tree->root->marks & (STYLE_MARKS | STYLE_TWINS)))
		return false;
	for (node = node->parent; node != NULL; node = node->parent) {
		if (style_is_stale(node) || node->style_children)
			return true;
	}
	return false;
}

void oriel__style_update_node(struct oriel__node *node) {
	oriel_loop *loop = oriel__node_loop(node);
	struct oriel__style_state *state = oriel__style_state(loop);
	/* Layout and painting keep the values with which they began, also for a class that reads a
	 * style in `measure` or `record`. Later marks wait for the next frame. */
	if (node->computed != NULL && oriel__tree_is_frozen(loop))
		return;
	style_add_classes(state);
	if (is_line_stale(node))
		update_line(state, node);
}

const struct oriel__style *oriel__node_style(struct oriel__node *node, const char *caller) {
	ORIEL_ASSERT(!node->finished,
		"%s: this widget was destroyed and is only held; check oriel_widget_is_destroyed() first",
		caller);
	oriel__style_update_node(node);
	return &node->computed->style;
}
