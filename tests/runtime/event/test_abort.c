/* SPDX-License-Identifier: MIT */
/*
 * Abort controllers and signals: order, reasons, any() and timeouts. Nothing accumulates.
 */
#include "nodes.h"

#include "event/event_state_internal.h"
#include "loop/abort_hook_internal.h"

#include <stdlib.h>

struct hook {
	struct oriel__abort_hook hook; /* first member */
	struct world *world;
	const char *label;
	oriel_abort_signal *watched; /* may be NULL */
};

static void run_hook(struct oriel__abort_hook *abort_hook) {
	struct hook *hook = (struct hook *)abort_hook;
	order_add(&hook->world->order, "hook %s", hook->label);
	if (hook->watched != NULL)
		order_add(&hook->world->order, "watched is %s",
			oriel_abort_signal_is_aborted(hook->watched) ? "aborted" : "not aborted");
}

static void add_hook(
	struct world *world, oriel_abort_signal *signal, struct hook *hook, const char *label) {
	*hook = (struct hook){ .world = world, .label = label };
	assert_true(oriel__abort_hook_add(signal, &hook->hook, run_hook));
}

static void listen_to_abort(struct world *world, oriel_abort_signal *signal, const char *label) {
	oriel_listen(signal, "abort", on_mark, mark(world, label));
}

static void hooks_of_a_signal_run_before_the_abort_event(void **state) {
	struct world *world = *state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	struct hook first, second;
	listen_to_abort(world, signal, "listener");
	add_hook(world, signal, &first, "1");
	add_hook(world, signal, &second, "2");
	assert_false(oriel_abort_signal_is_aborted(signal));
	assert_int_equal(oriel_abort_signal_status(signal), ORIEL_OK);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "hook 1, hook 2, target signal listener");
	assert_true(oriel_abort_signal_is_aborted(signal));
	assert_int_equal(oriel_abort_signal_status(signal), ORIEL_ABORT_ERROR);
	assert_null(oriel_abort_signal_reason(signal).data);
	oriel_abort_controller_destroy(controller);
}

static void the_reason_is_released_with_its_last_signal(void **state) {
	struct world *world = *state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *any = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ oriel_abort_controller_signal(controller) }, 1);
	struct mark *reason = mark(world, "reason");
	oriel_abort(controller, oriel_owned(reason, drop_mark));
	oriel_abort(controller,
		oriel_owned(mark(world, "late reason"), drop_mark));
	assert_order(&world->order, "drop late reason");
	assert_ptr_equal(oriel_abort_signal_reason(any).data, reason);
	oriel_abort_controller_destroy(controller);
	assert_ptr_equal(oriel_abort_signal_reason(any).data, reason);
	assert_order(&world->order, "");
	oriel_abort_signal_unref(any);
	assert_order(&world->order, "drop reason");
}

static void dependents_are_marked_before_the_first_hook_runs(void **state) {
	struct world *world = *state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_abort_signal *any = oriel_abort_signal_new_any(&signal, 1),
					   *other = oriel_abort_signal_new_any(&signal, 1);
	struct hook own, dependent;
	add_hook(world, any, &dependent, "dependent");
	add_hook(world, signal, &own, "own");
	own.watched = any;
	listen_to_abort(world, other, "other");
	listen_to_abort(world, any, "any");
	listen_to_abort(world, signal, "own");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&world->order,
		"hook own, watched is aborted, target signal own, hook dependent, target signal any, "
		"target signal other");
	oriel_abort_signal_unref(any);
	oriel_abort_signal_unref(other);
	oriel_abort_controller_destroy(controller);
}

static void any_of_a_dependent_signal_depends_on_its_sources(void **state) {
	struct world *world = *state;
	oriel_abort_controller *a = oriel_abort_controller_new(), *b = oriel_abort_controller_new();
	oriel_abort_signal *sources[] = { oriel_abort_controller_signal(a), NULL,
		oriel_abort_controller_signal(b), oriel_abort_controller_signal(a) };
	oriel_abort_signal *inner = oriel_abort_signal_new_any(sources, 4);
	oriel_abort_signal *outer = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ inner, sources[2] }, 2);
	oriel_abort_signal_unref(inner);
	listen_to_abort(world, outer, "outer");
	oriel_abort(b, oriel_borrowed("why"));
	oriel_abort(a, ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "target signal outer");
	assert_string_equal(oriel_abort_signal_reason(outer).data, "why");
	oriel_abort_signal_unref(outer);
	oriel_abort_controller_destroy(a);
	oriel_abort_controller_destroy(b);
}

