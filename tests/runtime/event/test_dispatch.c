/* SPDX-License-Identifier: MIT */
/*
 * The order of a dispatch, the ways to stop it, and the event's fields before, during and after.
 */
#include "nodes.h"

#include <oriel/runtime/microtask.h>
#include <string.h>

struct tree {
	struct node *root, *box, *button;
};

static struct tree make_tree(struct world *world) {
	struct tree tree;
	tree.root = node_new(world, "root", NULL);
	tree.box = node_new(world, "box", tree.root);
	tree.button = node_new(world, "button", tree.box);
	return tree;
}

static void listen_with_mark(struct node *node, const char *type, struct mark *mark, bool capture) {
	oriel_listen(&node->target, type, on_mark, mark, .capture = capture);
}

static void listen_at_all_levels(struct world *world, struct tree tree, const char *type) {
	struct node *nodes[] = { tree.root, tree.box, tree.button };
	for (size_t i = 0; i < 3; i++) {
		listen_with_mark(nodes[i], type, mark(world, NULL), false);
		listen_with_mark(nodes[i], type, mark(world, "capturing"), true);
	}
}

static void capture_goes_down_and_bubble_goes_up(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_at_all_levels(world, tree, "x");
	assert_true(fire(tree.button, "x"));
	assert_order(&world->order,
		"capture root capturing, capture box capturing, target button capturing, "
		"target button, bubble box, bubble root");
}

static void an_event_that_does_not_bubble_is_captured_and_ends_at_the_target(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_at_all_levels(world, tree, "x");
	oriel_fire(&tree.button->target, "x");
	assert_order(&world->order,
		"capture root capturing, capture box capturing, target button capturing, target button");
}

static void listeners_of_one_target_run_in_order_of_registration(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	listen_with_mark(node, "x", mark(world, "1"), false);
	listen_with_mark(node, "x", mark(world, "2"), true);
	listen_with_mark(node, "x", mark(world, "3"), false);
	listen_with_mark(node, "x", mark(world, "4"), true);
	listen_with_mark(node, "y", mark(world, "5"), false);
	fire(node, "x");
	assert_order(&world->order, "target node 2, target node 4, target node 1, target node 3");
}

static void the_empty_type_is_a_type(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	listen_with_mark(node, "", mark(world, NULL), false);
	fire(node, "");
	fire(node, "x");
	assert_order(&world->order, "target node");
}

static void stop(oriel_event *event, struct mark *mark) {
	oriel_stop_propagation(event);
	assert_true(oriel_event_is_propagation_stopped(event));
}

static void stop_immediately(oriel_event *event, struct mark *mark) {
	oriel_stop_immediate_propagation(event);
}

static void stop_propagation_keeps_the_other_listeners_of_the_target(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.box, "x", mark_doing(world, "stops", stop, NULL), false);
	listen_at_all_levels(world, tree, "x");
	fire(tree.button, "x");
	assert_order(&world->order,
		"capture root capturing, capture box capturing, target button capturing, "
		"target button, bubble box stops, bubble box");
}

static void stop_immediate_propagation_skips_the_other_listeners_of_the_target(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.box, "x", mark_doing(world, "stops", stop_immediately, NULL), false);
	listen_at_all_levels(world, tree, "x");
	fire(tree.button, "x");
	assert_order(&world->order,
		"capture root capturing, capture box capturing, target button capturing, "
		"target button, bubble box stops");
}

static void stopping_in_the_capture_phase_stops_the_bubble_phase_too(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_at_all_levels(world, tree, "x");
	listen_with_mark(tree.button, "x", mark_doing(world, "stops", stop, NULL), true);
	fire(tree.button, "x");
	assert_order(&world->order,
		"capture root capturing, capture box capturing, target button capturing, target button "
		"stops");
}

static void an_event_stopped_before_its_dispatch_calls_no_listener_once(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	listen_with_mark(node, "x", mark(world, NULL), false);
	oriel_event *event = oriel_event_new("x");
	oriel_stop_propagation(event);
	oriel_dispatch(&node->target, event);
	assert_order(&world->order, "");
	assert_ptr_equal(oriel_event_target(event), &node->target);
	assert_false(oriel_event_is_propagation_stopped(event));
	oriel_dispatch(&node->target, event);
	assert_order(&world->order, "target node");
	oriel_event_unref(event);
}

