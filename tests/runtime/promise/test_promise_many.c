/* SPDX-License-Identifier: MIT */
/*
 * Combinations of promises: the results of all, all_settled, any and race, the microtasks that they
 * take, and the references that they hold.
 */
#include "async_test.h"

#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/promise.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int teardown(void **state) {
	assert_int_equal(alive("promises"), 0);
	return loop_teardown(state);
}

static void add_settlements(const char *name, const struct oriel_settlements *list) {
	char line[256];
	int length = snprintf(line, sizeof(line), "%s: [", name);
	for (size_t i = 0; i < list->count; i++) {
		const char *state = list->items[i].state == ORIEL_PROMISE_REJECTED ? "!" : "";
		length += snprintf(line + length, sizeof(line) - (size_t)length, "%s%s%s", i > 0 ? " " : "",
			state, (const char *)list->items[i].result.data);
	}
	order_add(&order, "%s]", line);
}

static void add_result(const char *name, const char *how, struct oriel_payload result) {
	const struct oriel_settlements *list = oriel_settlements_try_from_payload(result);
	const struct oriel_error *error = oriel_error_try_from_payload(result);
	char line[64];
	snprintf(line, sizeof(line), "%s%s", name, how);
	if (list != NULL)
		add_settlements(line, list);
	else
		order_add(&order, "%s: %s", line,
			error != NULL ? oriel_status_name(error->code) : (const char *)result.data);
}

static struct oriel_completion list_fulfilled(struct oriel_payload result, void *data) {
	add_result(data, "", result);
	return ORIEL_COMPLETE;
}

static struct oriel_completion list_rejected(struct oriel_payload result, void *data) {
	add_result(data, " rejected", result);
	return ORIEL_COMPLETE;
}

static void watch_list(oriel_promise *promise, const char *name) {
	oriel_promise_unref(oriel_then(promise, list_fulfilled, list_rejected, (void *)name));
}

/* Three promises and their resolvers. */
static oriel_promise *promises[3];
static oriel_resolver *resolvers[3];

static void make(void) {
	for (int i = 0; i < 3; i++)
		promises[i] = oriel_promise_new(&resolvers[i]);
}

static void release_promises(void) {
	for (int i = 0; i < 3; i++)
		oriel_resolver_unref(resolvers[i]);
}

static void all_waits_for_every_promise_and_keeps_their_order(void **state) {
	make();
	watch_list(oriel_promise_all(promises, 3), "all");
	oriel_resolve(resolvers[2], owned("3"));
	oriel_resolve(resolvers[0], owned("1"));
	checkpoint();
	assert_order(&order, "");
	oriel_resolve(resolvers[1], owned("2"));
	checkpoint();
	assert_order(&order, "all: [1 2 3], drop 1, drop 2, drop 3");
	release_promises();
}

static void all_is_rejected_with_the_first_reason(void **state) {
	make();
	watch_list(oriel_promise_all(promises, 3), "all");
	oriel_resolve(resolvers[0], owned("1"));
	oriel_reject(resolvers[2], owned("3"));
	oriel_reject(resolvers[1], owned("2"));
	checkpoint();
	assert_order(&order, "drop 2, drop 1, all rejected: 3, drop 3");
	release_promises();
}

static void all_settled_lists_the_result_of_each_promise(void **state) {
	make();
	watch_list(oriel_promise_all_settled(promises, 3), "settled");
	oriel_reject(resolvers[1], owned("2"));
	oriel_resolve(resolvers[0], owned("1"));
	oriel_resolve(resolvers[2], owned("3"));
	checkpoint();
	assert_order(&order, "settled: [1 !2 3], drop 1, drop 2, drop 3");
	release_promises();
}

static void any_is_fulfilled_with_the_first_value(void **state) {
	make();
	watch_list(oriel_promise_any(promises, 3), "any");
	oriel_reject(resolvers[0], owned("1"));
	oriel_resolve(resolvers[2], owned("3"));
	checkpoint();
	assert_order(&order, "drop 1, any: 3, drop 3");
	oriel_resolve(resolvers[1], owned("2"));
	checkpoint();
	assert_order(&order, "drop 2");
	release_promises();
}

static void any_is_rejected_when_every_promise_is_rejected(void **state) {
	make();
	watch_list(oriel_promise_any(promises, 3), "any");
	oriel_reject(resolvers[2], owned("3"));
	oriel_reject(resolvers[0], owned("1"));
	oriel_reject(resolvers[1], owned("2"));
	checkpoint();
	assert_order(&order, "any rejected: [!1 !2 !3], drop 1, drop 2, drop 3");
	release_promises();
}

static void race_is_settled_with_the_first_result(void **state) {
	make();
	watch_list(oriel_promise_race(promises, 3), "race");
	oriel_reject(resolvers[1], owned("2"));
	oriel_resolve(resolvers[0], owned("1"));
	checkpoint();
	assert_order(&order, "drop 1, race rejected: 2, drop 2");
	release_promises();
}

