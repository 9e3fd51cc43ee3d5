/* SPDX-License-Identifier: MIT */
/*
 * Coroutines: when they run, results of awaits, aborting, the depths of the loop, and the end of
 * the loop; and promises of times, frames and events. A block of host code, whose end is a
 * checkpoint, takes the place of a callback.
 */
#include "async_test.h"
#include "death.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/cause.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/context_value.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int teardown(void **state) {
	assert_int_equal(alive("coroutines"), 0);
	assert_int_equal(alive("promises"), 0);
	return loop_teardown(state);
}

/* Notes how an await of promise ends. */
static enum oriel_await_status await(const char *name, oriel_promise *promise) {
	static const char *const names[] = { "", "rejected ", "aborted " };
	struct oriel_payload result;
	enum oriel_await_status status = oriel_await(promise, &result);
	order_add(&order, "%s: %s%s", name, names[status], text_of(result));
	return status;
}

/* Notes the first name of a list, and queues a microtask for the next. */
static void mark(void *data) {
	order_add(&order, "%s", (const char *)data);
	const char *next = (const char *)data + strlen(data) + 1;
	if (*next != '\0')
		oriel_queue_microtask(mark, (void *)next);
}

static struct oriel_completion two_awaits(void *data) {
	order_add(&order, "begins");
	await("first", oriel_promise_new_fulfilled(owned("1")));
	await("second", oriel_promise_new_rejected(owned("2")));
	return oriel_return(text("end"));
}

static void a_coroutine_begins_at_once_and_resumes_in_a_microtask(void **state) {
	oriel_loop_begin_host(loop);
	watch(oriel_async(two_awaits, NULL), "a");
	order_add(&order, "host");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0");
	oriel_loop_end_host(loop);
	assert_order(
		&order, "begins, host, first: 1, drop 1, m1, second: rejected 2, drop 2, m2, a: end, m3");
}

static void a_coroutine_begun_outside_of_callbacks_resumes_in_the_loop(void **state) {
	oriel_promise *promise = oriel_async(two_awaits, NULL);
	assert_order(&order, "begins");
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_FULFILLED);
	assert_string_equal(oriel_promise_result(promise).data, "end");
	assert_order(&order, "first: 1, drop 1, second: rejected 2, drop 2");
	oriel_promise_unref(promise);
}

static struct oriel_completion throws(void *data) {
	return oriel_throw_error(ORIEL_NOT_FOUND_ERROR, "it is not there");
}

static struct oriel_completion follows(void *data) {
	return oriel_follow(data);
}

static void the_completion_of_a_coroutine_settles_its_promise(void **state) {
	oriel_loop_begin_host(loop);
	watch(oriel_async(throws, NULL), "throws");
	watch(oriel_async(follows, oriel_promise_new_fulfilled(text("1"))), "follows");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "throws: rejected NotFoundError, m1, m2, follows: 1, m3");
}

static struct oriel_completion inner(void *data) {
	order_add(&order, "inner");
	oriel_await(oriel_sleep(10), NULL);
	order_add(&order, "inner goes on");
	return oriel_return(text("inner's"));
}

static struct oriel_completion outer(void *data) {
	order_add(&order, "outer");
	oriel_promise *promise = oriel_async(inner, NULL);
	assert_true(oriel_can_await());
	order_add(&order, "outer goes on");
	await("outer", promise);
	return ORIEL_COMPLETE;
}

static void coroutines_nest(void **state) {
	watch(oriel_async(outer, NULL), "a");
	assert_order(&order, "outer, inner, outer goes on");
	oriel_loop_advance(loop, 10);
	assert_order(&order, "inner goes on, outer: inner's, a: nothing");
}

/* ---- Contexts in which awaiting is allowed ---- */

static void listener_that_awaits(oriel_event *event, void *data) {
	assert_false(oriel_can_await());
	assert_breaks("return from it first, or begin a coroutine", oriel_await(NULL, NULL));
	oriel_promise_unref(oriel_async(inner, NULL));
	order_add(&order, "listener returns");
}

static struct oriel_completion fires(void *data) {
	assert_true(oriel_can_await());
	oriel_fire(oriel_loop_target(loop), "nested");
	assert_true(oriel_can_await());
	return ORIEL_COMPLETE;
}