static void prevent(oriel_event *event, struct mark *mark) {
	oriel_prevent_default(event);
	order_add(&mark->world->order,
		oriel_event_is_default_prevented(event) ? "prevented" : "not prevented");
}

static void prevent_default_needs_a_cancelable_event(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	listen_with_mark(node, "x", mark_doing(world, NULL, prevent, NULL), false);
	assert_true(oriel_fire(&node->target, "x"));
	assert_false(oriel_fire(&node->target, "x", .cancelable = true));
	assert_order(&world->order, "target node, not prevented, target node, prevented");
}

static void a_prevented_event_stays_prevented_in_later_dispatches(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL), *other = node_new(world, "other", NULL);
	listen_with_mark(node, "x", mark_doing(world, NULL, prevent, NULL), false);
	oriel_event *event = oriel_event_new("x", .cancelable = true);
	oriel_dispatch(&node->target, event);
	assert_int_equal(oriel_dispatch(&other->target, event), ORIEL_OK);
	assert_true(oriel_event_is_default_prevented(event));
	assert_int_equal(oriel_event_reinit(event, "x", false, true), ORIEL_OK);
	assert_int_equal(oriel_dispatch(&other->target, event), ORIEL_OK);
	oriel_event_unref(event);
}

static void dispatch_again(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	assert_int_equal(oriel_dispatch(&node->target, event), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_event_reinit(event, "y", true, true), ORIEL_INVALID_STATE_ERROR);
	assert_string_equal(oriel_event_type(event), "x");
	assert_true(oriel_event_is_dispatching(event));
}

static void an_event_being_dispatched_is_refused(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.button, "x", mark_doing(world, NULL, dispatch_again, tree.root), false);
	listen_with_mark(tree.root, "x", mark(world, NULL), false);
	assert_true(fire(tree.button, "x"));
	assert_order(&world->order, "target button, bubble root");
}

static void fire_other(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	oriel_fire(&node->target, "y", .bubbles = true);
	order_add(&mark->world->order, "back at %s", target_name(oriel_event_current_target(event)));
}

static void a_nested_dispatch_is_complete_when_it_returns(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.box, "x", mark_doing(world, NULL, fire_other, tree.button), false);
	listen_with_mark(tree.root, "x", mark(world, NULL), false);
	listen_at_all_levels(world, tree, "y");
	fire(tree.button, "x");
	assert_order(&world->order,
		"bubble box, capture root capturing, capture box capturing, target button capturing, "
		"target button, bubble box, bubble root, back at box, bubble root");
}

static void remove_from_tree(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	node->parent = NULL;
}

static void the_path_is_fixed_before_the_first_listener(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.root, "x", mark_doing(world, NULL, remove_from_tree, tree.button), true);
	listen_with_mark(tree.box, "x", mark(world, NULL), false);
	listen_with_mark(tree.root, "x", mark(world, "last"), false);
	fire(tree.button, "x");
	assert_order(&world->order, "capture root, bubble box, bubble root last");
}

static void listen_to_root(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	listen_with_mark(node, "x", mark_doing(mark->world, "added", NULL, NULL), false);
}

static void a_listener_added_further_up_the_path_is_called(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.button, "x", mark_doing(world, NULL, listen_to_root, tree.root), false);
	fire(tree.button, "x");
	assert_order(&world->order, "target button, bubble root added");
}

static void a_capture_listener_may_add_the_first_bubble_listener(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.root, "x", mark_doing(world, NULL, listen_to_root, tree.button), true);
	fire(tree.button, "x");
	assert_order(&world->order, "capture root, target button added");
}

static void send_state(oriel_event *event, struct mark *mark) {
	oriel_target *path[2];
	assert_int_equal(oriel_event_composed_path(event, path, 2), 3);
	assert_int_equal(oriel_event_composed_path(event, NULL, 0), 3);
	order_add(&mark->world->order, "target %s, path %s %s", target_name(oriel_event_target(event)),
		target_name(path[0]), target_name(path[1]));
}

