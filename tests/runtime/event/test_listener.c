/* SPDX-License-Identifier: MIT */
/*
 * Adding and removing listeners: identity, options, ids, and the release of data.
 */
#include "nodes.h"

#include "loop/abort_hook_internal.h"

#include <oriel/runtime/emitter.h>
#include <string.h>

static struct node *one_node(void **state) {
	return node_new(*state, "node", NULL);
}

static void the_same_listener_is_registered_once(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	struct mark *data = mark(world, NULL);
	bool duplicate = true;
	oriel_listener_id first = oriel_listen(
		&node->target, "x", on_mark, data, .duplicate = &duplicate);
	assert_false(duplicate);
	assert_true(first > 0);
	assert_int_equal(oriel_listen(&node->target, "x", on_mark, data, .once = true,
						.release = drop_mark, .duplicate = &duplicate),
		first);
	assert_true(duplicate);
	assert_int_equal(data->drops, 0);
	fire(node, "x");
	fire(node, "x");
	assert_order(&world->order, "target node, target node");
}

static void another_event(oriel_event *event, void *data) {
	on_mark(event, data);
}

static void type_function_data_and_capture_identify_a_listener(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	struct mark *data = mark(world, "1");
	oriel_listener_id ids[] = {
		oriel_listen(&node->target, "x", on_mark, data),
		oriel_listen(&node->target, "y", on_mark, data),
		oriel_listen(&node->target, "x", another_event, data),
		oriel_listen(&node->target, "x", on_mark, mark(world, "2")),
		oriel_listen(&node->target, "x", on_mark, data, .capture = true),
	};
	for (size_t i = 0; i < 5; i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(ids[i], ids[j]);
	}
	assert_true(oriel_unlisten_fn(&node->target, "x", on_mark, data, false));
	assert_false(oriel_unlisten_fn(&node->target, "x", on_mark, data, false));
	fire(node, "x");
	assert_order(&world->order, "target node 1, target node 1, target node 2");
}

static void a_once_listener_is_removed_before_its_call(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	struct mark *data = mark(world, "once");
	oriel_listen(&node->target, "x", on_mark, data, .once = true, .release = drop_mark);
	fire(node, "x");
	fire(node, "x");
	assert_order(&world->order, "target node once, drop once");
}

static void fire_again(oriel_event *event, struct mark *mark) {
	fire(mark->arg, "x");
}

static void a_nested_dispatch_does_not_call_a_once_listener_again(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "once", fire_again, node),
		.once = true, .release = drop_mark);
	oriel_listen(&node->target, "x", on_mark, mark(world, "always"));
	fire(node, "x");
	assert_order(
		&world->order, "target node once, target node always, target node always, drop once");
}

static void prevent(oriel_event *event, struct mark *mark) {
	oriel_prevent_default(event);
	order_add(&mark->world->order,
		oriel_event_is_default_prevented(event) ? "prevented" : "not prevented");
}

static void a_passive_listener_cannot_prevent(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(
		&node->target, "x", on_mark, mark_doing(world, "passive", prevent, NULL), .passive = true);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "active", prevent, NULL));
	assert_false(fire(node, "x"));
	assert_order(
		&world->order, "target node passive, not prevented, target node active, prevented");
}

static void wheel_listeners_of_a_window_are_passive_by_default(void **state) {
	struct world *world = *state;
	static const struct oriel__target_class window_class = {
		.name = "window", .kind = ORIEL__TARGET_KIND_ABOVE + 1, .is_viewport = true
	};
	oriel_target window;
	oriel__target_init(&window, &window_class, "test");
	oriel_listen(&window, "wheel", on_mark, mark_doing(world, "default", prevent, NULL));
	oriel_fire(&window, "wheel", .cancelable = true);
	oriel_listen(&window, "wheel", on_mark, mark_doing(world, "active", prevent, NULL),
		.active = true);
	oriel_fire(&window, "wheel", .cancelable = true);
	oriel__target_finish(&window);
	struct node *node = one_node(state);
	oriel_listen(&node->target, "wheel", on_mark, mark_doing(world, NULL, prevent, NULL));
	fire(node, "wheel");
	assert_order(&world->order,
		"target window default, not prevented, target window default, not prevented, "
		"target window active, prevented, target node, prevented");
}

