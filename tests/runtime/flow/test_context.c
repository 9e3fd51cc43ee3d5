/* SPDX-License-Identifier: MIT */
/*
 * Context values and causes of waiting work. Work that runs later, when a place or a time becomes
 * available, has those of the request that queued it, and not those of the code that made room.
 */
#include "flow_test.h"

#include <oriel/flow/breaker.h>
#include <oriel/runtime/cause.h>
#include <oriel/flow/coalesce.h>
#include <oriel/runtime/context_value.h>
#include <oriel/flow/debounce.h>
#include <oriel/flow/throttle.h>
#include <oriel/runtime/job.h>
#include <oriel/flow/latest.h>
#include <oriel/flow/limiter.h>
#include <oriel/flow/locks.h>
#include <oriel/flow/retry.h>
#include <oriel/runtime/task.h>
#include <oriel/flow/yield.h>

#include <string.h>

static const struct oriel_context_key request = { .name = "request" };

static const char *here(void) {
	const char *name = oriel_context_value(&request).data;
	return name != NULL ? name : "none";
}

/* Runs fn(data) as a task of the request with this name. */
static void as_request(const char *name, oriel_task_fn *fn, void *data) {
	oriel_context_value_run(&request, text(name), fn, data);
}

struct item {
	const char *name;
	oriel_resolver *resolver;
};

static void note_later(void *name) {
	order_add(&order, "%s's timer in %s", (const char *)name, here());
}

/* Returns a pending promise, with a timer that inherits the context of the start function. */
static oriel_promise *begin(oriel_abort_signal *signal, void *data) {
	struct item *item = data;
	order_add(&order, "%s in %s", item->name, here());
	oriel_set_timeout(note_later, (void *)item->name, 1);
	return oriel_promise_new(&item->resolver);
}