static void the_event_has_its_targets_during_and_after_the_dispatch(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.box, "x", mark_doing(world, NULL, send_state, NULL), false);
	oriel_event *event = oriel_event_new("x", .bubbles = true, .composed = true);
	assert_null(oriel_event_target(event));
	assert_null(oriel_event_current_target(event));
	assert_int_equal(oriel_event_phase(event), ORIEL_PHASE_NONE);
	oriel_dispatch(&tree.button->target, event);
	assert_order(&world->order, "bubble box, target button, path button box");
	assert_ptr_equal(oriel_event_target(event), &tree.button->target);
	assert_null(oriel_event_current_target(event));
	assert_int_equal(oriel_event_phase(event), ORIEL_PHASE_NONE);
	assert_int_equal(oriel_event_composed_path(event, NULL, 0), 0);
	assert_false(oriel_event_is_dispatching(event));
	assert_true(oriel_event_bubbles(event) && oriel_event_is_composed(event) &&
		!oriel_event_is_cancelable(event));
	oriel_event_unref(event);
}

static void events_are_trusted_in_trusted_dispatches_only(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_event *event = oriel_event_new("x");
	oriel__dispatch_trusted(&node->target, event);
	assert_true(oriel_event_is_trusted(event));
	oriel_dispatch(&node->target, event);
	assert_false(oriel_event_is_trusted(event));
	oriel__dispatch_trusted(&node->target, event);
	oriel_event_reinit(event, "y", false, false);
	assert_false(oriel_event_is_trusted(event));
	assert_null(oriel_event_target(event));
	assert_true(oriel_event_is_type(event, "y"));
	oriel_event_unref(event);
}

static void microtask(void *data) {
	order_add(&((struct world *)data)->order, "microtask");
}

static void queue(oriel_event *event, struct mark *mark) {
	oriel_queue_microtask(microtask, mark->world);
}

static void a_checkpoint_follows_each_outermost_listener(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.button, "x", mark_doing(world, NULL, queue, NULL), false);
	listen_with_mark(tree.box, "x", mark(world, NULL), false);
	fire_trusted(tree.button, "x");
	assert_order(&world->order, "target button, microtask, bubble box");
}

static void a_dispatch_inside_a_callback_runs_no_checkpoint(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.root, "x", mark_doing(world, NULL, fire_other, tree.button), false);
	listen_with_mark(tree.button, "y", mark_doing(world, NULL, queue, NULL), false);
	listen_with_mark(tree.box, "y", mark(world, NULL), false);
	fire_trusted(tree.root, "x");
	assert_order(&world->order, "target root, target button, bubble box, back at root, microtask");
}

static void unref(oriel_event *event, struct mark *mark) {
	oriel_event_unref(event);
}

static void an_event_outlives_its_dispatch_without_other_references(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world);
	listen_with_mark(tree.button, "x", mark_doing(world, NULL, unref, NULL), false);
	listen_with_mark(tree.root, "x", mark(world, NULL), false);
	oriel_dispatch(&tree.button->target, oriel_event_new("x", .bubbles = true));
	assert_order(&world->order, "target button, bubble root");
}

static void a_long_path_is_traversed_completely(void **state) {
	struct world *world = *state;
	struct node *leaf = NULL;
	for (int i = 0; i < 1000; i++)
		leaf = node_new(world, i == 0 ? "root" : "node", leaf);
	struct node *root = leaf;
	while (root->parent != NULL)
		root = root->parent;
	listen_with_mark(root, "x", mark(world, NULL), false);
	listen_with_mark(root, "x", mark(world, NULL), true);
	fire(leaf, "x");
	assert_order(&world->order, "capture root, bubble root");
}

static void wrong_arguments_are_reported(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	assert_breaks("the target is NULL", oriel_dispatch((oriel_target *)NULL, NULL));
	assert_breaks("the event is NULL", oriel_dispatch(&node->target, NULL));
	assert_breaks("the type is NULL", oriel_fire(&node->target, NULL));
	assert_breaks("the options have no size",
		oriel_event_new_at("here", "x", &(struct oriel_event_options){ .bubbles = true }));
}