static void abort_controller(oriel_event *event, struct mark *mark) {
	oriel_abort(mark->arg, ORIEL_NO_PAYLOAD);
}

static void an_abort_removes_the_listener_even_during_a_dispatch(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_listen(
		&node->target, "x", on_mark, mark_doing(world, "aborts", abort_controller, controller),
		.signal = signal, .release = drop_mark);
	oriel_listen(&node->target, "x", on_mark, mark(world, "removed"), .signal = signal,
		.release = drop_mark);
	oriel_listen(&node->target, "x", on_mark, mark(world, "stays"));
	fire(node, "x");
	assert_order(&world->order, "target node aborts, target node stays, drop aborts, drop removed");
	oriel_abort_controller_destroy(controller);
}

static void an_aborted_signal_refuses_the_listener_and_releases_its_data(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_abort_signal *signal = oriel_abort_signal_new_aborted(ORIEL_NO_PAYLOAD);
	bool duplicate = true;
	assert_int_equal(oriel_listen(&node->target, "x", on_mark, mark(world, "refused"),
						.signal = signal, .release = drop_mark, .duplicate = &duplicate),
		0);
	assert_false(duplicate);
	fire(node, "x");
	assert_order(&world->order, "drop refused");
	oriel_abort_signal_unref(signal);
}

static void a_removed_listener_leaves_its_signal(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_listener_id id = oriel_listen(
		&node->target, "x", on_mark, mark(world, "a"), .signal = signal, .release = drop_mark);
	oriel_listen(&node->target, "x", on_mark, mark(world, "b"), .signal = signal, .once = true,
		.release = drop_mark);
	oriel_unlisten(id);
	fire(node, "x");
	assert_true(oriel__list_is_empty(&((struct oriel__abort_list *)signal)->hooks));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "drop a, target node b, drop b");
	oriel_abort_controller_destroy(controller);
}

static void unlisten(oriel_event *event, struct mark *mark) {
	oriel_unlisten(*(oriel_listener_id *)mark->arg);
}

static void unlisten_during_dispatch_skips_the_listener(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listener_id ids[3];
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "1", unlisten, &ids[1]));
	ids[1] = oriel_listen(&node->target, "x", on_mark, mark(world, "2"), .release = drop_mark);
	ids[2] = oriel_listen(&node->target, "x", on_mark, mark_doing(world, "3", unlisten, &ids[2]),
		.release = drop_mark);
	fire(node, "x");
	fire(node, "x");
	assert_order(&world->order, "target node 1, target node 3, drop 2, drop 3, target node 1");
}

struct again {
	struct node *node;
	struct mark *other;
};

static void remove_and_add(oriel_event *event, struct mark *mark) {
	struct again *again = mark->arg;
	assert_true(oriel_unlisten_fn(&again->node->target, "x", on_mark, again->other, false));
	oriel_listen(&again->node->target, "x", on_mark, again->other);
}

static void a_listener_removed_and_added_again_waits_for_the_next_invocation(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	struct again again = { node, mark(world, "other") };
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "first", remove_and_add, &again),
		.once = true);
	oriel_listen(&node->target, "x", on_mark, again.other);
	fire(node, "x");
	assert_order(&world->order, "target node first");
	fire(node, "x");
	assert_order(&world->order, "target node other");
}

static void add(oriel_event *event, struct mark *data) {
	struct node *node = data->arg;
	for (int i = 0; i < 20; i++)
		oriel_listen(&node->target, "x", on_mark, mark(data->world, "added"), .once = true);
}