static void combinations_of_no_promises(void **state) {
	watch_list(oriel_promise_all(NULL, 0), "all");
	watch_list(oriel_promise_all_settled(NULL, 0), "settled");
	watch_list(oriel_promise_any(NULL, 0), "any");
	watch_list(oriel_promise_race(NULL, 0), "race");
	checkpoint();
	assert_order(&order, "all: [], settled: [], any rejected: []");
}

static void a_promise_may_occur_twice_in_a_combination(void **state) {
	oriel_promise *promise = oriel_promise_new_fulfilled(owned("1"));
	watch_list(
		oriel_promise_all((oriel_promise *[]){ oriel_promise_ref(promise), promise }, 2), "all");
	checkpoint();
	assert_order(&order, "all: [1 1], drop 1");
}

static void mark(void *data) {
	order_add(&order, "%s", (const char *)data);
	const char *next = (const char *)data + strlen(data) + 1;
	if (*next != '\0')
		oriel_queue_microtask(mark, (void *)next);
}

static oriel_promise *settled(const char *value) {
	return oriel_promise_new_fulfilled(text(value));
}

static void combinations_take_as_many_microtasks_as_in_ecmascript(void **state) {
	oriel_loop_begin_host(loop);
	watch_list(oriel_promise_all((oriel_promise *[]){ settled("1"), settled("2") }, 2), "all");
	watch_list(oriel_promise_race((oriel_promise *[]){ settled("3"), settled("4") }, 2), "race");
	watch_list(oriel_promise_any(
				(oriel_promise *[]){ oriel_promise_new_rejected(text("5")), settled("6") }, 2),
		"any");
	watch_list(oriel_promise_all_settled(
				(oriel_promise *[]){ oriel_promise_new_rejected(text("7")), settled("8") }, 2),
		"settled");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0m4\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "m1, all: [1 2], race: 3, any: 6, settled: [!7 8], m2, m3, m4");
}

static void a_list_of_results_may_be_kept(void **state) {
	oriel_promise *promise = oriel_promise_all(
		(oriel_promise *[]){ oriel_promise_new_fulfilled(owned("1")) }, 1);
	checkpoint();
	struct oriel_payload list = oriel_payload_ref(oriel_promise_result(promise));
	oriel_promise_unref(promise);
	add_result("kept", "", list);
	oriel_payload_unref(list);
	assert_order(&order, "kept: [1], drop 1");
}

static void a_settled_race_leaves_pending_promises(void **state) {
	oriel_resolver *resolver;
	oriel_promise *forever = oriel_promise_new(&resolver);
	for (int i = 0; i < 1000; i++)
		oriel_promise_unref(
			oriel_promise_race((oriel_promise *[]){ oriel_promise_ref(forever), settled("1") }, 2));
	checkpoint();
	assert_int_equal(alive("promises"), 1);
	oriel_promise_unref(forever);
	oriel_resolver_unref(resolver);
}

static void promises_that_can_never_settle_are_not_waited_for(void **state) {
	make();
	watch_list(oriel_promise_all(promises, 3), "never");
	oriel_resolve(resolvers[0], owned("1"));
	checkpoint();
	release_promises();
	assert_order(&order, "drop 1");
	assert_null(oriel_settlements_try_from_payload(text("no list")));
}

static void a_combination_that_cannot_settle_is_freed_at_once(void **state) {
	make();
	release_promises();
	watch_list(oriel_promise_all(promises, 3), "never");
	checkpoint();
	assert_order(&order, "");
}

static void a_combination_waits_for_a_hundred_thousand_promises(void **state) {
	enum { COUNT = 90000 };
	oriel_promise **many = calloc(COUNT, sizeof(many[0]));
	for (size_t i = 0; i < COUNT; i++)
		many[i] = settled("1");
	oriel_promise *all = oriel_promise_all(many, COUNT);
	free(many);
	checkpoint();
	const struct oriel_settlements *list = oriel_settlements_try_from_payload(
		oriel_promise_result(all));
	assert_int_equal(list->count, COUNT);
	assert_string_equal(list->items[COUNT - 1].result.data, "1");
	oriel_promise_unref(all);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(all_waits_for_every_promise_and_keeps_their_order),
		TEST(all_is_rejected_with_the_first_reason),
		TEST(all_settled_lists_the_result_of_each_promise),
		TEST(any_is_fulfilled_with_the_first_value),
		TEST(any_is_rejected_when_every_promise_is_rejected),
		TEST(race_is_settled_with_the_first_result),
		TEST(combinations_of_no_promises),
		TEST(a_promise_may_occur_twice_in_a_combination),
		TEST(combinations_take_as_many_microtasks_as_in_ecmascript),
		TEST(a_list_of_results_may_be_kept),
		TEST(a_settled_race_leaves_pending_promises),
		TEST(promises_that_can_never_settle_are_not_waited_for),
		TEST(a_combination_that_cannot_settle_is_freed_at_once),
		TEST(a_combination_waits_for_a_hundred_thousand_promises));
}
