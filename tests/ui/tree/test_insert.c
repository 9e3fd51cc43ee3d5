/* SPDX-License-Identifier: MIT */
/*
 * Inserting, removing, replacing, and refused changes.
 */
#include "kit.h"
#include "shrink.h"

#include "tree/walk_internal.h"

#include <stdio.h>
#include <string.h>

static void append_and_prepend_insert_at_the_ends(void **state) {
	oriel_widget *root = kit_box("r", kit_box("b", NULL), NULL);
	assert_int_equal(oriel_append(root, kit_box("c", NULL)), ORIEL_OK);
	assert_int_equal(oriel_prepend(root, kit_box("a", NULL)), ORIEL_OK);
	kit_assert_tree(root, "r(a b c)");
	oriel_destroy(root);
}

static void insertion_moves_from_the_old_parent(void **state) {
	oriel_widget *b = kit_box("b", kit_box("x", NULL), NULL);
	oriel_widget *one = kit_box("1", kit_box("a", NULL), b, kit_box("c", NULL), NULL);
	oriel_widget *two = kit_box("2", kit_box("d", NULL), NULL);
	assert_int_equal(oriel_insert_before(two, b, oriel_first_child(two)), ORIEL_OK);
	kit_assert_tree(one, "1(a c)");
	kit_assert_tree(two, "2(b(x) d)");
	oriel_destroy(one);
	oriel_destroy(two);
}

static void insertion_reorders_among_siblings(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL);
	oriel_widget *root = kit_box("r", a, b, c, NULL);
	assert_int_equal(oriel_insert_before(root, c, a), ORIEL_OK);
	kit_assert_tree(root, "r(c a b)");
	assert_int_equal(oriel_append(root, c), ORIEL_OK);
	kit_assert_tree(root, "r(a b c)");
	oriel_destroy(root);
}

static void inserting_a_child_where_it_is_changes_nothing(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL);
	oriel_widget *root = kit_box("r", a, b, c, NULL);
	assert_int_equal(oriel_insert_before(root, b, b), ORIEL_OK);
	assert_int_equal(oriel_insert_before(root, b, c), ORIEL_OK);
	assert_int_equal(oriel_append(root, c), ORIEL_OK);
	assert_int_equal(oriel_prepend(root, a), ORIEL_OK);
	assert_int_equal(oriel_insert_before(root, c, c), ORIEL_OK);
	kit_assert_tree(root, "r(a b c)");
	oriel_destroy(root);
}

static void leaf_refuses_children(void **state) {
	oriel_widget *leaf = kit_widget("leaf"), *child = kit_box("c", NULL);
	assert_int_equal(oriel_try_append(leaf, child), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_insert_before(leaf, child, child), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_null(oriel_parent(child));
	oriel_destroy(leaf);
	oriel_destroy(child);
}

static void cycle_is_refused_before_anything_changes(void **state) {
	oriel_widget *c = kit_box("c", NULL), *b = kit_box("b", c, NULL), *a = kit_box("a", b, NULL);
	oriel_widget *root = kit_box("r", a, NULL);
	assert_int_equal(oriel_try_append(c, a), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(a, a), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(a, root), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_replace(c, a), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_replace(c, b), ORIEL_HIERARCHY_REQUEST_ERROR);
	kit_assert_tree(root, "r(a(b(c)))");
	oriel_destroy(root);
}

static void hierarchy_is_checked_before_the_reference(void **state) {
	oriel_widget *root = kit_box("r", kit_box("a", NULL), NULL), *stranger = kit_box("s", NULL),
				 *leaf = kit_widget("leaf");
	assert_int_equal(oriel_try_insert_before(root, root, stranger), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_insert_before(leaf, root, stranger), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_insert_before(root, leaf, stranger), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_try_insert_before(root, leaf, leaf), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_try_replace(root, leaf), ORIEL_NOT_FOUND_ERROR);
	assert_null(oriel_parent(leaf));
	kit_assert_tree(root, "r(a)");
	oriel_destroy(root);
	oriel_destroy(stranger);
	oriel_destroy(leaf);
}

static void replaced_child_has_no_parent(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL),
				 *x = kit_box("x", NULL);
	oriel_widget *root = kit_box("r", a, b, c, NULL);
	assert_int_equal(oriel_replace(b, x), ORIEL_OK);
	kit_assert_tree(root, "r(a x c)");
	assert_null(oriel_parent(b));
	assert_int_equal(oriel_replace(x, c), ORIEL_OK);
	kit_assert_tree(root, "r(a c)");
	assert_int_equal(oriel_replace(c, a), ORIEL_OK);
	kit_assert_tree(root, "r(a)");
	assert_int_equal(oriel_replace(a, a), ORIEL_OK);
	kit_assert_tree(root, "r(a)");
	oriel_destroy(b);
	oriel_destroy(c);
	oriel_destroy(x);
	oriel_destroy(root);
}