static void a_listener_added_at_the_target_in_the_capture_phase_runs_in_the_bubble_phase(
	void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark(world, "second"));
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "first", add, node),
		.capture = true, .once = true);
	fire(node, "x");
	assert_true(strncmp(world->order.text,
					"target node first, target node second, target node added, ", 58) == 0);
	world->order.length = 0;
}

static void a_listener_added_to_the_list_being_invoked_waits(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "first", add, node), .once = true);
	fire(node, "x");
	assert_order(&world->order, "target node first");
}

static void removing_an_unknown_id_is_harmless(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listener_id id = oriel_listen(
		&node->target, "x", on_mark, mark(world, "a"), .release = drop_mark);
	oriel_unlisten(0);
	oriel_unlisten(UINT64_MAX);
	oriel_unlisten(id + 1);
	oriel_unlisten(id);
	oriel_unlisten(id);
	assert_int_not_equal(oriel_listen(&node->target, "x", on_mark, mark(world, "b")), id);
	oriel_unlisten(id);
	fire(node, "x");
	assert_order(&world->order, "drop a, target node b");
}

static void unlisten_all_removes_one_type_or_every_type(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark(world, "1"), .release = drop_mark);
	oriel_listen(&node->target, "y", on_mark, mark(world, "2"), .release = drop_mark);
	oriel_listen(
		&node->target, "x", on_mark, mark(world, "3"), .release = drop_mark, .capture = true);
	oriel_listen(&node->target, "z", on_mark, mark(world, "4"), .release = drop_mark);
	oriel_unlisten_all(&node->target, "x");
	oriel_unlisten_all(&node->target, "not listened to");
	fire(node, "x");
	fire(node, "y");
	oriel_unlisten_all(&node->target, NULL);
	fire(node, "y");
	assert_order(&world->order, "drop 1, drop 3, target node 2, drop 2, drop 4");
}

static void unlisten_everything(oriel_event *event, struct mark *mark) {
	oriel_unlisten_all(&((struct node *)mark->arg)->target, NULL);
}

static void unlisten_all_inside_a_listener_ends_the_invocation(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "1", unlisten_everything, node),
		.release = drop_mark);
	oriel_listen(&node->target, "x", on_mark, mark(world, "2"), .release = drop_mark);
	fire(node, "x");
	fire(node, "x");
	assert_order(&world->order, "target node 1, drop 1, drop 2");
	assert_null(node->target.listeners);
	assert_int_equal(node->target.types, 0);
}

static void remove_own(void *data) {
	struct mark *mark = data;
	drop_mark(mark);
	oriel_unlisten_all(&((struct node *)mark->arg)->target, NULL);
}

static void a_release_function_may_remove_other_listeners(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listener_id id = oriel_listen(
		&node->target, "x", on_mark, mark_doing(world, "1", NULL, node), .release = remove_own);
	oriel_listen(&node->target, "x", on_mark, mark(world, "2"), .release = drop_mark);
	oriel_unlisten(id);
	assert_order(&world->order, "drop 1, drop 2");
}

static void thousands_of_listeners_are_added_and_removed(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	enum { COUNT = 3000 };
	static struct mark marks[COUNT];
	static oriel_listener_id ids[COUNT];
	oriel_loop_set_max_listeners(world->loop, 0);
	for (int i = 0; i < COUNT; i++) {
		marks[i] = (struct mark){ .world = world };
		ids[i] = oriel_listen(
			&node->target, i % 2 == 0 ? "x" : "y", on_mark, &marks[i], .release = drop_mark);
	}
	for (int i = 0; i < COUNT; i++) {
		if (i % 1000 != 0)
			oriel_unlisten(ids[i]);
	}
	fire(node, "x");
	fire(node, "y");
	assert_order(&world->order, "target node, target node, target node");
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(marks[i].drops, i % 1000 != 0);
	oriel_unlisten_all(&node->target, NULL);
}

static void the_end_of_the_loop_releases_all_data(void **state) {
	struct world *world = *state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	struct mark left = { .world = world, .label = "left" };
	oriel_listen(loop, "x", on_mark, &left, .release = drop_mark);
	oriel_loop_destroy(loop);
	assert_order(&world->order, "drop left");
}