static void fulfil_item(void *data) {
	struct item *item = data;
	oriel_resolve(item->resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(item->resolver);
}

static void reject_item(void *data) {
	struct item *item = data;
	oriel_reject_error(item->resolver, ORIEL_NETWORK_ERROR, "no answer");
	oriel_resolver_unref(item->resolver);
}

static struct item a, b, c;
static oriel_limiter *limiter;
static oriel_locks *locks;

static int fresh(void **state) {
	a = (struct item){ "a", NULL }, b = (struct item){ "b", NULL }, c = (struct item){ "c", NULL };
	return virtual_loop(state);
}
#define on_fresh(test) cmocka_unit_test_setup_teardown(test, fresh, end_loop)

static void limit(void *item) {
	oriel_promise_unref(oriel_limiter_run(limiter, begin, item));
}

static void a_limiter_begins_work_in_the_context_of_its_request(void **state) {
	limiter = oriel_limiter_new(1);
	as_request("1", limit, &a);
	as_request("2", limit, &b);
	in_callback(limit(&c));
	assert_order(&order, "a in 1");
	as_request("other", fulfil_item, &a);
	settle();
	assert_order(&order, "b in 2");
	as_request("2", fulfil_item, &b);
	advance(1);
	assert_order(&order, "c in none, a's timer in 1, b's timer in 2, c's timer in none");
	fulfil_item(&c);
	in_callback(oriel_limiter_destroy(limiter));
}

static void request_lock(void *item) {
	oriel_promise_unref(oriel_locks_request(locks, "name", begin, item));
}

static void a_lock_is_held_in_the_context_of_its_request(void **state) {
	locks = oriel_locks_new();
	as_request("1", request_lock, &a);
	as_request("2", request_lock, &b);
	in_callback(request_lock(&c));
	as_request("other", fulfil_item, &a);
	settle();
	as_request("2", fulfil_item, &b);
	advance(1);
	assert_order(
		&order, "a in 1, b in 2, c in none, a's timer in 1, b's timer in 2, c's timer in none");
	fulfil_item(&c);
	in_callback(oriel_locks_destroy(locks));
}

static void note_answer(struct oriel_payload newest, void *data) {
	order_add(&order, "%s in %s", (const char *)newest.data, here());
}

struct call {
	oriel_debounce *debounce;
	const char *name;
};

static void call_debounce(void *data) {
	const struct call *call = data;
	oriel_debounce_call(call->debounce, text(call->name));
}

struct throttle_call {
	oriel_throttle *throttle;
	const char *name;
};

static void call_throttle(void *data) {
	const struct throttle_call *call = data;
	oriel_throttle_call(call->throttle, text(call->name));
}

static void as_throttle_call(
	const char *request_name, oriel_throttle *throttle, const char *name) {
	struct throttle_call call = { throttle, name };
	as_request(request_name, call_throttle, &call);
}

static void as_call(const char *request_name, oriel_debounce *debounce, const char *name) {
	struct call call = { debounce, name };
	as_request(request_name, call_debounce, &call);
}

static void a_debounce_calls_in_the_context_of_the_last_call(void **state) {
	oriel_debounce *debounce = oriel_debounce_new(note_answer, NULL, 10);
	as_call("1", debounce, "a");
	advance(5);
	as_call("2", debounce, "b");
	advance(9);
	in_callback(oriel_debounce_call(debounce, text("c")));
	advance(10);
	assert_order(&order, "c in none");
	as_call("3", debounce, "d");
	as_call("4", debounce, "e");
	in_callback(oriel_debounce_flush(debounce));
	assert_order(&order, "e in 4");
	as_call("5", debounce, "f");
	in_callback(oriel_debounce_cancel(debounce));
	as_call("6", debounce, "g");
	in_callback(oriel_debounce_destroy(debounce));
	assert_order(&order, "");
}

static void a_throttle_calls_in_the_contexts_of_the_first_and_last_calls(void **state) {
	oriel_throttle *throttle = oriel_throttle_new(note_answer, NULL, 10);
	as_throttle_call("1", throttle, "a");
	as_throttle_call("2", throttle, "b");
	as_throttle_call("3", throttle, "c");
	advance(10);
	assert_order(&order, "a in 1, c in 3");
	in_callback(oriel_throttle_destroy(throttle));
}

static void note_item(const char *key, struct oriel_payload newest, void *data) {
	order_add(&order, "%s %s in %s", key, (const char *)newest.data, here());
}

struct put {
	oriel_coalescer *coalescer;
	const char *key, *name;
};

static void put_item(void *data) {
	const struct put *put = data;
	oriel_coalescer_put(put->coalescer, put->key, text(put->name));
}

static void as_put(
	const char *request_name, oriel_coalescer *coalescer, const char *key, const char *name) {
	struct put put = { coalescer, key, name };
	as_request(request_name, put_item, &put);
}

static void a_coalescer_delivers_each_key_in_the_context_of_its_last_put(void **state) {
	static const enum oriel_coalesce_time times[] = { ORIEL_COALESCE_TASK, ORIEL_COALESCE_MICROTASK,
		ORIEL_COALESCE_FRAME, ORIEL_COALESCE_DELAY };
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		oriel_coalescer *coalescer = oriel_coalescer_new(
			note_item, NULL, .time = times[i], .delay_ms = 10);
		oriel_loop_begin_host(the_loop);
		as_put("1", coalescer, "x", "a");
		as_put("2", coalescer, "y", "b");
		as_put("3", coalescer, "x", "c");
		oriel_coalescer_put(coalescer, "z", text("d"));
		oriel_loop_end_host(the_loop);
		advance(100);
		assert_order(&order, "x c in 3, y b in 2, z d in none");
		as_put("4", coalescer, "x", "e");
		in_callback(oriel_coalescer_destroy(coalescer));
	}
	assert_order(&order, "");
}

static void retry_item(void *item) {
	oriel_promise_unref(oriel_retry(begin, item, .base_ms = 10, .max_attempts = 3,
		.no_jitter = true, .attempt_timeout_ms = 30));
}

static void every_attempt_of_a_retry_has_the_context_of_its_request(void **state) {
	as_request("1", retry_item, &a);
	as_request("other", reject_item, &a);
	advance(10);
	oriel_resolver *timed_out = a.resolver;
	advance(30 + 20); /* the second attempt exceeds its time limit */
	assert_order(&order, "a in 1, a's timer in 1, a in 1, a's timer in 1, a in 1");
	as_request("other", fulfil_item, &a);
	oriel_resolver_unref(timed_out);
	advance(1);
	assert_order(&order, "a's timer in 1");
}

static oriel_latest *latest;
static oriel_breaker *breaker;

static void run_latest(void *item) {
	oriel_promise_unref(oriel_latest_run(latest, begin, item));
}

static void run_breaker(void *item) {
	oriel_promise_unref(oriel_breaker_run(breaker, begin, item));
}

