/* SPDX-License-Identifier: MIT */
/*
 * Promises: the rules of Promises/A+ one by one, the orders of ECMAScript, who owns what, and the end of the loop. Everything runs in
 * microtasks, so that a test is a block of host code, whose end is a checkpoint.
 */
#include "test.h"

#include <oriel/abort.h>
#include <oriel/census.h>
#include <oriel/error.h>
#include <oriel/event.h>
#include <oriel/loop.h>
#include <oriel/microtask.h>
#include <oriel/promise.h>
#include <oriel/target.h>

#include <stdlib.h>
#include <string.h>

static struct order order;
static oriel_loop *loop;

static int setup(void **state) {
	order = (struct order){ 0 };
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

static size_t alive(void) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return census.counts[ORIEL_CENSUS_PROMISES];
}

static int teardown(void **state) {
	oriel_loop_destroy(loop);
	loop = NULL;
	return 0;
}

/* Values are texts; a counted one records its end. */
static struct oriel_payload text(const char *value) {
	return (struct oriel_payload){ .data = (void *)value };
}

static void drop_text(void *data) {
	order_add(&order, "drop %s", (const char *)data);
}

static struct oriel_payload owned(const char *value) {
	return (struct oriel_payload){ .data = (void *)value, .drop = drop_text };
}

static const char *text_of(struct oriel_payload payload) {
	const struct oriel_error *error = oriel_error_try_from_payload(payload);
	return error != NULL ? oriel_status_name(error->code) : payload.data != NULL ? payload.data : "nothing";
}

static struct oriel_completion fulfilled(struct oriel_payload result, void *data) {
	order_add(&order, "%s: %s", (const char *)data, text_of(result));
	return ORIEL_COMPLETE;
}

static struct oriel_completion rejected(struct oriel_payload result, void *data) {
	order_add(&order, "%s: rejected %s", (const char *)data, text_of(result));
	return ORIEL_COMPLETE;
}

/* Records what becomes of promise. */
static void watch(oriel_promise *promise, const char *name) {
	oriel_promise_unref(oriel_then(promise, fulfilled, rejected, (void *)name));
}

static void checkpoint(void) {
	oriel_loop_begin_host(loop);
	oriel_loop_end_host(loop);
}

static void a_promise_is_fulfilled_once(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_promise_ref(promise), "a");
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_PENDING);
	assert_null(oriel_promise_result(promise).data);
	oriel_resolve(resolver, text("1"));
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_FULFILLED);
	oriel_resolve(resolver, owned("2"));
	oriel_reject(resolver, owned("3"));
	oriel_reject_error(resolver, ORIEL_TYPE_ERROR, "late");
	assert_string_equal(oriel_promise_result(promise).data, "1");
	assert_order(&order, "drop 2, a: 1, drop 3");
	oriel_resolver_unref(resolver);
	oriel_promise_unref(promise);
	assert_int_equal(alive(), 0);
}

/* 2.1, 2.2: states, and reactions. */

static void a_reaction_waits_until_nothing_is_on_the_stack(void **state) {
	oriel_loop_begin_host(loop);
	watch(oriel_promise_new_fulfilled(text("1")), "a");
	order_add(&order, "host");
	oriel_loop_end_host(loop);
	assert_order(&order, "host, a: 1");
	assert_int_equal(alive(), 0);
}

static void an_absent_reaction_passes_through(void **state) {
	watch(oriel_catch(oriel_promise_new_fulfilled(owned("1")), rejected, "no"), "a");
	watch(oriel_then(oriel_promise_new_rejected(owned("2")), fulfilled, NULL, "no"), "b");
	checkpoint();
	assert_order(&order, "a: 1, drop 1, b: rejected 2, drop 2");
	assert_int_equal(alive(), 0);
}

static struct oriel_completion follow_it(struct oriel_payload result, void *data) {
	order_add(&order, "follow");
	return oriel_follow(data);
}

static void mark(void *data) {
	order_add(&order, "%s", (const char *)data);
	const char *next = (const char *)data + strlen(data) + 1;
	if (*next != '\0')
		oriel_queue_microtask(mark, (void *)next);
}

static void following_takes_as_many_microtasks_as_in_ecmascript(void **state) {
	oriel_loop_begin_host(loop);
	oriel_promise *other = oriel_promise_new_fulfilled(text("1"));
	watch(oriel_then(oriel_promise_new_fulfilled(text("0")), follow_it, NULL, other), "a");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0m4\0m5\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "follow, m1, m2, m3, a: 1, m4, m5");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(a_promise_is_fulfilled_once, setup, teardown),
		cmocka_unit_test_setup_teardown(a_reaction_waits_until_nothing_is_on_the_stack, setup, teardown),
		cmocka_unit_test_setup_teardown(an_absent_reaction_passes_through, setup, teardown),
		cmocka_unit_test_setup_teardown(following_takes_as_many_microtasks_as_in_ecmascript, setup, teardown));
}
