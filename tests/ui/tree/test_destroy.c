/* SPDX-License-Identifier: MIT */
/*
 * Destroying: each sentence of docs/ui/tree.md, and destruction from any code.
 */
#include "chance.h"
#include "kit.h"
#include "shrink.h"

#include <oriel/runtime/abort.h>
#include <oriel/ui/selector.h>
#include <oriel/runtime/target.h>

#include <stdio.h>

static struct order told;

struct probe {
	struct oriel_widget_base base;
	char name[8];
};

static void probe_finish(oriel_widget *widget) {
	order_add(&told, "finish %s", ((struct probe *)widget)->name);
}

static void probe_detached(oriel_widget *widget) {
	order_add(&told, "detached %s", ((struct probe *)widget)->name);
}

static void probe_activate(oriel_widget *widget, oriel_event *event) {
	order_add(&told, "activate %s", ((struct probe *)widget)->name);
}

static bool probe_default(oriel_widget *widget, oriel_event *event) {
	order_add(&told, "default %s", ((struct probe *)widget)->name);
	return false;
}

static const struct oriel_default_action probe_actions[] = {
	{ "keydown", probe_default },
	{ 0 },
};

static const struct oriel_widget_class probe_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "probe",
	.size = sizeof(struct probe),
	.finish = probe_finish,
	.detached = probe_detached,
	.activate = probe_activate,
	.default_actions = probe_actions,
};

static void on_abort(oriel_event *event, void *data) {
	const struct probe *probe = data;
	oriel_widget *widget = data;
	order_add(
		&told, "abort %s%s", probe->name, oriel_widget_is_destroyed(widget) ? "" : " (alive)");
}

static void on_drop(void *data) {
	order_add(&told, "drop %s", (const char *)data);
}

static void on_nothing(oriel_event *event, void *data) {
	order_add(&told, "listener %s", (const char *)data);
}

static oriel_widget *probe(const char *name, oriel_widget *parent) {
	oriel_widget *widget = oriel_widget_new(&probe_class);
	snprintf(((struct probe *)widget)->name, sizeof(((struct probe *)widget)->name), "%s", name);
	oriel_set_attribute(widget, "id", name);
	oriel_listen(oriel_widget_signal(widget), "abort", on_abort, widget);
	oriel_listen(widget, "test", on_nothing, ((struct probe *)widget)->name, .release = on_drop);
	if (parent != NULL)
		assert_int_equal(oriel_append(parent, widget), ORIEL_OK);
	return widget;
}

static const struct oriel__tree_class tree_class = { 0 };

static void destruction_steps_run_in_order_children_first(void **state) {
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = probe("r", NULL), *a = probe("a", root);
	probe("b", a);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel_destroy(a);
	assert_order(
		&told, "detached a, detached b, abort b, abort a, finish b, finish a, drop a, drop b");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
	assert_order(&told, "detached r, abort r, finish r, drop r");
	oriel_destroy(NULL);
}

static void on_test_destroy(oriel_event *event, void *data) {
	oriel_widget *widget = data;
	order_add(&told, "destroy");
	oriel_destroy(widget);
	oriel_destroy(widget);
	order_add(&told, "still %s of %s", kit_name(widget), kit_name(oriel_event_widget(event)));
	assert_true(oriel_widget_is_destroyed(widget));
	assert_null(oriel_parent(widget));
	assert_breaks("is destroyed", oriel_add_class(widget, "x"));
	assert_breaks("is destroyed", oriel_append(widget, oriel_event_current_widget(event)));
	assert_true(oriel_abort_signal_is_aborted(oriel_widget_signal(widget)));
}

static void memory_is_freed_after_the_callback_returns(void **state) {
	oriel_widget *root = probe("r", NULL), *a = probe("a", root), *b = probe("b", a);
	oriel_listen(b, "test", on_test_destroy, a);
	oriel_event *event = oriel_event_new("test", .bubbles = true);
	assert_int_equal(oriel_dispatch(b, event), ORIEL_OK);
	assert_order(&told,
		"listener b, destroy, abort b, abort a, still a of b, listener r, finish b, finish a, drop "
		"a, drop b");
	assert_null(oriel_event_target(event));
	oriel_event_unref(event);
	oriel_destroy(root);
	assert_order(&told, "abort r, finish r, drop r");
}