static void listen_at_loop(void *data) {
	struct mark *late = ((struct mark *)data)->arg;
	drop_mark(data);
	assert_int_equal(
		oriel_listen(oriel_loop_current(), "x", on_mark, late, .release = drop_mark), 0);
}

static void a_listener_added_while_the_loop_ends_is_refused(void **state) {
	struct world *world = *state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	struct mark late = { .world = world, .label = "late" };
	struct mark left = { .world = world, .label = "left", .arg = &late };
	oriel_listen(loop, "x", on_mark, &left, .release = listen_at_loop);
	oriel_loop_destroy(loop);
	assert_order(&world->order, "drop left, drop late");
}

static void wrong_arguments_are_reported(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_target gone;
	oriel__target_init(&gone, node->target.target_class, "test");
	oriel__target_destroy(&gone);
	assert_breaks("the target is NULL", oriel_listen((oriel_target *)NULL, "x", on_mark, NULL));
	assert_breaks("the type is NULL", oriel_listen(&node->target, NULL, on_mark, NULL));
	assert_breaks("the function for \"x\" is NULL", oriel_listen(&node->target, "x", NULL, NULL));
	assert_breaks("the options have no size",
		oriel_listen_at("here", &node->target, "x", on_mark, NULL,
			&(struct oriel_listen_options){ .once = true }));
	assert_breaks("the listener is .passive and .active; choose one",
		oriel_listen(&node->target, "x", on_mark, NULL, .passive = true, .active = true));
	assert_breaks("an argument too many, or an option without its name",
		oriel_listen(&node->target, "x", on_mark, NULL, (void *)node));
	assert_breaks("the node is destroyed", oriel_listen(&gone, "x", on_mark, NULL));
	assert_order(&world->order, "");
	oriel_unlisten_all(&gone, NULL);
	oriel__target_finish(&gone);
}

static void note_emitted(struct oriel_payload payload, void *data) {
	assert_null(payload.data);
	assert_null(data);
}

static void a_misspelt_type_is_reported_once(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	expect_log("listens to \"clicks\", which has never been fired; did you mean \"click\"?");
	oriel_listen(&node->target, "clicks", on_mark, mark(world, "1"));
	oriel_listen(&node->target, "clicks", on_mark, mark(world, "2"));
	oriel_listen(&node->target, "click", on_mark, mark(world, "3"));
}

static void types_that_were_fired_or_declared_are_no_mistake(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_fire(&node->target, "exits");
	oriel_listen(&node->target, "exits", on_mark, mark(world, "1"));
	oriel_event_type_declare("closes");
	oriel_listen(&node->target, "closes", on_mark, mark(world, "2"));
	oriel_emitter *emitter = oriel_emitter_new();
	oriel_emitter_on(emitter, "opens", note_emitted, NULL);
	oriel_emitter_destroy(emitter);
	assert_breaks("the type is NULL", oriel_event_type_declare(NULL));
}

static void record_listeners(struct world *world, oriel_target *target) {
	struct oriel_listener_info infos[8];
	size_t count = oriel_listeners(target, infos, 8);
	for (size_t i = 0; i < count; i++) {
		const struct oriel_listener_info *info = &infos[i];
		const struct mark *mark = info->data;
		assert_true(info->fn == on_mark);
		order_add(&world->order, "%s %s%s%s%s%s%s", info->type, mark->label,
			info->capture ? " capture" : "", info->once ? " once" : "",
			info->passive ? " passive" : "", info->selector != NULL ? " at " : "",
			info->selector != NULL ? info->selector : "");
	}
}

