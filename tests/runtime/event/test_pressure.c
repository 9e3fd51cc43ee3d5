/* SPDX-License-Identifier: MIT */
/*
 * `pressure` events: marks of what waits, and events that cause themselves.
 */
#include "nodes.h"

#include <oriel/runtime/emitter.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/pressure.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <pthread.h>
#include <stdio.h>

static struct order order;
static struct oriel_pressure seen;
static char seen_chain[1024];

static void on_pressure(oriel_event *event, void *data) {
	static const char *const sources[] = { "tasks", "microtasks", "posts", "jobs", "emitter",
		"feedback" };
	seen = *oriel_event_pressure(event);
	snprintf(seen_chain, sizeof(seen_chain), "%s", seen.chain);
	order_add(&order, "%s %zu of %zu", sources[seen.source], seen.depth, seen.mark);
}

static void nothing(void *data) {}

static void watch(oriel_loop *loop) {
	order = (struct order){ 0 };
	oriel_listen(loop, "pressure", on_pressure, NULL);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_TASKS, 10);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_MICROTASKS, 10);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_POSTS, 20);
}

static void queue_tasks(int count) {
	for (int i = 0; i < count; i++)
		oriel_queue_task_at("a.c:1", nothing, NULL, NULL);
}

static void tasks_beyond_the_mark_are_told_once_before_they_run(void **state) {
	struct world *world = *state;
	watch(world->loop);
	queue_tasks(10);
	oriel_loop_advance(world->loop, 0);
	assert_order(&order, "");
	queue_tasks(11);
	oriel_loop_step(world->loop);
	assert_order(&order, "tasks 11 of 10");
	assert_string_equal(seen.site != NULL ? seen.site : "a.c:1", "a.c:1");
	assert_string_equal(seen_chain, "");
}

/* One turn with `before` tasks, another with `then`. */
static void turns(oriel_loop *loop, int before, int then) {
	queue_tasks(before);
	oriel_loop_advance(loop, 0);
	queue_tasks(then);
	oriel_loop_advance(loop, 0);
}

static void queue_many(void *data) {
	queue_tasks(*(int *)data);
}

static void a_depth_is_told_again_only_after_it_was_below_half(void **state) {
	struct world *world = *state;
	int five = 5, eleven = 11, four = 4;
	watch(world->loop);
	queue_tasks(20);
	oriel_queue_task(queue_many, &five); /* the next turns begin with 5, 11, 4 and 11 tasks */
	oriel_loop_step(world->loop);
	assert_order(&order, "tasks 21 of 10");
	for (int i = 0; i < 21; i++)
		oriel_loop_step(world->loop);
	oriel_queue_task(queue_many, &eleven);
	oriel_loop_advance(world->loop, 0);
	assert_order(&order, "");
	turns(world->loop, four, eleven);
	assert_order(&order, "tasks 11 of 10");
}

static void queue_microtasks(void *data) {
	for (int i = 0; i < 11; i++)
		oriel_queue_microtask(nothing, NULL);
}

static void microtasks_are_told_within_their_checkpoint(void **state) {
	struct world *world = *state;
	watch(world->loop);
	oriel_queue_task(queue_microtasks, NULL);
	oriel_queue_task(queue_microtasks, NULL);
	oriel_loop_step(world->loop);
	assert_order(&order, "microtasks 11 of 10");
	oriel_loop_step(world->loop);
	assert_order(&order, "microtasks 11 of 10");
}

static void posts_are_told_when_the_loop_takes_them(void **state) {
	struct world *world = *state;
	watch(world->loop);
	oriel_loop_set_pressure_mark(world->loop, ORIEL_PRESSURE_TASKS, 0);
	for (int i = 0; i < 21; i++)
		oriel_post(world->loop, nothing, NULL);
	oriel_loop_advance(world->loop, 0);
	assert_order(&order, "posts 21 of 20");
}

static void on_x(struct oriel_payload payload, void *data) {}

static void listeners_of_an_emitter_have_a_mark_of_their_own(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	watch(world->loop);
	oriel_emitter_set_max_listeners(emitter, 4);
	expect_log("more than 4 listeners of \"x\"");
	for (int i = 0; i < 6; i++)
		oriel_emitter_on(emitter, "x", on_x, NULL);
	oriel_loop_advance(world->loop, 0);
	assert_order(&order, "emitter 5 of 4");
	oriel_emitter_off_all(emitter, NULL);
	for (int i = 0; i < 5; i++)
		oriel_emitter_on(emitter, "x", on_x, NULL);
	oriel_loop_advance(world->loop, 0);
	assert_order(&order, "emitter 5 of 4");
	oriel_emitter_destroy(emitter);
	assert_breaks("each emitter has a mark",
		oriel_loop_set_pressure_mark(world->loop, ORIEL_PRESSURE_EMITTER, 3));
}

