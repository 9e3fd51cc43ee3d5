/* SPDX-License-Identifier: MIT */
/*
 * Delegated listeners, matched against the fixed path, item by item. Selectors here are plain
 * names; tree/ has real ones.
 */
#include "nodes.h"

#include <string.h>

#define NONE ((struct oriel_listen_options){ 0 })
#define CAPTURE ((struct oriel_listen_options){ .capture = true })

struct tree {
	struct node *root, *row, *cell, *leaf;
};

static struct tree make_tree(struct world *world) {
	struct tree tree;
	tree.root = node_new(world, "root", NULL);
	tree.row = node_new(world, "row", tree.root);
	tree.cell = node_new(world, "cell", tree.row);
	tree.leaf = node_new(world, "leaf", tree.cell);
	return tree;
}

static void items_are_called_from_the_target_up_before_the_roots_own_listeners(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	oriel_listen(&tree.root->target, "x", on_mark, mark(world, "own"));
	delegate(tree.root, "x", "row", mark(world, "1"), NONE);
	delegate(tree.root, "x", "*", mark(world, "2"), NONE);
	delegate(tree.root, "x", "leaf", mark(world, "3"), NONE);
	delegate(tree.root, "y", "*", mark(world, "other type"), NONE);
	oriel_listen(&tree.row->target, "x", on_mark, mark(world, "direct"));
	fire(tree.leaf, "x");
	assert_order(&world->order,
		"bubble row direct, bubble leaf 2, bubble leaf 3, bubble cell 2, bubble row 1, bubble row "
		"2, bubble root own");
}

static void in_the_capture_phase_items_are_called_downwards(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "*", mark(world, "delegated"), CAPTURE);
	oriel_listen(&tree.root->target, "x", on_mark, mark(world, "own"), .capture = true);
	fire(tree.leaf, "x");
	assert_order(&world->order,
		"capture row delegated, capture cell delegated, capture leaf delegated, capture root own");
}

static void the_root_does_not_match_its_own_delegated_listeners(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	delegate(tree.root, "x", "*", mark(world, NULL), CAPTURE);
	fire(tree.root, "x");
	assert_order(&world->order, "");
}

static void an_event_that_does_not_bubble_reaches_delegated_capture_listeners_only(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "leaf", mark(world, "bubbling"), NONE);
	delegate(tree.root, "x", "leaf", mark(world, "capturing"), CAPTURE);
	oriel_fire(&tree.leaf->target, "x");
	assert_order(&world->order, "capture leaf capturing");
}

static void widgets_added_later_are_matched(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "late", mark(world, NULL), NONE);
	fire(node_new(world, "late", tree.row), "x");
	assert_order(&world->order, "bubble late");
}

static void stop(oriel_event *event, struct mark *mark) {
	oriel_stop_propagation(event);
}

static void stop_immediately(oriel_event *event, struct mark *mark) {
	oriel_stop_immediate_propagation(event);
}

static void stop_propagation_skips_outer_matches_and_the_listeners_of_the_root(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	struct node *outside = node_new(world, "outside", NULL);
	tree.root->parent = outside;
	delegate(tree.root, "x", "cell", mark_doing(world, "stops", stop, NULL), NONE);
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	oriel_listen(&tree.root->target, "x", on_mark, mark(world, "own"));
	oriel_listen(&outside->target, "x", on_mark, mark(world, "own"));
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf, bubble cell stops, bubble cell");
}

static void stop_immediate_propagation_skips_the_item_too(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "cell", mark_doing(world, "stops", stop_immediately, NULL), NONE);
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	oriel_listen(&tree.root->target, "x", on_mark, mark(world, "own"));
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf, bubble cell stops");
}

static void destroy(oriel_event *event, struct mark *mark) {
	node_destroy(mark->arg);
}

static void destroyed_items_are_skipped(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "leaf", mark_doing(world, "destroys cell", destroy, tree.cell), NONE);
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf destroys cell, bubble leaf, bubble row");
}