static void any_of_an_aborted_signal_is_aborted_with_its_reason(void **state) {
	struct world *world = *state;
	oriel_abort_signal *aborted = oriel_abort_signal_new_aborted(
		oriel_owned(mark(world, "reason"), drop_mark));
	oriel_abort_signal *any = oriel_abort_signal_new_any(&aborted, 1);
	oriel_abort_signal_unref(aborted);
	assert_true(oriel_abort_signal_is_aborted(any));
	assert_order(&world->order, "");
	oriel_abort_signal_unref(any);
	assert_order(&world->order, "drop reason");
	oriel_abort_signal *none = oriel_abort_signal_new_any(NULL, 0);
	assert_false(oriel_abort_signal_is_aborted(none));
	oriel_abort_signal_unref(none);
}

static void a_timeout_signal_aborts_at_its_time(void **state) {
	struct world *world = *state;
	oriel_abort_signal *signal = oriel_abort_signal_new_timeout(50);
	listen_to_abort(world, signal, "timeout");
	oriel_loop_advance(world->loop, 49);
	assert_order(&world->order, "");
	oriel_loop_advance(world->loop, 1);
	assert_order(&world->order, "target signal timeout");
	assert_int_equal(oriel_abort_signal_status(signal), ORIEL_TIMEOUT_ERROR);
	oriel_abort_signal_unref(signal);
}

static void a_timeout_signal_without_references_runs_its_hooks(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_abort_signal *timeout = oriel_abort_signal_new_timeout(50),
					   *any = oriel_abort_signal_new_any(&timeout, 1);
	oriel_listen(&node->target, "x", on_mark, mark(world, "timeout"), .signal = timeout,
		.release = drop_mark);
	oriel_listen(
		&node->target, "x", on_mark, mark(world, "any"), .signal = any, .release = drop_mark);
	oriel_abort_signal_unref(timeout);
	oriel_abort_signal_unref(any);
	fire(node, "x");
	oriel_loop_advance(world->loop, 50);
	fire(node, "x");
	assert_order(&world->order, "target node timeout, target node any, drop timeout, drop any");
}

static void an_unused_timeout_signal_leaves_no_timer(void **state) {
	struct world *world = *state;
	oriel_abort_signal_unref(oriel_abort_signal_new_timeout(50));
	assert_true(oriel_loop_next_due(world->loop) > 1e9);
}

static void dependents_do_not_accumulate_on_a_long_lived_signal(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	struct oriel__event_state *event_state = node->target.state;
	for (int i = 0; i < 10000; i++) {
		oriel_abort_signal *timeout = oriel_abort_signal_new_timeout(1e6);
		oriel_abort_signal *any = oriel_abort_signal_new_any(
			(oriel_abort_signal *[]){ signal, timeout }, 2);
		oriel_listener_id id = oriel_listen(
			&node->target, "x", on_mark, mark_doing(world, NULL, NULL, NULL), .signal = any);
		oriel_abort_signal_unref(timeout);
		oriel_abort_signal_unref(any);
		oriel_unlisten(id);
		assert_true(event_state->lingering_count <= 17);
	}
	oriel_abort_controller_destroy(controller);
}

static void an_abort_ends_all_lingering_signals(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	static struct mark marks[100];
	for (int i = 0; i < 100; i++) {
		oriel_abort_signal *any = oriel_abort_signal_new_any(&signal, 1);
		marks[i] = (struct mark){ .world = world };
		oriel_listen(&node->target, "x", on_mark, &marks[i], .signal = any, .release = drop_mark);
		oriel_abort_signal_unref(any);
	}
	assert_int_equal(node->target.state->lingering_count, 100);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(node->target.state->lingering_count, 0);
	assert_null(node->target.listeners);
	for (int i = 0; i < 100; i++)
		assert_int_equal(marks[i].drops, 1);
	oriel_abort_controller_destroy(controller);
}