static void awaiting_in_a_callback_on_the_stack_of_a_coroutine_asserts(void **state) {
	oriel_listen(loop, "nested", listener_that_awaits, NULL);
	oriel_promise_unref(oriel_async(fires, NULL));
	assert_order(&order, "inner, listener returns");
	oriel_loop_advance(loop, 10);
	assert_order(&order, "inner goes on");
	oriel_unlisten_all(loop, NULL);
}

static void awaiting_outside_a_coroutine_asserts(void **state) {
	assert_false(oriel_can_await());
	assert_breaks("outside a coroutine; begin one with oriel_async()", oriel_await(NULL, NULL));
	assert_breaks("oriel_coroutine_signal: called outside a coroutine", oriel_coroutine_signal());
}

static struct oriel_completion runs_the_loop(void *data) {
	oriel_promise *promise = oriel_promise_new_fulfilled(text(""));
	assert_breaks(
		"oriel_loop_run_until: called inside a callback", oriel_loop_run_until(loop, promise));
	oriel_promise_unref(promise);
	return ORIEL_COMPLETE;
}

static void running_the_loop_in_a_coroutine_asserts(void **state) {
	oriel_promise_unref(oriel_async(runs_the_loop, NULL));
}

static struct oriel_completion defers(void *data) {
	oriel_promise_unref(oriel_promise_new_fulfilled(owned("while it runs")));
	order_add(&order, "awaits");
	oriel_await(oriel_sleep(10), NULL);
	oriel_promise_unref(oriel_promise_new_fulfilled(owned("later")));
	order_add(&order, "returns");
	return ORIEL_COMPLETE;
}

static void release_functions_run_while_a_coroutine_is_suspended(void **state) {
	oriel_promise_unref(oriel_async(defers, "data", .release = drop_text));
	assert_order(&order, "awaits, drop while it runs");
	oriel_loop_advance(loop, 10);
	assert_order(&order, "returns, drop later, drop data");
}

static void release_functions_of_a_nested_coroutine_wait_for_the_callback(void **state) {
	oriel_loop_begin_host(loop);
	oriel_promise_unref(oriel_async(defers, NULL));
	order_add(&order, "host");
	oriel_loop_end_host(loop);
	assert_order(&order, "awaits, host, drop while it runs");
	oriel_loop_advance(loop, 10);
	assert_order(&order, "returns, drop later");
}

/* ---- Aborting ---- */

static struct oriel_completion sleeps(void *data) {
	if (await(data, oriel_sleep(100)) == ORIEL_AWAIT_ABORTED) {
		await(data, oriel_promise_new_rejected(owned("of no interest")));
		return oriel_return(text("unwound"));
	}
	return oriel_return(text("slept"));
}

static void an_abort_resumes_the_coroutine_in_a_microtask(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	watch(oriel_async(sleeps, "a", .signal = signal), "a");
	oriel_loop_begin_host(loop);
	oriel_abort(controller, oriel_borrowed("reason"));
	order_add(&order, "host");
	oriel_loop_end_host(loop);
	assert_order(
		&order, "host, a: aborted reason, a: aborted reason, drop of no interest, a: unwound");
	oriel_abort_controller_destroy(controller);
	oriel_loop_advance(loop, 100);
	assert_order(&order, "");
}

static void a_reason_that_cannot_be_shared_is_an_error_instead(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_async(sleeps, "a", .signal = oriel_abort_controller_signal(controller)), "a");
	oriel_abort(controller, oriel_owned("reason", drop_text));
	checkpoint();
	assert_order(
		&order, "a: aborted AbortError, a: aborted AbortError, drop of no interest, a: unwound");
	oriel_abort_controller_destroy(controller);
	assert_order(&order, "drop reason");
	oriel_loop_advance(loop, 100);
}

static struct oriel_completion awaits_promise(void *data) {
	await("a", data);
	return ORIEL_COMPLETE;
}

static void an_abort_after_the_promise_is_settled_still_counts(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_promise_unref(
		oriel_async(awaits_promise, promise, .signal = oriel_abort_controller_signal(controller)));
	oriel_loop_begin_host(loop);
	oriel_resolve(resolver, owned("1"));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_end_host(loop);
	assert_order(&order, "a: aborted AbortError, drop 1");
	oriel_resolver_unref(resolver);
	oriel_abort_controller_destroy(controller);
}