static void destroying_the_root_ends_its_delegation(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	struct node *outside = node_new(world, "outside", NULL);
	tree.root->parent = outside;
	delegate(tree.root, "x", "leaf", mark_doing(world, "destroys root", destroy, tree.root),
		(struct oriel_listen_options){ .release = drop_mark });
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	oriel_listen(&outside->target, "x", on_mark, mark(world, NULL));
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf destroys root, bubble outside, drop destroys root");
}

static void rename_row(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	((struct named_node *)node)->name = "renamed";
	node->parent = NULL;
}

static void changes_by_a_listener_do_not_affect_matches(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "leaf", mark_doing(world, NULL, rename_row, tree.row), NONE);
	delegate(tree.root, "x", "row", mark(world, NULL), NONE);
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf, bubble renamed");
}

static void a_once_listener_is_called_for_one_item(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "*", mark(world, "once"),
		(struct oriel_listen_options){ .once = true, .release = drop_mark });
	fire(tree.leaf, "x");
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble leaf once, drop once");
}

static void the_selector_is_part_of_the_identity(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	struct mark *data = mark(world, NULL);
	bool duplicate;
	oriel_listener_id plain = oriel_listen(&tree.root->target, "x", on_mark, data);
	oriel_listener_id leaf = delegate(tree.root, "x", "leaf", data, NONE),
					row = delegate(tree.root, "x", "row", data, NONE);
	assert_true(plain != leaf && leaf != row && plain != row);
	assert_int_equal(delegate(tree.root, "x", "leaf", data,
						(struct oriel_listen_options){ .duplicate = &duplicate }),
		leaf);
	assert_true(duplicate);
	assert_true(undelegate(tree.root, "x", "leaf", data, false));
	assert_false(undelegate(tree.root, "x", "leaf", data, false));
	fire(tree.leaf, "x");
	oriel_unlisten(row);
	assert_true(oriel_unlisten_fn(&tree.root->target, "x", on_mark, data, false));
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble row, bubble root");
}

static void a_refused_selector_is_released(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	oriel_abort_signal *signal = oriel_abort_signal_new_aborted(ORIEL_NO_PAYLOAD);
	assert_int_equal(delegate(tree.root, "x", "*", mark(world, "refused"),
						(struct oriel_listen_options){ .signal = signal, .release = drop_mark }),
		0);
	oriel_abort_signal_unref(signal);
	assert_order(&world->order, "drop refused");
}

static void record_event(oriel_event *event, struct mark *mark) {
	order_add(&mark->world->order, "target is %s", target_name(oriel_event_target(event)));
}

static void the_target_stays_the_innermost_item(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "row", mark_doing(world, NULL, record_event, NULL), NONE);
	fire(tree.leaf, "x");
	assert_order(&world->order, "bubble row, target is leaf");
}

static void fire_at(oriel_event *event, struct mark *mark) {
	fire(mark->arg, "x");
}

static void a_dispatch_inside_delegation_keeps_its_place(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	delegate(tree.root, "x", "leaf", mark_doing(world, "fires", fire_at, tree.cell),
		(struct oriel_listen_options){ .once = true });
	delegate(tree.root, "x", "*", mark(world, NULL), NONE);
	fire(tree.leaf, "x");
	assert_order(&world->order,
		"bubble leaf fires, bubble cell, bubble row, bubble leaf, bubble cell, bubble row");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(items_are_called_from_the_target_up_before_the_roots_own_listeners),
		TEST(in_the_capture_phase_items_are_called_downwards),
		TEST(the_root_does_not_match_its_own_delegated_listeners),
		TEST(an_event_that_does_not_bubble_reaches_delegated_capture_listeners_only),
		TEST(widgets_added_later_are_matched),
		TEST(stop_propagation_skips_outer_matches_and_the_listeners_of_the_root),
		TEST(stop_immediate_propagation_skips_the_item_too),
		TEST(destroyed_items_are_skipped),
		TEST(destroying_the_root_ends_its_delegation),
		TEST(changes_by_a_listener_do_not_affect_matches),
		TEST(a_once_listener_is_called_for_one_item),
		TEST(the_selector_is_part_of_the_identity),
		TEST(a_refused_selector_is_released),
		TEST(the_target_stays_the_innermost_item),
		TEST(a_dispatch_inside_delegation_keeps_its_place));
}