/* ---- Feedback ---- */

struct storm {
	struct node *node;
	size_t rounds, limit;
	double delay_ms; /* below 0: none */
	int other_tasks; /* that each round queues besides, and that queue one more each */
};

static void storm_fire(void *data) {
	struct storm *storm = data;
	oriel_fire_at("b.c:20", &storm->node->target, "change", NULL);
}

static void queue_nothing(void *data) {
	oriel_queue_task_at("b.c:31", nothing, NULL, NULL);
}

static void storm_on_change(oriel_event *event, void *data) {
	struct storm *storm = data;
	if (++storm->rounds == storm->limit)
		return;
	for (int i = 0; i < storm->other_tasks; i++)
		oriel_queue_task_at("b.c:30", queue_nothing, NULL, NULL);
	if (storm->delay_ms >= 0)
		oriel_set_timeout_at("b.c:12", storm_fire, storm, storm->delay_ms, NULL);
	else
		oriel_queue_task_at("b.c:11", storm_fire, storm, NULL);
}

static void storm_run(struct world *world, struct storm *storm) {
	watch(world->loop);
	storm->node = node_new(world, "model", NULL);
	oriel_listen_at("b.c:10", &storm->node->target, "change", storm_on_change, storm, NULL);
	oriel_queue_task_at("b.c:1", storm_fire, storm, NULL);
	oriel_loop_advance(world->loop, 100000);
	assert_int_equal(storm->rounds, storm->limit);
}

static void an_event_that_causes_itself_is_told_with_its_circle(void **state) {
	struct world *world = *state;
	struct storm storm = { .limit = 3000, .delay_ms = -1 };
	if (ORIEL_CAUSES)
		expect_log("times across tasks without a pause, in a circle: ");
	storm_run(world, &storm);
	if (!ORIEL_CAUSES)
		return;
	assert_int_equal(seen.source, ORIEL_PRESSURE_FEEDBACK);
	assert_true(seen.depth > 1000 && seen.depth < 1200);
	assert_string_equal(seen_chain,
		ORIEL_SITES ? "b.c:10 change on node ← b.c:11 task ← …" : "change on node ← task ← …");
}

static void a_short_chain_of_events_is_no_storm(void **state) {
	struct storm storm = { .limit = 900, .delay_ms = -1 };
	storm_run(*state, &storm);
	assert_order(&order, "");
}

static void an_event_that_paces_itself_is_no_storm(void **state) {
	struct storm storm = { .limit = 5000, .delay_ms = 10 };
	storm_run(*state, &storm);
	assert_order(&order, "");
}

/* The chain of one round has 2 records, and the ring of a worker's loop has 256 at first. */
static void *storm_on_a_thread(void *storm) {
	void *state = NULL;
	world_setup(&state);
	struct world *world = state;
	storm_run(world, storm);
	world_teardown(&state);
	return NULL;
}

static void a_storm_on_another_thread_is_found_between_other_records(void **state) {
	struct storm storm = { .limit = 3000, .delay_ms = -1, .other_tasks = 50 };
	pthread_t thread;
	if (ORIEL_CAUSES)
		expect_log("times across tasks without a pause, in a circle: ");
	seen = (struct oriel_pressure){ 0 };
	assert_int_equal(pthread_create(&thread, NULL, storm_on_a_thread, &storm), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	if (!ORIEL_CAUSES)
		return;
	assert_int_equal(seen.source, ORIEL_PRESSURE_FEEDBACK);
	assert_true(seen.depth > 1000 && seen.depth < 1200);
	assert_string_equal(seen_chain,
		ORIEL_SITES ? "b.c:10 change on node ← b.c:11 task ← …" : "change on node ← task ← …");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(tasks_beyond_the_mark_are_told_once_before_they_run),
		TEST(a_depth_is_told_again_only_after_it_was_below_half),
		TEST(microtasks_are_told_within_their_checkpoint),
		TEST(posts_are_told_when_the_loop_takes_them),
		TEST(listeners_of_an_emitter_have_a_mark_of_their_own),
		TEST(an_event_that_causes_itself_is_told_with_its_circle),
		TEST(a_short_chain_of_events_is_no_storm),
		TEST(an_event_that_paces_itself_is_no_storm),
		cmocka_unit_test(a_storm_on_another_thread_is_found_between_other_records));
}
