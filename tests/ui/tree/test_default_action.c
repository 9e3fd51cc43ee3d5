/* SPDX-License-Identifier: MIT */
/*
 * Default actions of a class: which events reach them, in which order, and invalid tables.
 */
#include "kit.h"

#include <oriel/extend/event.h>
#include <oriel/runtime/event.h>
#include <oriel/ui/target.h>

#include <stdio.h>

static struct order told;

static bool on_key_down(oriel_widget *widget, oriel_event *event) {
	order_add(&told, "%s on %s", oriel_event_type(event), kit_name(widget));
	return false;
}

static bool on_wheel(oriel_widget *widget, oriel_event *event) {
	order_add(&told, "%s on %s", oriel_event_type(event), kit_name(widget));
	return true;
}

static const struct oriel_default_action actor_actions[] = {
	{ "keydown", on_key_down },
	{ "wheel", on_wheel },
	{ "date", on_wheel },
	{ "todo-added", on_wheel },
	{ 0 },
};

static const struct oriel_widget_class actor_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "actor",
	.size = sizeof(struct oriel_widget_base),
	.default_actions = actor_actions,
};

static oriel_widget *actor(const char *id, oriel_widget *parent) {
	oriel_widget *widget = oriel_widget_new(&actor_class);
	oriel_set_attribute(widget, "id", id);
	if (parent != NULL)
		assert_int_equal(oriel_append(parent, widget), ORIEL_OK);
	return widget;
}

static void actions_run_for_their_event_type_from_the_target_up(void **state) {
	oriel_widget *outer = actor("outer", NULL), *inner = actor("inner", outer);
	oriel_fire_trusted(inner, "keydown", .bubbles = true);
	assert_order(&told, "keydown on inner, keydown on outer");
	oriel_fire_trusted(inner, "keyup", .bubbles = true);
	assert_order(&told, "");
	oriel_fire_trusted(inner, "todo-added");
	assert_order(&told, "todo-added on inner");
	oriel_destroy(outer);
}

static void a_taken_event_runs_no_action_of_an_ancestor(void **state) {
	oriel_widget *outer = actor("outer", NULL), *inner = actor("inner", outer);
	oriel_fire_trusted(inner, "wheel", .bubbles = true);
	assert_order(&told, "wheel on inner");
	oriel_destroy(outer);
}

static void on_prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void untrusted_and_prevented_events_have_no_action(void **state) {
	oriel_widget *widget = actor("widget", NULL);
	oriel_fire(widget, "keydown", .cancelable = true);
	assert_order(&told, "");
	oriel_listen(widget, "keydown", on_prevent, NULL);
	oriel_fire_trusted(widget, "keydown", .cancelable = true);
	assert_order(&told, "");
	oriel_destroy(widget);
}

static void a_class_serves_the_next_loop_of_its_thread(void **state) {
	for (int i = 0; i < 2; i++) {
		oriel_widget *widget = actor("widget", NULL);
		oriel_fire_trusted(widget, "keydown");
		assert_order(&told, "keydown on widget");
		oriel_destroy(widget);
		kit_end(state);
		kit_begin(state);
	}
}

/* More types than a class's mask has bits. */
enum { MANY = 100 };
static struct oriel_default_action many_actions[MANY + 1];
static char many_names[MANY][16];

static void each_of_a_hundred_actions_receives_its_own_type(void **state) {
	static const struct oriel_widget_class many_class = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "many",
		.size = sizeof(struct oriel_widget_base),
		.default_actions = many_actions,
	};
	for (int i = 0; i < MANY; i++) {
		snprintf(many_names[i], sizeof(many_names[i]), "own-%d", i);
		many_actions[i] = (struct oriel_default_action){ many_names[i], on_wheel };
	}
	oriel_widget *widget = oriel_widget_new(&many_class);
	for (int i = 0; i < MANY; i++) {
		char expected[32];
		oriel_fire_trusted(widget, many_names[i]);
		snprintf(expected, sizeof(expected), "own-%d on -", i);
		assert_order(&told, expected);
	}
	oriel_fire_trusted(widget, "own-100");
	assert_order(&told, "");
	oriel_destroy(widget);
}

static void assert_table_breaks(
	const struct oriel_default_action *actions, const char *sentence) {
	const struct oriel_widget_class widget_class = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "wrong",
		.size = sizeof(struct oriel_widget_base),
		.default_actions = actions,
	};
	assert_breaks(sentence, oriel_widget_new(&widget_class));
}

static void invalid_tables_assert_with_the_class_name(void **state) {
	assert_table_breaks(
		(struct oriel_default_action[]){
			{ "keydown", on_key_down }, { "wheel", on_wheel }, { "keydown", on_wheel }, { 0 } },
		"oriel_widget_new: the class \"wrong\" has two default actions of \"keydown\"");
	assert_table_breaks((struct oriel_default_action[]){ { "click", on_wheel }, { 0 } },
		"oriel_widget_new: the class \"wrong\" has a default action of \"click\"; set .activate");
	assert_table_breaks((struct oriel_default_action[]){ { "keydwon", on_key_down }, { 0 } },
		"has a default action of \"keydwon\"; spell it \"keydown\"");
	assert_table_breaks((struct oriel_default_action[]){ { "keydown", NULL }, { 0 } },
		"has no function for its default action of \"keydown\"");
}

int main(void) {
	return RUN_TESTS(KIT_TEST(actions_run_for_their_event_type_from_the_target_up),
		KIT_TEST(a_taken_event_runs_no_action_of_an_ancestor),
		KIT_TEST(untrusted_and_prevented_events_have_no_action),
		KIT_TEST(a_class_serves_the_next_loop_of_its_thread),
		KIT_TEST(each_of_a_hundred_actions_receives_its_own_type),
		KIT_TEST(invalid_tables_assert_with_the_class_name));
}