static oriel_target *parent_in_data(oriel_target *target, const oriel_event *event) {
	return oriel_event_is_type(event, "stay") ? NULL : oriel_target_data(target);
}

static void custom_targets_form_a_path(void **state) {
	struct world *world = *state;
	static const struct oriel_target_class target_class = {
		.name = "own", .get_parent = parent_in_data, .size = sizeof(target_class)
	};
	oriel_target *outer = oriel_target_new(NULL, NULL),
				 *inner = oriel_target_new(&target_class, outer);
	assert_ptr_equal(oriel_target_data(inner), outer);
	oriel_listen(outer, "x", on_mark, mark(world, "outer"));
	oriel_listen(outer, "stay", on_mark, mark(world, "outer"));
	oriel_listen(inner, "x", on_mark, mark(world, "inner"));
	oriel_fire(inner, "x", .bubbles = true);
	oriel_fire(inner, "stay", .bubbles = true);
	assert_order(&world->order, "target target inner, bubble target outer");
	oriel_target_destroy(inner);
	oriel_target_destroy(outer);
	oriel_target_destroy(NULL);
}

static void destroy_own_target(oriel_event *event, struct mark *mark) {
	oriel_target_destroy(mark->arg);
	oriel_target_destroy(mark->arg);
	assert_ptr_equal(oriel_event_target(event), mark->arg);
}

static void a_custom_target_may_be_destroyed_in_its_listener(void **state) {
	struct world *world = *state;
	struct mark *data = mark(world, "data");
	static const struct oriel_target_class target_class = { .release = drop_mark,
		.size = sizeof(target_class) };
	oriel_target *target = oriel_target_new(&target_class, data);
	oriel_listen(target, "x", on_mark, mark_doing(world, NULL, destroy_own_target, target));
	oriel_listen(target, "x", on_mark, mark(world, "never"));
	oriel_event *event = oriel_event_new("x");
	oriel_dispatch(target, event);
	assert_order(&world->order, "target target, drop data");
	assert_null(oriel_event_target(event));
	oriel_event_unref(event);
}

static void target_destroy_refuses_targets_of_other_kinds(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	assert_null(oriel_target_data(&node->target));
	assert_breaks("is not from oriel_target_new()", oriel_target_destroy(&node->target));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(capture_goes_down_and_bubble_goes_up),
		TEST(an_event_that_does_not_bubble_is_captured_and_ends_at_the_target),
		TEST(listeners_of_one_target_run_in_order_of_registration),
		TEST(the_empty_type_is_a_type),
		TEST(stop_propagation_keeps_the_other_listeners_of_the_target),
		TEST(stop_immediate_propagation_skips_the_other_listeners_of_the_target),
		TEST(stopping_in_the_capture_phase_stops_the_bubble_phase_too),
		TEST(an_event_stopped_before_its_dispatch_calls_no_listener_once),
		TEST(prevent_default_needs_a_cancelable_event),
		TEST(a_prevented_event_stays_prevented_in_later_dispatches),
		TEST(an_event_being_dispatched_is_refused),
		TEST(a_nested_dispatch_is_complete_when_it_returns),
		TEST(the_path_is_fixed_before_the_first_listener),
		TEST(a_listener_added_further_up_the_path_is_called),
		TEST(a_capture_listener_may_add_the_first_bubble_listener),
		TEST(the_event_has_its_targets_during_and_after_the_dispatch),
		TEST(events_are_trusted_in_trusted_dispatches_only),
		TEST(a_checkpoint_follows_each_outermost_listener),
		TEST(a_dispatch_inside_a_callback_runs_no_checkpoint),
		TEST(an_event_outlives_its_dispatch_without_other_references),
		TEST(a_long_path_is_traversed_completely),
		TEST(wrong_arguments_are_reported),
		TEST(custom_targets_form_a_path),
		TEST(a_custom_target_may_be_destroyed_in_its_listener),
		TEST(target_destroy_refuses_targets_of_other_kinds));
}