static void an_aborted_signal_keeps_the_coroutine_from_beginning(void **state) {
	oriel_abort_signal *signal = oriel_abort_signal_new_aborted(
		oriel_borrowed("reason"));
	watch(oriel_async(sleeps, "data", .signal = signal, .release = drop_text), "a");
	checkpoint();
	assert_order(&order, "drop data, a: rejected reason");
	oriel_abort_signal_unref(signal);
}

static struct oriel_completion passes_its_signal_on(void *data) {
	oriel_promise *promise = oriel_sleep(100, .signal = oriel_coroutine_signal());
	watch(oriel_promise_ref(promise), "sleep");
	await("a", promise);
	return ORIEL_COMPLETE;
}

static void the_signal_of_a_coroutine_aborts_with_the_coroutine(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_async(
			passes_its_signal_on, NULL, .signal = oriel_abort_controller_signal(controller)),
		"end");
	oriel_abort(controller, oriel_borrowed("reason"));
	checkpoint();
	assert_order(&order, "a: aborted reason, sleep: rejected reason, end: nothing");
	oriel_abort_controller_destroy(controller);
	assert_int_equal(alive("timers"), 0);
}

static struct oriel_completion asks_when_aborted(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	assert_true(oriel_abort_signal_is_aborted(oriel_coroutine_signal()));
	order_add(&order, "is aborted");
	return ORIEL_COMPLETE;
}

static void the_signal_of_an_aborted_coroutine_is_aborted(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_promise_unref(
		oriel_async(asks_when_aborted, NULL, .signal = oriel_abort_controller_signal(controller)));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	checkpoint();
	assert_order(&order, "is aborted");
	oriel_abort_controller_destroy(controller);
	oriel_loop_advance(loop, 1);
}

static struct oriel_completion throws_when_aborted(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	return oriel_throw_error(ORIEL_ABORT_ERROR, "it was aborted");
}

static void an_aborted_coroutine_without_references_is_not_reported(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_promise_unref(oriel_async(
		throws_when_aborted, NULL, .signal = oriel_abort_controller_signal(controller)));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 1);
	oriel_abort_controller_destroy(controller);
}

/* ---- The end of the loop ---- */