static void on_click_destroy(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void destroyed_widget_is_not_activated(void **state) {
	oriel_widget *root = probe("r", NULL), *a = probe("a", root);
	oriel_fire(a, "click", .bubbles = true, .cancelable = true);
	assert_order(&told, "activate a");
	oriel_fire_trusted(a, "keydown", .bubbles = true, .cancelable = true);
	assert_order(&told, "default a, default r");
	oriel_listen(a, "click", on_click_destroy, a);
	oriel_listen(root, "keydown", on_click_destroy, root);
	oriel_fire(a, "click", .bubbles = true, .cancelable = true);
	assert_order(&told, "abort a, finish a, drop a");
	oriel_fire_trusted(root, "keydown", .bubbles = true, .cancelable = true);
	assert_order(&told, "abort r, finish r, drop r");
}

static void disabled_widget_is_not_activated(void **state) {
	oriel_widget *root = kit_box("r", NULL), *a = probe("a", root);
	oriel_set_disabled(root, true);
	oriel_fire(a, "click", .bubbles = true, .cancelable = true);
	assert_order(&told, "");
	oriel_set_disabled(root, false);
	oriel_fire(a, "click", .bubbles = true, .cancelable = true);
	assert_order(&told, "activate a");
	oriel_destroy(root);
	told = (struct order){ 0 };
}

static void on_abort_destroy(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void abort_listeners_may_destroy_relatives(void **state) {
	oriel_widget *root = probe("r", NULL), *a = probe("a", root), *b = probe("b", a),
				 *c = probe("c", root);
	oriel_listen(oriel_widget_signal(b), "abort", on_abort_destroy, root);
	oriel_listen(oriel_widget_signal(a), "abort", on_abort_destroy, b);
	oriel_listen(oriel_widget_signal(c), "abort", on_abort_destroy, a);
	oriel_destroy(a);
	assert_order(&told,
		"abort b, abort c, abort r, abort a, finish b, finish a, drop a, drop b, finish c, finish "
		"r, drop r, drop c");
}

static void ids_and_holds_outlive_the_widget(void **state) {
	oriel_widget *a = probe("a", NULL), *inner = probe("i", a);
	oriel_widget_id id = oriel_widget_to_id(inner);
	assert_true(id > 0);
	assert_int_equal(oriel_widget_to_id(inner), id);
	assert_ptr_equal(oriel_widget_from_id(id), inner);
	assert_null(oriel_widget_from_id(0));
	assert_null(oriel_widget_from_id(id + 1));
	assert_ptr_equal(oriel_widget_hold(inner), inner);
	oriel_widget_hold(inner);
	oriel_destroy(a);
	assert_null(oriel_widget_from_id(id));
	assert_true(oriel_widget_is_destroyed(inner));
	assert_null(oriel_parent(inner));
	assert_null(oriel_attribute(inner, "id"));
	oriel_destroy(inner);
	oriel_widget_release(inner);
	assert_true(oriel_widget_is_destroyed(inner));
	oriel_widget_release(inner);
	oriel_widget_release(NULL);
	told = (struct order){ 0 };
}

static void frozen_tree_refuses_changes(void **state) {
	oriel_widget *root = kit_box("r", kit_box("a", NULL), NULL);
	oriel__tree_freeze(*state, "measure");
	assert_breaks("a widget's method measure is running", oriel_destroy(root));
	assert_breaks("a widget's method measure is running", oriel_remove(oriel_first_child(root)));
	assert_breaks("a widget's method measure is running", oriel_add_class(root, "x"));
	assert_breaks("a widget's method measure is running", oriel_widget_relayout(root));
	oriel__tree_thaw(*state);
	oriel_destroy(root);
}

static void deep_and_wide_trees_are_destroyed_without_recursion(void **state) {
	enum { COUNT = 200000 };
	oriel_widget *deep = kit_widget("box"), *deepest = deep, *wide = kit_widget("box");
	for (int i = 0; i < COUNT; i++) {
		oriel_widget *child = kit_widget("box");
		oriel_append(deepest, child);
		deepest = child;
		oriel_append(wide, kit_widget("box"));
	}
	assert_true(oriel_widget_contains(deep, deepest));
	assert_ptr_equal(oriel_widget_root(deepest), deep);
	oriel_add_class(deepest, "x");
	assert_ptr_equal(oriel_query(deep, "box > box .x"), deepest);
	oriel_set_disabled(deep, true);
	assert_true(oriel_is_disabled(deepest));
	oriel_destroy(deep);
	oriel_widget_clear(wide);
	assert_int_equal(oriel_child_count(wide), 0);
	oriel_destroy(wide);
}

/* Listeners that destroy widgets at random, in a tree that is in use. */

enum { NODES = 12, STEP_SIZE = 4 };
static struct chance chance; /* of the step that is being played */
static oriel_widget_id ids[NODES];

static oriel_widget *any_widget(void) {
	return oriel_widget_from_id(ids[roll(&chance, NODES)]);
}

static void on_random(oriel_event *event, void *data) {
	oriel_widget *victim = any_widget(), *other = any_widget();
	switch (roll(&chance, 6)) {
	case 0:
	case 1:
		oriel_destroy(victim);
		break;
	case 2:
		if (victim != NULL && other != NULL)
			oriel_try_append(victim, other);
		break;
	case 3:
		if (other != NULL)
			oriel_fire(other, "test", .bubbles = true);
		break;
	case 4:
		if (victim != NULL)
			oriel_listen(victim, "test", on_random, NULL,
				.signal = other != NULL ? oriel_widget_signal(other) : NULL);
		break;
	default:
		if (victim != NULL)
			oriel_listen(oriel_widget_signal(victim), "abort", on_random, data);
		break;
	}
}

static void make_widgets(void) {
	oriel_widget *widgets[NODES];
	chance.seed = 7;
	for (int i = 0; i < NODES; i++) {
		widgets[i] = kit_box("n", NULL);
		ids[i] = oriel_widget_to_id(widgets[i]);
		oriel_listen(widgets[i], "test", on_random, NULL);
		oriel_listen(widgets[i], "test", on_random, NULL, .capture = true);
		if (i > 0)
			oriel_append(widgets[roll(&chance, (uint32_t)i)], widgets[i]);
	}
}

/* Plays steps. A step fires an event at a widget, and chooses the actions of its listeners. */
static bool play_events(const uint8_t *steps, size_t count, bool print) {
	make_widgets();
	for (size_t i = 0; i < count; i++) {
		const uint8_t *step = steps + STEP_SIZE * i;
		chance = chance_of_step(step, STEP_SIZE);
		oriel_widget *target = any_widget();
		if (print)
			print_step(step, STEP_SIZE, target != NULL ? "fire" : "nothing to fire at");
		if (target != NULL)
			oriel_fire(target, "test", .bubbles = true);
	}
	for (int i = 0; i < NODES; i++)
		oriel_destroy(oriel_widget_from_id(ids[i]));
	return true;
}

static void destroying_anything_in_any_listener_is_safe(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 12, .seeds = 500, .play = play_events });
}