static void a_source_freed_without_aborting_frees_its_dependents(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *any = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ oriel_abort_controller_signal(controller) }, 1);
	oriel_abort_signal *held = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ oriel_abort_controller_signal(controller) }, 1);
	oriel_listen(&node->target, "x", on_mark, mark(world, NULL), .signal = any);
	oriel_abort_signal_unref(any);
	oriel_abort_controller_destroy(controller);
	assert_int_equal(node->target.state->lingering_count, 0);
	assert_false(oriel_abort_signal_is_aborted(held));
	oriel_abort_signal_unref(held);
	fire(node, "x");
	assert_order(&world->order, "target node");
}

static void unref_signal(oriel_event *event, struct mark *mark) {
	oriel_abort_signal_unref(mark->arg);
	oriel_fire((oriel_abort_signal *)mark->arg, "abort");
}

static void a_signal_may_be_released_in_its_own_listener(void **state) {
	struct world *world = *state;
	oriel_abort_signal *signal = oriel_abort_signal_new_timeout(10);
	oriel_listen(
		signal, "abort", on_mark, mark_doing(world, NULL, unref_signal, signal), .once = true);
	listen_to_abort(world, signal, "second");
	oriel_loop_advance(world->loop, 10);
	assert_order(&world->order, "target signal, target signal second, target signal second");
}

static void abort_again(oriel_event *event, struct mark *mark) {
	oriel_abort(mark->arg, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(mark->arg);
}

static void a_controller_may_be_destroyed_in_the_abort_of_its_signal(void **state) {
	struct world *world = *state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_listen(oriel_abort_controller_signal(controller), "abort", on_mark,
		mark_doing(world, NULL, abort_again, controller));
	oriel_abort(
		controller, oriel_owned(mark(world, "reason"), drop_mark));
	assert_order(&world->order, "target signal, drop reason");
}

static void signals_may_outlive_their_loop(void **state) {
	struct world *world = *state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *timeout = oriel_abort_signal_new_timeout(10);
	oriel_abort_signal *any = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ oriel_abort_controller_signal(controller), timeout }, 2);
	oriel_abort_signal *lingering = oriel_abort_signal_new_any(
		(oriel_abort_signal *[]){ timeout }, 1);
	listen_to_abort(world, lingering, "never");
	oriel_abort_signal_unref(lingering);
	oriel_event *event = oriel_event_new(
		"x", .detail = { .data = mark(world, "detail"), .release = drop_mark });
	oriel_loop_destroy(loop);
	oriel_abort_signal_unref(any);
	oriel_abort_controller_destroy(controller);
	oriel_abort_signal_unref(timeout);
	oriel_event_unref(event);
	assert_order(&world->order, "drop detail");
	while (world->marks != NULL) {
		struct mark *next = world->marks->next;
		free(world->marks);
		world->marks = next;
	}
}

static int bare_setup(void **state) {
	static struct world world;
	*state = &world;
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(hooks_of_a_signal_run_before_the_abort_event),
		TEST(the_reason_is_released_with_its_last_signal),
		TEST(dependents_are_marked_before_the_first_hook_runs),
		TEST(any_of_a_dependent_signal_depends_on_its_sources),
		TEST(any_of_an_aborted_signal_is_aborted_with_its_reason),
		TEST(a_timeout_signal_aborts_at_its_time),
		TEST(a_timeout_signal_without_references_runs_its_hooks),
		TEST(an_unused_timeout_signal_leaves_no_timer),
		TEST(dependents_do_not_accumulate_on_a_long_lived_signal),
		TEST(an_abort_ends_all_lingering_signals),
		TEST(a_source_freed_without_aborting_frees_its_dependents),
		TEST(a_signal_may_be_released_in_its_own_listener),
		TEST(a_controller_may_be_destroyed_in_the_abort_of_its_signal),
		cmocka_unit_test_setup(signals_may_outlive_their_loop, bare_setup));
}