static void the_end_of_the_loop_runs_each_coroutine_to_its_return(void **state) {
	watch(oriel_async(sleeps, "first", .release = drop_text), "never");
	watch(oriel_async(sleeps, "second", .release = drop_text), "never");
	oriel_loop_destroy(loop);
	assert_order(&order,
		"first: aborted AbortError, first: aborted AbortError, drop of no interest, drop first, "
		"second: aborted AbortError, second: aborted AbortError, drop of no interest, drop second");
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static struct oriel_completion begins_another(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	oriel_promise *promise = oriel_async(sleeps, "refused", .release = drop_text);
	order_add(&order, "%s", text_of(oriel_promise_result(promise)));
	oriel_promise_unref(promise);
	return ORIEL_COMPLETE;
}

static void no_coroutine_begins_while_the_loop_ends(void **state) {
	oriel_promise_unref(oriel_async(begins_another, NULL));
	oriel_loop_destroy(loop);
	assert_order(&order, "AbortError, drop refused");
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static struct oriel_completion never_ends(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	assert_breaks("let it return on ORIEL_AWAIT_ABORTED",
		for (;;) oriel_await(oriel_promise_new_fulfilled(text("")), NULL));
	return ORIEL_COMPLETE;
}

static void endless_awaiting_after_an_abort_asserts(void **state) {
	oriel_promise_unref(oriel_async(never_ends, NULL));
	oriel_loop_destroy(loop);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

/* ---- Contexts ---- */

static const struct oriel_context_key key = { .name = "key" };

static struct oriel_completion reads_its_context(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	order_add(&order, "%s", text_of(oriel_context_value(&key)));
	oriel_await(oriel_promise_new_fulfilled(text("")), NULL);
	order_add(&order, "%s", text_of(oriel_context_value(&key)));
	return ORIEL_COMPLETE;
}

static struct oriel_completion read_context(struct oriel_payload result, void *data) {
	order_add(&order, "then %s", text_of(oriel_context_value(&key)));
	return ORIEL_COMPLETE;
}

static void begin_with_context(void *data) {
	oriel_promise_unref(oriel_then(oriel_async(reads_its_context, NULL), read_context, NULL, NULL));
}

static void the_context_lasts_across_awaits(void **state) {
	oriel_context_value_run(&key, owned("a"), begin_with_context, NULL);
	oriel_context_value_run(&key, text("b"), begin_with_context, NULL);
	oriel_loop_advance(loop, 1);
	assert_order(&order, "a, a, then a, drop a, b, b, then b");
	assert_null(oriel_context_value(&key).data);
}

static void add_chain(void) {
	char chain[256];
	oriel_cause_print(chain, sizeof(chain));
	bool is_reaction = strstr(chain, " promise reaction ") != NULL,
		is_coroutine = strstr(chain, " coroutine ") != NULL;
	order_add(&order, "%s%s%s", is_reaction ? "reaction" : "", is_coroutine ? "coroutine" : "",
		strstr(chain, "timer") != NULL ? " after a timer" : "");
}

static struct oriel_completion chain_of_reaction(struct oriel_payload result, void *data) {
	add_chain();
	return ORIEL_COMPLETE;
}

static struct oriel_completion chain_of_coroutine(void *data) {
	oriel_await(oriel_sleep(1), NULL);
	add_chain();
	return ORIEL_COMPLETE;
}

static void begin_both(void *data) {
	oriel_promise_unref(oriel_then(oriel_sleep(1), chain_of_reaction, NULL, NULL));
	oriel_promise_unref(oriel_async(chain_of_coroutine, NULL));
}

/* The cause is the await, not the timers of the two sleeps, which settle the promises. */
static void the_cause_of_a_resumed_coroutine_is_its_await(void **state) {
	if (!ORIEL_SITES || !ORIEL_CAUSES)
		skip();
	oriel_queue_task(begin_both, NULL);
	oriel_loop_advance(loop, 1);
	assert_order(&order, "reaction, coroutine");
}

/* ---- Times, frames and events ---- */

static struct oriel_completion waits_for_a_frame(void *data) {
	struct oriel_payload result;
	oriel_await(oriel_next_frame(), &result);
	order_add(&order, "frame at %.0f", *(const double *)result.data);
	return ORIEL_COMPLETE;
}

static void a_frame_fulfils_its_promise(void **state) {
	oriel_promise_unref(oriel_async(waits_for_a_frame, NULL));
	oriel_loop_advance(loop, 20);
	assert_order(&order, "frame at 0");
}

static struct oriel_completion waits_for_an_event(void *data) {
	struct oriel_payload result;
	enum oriel_await_status status = oriel_await(
		oriel_next_event((oriel_target *)data, "ping"), &result);
	order_add(&order, "%s",
		status == ORIEL_AWAIT_FULFILLED ? oriel_event_type(result.data) : text_of(result));
	return ORIEL_COMPLETE;
}

static const struct oriel_target_class target_class = { .size = sizeof(target_class) };

static void an_event_fulfils_its_promise(void **state) {
	oriel_target *target = oriel_target_new(&target_class, NULL);
	oriel_promise_unref(oriel_async(waits_for_an_event, target));
	oriel_fire(target, "ping");
	oriel_fire(target, "ping");
	checkpoint();
	assert_order(&order, "ping");
	assert_int_equal(alive("listeners"), 0);
	assert_int_equal(alive("events"), 0);

	oriel_promise_unref(oriel_async(waits_for_an_event, target));
	oriel_target_destroy(target);
	checkpoint();
	assert_order(&order, "AbortError");
}

static struct oriel_completion prevents(void *data) {
	struct oriel_payload result;
	while (oriel_await(oriel_next_event((oriel_target *)data, "ping"), &result) ==
		ORIEL_AWAIT_FULFILLED)
		oriel_prevent_default(result.data);
	return ORIEL_COMPLETE;
}

static void an_awaited_event_can_be_prevented(void **state) {
	oriel_target *target = oriel_target_new(NULL, NULL);
	oriel_promise_unref(oriel_async(prevents, target));
	assert_false(oriel_fire(target, "ping", .cancelable = true));
	assert_false(oriel_fire(target, "ping", .cancelable = true));
	oriel_target_destroy(target);
	checkpoint();
}

static void aborting_a_wait_rejects_its_promise_and_ends_it(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	watch(oriel_sleep(10, .signal = signal), "sleep");
	watch(oriel_next_frame(.signal = signal), "frame");
	watch(oriel_next_event(loop, "ping", .signal = signal), "event");
	oriel_promise_unref(oriel_sleep(10, .signal = signal));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	watch(oriel_sleep(10, .signal = signal), "late");
	checkpoint();
	assert_order(&order,
		"sleep: rejected AbortError, frame: rejected AbortError, event: rejected AbortError, late: "
		"rejected AbortError");
	assert_int_equal(alive("timers"), 0);
	assert_int_equal(alive("frame callbacks"), 0);
	assert_int_equal(alive("listeners"), 0);
	oriel_abort_controller_destroy(controller);
	oriel_loop_advance(loop, 10);
}

static void run_until_returns_when_nothing_can_run(void **state) {
	oriel_promise *promise = oriel_sleep(10);
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_PENDING);
	oriel_loop_advance(loop, 10);
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
}

static void quit(void *data) {
	oriel_loop_quit(loop, 3);
}

static void quitting_ends_run_until_and_the_next_run(void **state) {
	oriel_promise *promise = oriel_sleep(10);
	oriel_queue_task(quit, NULL);
	oriel_queue_task(mark, "later\0");
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_PENDING);
	assert_int_equal(oriel_loop_run(loop), 3);
	assert_order(&order, "");
	oriel_promise_unref(promise);
	oriel_loop_advance(loop, 10);
	assert_order(&order, "later");
}

static void run_until_blocks_on_the_system_clock(void **state) {
	oriel_loop_destroy(loop);
	loop = oriel_loop_new();
	oriel_promise *promise = oriel_sleep(1);
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
}

/* ---- Stacks ---- */

static struct oriel_completion many(void *data) {
	int *left = data;
	oriel_await(oriel_sleep(1), NULL);
	oriel_await(oriel_promise_new_fulfilled(text("")), NULL);
	--*left;
	return ORIEL_COMPLETE;
}

static void thousands_of_coroutines_run_at_once(void **state) {
	int left = 2000;
	for (int i = left; i > 0; i--)
		oriel_promise_unref(oriel_async(many, &left));
	assert_int_equal(alive("coroutines"), 2000);
	oriel_loop_advance(loop, 1);
	assert_int_equal(left, 0);
}

/* The loop frees memory of a burst before it sleeps. */
static void memory_of_a_burst_of_coroutines_is_freed_and_the_rest_stays(void **state) {
	oriel_loop_destroy(loop);
	loop = oriel_loop_new();
	oriel_promise *promises[8000];
	int left = 100;
	for (int i = left; i > 0; i--)
		oriel_promise_unref(oriel_async(many, &left));
	for (size_t i = 0; i < 8000; i++)
		promises[i] = oriel_promise_new_fulfilled(text("kept"));
	for (size_t i = 0; i < 8000; i++) {
		if (i % 500 != 0)
			oriel_promise_unref(promises[i]);
	}
	oriel_promise *promise = oriel_sleep(3);
	oriel_loop_run_until(loop, promise);
	oriel_promise_unref(promise);
	assert_int_equal(left, 0);
	for (int i = 0; i < 3000; i++)
		oriel_promise_unref(oriel_promise_new_fulfilled(text("new")));
	for (size_t i = 0; i < 8000; i += 500) {
		assert_string_equal(oriel_promise_result(promises[i]).data, "kept");
		oriel_promise_unref(promises[i]);
	}
}

static void a_stack_size_too_large_rejects_the_promise(void **state) {
	watch(oriel_async(many, "data", .stack_size = SIZE_MAX - 5, .release = drop_text), "a");
	watch(
		oriel_async(many, "data", .stack_size = SIZE_MAX / 2 - 100000, .release = drop_text), "b");
	checkpoint();
	assert_order(&order,
		"drop data, drop data, a: rejected QuotaExceededError, b: rejected QuotaExceededError");
}

static int use(volatile char *outer, int depth) {
	volatile char here[1024];
	here[0] = outer[0];
	return depth > 0 ? use(here, depth - 1) + here[0] : here[0];
}

static struct oriel_completion uses_stack(void *data) {
	volatile char here[1] = { 0 };
	use(here, *(const int *)data);
	oriel_await(oriel_promise_new_fulfilled(text("")), NULL);
	use(here, *(const int *)data);
	order_add(&order, "used");
	return ORIEL_COMPLETE;
}

static void a_stack_has_the_requested_size(void **state) {
	int depth = 3000;
	oriel_promise_unref(oriel_async(uses_stack, &depth, .stack_size = 8 << 20));
	checkpoint();
	assert_order(&order, "used");
}

/* Runs in a process of its own, which accessing the guard page ends. */
static void a_stack_overflow_hits_the_guard_page(void **state) {
	pid_t child = fork();
	if (child == 0) {
		int depth = 3000;
		signal(SIGSEGV, SIG_DFL);
		oriel_promise_unref(oriel_async(uses_stack, &depth, .stack_size = 64 << 10));
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

static oriel_target *circle_target;

static void fire_again(oriel_event *event, void *data) {
	oriel_fire(circle_target, "again");
}

static struct oriel_completion fires_without_an_end(void *data) {
	oriel_fire(circle_target, "again");
	return ORIEL_COMPLETE;
}

static void begin_a_circle(void *data) {
	oriel_promise_unref(
		oriel_async(fires_without_an_end, NULL, .stack_size = *(const size_t *)data));
}

static void the_assertion_names_a_circle_of_dispatches_before_a_small_stack_ends(void **state) {
	static const size_t sizes[] = { 0, 64 << 10, 1 << 20, 16 << 20 };
	circle_target = oriel_target_new(NULL, NULL);
	oriel_listen(circle_target, "again", fire_again, NULL);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		const char *sentence = sentence_of_death(begin_a_circle, (void *)&sizes[i]);
		assert_non_null(strstr(sentence, "in a circle: test_coroutine.c:"));
	}
	oriel_target_destroy(circle_target);
}

static struct oriel_completion begins_itself(void *data) {
	oriel_promise_unref(oriel_async(begins_itself, NULL, .stack_size = 64 << 10));
	return ORIEL_COMPLETE;
}

static void begin_without_an_end(void *data) {
	oriel_promise_unref(oriel_async(begins_itself, NULL));
}

static void endlessly_nested_coroutines_assert(void **state) {
	const char *sentence = sentence_of_death(begin_without_an_end, NULL);
	assert_non_null(strstr(sentence, "deep within one another"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_coroutine_begins_at_once_and_resumes_in_a_microtask),
		TEST(a_coroutine_begun_outside_of_callbacks_resumes_in_the_loop),
		TEST(the_completion_of_a_coroutine_settles_its_promise),
		TEST(coroutines_nest),
		TEST(awaiting_in_a_callback_on_the_stack_of_a_coroutine_asserts),
		TEST(awaiting_outside_a_coroutine_asserts),
		TEST(running_the_loop_in_a_coroutine_asserts),
		TEST(release_functions_run_while_a_coroutine_is_suspended),
		TEST(release_functions_of_a_nested_coroutine_wait_for_the_callback),
		TEST(an_abort_resumes_the_coroutine_in_a_microtask),
		TEST(a_reason_that_cannot_be_shared_is_an_error_instead),
		TEST(an_abort_after_the_promise_is_settled_still_counts),
		TEST(an_aborted_signal_keeps_the_coroutine_from_beginning),
		TEST(the_signal_of_a_coroutine_aborts_with_the_coroutine),
		TEST(the_signal_of_an_aborted_coroutine_is_aborted),
		TEST(an_aborted_coroutine_without_references_is_not_reported),
		TEST(the_end_of_the_loop_runs_each_coroutine_to_its_return),
		TEST(no_coroutine_begins_while_the_loop_ends),
		TEST(endless_awaiting_after_an_abort_asserts),
		TEST(the_context_lasts_across_awaits),
		TEST(the_cause_of_a_resumed_coroutine_is_its_await),
		TEST(a_frame_fulfils_its_promise),
		TEST(an_event_fulfils_its_promise),
		TEST(an_awaited_event_can_be_prevented),
		TEST(aborting_a_wait_rejects_its_promise_and_ends_it),
		TEST(run_until_returns_when_nothing_can_run),
		TEST(quitting_ends_run_until_and_the_next_run),
		TEST(run_until_blocks_on_the_system_clock),
		TEST(thousands_of_coroutines_run_at_once),
		TEST(memory_of_a_burst_of_coroutines_is_freed_and_the_rest_stays),
		TEST(a_stack_size_too_large_rejects_the_promise),
		TEST(a_stack_has_the_requested_size),
		TEST(a_stack_overflow_hits_the_guard_page),
		TEST(the_assertion_names_a_circle_of_dispatches_before_a_small_stack_ends),
		TEST(endlessly_nested_coroutines_assert));
}