static void remove_returns_the_widget_also_without_a_parent(void **state) {
	oriel_widget *a = kit_box("a", NULL), *root = kit_box("r", a, NULL);
	assert_ptr_equal(oriel_remove(a), a);
	assert_null(oriel_parent(a));
	assert_ptr_equal(oriel_remove(a), a);
	assert_null(oriel_remove(NULL));
	kit_assert_tree(root, "r");
	oriel_destroy(a);
	oriel_destroy(root);
}

static void clear_destroys_all_children(void **state) {
	oriel_widget *a = kit_box("a", kit_box("x", NULL), NULL),
				 *root = kit_box("r", a, kit_box("b", NULL), NULL);
	oriel_widget_id id = oriel_widget_to_id(a);
	oriel_widget_clear(root);
	kit_assert_tree(root, "r");
	assert_null(oriel_widget_from_id(id));
	oriel_widget_clear(root);
	oriel_destroy(root);
}

static void append_all_skips_null_and_asserts_on_refusal(void **state) {
	oriel_widget *root = kit_box("r", NULL), *leaf = kit_widget("leaf"), *a = kit_box("a", NULL);
	oriel_widget *children[] = { NULL, a, NULL, kit_box("b", NULL) };
	assert_ptr_equal(oriel_widget_append_all(root, children, 4), root);
	kit_assert_tree(root, "r(a b)");
	assert_breaks("oriel_widget_append_all", oriel_widget_append_all(leaf, children, 2));
	oriel_destroy(leaf);
	oriel_destroy(root);
}

static void a_refusal_is_reported_once_with_the_place_of_the_call(void **state) {
	oriel_widget *a = kit_box("a", NULL), *leaf = kit_widget("leaf"), *child = kit_box("c", NULL);
	oriel_widget *root = kit_box("r", a, NULL);
	char place[80];
	snprintf(place, sizeof(place),
		"test_insert.c:%d: HierarchyRequestError: oriel_append: this box", __LINE__ + 2);
	expect_log(place);
	assert_int_equal(oriel_append(leaf, child), ORIEL_HIERARCHY_REQUEST_ERROR);
	expect_log("oriel_prepend: this box cannot be inserted into this box: the child contains the "
			"parent");
	assert_int_equal(oriel_prepend(a, root), ORIEL_HIERARCHY_REQUEST_ERROR);
	expect_log("oriel_insert_before: this box cannot be inserted into this box: the reference is");
	assert_int_equal(oriel_insert_before(root, child, leaf), ORIEL_NOT_FOUND_ERROR);
	expect_log("oriel_replace: this box cannot be inserted into this box: the widget to");
	assert_int_equal(oriel_replace(root, child), ORIEL_NOT_FOUND_ERROR);
	expect_log("oriel_widget_move_before: this box cannot be inserted into this box: the child is "
			"in");
	assert_int_equal(oriel_widget_move_before(root, child, NULL), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_null(oriel_parent(child));
	oriel_destroy(leaf);
	oriel_destroy(child);
	oriel_destroy(root);
}

static void null_arguments_assert_with_the_function_name(void **state) {
	oriel_widget *root = kit_box("r", NULL);
	assert_breaks("oriel_append", oriel_append(NULL, root));
	assert_breaks("oriel_prepend", oriel_prepend(root, NULL));
	assert_breaks("oriel_widget_clear", oriel_widget_clear(NULL));
	oriel_destroy(root);
}

static void root_of_a_window_cannot_be_inserted(void **state) {
	static const struct oriel__tree_class tree_class = { 0 };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = kit_box("r", kit_box("a", NULL), NULL), *other = kit_box("o", NULL);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	assert_int_equal(oriel_try_append(other, root), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_ptr_equal(oriel_remove(root), root);
	assert_ptr_equal(tree.root, oriel__node_of(root));
	assert_breaks("call oriel_window_destroy()", oriel_destroy(root));
	oriel__tree_set_root(&tree, NULL);
	assert_int_equal(oriel_append(other, root), ORIEL_OK);
	oriel_destroy(other);
}

/* ---- Entering and leaving ---- */

static struct order told;

static void on_attached(oriel_widget *widget) {
	order_add(&told, "+%s", kit_name(widget));
}

static void on_detached(oriel_widget *widget) {
	order_add(&told, "-%s", kit_name(widget));
}

static const struct oriel_widget_class teller_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "teller", .size = sizeof(struct oriel_widget_base),
	.attached = on_attached, .detached = on_detached,
};

static oriel_widget *teller(const char *id) {
	oriel_widget *widget = oriel_widget_new(&teller_class);
	oriel_set_attribute(widget, "id", id);
	return widget;
}

static void on_marked(struct oriel__tree *tree) {
	order_add(&told, "marked");
}

static void on_leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	assert_ptr_equal(node->tree, tree);
	order_add(
		&told, "leaving %s%s", kit_name(oriel__widget_of(node)), destroying ? " for good" : "");
}