static void listeners_can_be_listed(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	assert_int_equal(oriel_listeners(&node->target, NULL, 0), 0);
	oriel_listen(&node->target, "x", on_mark, mark(world, "1"));
	oriel_listener_id id = oriel_listen(
		&node->target, "y", on_mark, mark(world, "2"), .capture = true, .once = true);
	delegate(node, "x", "leaf", mark(world, "3"), (struct oriel_listen_options){ .passive = true });
	oriel_listen(&node->target, "x", on_mark, mark(world, "4"));
	record_listeners(world, &node->target);
	assert_order(&world->order, "x 1, y 2 capture once, x 3 passive at leaf, x 4");
	oriel_unlisten(id);
	record_listeners(world, &node->target);
	assert_order(&world->order, "x 1, x 3 passive at leaf, x 4");
	struct oriel_listener_info first = { 0 };
	assert_int_equal(oriel_listeners(&node->target, &first, 1), 3);
	assert_string_equal(first.type, "x");
	oriel_unlisten(first.id);
	assert_int_equal(oriel_listeners(&node->target, NULL, 0), 2);
}

static void list_and_remove(oriel_event *event, struct mark *mark) {
	oriel_target *target = oriel_event_current_target(event);
	record_listeners(mark->world, target);
	oriel_unlisten_all(target, NULL);
	record_listeners(mark->world, target);
	order_add(&mark->world->order, "%zu", oriel_listeners(target, NULL, 0));
}

static void the_list_of_listeners_is_correct_inside_a_dispatch(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "a", list_and_remove, NULL));
	oriel_listen(&node->target, "x", on_mark, mark(world, "b"));
	fire(node, "x");
	assert_order(&world->order, "target node a, x a, x b, 0");
}

static void a_listener_stores_the_site_of_its_registration(void **state) {
	struct world *world = *state;
	struct node *node = one_node(state);
	struct oriel_listener_info info = { 0 };
	char site[] = "somewhere.c:1";
	oriel_listen_at(site, &node->target, "x", on_mark, mark(world, NULL), NULL);
	oriel_listeners(&node->target, &info, 1);
	if (ORIEL_SITES)
		assert_ptr_equal(info.site, site);
	else
		assert_null(info.site);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

static int bare_setup(void **state) {
	static struct world world;
	memset(&world, 0, sizeof(world));
	*state = &world;
	return 0;
}

int main(void) {
	return RUN_TESTS(
		TEST(listeners_can_be_listed),
		TEST(the_list_of_listeners_is_correct_inside_a_dispatch),
		TEST(a_listener_stores_the_site_of_its_registration),
		TEST(the_same_listener_is_registered_once),
		TEST(type_function_data_and_capture_identify_a_listener),
		TEST(a_once_listener_is_removed_before_its_call),
		TEST(a_nested_dispatch_does_not_call_a_once_listener_again),
		TEST(a_passive_listener_cannot_prevent),
		TEST(wheel_listeners_of_a_window_are_passive_by_default),
		TEST(an_abort_removes_the_listener_even_during_a_dispatch),
		TEST(an_aborted_signal_refuses_the_listener_and_releases_its_data),
		TEST(a_removed_listener_leaves_its_signal),
		TEST(unlisten_during_dispatch_skips_the_listener),
		TEST(a_listener_removed_and_added_again_waits_for_the_next_invocation),
		TEST(a_listener_added_at_the_target_in_the_capture_phase_runs_in_the_bubble_phase),
		TEST(a_listener_added_to_the_list_being_invoked_waits),
		TEST(removing_an_unknown_id_is_harmless),
		TEST(unlisten_all_removes_one_type_or_every_type),
		TEST(unlisten_all_inside_a_listener_ends_the_invocation),
		TEST(a_release_function_may_remove_other_listeners),
		TEST(thousands_of_listeners_are_added_and_removed),
		cmocka_unit_test_setup(the_end_of_the_loop_releases_all_data, bare_setup),
		cmocka_unit_test_setup(a_listener_added_while_the_loop_ends_is_refused, bare_setup),
		TEST(wrong_arguments_are_reported), TEST(a_misspelt_type_is_reported_once),
		TEST(types_that_were_fired_or_declared_are_no_mistake));
}