static void widgets_without_a_parent_are_destroyed_with_their_loop(void **state) {
	oriel_widget *a = probe("a", NULL), *b = probe("b", a), *c = probe("c", a);
	oriel_listen(c, "poke", on_nothing, "of c", .release = on_drop);
	oriel_remove(b);
	oriel_widget_append_shadow_child(b, probe("p", NULL));
	oriel_destroy(probe("d", NULL));
	told = (struct order){ 0 };
	oriel_loop_destroy(*state);
	assert_order(&told, "abort p, abort b, finish p, finish b, drop b, drop p, "
		"abort c, abort a, finish c, finish a, drop a, drop c, drop of c");
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(destruction_steps_run_in_order_children_first),
		KIT_TEST(memory_is_freed_after_the_callback_returns),
		KIT_TEST(destroyed_widget_is_not_activated),
		KIT_TEST(disabled_widget_is_not_activated),
		KIT_TEST(abort_listeners_may_destroy_relatives),
		KIT_TEST(ids_and_holds_outlive_the_widget),
		KIT_TEST(frozen_tree_refuses_changes),
		KIT_TEST(deep_and_wide_trees_are_destroyed_without_recursion),
		KIT_TEST(destroying_anything_in_any_listener_is_safe),
		KIT_TEST(widgets_without_a_parent_are_destroyed_with_their_loop));
}