static void work_begun_at_once_has_the_context_of_its_caller(void **state) {
	latest = oriel_latest_new();
	breaker = oriel_breaker_new();
	as_request("1", run_latest, &a);
	as_request("2", run_breaker, &b);
	settle();
	fulfil_item(&a);
	fulfil_item(&b);
	advance(1);
	assert_order(&order, "a in 1, b in 2, a's timer in 1, b's timer in 2");
	in_callback(oriel_latest_destroy(latest));
	in_callback(oriel_breaker_destroy(breaker));
}

static bool step(void *left) {
	order_add(&order, "%d in %s", *(int *)left, here());
	return --*(int *)left > 0;
}

static void run_chunks(void *left) {
	oriel_promise_unref(oriel_run_chunks(step, left, .max_steps = 1));
}

static void all_chunks_have_the_context_of_their_request(void **state) {
	int first = 2, second = 2;
	as_request("1", run_chunks, &first);
	as_request("2", run_chunks, &second);
	settle();
	assert_order(&order, "2 in 1, 2 in 2, 1 in 1, 1 in 2");
}

static void no_work(oriel_job *job, void *data) {
	(void)job;
}

static void job_done(void *name) {
	order_add(&order, "%s done in %s", (const char *)name, here());
}

static oriel_job_queue *queue;

static void run_job(void *name) {
	oriel_job_run(no_work, job_done, name, .queue = queue);
}

static struct oriel_completion note_ready(struct oriel_payload value, void *name) {
	order_add(&order, "%s ready in %s", (const char *)name, here());
	run_job(name);
	return ORIEL_COMPLETE;
}

static void run_job_when_ready(void *name) {
	oriel_promise_unref(oriel_then(oriel_job_queue_ready(queue), note_ready, NULL, name));
}

static void a_job_that_waited_for_its_queue_has_the_context_of_its_request(void **state) {
	queue = oriel_job_queue_new(.limit = 1);
	as_request("1", run_job, "a");
	as_request("2", run_job_when_ready, "b");
	in_callback(run_job_when_ready("c"));
	oriel_loop_settle(the_loop);
	assert_order(&order, "a done in 1, b ready in 2, b done in 2, c ready in none, c done in none");
	oriel_job_queue_destroy(queue);
}

/* ---- Causes ---- */

static oriel_promise *begin_noting_chain(oriel_abort_signal *signal, void *data) {
	char chain[512];
	struct item *item = data;
	oriel_cause_print(chain, sizeof(chain));
	order_add(&order, "%s", chain);
	return oriel_promise_new(&item->resolver);
}

static void limit_at(void *item) {
	static const struct oriel_limiter_run_options options = { .size = sizeof(options) };
	oriel_promise_unref(oriel_limiter_run_at(
		item == &a ? "l.c:1" : "l.c:2", limiter, begin_noting_chain, item, &options));
}

static void the_chain_of_causes_of_waiting_work_leads_to_its_request(void **state) {
	limiter = oriel_limiter_new(1);
	oriel_queue_task_at("t.c:1", limit_at, &a, NULL);
	oriel_queue_task_at("t.c:2", limit_at, &b, NULL);
	settle();
	oriel_queue_task_at("t.c:3", fulfil_item, &a, NULL);
	settle();
	assert_order(&order,
		ORIEL_SITES && ORIEL_CAUSES ? "l.c:1 limiter start ← t.c:1 task, l.c:2 limiter start ← "
									"t.c:2 task" :
			ORIEL_SITES             ? "l.c:1 limiter start, l.c:2 limiter start" :
									"limiter start, limiter start");
	fulfil_item(&b);
	in_callback(oriel_limiter_destroy(limiter));
}

int main(void) {
	return RUN_TESTS(
		on_fresh(a_limiter_begins_work_in_the_context_of_its_request),
		on_fresh(a_lock_is_held_in_the_context_of_its_request),
		on_fresh(a_debounce_calls_in_the_context_of_the_last_call),
		on_fresh(a_throttle_calls_in_the_contexts_of_the_first_and_last_calls),
		on_fresh(a_coalescer_delivers_each_key_in_the_context_of_its_last_put),
		on_fresh(every_attempt_of_a_retry_has_the_context_of_its_request),
		on_fresh(work_begun_at_once_has_the_context_of_its_caller),
		on_fresh(all_chunks_have_the_context_of_their_request),
		on_fresh(a_job_that_waited_for_its_queue_has_the_context_of_its_request),
		on_fresh(the_chain_of_causes_of_waiting_work_leads_to_its_request));
}
