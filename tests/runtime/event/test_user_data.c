/* SPDX-License-Identifier: MIT */
/*
 * User data of targets and events: its keys, and its release when the object is freed.
 */
#include "nodes.h"

#include "event/event_state_internal.h"

#include <oriel/runtime/user_data.h>

static const char key, other_key;

static struct oriel_payload payload(struct mark *mark) {
	return oriel_owned(mark, drop_mark);
}

static bool set_on(oriel_target *target, struct world *world, const char *label) {
	return oriel_target_set_user_data(
		target, &key, oriel_owned(mark(world, label), drop_mark));
}

static const char *get_from(oriel_target *target) {
	const struct mark *mark = oriel_target_user_data(target, &key);
	return mark != NULL ? mark->label : "nothing";
}

static void a_target_has_one_value_for_each_key(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	struct oriel_payload other = payload(mark(world, "other"));
	assert_string_equal(get_from(&node->target), "nothing");
	assert_true(set_on(&node->target, world, "1"));
	assert_true(oriel_target_set_user_data(&node->target, &other_key, other));
	assert_string_equal(get_from(&node->target), "1");
	assert_true(set_on(&node->target, world, "2"));
	assert_order(&world->order, "drop 1");
	assert_string_equal(get_from(&node->target), "2");
	assert_ptr_equal(oriel_target_user_data(&node->target, &other_key), other.data);
	oriel_target_set_user_data(&node->target, &other_key, ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "drop other");
	assert_null(oriel_target_user_data(&node->target, &other_key));
	assert_string_equal(get_from(&node->target), "2");
	oriel_target_set_user_data(&node->target, &key, ORIEL_NO_PAYLOAD);
	oriel_target_set_user_data(&node->target, &key, ORIEL_NO_PAYLOAD);
	assert_string_equal(get_from(&node->target), "nothing");
	assert_order(&world->order, "drop 2");
}

static void user_data_is_released_after_the_data_of_listeners(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	set_on(&node->target, world, "user data");
	oriel_listen(&node->target, "x", on_mark, mark(world, "listener"), .release = drop_mark);
	node_destroy(node);
	assert_order(&world->order, "drop listener, drop user data");
}

static void destroy_target(oriel_event *event, struct mark *mark) {
	struct node *node = (struct node *)oriel_event_target(event);
	node_destroy(node);
	assert_string_equal(get_from(&node->target), "early");
	assert_true(set_on(&node->target, mark->world, "late"));
	assert_string_equal(get_from(&node->target), "late");
}

static void a_destroyed_target_keeps_its_user_data_until_it_is_freed(void **state) {
	struct world *world = *state;
	struct node *root = node_new(world, "root", NULL), *node = node_new(world, "node", root);
	set_on(&node->target, world, "early");
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, NULL, destroy_target, NULL));
	oriel_listen(&root->target, "x", on_mark, mark(world, NULL));
	fire(node, "x");
	assert_order(&world->order, "target node, bubble root, drop early, drop late");
}

static void drop_target(void *data) {
	drop_mark(data);
}

static void every_kind_of_target_releases_its_user_data(void **state) {
	struct world *world = *state;
	static const struct oriel_target_class own_class = {
		.name = "own", .release = drop_target, .size = sizeof(own_class)
	};
	oriel_target *own = oriel_target_new(&own_class, mark(world, "data"));
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	set_on(own, world, "own");
	set_on(oriel_abort_signal_target(signal), world, "signal");
	oriel_target_destroy(own);
	assert_order(&world->order, "drop data, drop own");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "");
	oriel_abort_controller_destroy(controller);
	assert_order(&world->order, "drop signal");
}

static void a_freed_event_releases_its_user_data(void **state) {
	struct world *world = *state;
	oriel_event *event = oriel_event_new("x");
	struct oriel_payload first = payload(mark(world, "first")),
						second = payload(mark(world, "second"));
	assert_null(oriel_event_user_data(event, &key));
	assert_true(oriel_event_set_user_data(event, &key, first));
	assert_true(oriel_event_set_user_data(event, &other_key, second));
	assert_ptr_equal(oriel_event_user_data(event, &key), first.data);
	assert_ptr_equal(oriel_event_user_data(event, &other_key), second.data);
	oriel_event_ref(event);
	oriel_event_unref(event);
	assert_order(&world->order, "");
	oriel_event_unref(event);
	assert_order(&world->order, "drop second, drop first");
}

