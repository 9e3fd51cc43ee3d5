/* SPDX-License-Identifier: MIT */
/*
 * Activation by click, and default actions of trusted events; both follow the listeners.
 */
#include "nodes.h"

#include <oriel/extend/event.h>

static struct node *make_tree(struct world *world) {
	struct node *root = node_new(world, "root", NULL);
	struct node *button = node_new(world, "button", root);
	button->activates = root->activates = true;
	struct node *label = node_new(world, "label", button);
	oriel_listen(&label->target, "click", on_mark, mark(world, NULL));
	oriel_listen(&root->target, "click", on_mark, mark(world, NULL));
	return label;
}

static void prevent(oriel_event *event, struct mark *mark) {
	oriel_prevent_default(event);
}

static void destroy(oriel_event *event, struct mark *mark) {
	node_destroy(mark->arg);
}

static void a_click_activates_the_nearest_target_with_activation_behaviour(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	fire(label, "click");
	assert_order(&world->order, "pre-activate button, target label, bubble root, activate button");
	fire_trusted(label, "click");
	assert_order(&world->order, "pre-activate button, target label, bubble root, activate button");
}

static void a_prevented_click_undoes_pre_activation(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	oriel_listen(&label->target, "click", on_mark, mark_doing(world, "prevents", prevent, NULL));
	assert_false(fire(label, "click"));
	assert_order(&world->order,
		"pre-activate button, target label, target label prevents, bubble root, cancel-activate "
		"button");
}

static void only_click_activates(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	fire(label, "auxclick");
	assert_order(&world->order, "");
}

static void a_click_that_does_not_bubble_activates_only_its_target(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	oriel_fire(&label->target, "click");
	oriel_fire(&label->parent->target, "click");
	assert_order(&world->order, "target label, pre-activate button, activate button");
}

static void stopping_the_click_does_not_stop_activation(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	oriel_event *event = oriel_event_new("click", .bubbles = true);
	oriel_stop_propagation(event);
	oriel_dispatch(&label->target, event);
	assert_order(&world->order, "pre-activate button, activate button");
	oriel_event_unref(event);
}

static void a_destroyed_target_is_not_activated(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	oriel_listen(
		&label->target, "click", on_mark, mark_doing(world, "destroys", destroy, label->parent));
	fire(label, "click");
	assert_order(
		&world->order, "pre-activate button, target label, target label destroys, bubble root");
}

static void the_activated_target_is_chosen_before_the_listeners_run(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world);
	label->parent->activates = false;
	fire(label, "click");
	assert_order(&world->order, "pre-activate root, target label, bubble root, activate root");
}

static struct node *make_default_tree(struct world *world) {
	struct node *window = node_new(world, "window", NULL);
	struct node *box = node_new(world, "box", window);
	struct node *field = node_new(world, "field", box);
	window->reports_default = box->reports_default = field->reports_default = true;
	window->takes_default = box->takes_default = true;
	return field;
}

static void a_trusted_event_is_offered_up_the_path_until_a_target_takes_it(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world);
	oriel_listen(&field->target, "keydown", on_mark, mark(world, NULL));
	fire_trusted(field, "keydown");
	assert_order(&world->order, "target field, leaves field, takes box");
}

static void an_event_that_does_not_bubble_has_default_actions(void **state) {
	struct world *world = *state;
	oriel__fire_trusted(&make_default_tree(world)->target, "focus", 0);
	assert_order(&world->order, "leaves field, takes box");
}

static void untrusted_prevented_and_click_events_have_no_default_action(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world);
	oriel_listen(&field->target, "keydown", on_mark, mark_doing(world, NULL, prevent, NULL));
	fire(field, "keyup");
	fire_trusted(field, "keydown");
	fire_trusted(field, "click");
	assert_order(&world->order, "target field");
}

static void stopping_propagation_does_not_stop_the_default_action(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world);
	oriel_event *event = oriel_event_new("keydown", .bubbles = true);
	oriel_stop_propagation(event);
	oriel__dispatch_trusted(&field->target, event);
	assert_order(&world->order, "leaves field, takes box");
	oriel_event_unref(event);
}

static void destroyed_items_run_no_default_action(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world);
	oriel_listen(
		&field->target, "keydown", on_mark, mark_doing(world, NULL, destroy, field->parent));
	fire_trusted(field, "keydown");
	assert_order(&world->order, "target field, leaves field, takes window");
}

static void injected_events_are_trusted(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world);
	oriel_event *event = oriel_event_new("keydown", .bubbles = true, .cancelable = true);
	assert_int_equal(oriel_dispatch_trusted(&field->target, event), ORIEL_OK);
	assert_true(oriel_event_is_trusted(event));
	oriel_event_unref(event);
	assert_order(&world->order, "leaves field, takes box");
	assert_true(
		oriel_fire_trusted(&field->target, "keydown", .bubbles = true));
	assert_order(&world->order, "leaves field, takes box");
	assert_breaks("the target is NULL", oriel_dispatch_trusted((oriel_target *)NULL, NULL));
	assert_breaks("the target is NULL", oriel_fire_trusted((oriel_target *)NULL, "x"));
}

/* Returns the target that takes an event of this type. */
static oriel_target *taker_of(struct node *node, const char *type) {
	oriel_target *taker = NULL;
	oriel_event *event = oriel_event_new(type, .bubbles = true, .cancelable = true);
	(void)oriel__dispatch_taken(&node->target, event, &taker);
	oriel_event_unref(event);
	return taker;
}

static void a_dispatch_returns_the_target_that_took_the_event(void **state) {
	struct world *world = *state;
	struct node *field = make_default_tree(world), *box = field->parent;
	assert_ptr_equal(taker_of(field, "keydown"), &box->target);
	assert_ptr_equal(taker_of(box->parent, "keydown"), &box->parent->target);
	box->takes_default = box->parent->takes_default = false;
	assert_null(taker_of(field, "keydown"));
	field->takes_default = true;
	assert_ptr_equal(taker_of(field, "keydown"), &field->target);
	oriel_listen(&field->target, "keydown", on_mark, mark_doing(world, NULL, prevent, NULL));
	assert_null(taker_of(field, "keydown"));
}

static void a_dispatch_returns_the_target_that_a_click_activated(void **state) {
	struct world *world = *state;
	struct node *label = make_tree(world), *button = label->parent;
	assert_ptr_equal(taker_of(label, "click"), &button->target);
	assert_null(taker_of(label, "keydown"));
	oriel_listen(&label->target, "click", on_mark, mark_doing(world, NULL, prevent, NULL));
	assert_null(taker_of(label, "click"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_click_activates_the_nearest_target_with_activation_behaviour),
		TEST(a_prevented_click_undoes_pre_activation),
		TEST(only_click_activates),
		TEST(a_click_that_does_not_bubble_activates_only_its_target),
		TEST(stopping_the_click_does_not_stop_activation),
		TEST(a_destroyed_target_is_not_activated),
		TEST(the_activated_target_is_chosen_before_the_listeners_run),
		TEST(a_trusted_event_is_offered_up_the_path_until_a_target_takes_it),
		TEST(an_event_that_does_not_bubble_has_default_actions),
		TEST(injected_events_are_trusted),
		TEST(untrusted_prevented_and_click_events_have_no_default_action),
		TEST(stopping_propagation_does_not_stop_the_default_action),
		TEST(destroyed_items_run_no_default_action),
		TEST(a_dispatch_returns_the_target_that_took_the_event),
		TEST(a_dispatch_returns_the_target_that_a_click_activated));
}
