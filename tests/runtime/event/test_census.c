/* SPDX-License-Identifier: MIT */
/*
 * The census of targets, listeners, events and signals: it ends as it began.
 */
#include "nodes.h"

#include <string.h>

#include <oriel/runtime/census.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/user_data.h>

/* Records every count that is not 0, e.g. "listeners 2, events 1". Atoms are left out, because the
 * library itself holds some. */
static void take_census(struct world *world) {
	struct oriel_census census;
	oriel_loop_census(world->loop, &census);
	for (size_t i = 0; i < census.length; i++) {
		const struct oriel_census_entry *entry = &census.entries[i];
		if (entry->count != 0 && strcmp(entry->name, "atoms") != 0)
			order_add(&world->order, "%s %zu", entry->name, entry->count);
	}
}

static void listen_with_mark(struct oriel_payload payload, void *data) {
}

static void objects_are_counted_until_they_are_freed(void **state) {
	struct world *world = *state;
	static const char key;
	take_census(world);
	assert_order(&world->order, "");
	struct node *node = node_new(world, "node", NULL);
	oriel_target *own = oriel_target_new(NULL, NULL);
	oriel_emitter *emitter = oriel_emitter_new();
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_event *event = oriel_event_new("x");
	oriel_listen(&node->target, "x", on_mark, mark(world, NULL));
	delegate(node, "x", "*", mark(world, NULL), (struct oriel_listen_options){ 0 });
	oriel_emitter_on(emitter, "x", listen_with_mark, NULL);
	oriel_target_set_user_data(own, &key, oriel_borrowed(own));
	oriel_event_set_user_data(event, &key, oriel_borrowed(event));
	take_census(world);
	assert_order(&world->order,
		"listeners 3, emitters 1, targets 1, events 1, signals 1, objects with user data 2");
	oriel_event_unref(event);
	oriel_emitter_destroy(emitter);
	take_census(world);
	assert_order(&world->order, "listeners 2, targets 1, signals 1, objects with user data 1");
	oriel_target_destroy(own);
	oriel_abort_controller_destroy(controller);
	node_destroy(node);
	take_census(world);
	assert_order(&world->order, "");
}

static void destroy_and_count(oriel_event *event, struct mark *mark) {
	node_destroy(mark->arg);
	take_census(mark->world);
}

static void deferred_work_is_counted(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, NULL, destroy_and_count, node));
	fire(node, "x");
	take_census(world);
	assert_order(&world->order, "target node, events 1");
}

static void an_unneeded_lingering_signal_is_not_counted(void **state) {
	struct world *world = *state;
	oriel_abort_signal *timeout = oriel_abort_signal_new_timeout(10);
	oriel_listener_id id = oriel_listen(timeout, "abort", on_mark, mark(world, NULL));
	oriel_abort_signal_unref(timeout);
	take_census(world);
	assert_order(&world->order, "timers 1, listeners 1, signals 1");
	oriel_unlisten(id);
	take_census(world);
	assert_order(&world->order, "timers 1");
	oriel_loop_advance(world->loop, 10);
	take_census(world);
	assert_order(&world->order, "");
}

static void events_may_outlive_their_loop(void **state) {
	struct world *world = *state;
	oriel_event *event = oriel_event_new("x");
	oriel_loop_destroy(world->loop);
	world->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_event *other = oriel_event_new("x");
	oriel_event_unref(event);
	take_census(world);
	assert_order(&world->order, "events 1");
	oriel_event_unref(other);
}

static size_t count_atoms(const struct world *world) {
	struct oriel_census census;
	oriel_loop_census(world->loop, &census);
	return oriel_census_count(&census, "atoms");
}

static void names_are_counted_while_referenced(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	size_t before = count_atoms(world);
	oriel_listener_id first = oriel_listen(&node->target, "one", on_mark, NULL);
	oriel_listener_id second = oriel_listen(&node->target, "one", on_mark, world);
	assert_int_equal(count_atoms(world), before + 1);
	oriel_unlisten(first);
	assert_int_equal(count_atoms(world), before + 1);
	oriel_unlisten(second);
	assert_int_equal(count_atoms(world), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(objects_are_counted_until_they_are_freed),
		TEST(deferred_work_is_counted),
		TEST(an_unneeded_lingering_signal_is_not_counted),
		TEST(events_may_outlive_their_loop),
		TEST(names_are_counted_while_referenced));
}