static void on_left(struct oriel__tree *tree) {
	order_add(&told, "left");
}

static void window_and_classes_are_notified_of_entering_and_leaving_nodes(void **state) {
	static const struct oriel__tree_class tree_class = { .leaving = on_leaving, .left = on_left };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = teller("r"), *a = teller("a"), *b = teller("b");
	oriel_append(a, b);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	assert_order(&told, "+r");
	oriel_append(root, a);
	assert_order(&told, "+a, +b");
	oriel_append(root, b);
	assert_order(&told, "leaving b, -b, left, +b");
	oriel_remove(a);
	assert_order(&told, "leaving a, -a, left");
	oriel_destroy(b);
	assert_order(&told, "leaving b for good, -b, left");
	oriel__tree_set_root(&tree, NULL);
	assert_order(&told, "leaving r for good, -r, left");
	oriel_destroy(root);
	oriel_destroy(a);
	assert_order(&told, "");
}

static void first_mark_notifies_the_tree_once(void **state) {
	static const struct oriel__tree_class tree_class = { .marked = on_marked };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *leaf = kit_box("x", NULL), *root = kit_box("r", kit_box("a", leaf, NULL), NULL);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	for (oriel_widget *widget = root; widget != NULL;
		widget = oriel_widget_next_in_tree(widget, root))
		oriel__node_of(widget)->marks = 0;
	assert_order(&told, "marked");
	oriel_widget_redraw(leaf);
	oriel_widget_redraw(leaf);
	assert_order(&told, "marked");
	assert_int_equal(oriel__node_of(root)->marks, ORIEL__MARK_RECORD << ORIEL__MARK_CHILD_SHIFT);
	oriel_widget_relayout(leaf);
	assert_order(&told, "marked");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* Destroys the widget that has just been inserted. */
static void on_attached_remove(oriel_widget *widget) {
	order_add(&told, "+%s", kit_name(widget));
	oriel_destroy(widget);
}

static void class_may_remove_the_inserted_widget(void **state) {
	static const struct oriel__tree_class tree_class = { 0 };
	static const struct oriel_widget_class class = {
		.abi = ORIEL_WIDGET_ABI, .name = "shy", .size = sizeof(struct oriel_widget_base),
		.attached = on_attached_remove, .detached = on_detached,
	};
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = kit_box("r", NULL), *shy = oriel_widget_new(&class);
	oriel_append(shy, teller("x"));
	oriel_set_attribute(shy, "id", "shy");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	assert_int_equal(oriel_append(root, shy), ORIEL_OK);
	assert_order(&told, "+shy, -shy");
	kit_assert_tree(root, "r");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static struct oriel__node *taken_by_listener;

static void on_left_take(struct oriel__tree *tree) {
	struct oriel__node *victim = taken_by_listener;
	taken_by_listener = NULL;
	if (victim != NULL)
		oriel_destroy(oriel__widget_of(victim));
}

static void insertion_into_a_parent_destroyed_meanwhile_is_refused(void **state) {
	static const struct oriel__tree_class tree_class = { .left = on_left_take };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *a = kit_box("a", NULL), *new_parent = kit_box("n", NULL),
				 *root = kit_box("r", a, new_parent, NULL);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	taken_by_listener = oriel__node_of(new_parent);
	assert_int_equal(oriel_try_append(new_parent, a), ORIEL_INVALID_STATE_ERROR);
	kit_assert_tree(root, "r");
	assert_null(oriel_parent(a));
	oriel_destroy(a);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static void replacement_destroyed_by_its_own_removal_replaces_nothing(void **state) {
	static const struct oriel__tree_class tree_class = { .left = on_left_take };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *root = kit_box("r", a, b, NULL);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	taken_by_listener = oriel__node_of(b);
	assert_int_equal(oriel_try_replace(a, b), ORIEL_INVALID_STATE_ERROR);
	kit_assert_tree(root, "r(a)");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* Compares random changes with a model: for each node the arrays of its children and of its shadow
 * children. The last nodes are fragments. */

enum { NODES = 24, FRAGMENTS = 3, STEP_SIZE = 4 };

struct model_list {
	int nodes[NODES];
	int count;
};

struct model {
	int parent[NODES]; /* or host */
	bool part[NODES];
	struct model_list children[NODES], parts[NODES];
};

static bool model_contains(const struct model *model, int node, int other) {
	while (other >= 0 && other != node)
		other = model->parent[other];
	return other >= 0;
}

static bool model_is_fragment(int node) {
	return node >= NODES - FRAGMENTS;
}

static struct model_list *model_list_of(struct model *model, int node) {
	int parent = model->parent[node];
	return model->part[node] ? &model->parts[parent] : &model->children[parent];
}

static int model_find(const struct model_list *list, int node) {
	int at = 0;
	while (at < list->count && list->nodes[at] != node)
		at++;
	return at;
}

static int model_next(struct model *model, int node) {
	const struct model_list *list = model_list_of(model, node);
	int at = model_find(list, node);
	return at + 1 < list->count ? list->nodes[at + 1] : -1;
}

static void model_remove(struct model *model, int node) {
	if (model->parent[node] < 0)
		return;
	struct model_list *list = model_list_of(model, node);
	int at = model_find(list, node);
	for (list->count--; at < list->count; at++)
		list->nodes[at] = list->nodes[at + 1];
	model->parent[node] = -1;
	model->part[node] = false;
}

/* Inserts a node into the model; at the end if reference is -1. */
static void model_put(struct model *model, int parent, int node, int reference, bool part) {
	struct model_list *list = part ? &model->parts[parent] : &model->children[parent];
	int at = model_find(list, reference);
	for (int k = list->count++; k > at; k--)
		list->nodes[k] = list->nodes[k - 1];
	list->nodes[at] = node;
	model->parent[node] = parent;
	model->part[node] = part;
}

static bool model_is_child(const struct model *model, int node, int parent) {
	return model->parent[node] == parent && !model->part[node];
}

static enum oriel_status model_insert(struct model *model, int parent, int node, int reference) {
	if (model_contains(model, node, parent))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (reference >= 0 && !model_is_child(model, reference, parent))
		return ORIEL_NOT_FOUND_ERROR;
	if (reference == node)
		reference = model_next(model, node);
	model_remove(model, node);
	if (!model_is_fragment(node))
		model_put(model, parent, node, reference, false);
	while (model_is_fragment(node) && model->children[node].count > 0) {
		int child = model->children[node].nodes[0];
		model_remove(model, child);
		model_put(model, parent, child, reference, false);
	}
	return ORIEL_OK;
}

static int model_root(const struct model *model, int node) {
	while (model->parent[node] >= 0)
		node = model->parent[node];
	return node;
}

static enum oriel_status model_move(struct model *model, int parent, int node, int reference) {
	if (model_root(model, parent) != model_root(model, node))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	return model_insert(model, parent, node, reference);
}

static enum oriel_status model_replace(struct model *model, int parent, int node, int old) {
	if (model_contains(model, node, parent))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (!model_is_child(model, old, parent))
		return ORIEL_NOT_FOUND_ERROR;
	if (node == old)
		return ORIEL_OK;
	int reference = model_next(model, old);
	if (reference == node)
		reference = model_next(model, node);
	model_remove(model, old);
	return model_insert(model, parent, node, reference);
}

static enum oriel_status model_append_part(struct model *model, int host, int node) {
	if (model_is_fragment(host) || model_is_fragment(node) || model_contains(model, node, host))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	model_remove(model, node);
	model_put(model, host, node, -1, true);
	return ORIEL_OK;
}

static bool list_agrees(
	const struct model_list *list, const oriel_widget *at, oriel_widget *const *widgets) {
	for (int k = 0; k < list->count; k++, at = oriel_next_sibling(at)) {
		if (at != widgets[list->nodes[k]] ||
			oriel_previous_sibling(at) != (k > 0 ? widgets[list->nodes[k - 1]] : NULL))
			return false;
	}
	return at == NULL;
}

static bool node_agrees(const struct model *model, int i, oriel_widget *const *widgets) {
	const oriel_widget *above = model->parent[i] >= 0 ? widgets[model->parent[i]] : NULL;
	return oriel_parent(widgets[i]) == (model->part[i] ? NULL : above)
		&& (!model->part[i] || oriel_widget_host(widgets[i]) == above)
		&& oriel_child_count(widgets[i]) == (size_t)model->children[i].count
		&& list_agrees(&model->children[i], oriel_first_child(widgets[i]), widgets)
		&& list_agrees(&model->parts[i], oriel_widget_first_shadow_child(widgets[i]), widgets);
}

static bool nodes_agree(const struct model *model, oriel_widget *const *widgets) {
	int i = 0;
	while (i < NODES && node_agrees(model, i, widgets))
		i++;
	return i == NODES;
}

static void model_order(const struct model *model, int node, int *out, int *count) {
	out[(*count)++] = node;
	for (int k = 0; k < model->children[node].count; k++)
		model_order(model, model->children[node].nodes[k], out, count);
}

static void model_flat_order(const struct model *model, int node, int *out, int *count) {
	out[(*count)++] = node;
	for (int k = 0; k < model->children[node].count; k++)
		model_flat_order(model, model->children[node].nodes[k], out, count);
	for (int k = 0; k < model->parts[node].count; k++)
		model_flat_order(model, model->parts[node].nodes[k], out, count);
}

static unsigned expected_position(const struct model *model, int a, int at_a, int b, int at_b) {
	if (at_a == at_b)
		return 0;
	if (at_b < at_a)
		return ORIEL_POSITION_PRECEDING |
			(model_contains(model, b, a) ? ORIEL_POSITION_CONTAINS : 0u);
	return ORIEL_POSITION_FOLLOWING |
		(model_contains(model, a, b) ? ORIEL_POSITION_CONTAINED_BY : 0u);
}

static int largest_tree;

static bool order_agrees(const struct model *model, int root, oriel_widget *const *widgets) {
	int order[NODES], count = 0;
	bool inside[NODES] = { false }, agrees = true;
	model_order(model, root, order, &count);
	for (int i = 0; i < count; i++) {
		inside[order[i]] = true;
		agrees = agrees &&
			oriel_widget_next_in_tree(widgets[order[i]], widgets[root]) ==
				(i + 1 < count ? widgets[order[i + 1]] : NULL) &&
			oriel_widget_previous_in_tree(widgets[order[i]], widgets[root]) ==
				(i > 0 ? widgets[order[i - 1]] : NULL);
		for (int k = 0; k < count; k++)
			agrees = agrees &&
				oriel_widget_compare_position(widgets[order[i]], widgets[order[k]]) ==
					expected_position(model, order[i], i, order[k], k);
	}
	for (int i = 0; i < NODES; i++)
		agrees = agrees && oriel_widget_contains(widgets[root], widgets[i]) == inside[i];
	largest_tree = count > largest_tree ? count : largest_tree;
	return agrees;
}

static bool flat_order_agrees(const struct model *model, int root, oriel_widget *const *widgets) {
	int order[NODES], count = 0, upwards = 0;
	bool agrees = true;
	const struct oriel__node *top = oriel__node_of(widgets[root]);
	model_flat_order(model, root, order, &count);
	for (int i = 0; i < count; i++) {
		const struct oriel__node *node = oriel__node_of(widgets[order[i]]);
		agrees = agrees &&
			oriel__flat_next(node, top) ==
				(i + 1 < count ? oriel__node_of(widgets[order[i + 1]]) : NULL) &&
			oriel__flat_previous(node, top) ==
				(i > 0 ? oriel__node_of(widgets[order[i - 1]]) : NULL);
	}
	for (struct oriel__node *node = oriel__flat_first_upwards(oriel__node_of(widgets[root]));
		node != NULL; node = oriel__flat_next_upwards(node, top))
		upwards++;
	return agrees && upwards == count;
}

enum change { INSERT, MOVE, REPLACE, APPEND_PART, REMOVE };

struct step {
	enum change change;
	int parent, node;
	int reference; /* -1: none */
};

/* Makes a step of four bytes; all zeros is the simplest step. */
static struct step take_step(const struct model *model, const uint8_t *bytes) {
	static const enum change changes[16] = { [9] = REMOVE,
		[10] = APPEND_PART,
		[11] = REPLACE,
		[12] = REPLACE,
		[13] = MOVE,
		[14] = MOVE,
		[15] = MOVE };
	struct step step = { changes[bytes[0] % 16], bytes[1] % NODES, bytes[2] % NODES,
		bytes[3] / 2 % (NODES + 1) - 1 };
	const struct model_list *siblings = &model->children[step.parent];
	if (bytes[3] % 2 == 1 && siblings->count > 0)
		step.reference = siblings->nodes[bytes[3] / 2 % siblings->count];
	if (step.change == REPLACE && step.reference < 0)
		step.change = INSERT;
	return step;
}

static enum oriel_status change_model(struct model *model, struct step step) {
	switch (step.change) {
	case MOVE:
		return model_move(model, step.parent, step.node, step.reference);
	case REPLACE:
		return model_replace(model, step.parent, step.node, step.reference);
	case APPEND_PART:
		return model_append_part(model, step.parent, step.node);
	case REMOVE:
		model_remove(model, step.node);
		return ORIEL_OK;
	default:
		return model_insert(model, step.parent, step.node, step.reference);
	}
}

static enum oriel_status change_tree(oriel_widget *const *widgets, struct step step) {
	oriel_widget *parent = widgets[step.parent], *node = widgets[step.node];
	oriel_widget *reference = step.reference >= 0 ? widgets[step.reference] : NULL;
	switch (step.change) {
	case MOVE:
		return oriel_widget_try_move_before(parent, node, reference);
	case REPLACE:
		return oriel_widget_try_replace_child(parent, node, reference);
	case APPEND_PART:
		return oriel_widget_try_append_shadow_child(parent, node);
	case REMOVE:
		oriel_remove(node);
		return ORIEL_OK;
	default:
		return oriel_try_insert_before(parent, node, reference);
	}
}

static void print_change(struct step step) {
	static const char *const names[] = { "insert", "move", "replace", "append as a part",
		"remove" };
	fprintf(stderr, "%s %s%d", names[step.change], model_is_fragment(step.node) ? "fragment " : "",
		step.node);
	if (step.change != REMOVE)
		fprintf(stderr, ", parent %d", step.parent);
	if (step.reference >= 0 && step.change < APPEND_PART)
		fprintf(stderr, ", %s %d", step.change == REPLACE ? "old" : "before", step.reference);
	fprintf(stderr, "\n");
}

/* Names the first difference; NULL: none. */
static const char *difference(const struct model *model, int root, oriel_widget *const *widgets) {
	if (!nodes_agree(model, widgets))
		return "parents, hosts, children or parts";
	if (!order_agrees(model, root, widgets))
		return "tree order, positions or what contains what";
	return flat_order_agrees(model, root, widgets) ? NULL : "the flat tree's order";
}

static bool play_changes(const uint8_t *bytes, size_t count, bool print) {
	struct model model = { 0 };
	oriel_widget *widgets[NODES];
	const char *wrong = NULL;
	for (int i = 0; i < NODES; i++) {
		widgets[i] = model_is_fragment(i) ? oriel_fragment() : kit_box("n", NULL);
		model.parent[i] = -1;
	}
	for (size_t i = 0; i < count && wrong == NULL; i++) {
		struct step step = take_step(&model, bytes + i * STEP_SIZE);
		if (print)
			print_change(step);
		if (change_tree(widgets, step) != change_model(&model, step))
			wrong = "the status";
		else if (i % 16 == 0 || i + 1 == count)
			wrong = difference(&model, step.parent, widgets);
	}
	if (print && wrong != NULL)
		fprintf(stderr, "the model differs in: %s\n", wrong);
	for (int i = 0; i < NODES; i++)
		oriel_remove(widgets[i]);
	for (int i = 0; i < NODES; i++)
		oriel_destroy(widgets[i]);
	return wrong == NULL;
}

static void random_changes_agree_with_a_model_of_arrays(void **state) {
	if (play_seeds(&(struct random_test){
			.step_size = STEP_SIZE, .max_steps = 2000, .seeds = 80, .play = play_changes }))
		assert_true(largest_tree >= 10);
}

static void queries_accept_null(void **state) {
	assert_null(oriel_parent(NULL));
	assert_null(oriel_first_child(NULL));
	assert_null(oriel_last_child(NULL));
	assert_null(oriel_next_sibling(NULL));
	assert_null(oriel_previous_sibling(NULL));
	assert_null(oriel_child_at(NULL, 0));
	assert_null(oriel_widget_root(NULL));
	assert_null(oriel_widget_next_in_tree(NULL, NULL));
	assert_null(oriel_widget_previous_in_tree(NULL, NULL));
	assert_null(oriel_widget_window(NULL));
	assert_null(oriel_widget_type(NULL));
	assert_int_equal(oriel_child_count(NULL), 0);
	assert_false(oriel_widget_contains(NULL, NULL));
	assert_false(oriel_widget_is_destroyed(NULL));
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(append_and_prepend_insert_at_the_ends),
		KIT_TEST(insertion_moves_from_the_old_parent),
		KIT_TEST(insertion_reorders_among_siblings),
		KIT_TEST(inserting_a_child_where_it_is_changes_nothing),
		KIT_TEST(leaf_refuses_children),
		KIT_TEST(cycle_is_refused_before_anything_changes),
		KIT_TEST(hierarchy_is_checked_before_the_reference),
		KIT_TEST(replaced_child_has_no_parent),
		KIT_TEST(remove_returns_the_widget_also_without_a_parent),
		KIT_TEST(clear_destroys_all_children),
		KIT_TEST(append_all_skips_null_and_asserts_on_refusal),
		KIT_TEST(a_refusal_is_reported_once_with_the_place_of_the_call),
		KIT_TEST(null_arguments_assert_with_the_function_name),
		KIT_TEST(root_of_a_window_cannot_be_inserted),
		KIT_TEST(window_and_classes_are_notified_of_entering_and_leaving_nodes),
		KIT_TEST(first_mark_notifies_the_tree_once),
		KIT_TEST(class_may_remove_the_inserted_widget),
		KIT_TEST(insertion_into_a_parent_destroyed_meanwhile_is_refused),
		KIT_TEST(replacement_destroyed_by_its_own_removal_replaces_nothing),
		KIT_TEST(random_changes_agree_with_a_model_of_arrays),
		KIT_TEST(queries_accept_null));
}