static void wrap(oriel_event *event, struct mark *wrapper) {
	struct oriel_payload value = payload(wrapper->arg);
	if (oriel_event_user_data(event, &key) == NULL)
		oriel_event_set_user_data(event, &key, value);
	order_add(&wrapper->world->order, "sees %s",
		((struct mark *)oriel_event_user_data(event, &key))->label);
}

static void listeners_of_an_event_share_its_user_data(void **state) {
	struct world *world = *state;
	struct node *root = node_new(world, "root", NULL), *node = node_new(world, "node", root);
	oriel_listen(
		&node->target, "x", on_mark, mark_doing(world, NULL, wrap, mark(world, "wrapper")));
	oriel_listen(
		&root->target, "x", on_mark, mark_doing(world, NULL, wrap, mark(world, "another")));
	fire(node, "x");
	assert_order(
		&world->order, "target node, sees wrapper, bubble root, sees wrapper, drop wrapper");
}

static void read_and_set(void *data) {
	struct mark *mark = data;
	struct world *world = mark->world;
	drop_mark(mark);
	order_add(&world->order, "has %s", get_from(oriel_loop_target(world->loop)));
	assert_false(set_on(oriel_loop_target(world->loop), world, "refused"));
}

static void the_end_of_the_loop_releases_all_data(void **state) {
	struct world *world = *state;
	oriel_event *event = oriel_event_new("x");
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_signal_ref(oriel_abort_controller_signal(controller));
	oriel_abort_controller_destroy(controller);
	struct oriel_payload on_loop = { .data = mark(world, "loop"), .release = read_and_set },
						on_event = payload(mark(world, "event"));
	oriel_target_set_user_data(world->loop, &key, on_loop);
	oriel_event_set_user_data(event, &key, on_event);
	set_on(oriel_abort_signal_target(signal), world, "signal");
	oriel_loop_destroy(world->loop);
	assert_order(&world->order, "drop loop, has nothing, drop event, drop signal, drop refused");
	assert_null(oriel_event_user_data(event, &key));
	assert_breaks(
		"the loop of this event has ended", oriel_event_set_user_data(event, &key, on_event));
	assert_null(oriel_target_user_data(oriel_abort_signal_target(signal), &key));
	oriel_event_unref(event);
	oriel_abort_signal_unref(signal);
	world->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static void a_finished_target_refuses_user_data(void **state) {
	struct world *world = *state;
	static const struct oriel__target_class held_class = { .name = "held",
		.kind = ORIEL__TARGET_KIND_ABOVE };
	oriel_target held;
	oriel__target_init(&held, &held_class, "test");
	oriel__target_finish(&held);
	oriel__target_finish(&held);
	struct oriel_payload value = payload(mark(world, "value"));
	assert_breaks("this held was destroyed", oriel_target_set_user_data(&held, &key, value));
}

static void a_target_describes_itself(void **state) {
	struct world *world = *state;
	oriel_target *own = oriel_target_new(NULL, NULL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	struct node *node = node_new(world, "node", NULL);
	assert_null(oriel_loop_try_from_target(&node->target));
	assert_ptr_equal(oriel_abort_signal_try_from_target(oriel_abort_signal_target(signal)), signal);
	assert_null(oriel_abort_signal_try_from_target(own));
	assert_null(oriel_abort_signal_try_from_target(NULL));
	assert_ptr_equal(oriel_loop_try_from_target(oriel_loop_target(world->loop)), world->loop);
	assert_null(oriel_loop_try_from_target(own));
	oriel_abort_controller_destroy(controller);
	oriel_target_destroy(own);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_target_has_one_value_for_each_key),
		TEST(user_data_is_released_after_the_data_of_listeners),
		TEST(a_destroyed_target_keeps_its_user_data_until_it_is_freed),
		TEST(every_kind_of_target_releases_its_user_data),
		TEST(a_freed_event_releases_its_user_data),
		TEST(listeners_of_an_event_share_its_user_data),
		TEST(the_end_of_the_loop_releases_all_data),
		TEST(a_finished_target_refuses_user_data),
		TEST(a_target_describes_itself));
}
