/* SPDX-License-Identifier: MIT */
/*
 * Moving within a tree. Source: DOM, "move".
 */
#include "kit.h"

#include <oriel/runtime/loop.h>

static struct order told;

static void on_attached(oriel_widget *widget) {
	order_add(&told, "+%s", kit_name(widget));
}

static void on_detached(oriel_widget *widget) {
	order_add(&told, "-%s", kit_name(widget));
}

static void on_leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	order_add(&told, "leaving %s", kit_name(oriel__widget_of(node)));
}

static void on_moving(struct oriel__tree *tree, struct oriel__node *node) {
	order_add(&told, "moving %s from %s", kit_name(oriel__widget_of(node)),
		kit_name(oriel_parent(oriel__widget_of(node))));
}

static const struct oriel__tree_class tree_class = { .leaving = on_leaving, .moving = on_moving };
static const struct oriel_widget_class teller_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "teller",
	.size = sizeof(struct oriel_widget_base),
	.attached = on_attached,
	.detached = on_detached,
};

static void moving_takes_nothing_out_of_its_window(void **state) {
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *t = oriel_widget_new(&teller_class), *a = kit_box("a", t, NULL),
				 *b = kit_box("b", NULL), *root = kit_box("r", a, b, NULL);
	oriel_set_attribute(t, "id", "t");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__node_of(t)->rect.width = 10;
	told = (struct order){ 0 };
	assert_int_equal(oriel_widget_move_before(b, t, NULL), ORIEL_OK);
	assert_order(&told, "moving t from a");
	kit_assert_tree(root, "r(a b(t))");
	assert_true(oriel__node_of(t)->rect.width == 10);
	assert_int_equal(oriel_widget_move_before(root, t, b), ORIEL_OK);
	assert_int_equal(oriel_widget_move_before(root, t, t), ORIEL_OK);
	assert_int_equal(oriel_widget_move_before(root, t, b), ORIEL_OK);
	assert_order(&told, "moving t from b");
	kit_assert_tree(root, "r(a t b)");
	oriel__tree_set_root(&tree, NULL);
	told = (struct order){ 0 };
	oriel_destroy(root);
}

static void moves_are_refused_in_the_order_of_the_dom(void **state) {
	oriel_widget *leaf = kit_widget("leaf"), *b = kit_box("b", NULL), *a = kit_box("a", b, NULL),
				 *root = kit_box("r", a, leaf, NULL);
	oriel_widget *other = kit_box("other", NULL), *part = kit_box("p", NULL);
	assert_int_equal(
		oriel_widget_try_move_before(root, other, NULL), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_move_before(root, other, b), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_move_before(b, a, other), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_move_before(b, root, NULL), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_move_before(leaf, b, NULL), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_move_before(root, b, other), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_widget_append_shadow_child(leaf, part), ORIEL_OK);
	assert_int_equal(oriel_widget_try_move_before(root, b, part), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_widget_move_before(a, part, b), ORIEL_OK);
	kit_assert_tree(root, "r(a(p b) -)");
	assert_null(oriel_widget_host(part));
	oriel_destroy(other);
	oriel_destroy(root);
}

static void states_of_ancestors_move_along(void **state) {
	oriel_widget *x = kit_box("x", NULL), *a = kit_box("a", x, NULL), *b1 = kit_box("b1", NULL),
				 *b = kit_box("b", b1, NULL), *root = kit_box("r", a, b, NULL);
	oriel_widget *pressed = kit_box("y", NULL);
	oriel_append(a, pressed);
	for (oriel_widget *at = x; at != NULL; at = oriel_parent(at)) {
		oriel_widget_set_state(at, ORIEL_STATE_FOCUS_WITHIN, true);
		oriel_widget_set_state(at, ORIEL_STATE_ACTIVE, true);
	}
	oriel_widget_set_state(pressed, ORIEL_STATE_ACTIVE, true);
	oriel_widget_set_state(x, ORIEL_STATE_FOCUS, true);
	assert_int_equal(oriel_widget_move_before(b1, x, NULL), ORIEL_OK);
	assert_int_equal(oriel_widget_states(a), ORIEL_STATE_ACTIVE);
	assert_int_equal(oriel_widget_states(b1), ORIEL_STATE_ACTIVE | ORIEL_STATE_FOCUS_WITHIN);
	assert_int_equal(oriel_widget_states(b), ORIEL_STATE_ACTIVE | ORIEL_STATE_FOCUS_WITHIN);
	assert_int_equal(oriel_widget_states(root), ORIEL_STATE_ACTIVE | ORIEL_STATE_FOCUS_WITHIN);
	assert_int_equal(
		oriel_widget_states(x), ORIEL_STATE_ACTIVE | ORIEL_STATE_FOCUS_WITHIN | ORIEL_STATE_FOCUS);
	oriel_set_disabled(a, true);
	oriel_widget_move_before(a, x, pressed);
	assert_true(oriel_is_disabled(x));
	oriel_destroy(root);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(moving_takes_nothing_out_of_its_window),
		KIT_TEST(moves_are_refused_in_the_order_of_the_dom),
		KIT_TEST(states_of_ancestors_move_along));
}
