/* SPDX-License-Identifier: MIT */
/*
 * Promises: the rules of Promises/A+ one by one, the orders of ECMAScript, ownership, and the end
 * of the loop. Everything runs in microtasks, so a test is a block of host code, whose end is a
 * checkpoint.
 */
#include "async_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/target.h>

#include <stdlib.h>
#include <string.h>

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
	assert_int_equal(alive("promises"), 0);
}

/* 2.1, 2.2: states, and reactions. */

static void a_reaction_waits_until_nothing_is_on_the_stack(void **state) {
	oriel_loop_begin_host(loop);
	watch(oriel_promise_new_fulfilled(text("1")), "a");
	order_add(&order, "host");
	oriel_loop_end_host(loop);
	assert_order(&order, "host, a: 1");
	assert_int_equal(alive("promises"), 0);
}

static void an_absent_reaction_passes_through(void **state) {
	watch(oriel_catch(oriel_promise_new_fulfilled(owned("1")), rejected, "no"), "a");
	watch(oriel_then(oriel_promise_new_rejected(owned("2")), fulfilled, NULL, "no"), "b");
	checkpoint();
	assert_order(&order, "a: 1, drop 1, b: rejected 2, drop 2");
	assert_int_equal(alive("promises"), 0);
}

static struct oriel_completion return_promise_to_follow(struct oriel_payload result, void *data) {
	order_add(&order, "follow");
	return oriel_follow(data);
}

static void mark(void *data) {
	order_add(&order, "%s", (const char *)data);
	const char *next = (const char *)data + strlen(data) + 1;
	if (*next != '\0')
		oriel_queue_microtask(mark, (void *)next);
}

static void following_a_promise_takes_as_many_microtasks_as_in_ecmascript(void **state) {
	oriel_loop_begin_host(loop);
	oriel_promise *other = oriel_promise_new_fulfilled(text("1"));
	watch(oriel_then(oriel_promise_new_fulfilled(text("0")), return_promise_to_follow, NULL, other),
		"a");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0m4\0m5\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "follow, m1, m2, m3, a: 1, m4, m5");
}

static void reactions_run_in_order_of_registration(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_promise_ref(promise), "a");
	watch(oriel_promise_ref(promise), "b");
	oriel_loop_begin_host(loop);
	oriel_resolve(resolver, text("1"));
	watch(promise, "c");
	oriel_loop_end_host(loop);
	assert_order(&order, "a: 1, b: 1, c: 1");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

static struct oriel_completion returns(struct oriel_payload result, void *data) {
	return oriel_return(text(data));
}

static struct oriel_completion throws(struct oriel_payload result, void *data) {
	return oriel_throw(text(data));
}

static void the_completion_of_a_reaction_settles_the_new_promise(void **state) {
	watch(oriel_then(oriel_promise_new_fulfilled(text("1")), returns, NULL, "returned"), "a");
	watch(oriel_then(oriel_promise_new_fulfilled(text("1")), throws, NULL, "thrown"), "b");
	watch(oriel_catch(oriel_promise_new_rejected(text("1")), returns, "returned"), "c");
	watch(oriel_catch(oriel_promise_new_rejected(text("1")), throws, "thrown"), "d");
	checkpoint();
	assert_order(&order, "a: returned, b: rejected thrown, c: returned, d: rejected thrown");
	assert_int_equal(alive("promises"), 0);
}

static struct oriel_completion adds_another(struct oriel_payload result, void *data) {
	order_add(&order, "first");
	watch(data, "added");
	return ORIEL_COMPLETE;
}

static void a_reaction_added_by_a_reaction_runs_last(void **state) {
	oriel_loop_begin_host(loop);
	oriel_promise *promise = oriel_promise_new_fulfilled(text("1"));
	oriel_promise_unref(
		oriel_then(oriel_promise_ref(promise), adds_another, NULL, oriel_promise_ref(promise)));
	watch(promise, "second");
	oriel_loop_end_host(loop);
	assert_order(&order, "first, second: 1, added: 1");
}

/* 2.3: the resolution procedure. */

static struct oriel_completion follows_slot(struct oriel_payload result, void *data) {
	return oriel_follow(oriel_promise_ref(*(oriel_promise **)data));
}

static void a_promise_that_follows_itself_is_rejected(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_resolve_with(resolver, oriel_promise_ref(promise));
	watch(promise, "a");
	oriel_resolver_unref(resolver);

	oriel_promise *derived = oriel_then(
		oriel_promise_new_fulfilled(text("1")), follows_slot, NULL, &derived);
	watch(oriel_promise_ref(derived), "b");
	checkpoint();
	assert_order(&order, "a: rejected TypeError, b: rejected TypeError");
	oriel_promise_unref(derived);
	assert_int_equal(alive("promises"), 0);
}

static void a_resolver_has_no_effect_after_following_a_pending_promise(void **state) {
	oriel_resolver *resolver, *other_resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_resolve_with(resolver, oriel_promise_new(&other_resolver));
	watch(oriel_promise_ref(promise), "a");
	oriel_resolve(resolver, owned("late"));
	checkpoint();
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_PENDING);
	assert_order(&order, "drop late");
	oriel_reject(other_resolver, text("1"));
	checkpoint();
	assert_order(&order, "a: rejected 1");
	oriel_promise_unref(promise);
	oriel_resolver_unref(resolver);
	oriel_resolver_unref(other_resolver);
	assert_int_equal(alive("promises"), 0);
}

static void fulfilled_and_rejected_promises_can_be_followed(void **state) {
	oriel_resolver *resolvers[2];
	watch(oriel_promise_new(&resolvers[0]), "a");
	watch(oriel_promise_new(&resolvers[1]), "b");
	oriel_resolve_with(resolvers[0], oriel_promise_new_fulfilled(owned("1")));
	oriel_resolve_with(resolvers[1], oriel_promise_new_rejected(owned("2")));
	checkpoint();
	assert_order(&order, "a: 1, drop 1, b: rejected 2, drop 2");
	oriel_resolver_unref(resolvers[0]);
	oriel_resolver_unref(resolvers[1]);
	assert_int_equal(alive("promises"), 0);
}

/* ---- Thenables ---- */

static oriel_resolver *kept_resolver;

static void fulfils_twice(oriel_resolver *resolver, void *thenable) {
	order_add(&order, "then of %s", (const char *)thenable);
	oriel_resolve(resolver, text("1"));
	oriel_reject(resolver, owned("2"));
}

static void keeps_the_resolver(oriel_resolver *resolver, void *thenable) {
	kept_resolver = oriel_resolver_ref(resolver);
}

static void never_settles(oriel_resolver *resolver, void *thenable) {
	order_add(&order, "then of %s", (const char *)thenable);
}

static void a_foreign_promise_is_followed_through_its_then(void **state) {
	oriel_resolver *resolver;
	oriel_loop_begin_host(loop);
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_promise_ref(promise), "a");
	oriel_resolve_foreign(resolver, owned("thenable"), fulfils_twice);
	oriel_resolve(resolver, owned("late"));
	order_add(&order, "host");
	oriel_loop_end_host(loop);
	assert_order(&order, "host, drop late, then of thenable, drop 2, drop thenable, a: 1");
	oriel_promise_unref(promise);
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

static struct oriel_completion follows_thenable(struct oriel_payload result, void *data) {
	return (struct oriel_completion){ .type = ORIEL_COMPLETION_FOREIGN,
		.value = owned("inner thenable"),
		.then = data == NULL ? fulfils_twice : keeps_the_resolver };
}

static void a_reaction_may_follow_a_foreign_promise(void **state) {
	watch(oriel_then(oriel_promise_new_fulfilled(text("")), follows_thenable, NULL, NULL), "a");
	watch(oriel_then(oriel_promise_new_fulfilled(text("")), follows_thenable, NULL, &order), "b");
	checkpoint();
	assert_order(
		&order, "then of inner thenable, drop 2, drop inner thenable, drop inner thenable, a: 1");
	oriel_resolver *resolver = kept_resolver;
	oriel_resolve_foreign(resolver, text("another"), fulfils_twice);
	checkpoint();
	assert_order(&order, "then of another, drop 2, b: 1");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

static void a_foreign_promise_that_never_settles_keeps_nothing_alive(void **state) {
	oriel_resolver *resolver;
	watch(oriel_promise_new(&resolver), "never");
	oriel_resolve_foreign(resolver, owned("thenable"), never_settles);
	oriel_resolver_unref(resolver);
	checkpoint();
	assert_order(&order, "then of thenable, drop thenable");
	assert_int_equal(alive("promises"), 0);
}

/* ---- finally ---- */

static struct oriel_completion cleans_up(void *data) {
	order_add(&order, "finally");
	return ORIEL_COMPLETE;
}

static struct oriel_completion throws_finally(void *data) {
	return oriel_throw(text("thrown"));
}

static struct oriel_completion waits_finally(void *data) {
	return oriel_follow(data);
}

static struct oriel_completion waits_for_foreign_finally(void *data) {
	return (struct oriel_completion){
		.type = ORIEL_COMPLETION_FOREIGN, .value = text("thenable"), .then = fulfils_twice
	};
}

static void finally_passes_the_result_through(void **state) {
	watch(oriel_finally(oriel_promise_new_fulfilled(owned("1")), cleans_up, NULL), "a");
	watch(oriel_finally(oriel_promise_new_rejected(owned("2")), cleans_up, NULL), "b");
	checkpoint();
	assert_order(&order, "finally, finally, a: 1, drop 1, b: rejected 2, drop 2");
	assert_int_equal(alive("promises"), 0);
}

static void a_throw_in_finally_replaces_the_result(void **state) {
	watch(oriel_finally(oriel_promise_new_fulfilled(text("1")), throws_finally, NULL), "a");
	watch(oriel_finally(oriel_promise_new_fulfilled(text("1")), waits_finally,
			oriel_promise_new_rejected(text("2"))),
		"b");
	checkpoint();
	assert_order(&order, "a: rejected thrown, b: rejected 2");
	assert_int_equal(alive("promises"), 0);
}

static void finally_waits_for_the_promise_that_it_returns(void **state) {
	oriel_resolver *resolver;
	watch(oriel_finally(
			oriel_promise_new_fulfilled(text("1")), waits_finally, oriel_promise_new(&resolver)),
		"a");
	watch(oriel_finally(oriel_promise_new_fulfilled(text("2")), waits_for_foreign_finally, NULL),
		"b");
	checkpoint();
	assert_order(&order, "then of thenable, drop 2, b: 2");
	oriel_resolve(resolver, text("forgotten"));
	checkpoint();
	assert_order(&order, "a: 1");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

/* Promise.resolve(1).finally(f).then(a), beside five microtasks. */
static void finally_takes_as_many_microtasks_as_in_ecmascript(void **state) {
	oriel_loop_begin_host(loop);
	watch(oriel_finally(oriel_promise_new_fulfilled(text("1")), cleans_up, NULL), "a");
	oriel_queue_microtask(mark, "m1\0m2\0m3\0m4\0m5\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "finally, m1, m2, m3, a: 1, m4, m5");
}

/* new Promise(r => r(Promise.resolve(1))).then(a), beside microtasks. */
static void resolving_with_a_promise_takes_as_many_microtasks_as_in_ecmascript(void **state) {
	oriel_resolver *resolver;
	oriel_loop_begin_host(loop);
	watch(oriel_promise_new(&resolver), "a");
	oriel_resolve_with(resolver, oriel_promise_new_fulfilled(text("1")));
	oriel_queue_microtask(mark, "m1\0m2\0m3\0m4\0");
	oriel_loop_end_host(loop);
	assert_order(&order, "m1, m2, a: 1, m3, m4");
	oriel_resolver_unref(resolver);
}

/* ---- Signals ---- */

static void an_abort_rejects_the_promise_without_calling_a_reaction(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_then(oriel_promise_ref(promise), fulfilled, rejected, "data", .signal = signal,
			.release = drop_text),
		"a");
	watch(oriel_finally(oriel_promise_ref(promise), cleans_up, "finally's data", .signal = signal,
			.release = drop_text),
		"b");
	oriel_abort(controller, oriel_borrowed("reason"));
	watch(oriel_then(
				promise, fulfilled, rejected, "late data", .signal = signal, .release = drop_text),
		"c");
	checkpoint();
	assert_order(&order,
		"drop data, drop finally's data, a: rejected reason, b: rejected reason, drop late data, "
		"c: rejected reason");
	oriel_resolve(resolver, text("1"));
	checkpoint();
	assert_order(&order, "");
	oriel_resolver_unref(resolver);
	oriel_abort_controller_destroy(controller);
	assert_int_equal(alive("promises"), 0);
}

static void an_abort_has_an_effect_until_the_reaction_begins(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_loop_begin_host(loop);
	watch(oriel_then(oriel_promise_new_fulfilled(owned("1")), fulfilled, NULL, "data",
			.signal = oriel_abort_controller_signal(controller), .release = drop_text),
		"a");
	oriel_abort(controller, oriel_owned("unshared", drop_text));
	oriel_loop_end_host(loop);
	assert_order(&order, "drop 1, drop data, a: rejected AbortError");
	oriel_abort_controller_destroy(controller);
	assert_order(&order, "drop unshared");
	assert_int_equal(alive("promises"), 0);
}

static void a_timeout_rejects_with_a_timeout_error(void **state) {
	oriel_abort_signal *signal = oriel_abort_signal_new_timeout(10);
	oriel_resolver *resolver;
	watch(oriel_then(oriel_promise_new(&resolver), fulfilled, NULL, "no", .signal = signal), "a");
	oriel_abort_signal_unref(signal);
	oriel_loop_advance(loop, 10);
	assert_order(&order, "a: rejected TimeoutError");
	oriel_resolver_unref(resolver);
}

static void a_reaction_that_has_run_leaves_its_signal(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_then(oriel_promise_new_fulfilled(text("1")), fulfilled, NULL, "a",
			.signal = oriel_abort_controller_signal(controller)),
		"b");
	checkpoint();
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	checkpoint();
	assert_order(&order, "a: 1, b: nothing");
	oriel_abort_controller_destroy(controller);
}

/* ---- Ownership ---- */

static void reactions_of_a_promise_without_a_resolver_are_released(void **state) {
	oriel_resolver *resolver;
	watch(oriel_then(oriel_promise_new(&resolver), fulfilled, NULL, "data", .release = drop_text),
		"never");
	assert_int_equal(alive("promises"), 3);
	oriel_resolver_unref(resolver);
	assert_order(&order, "drop data");
	assert_int_equal(alive("promises"), 0);
}

static void a_signal_rejects_a_reaction_whose_promise_was_freed(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_promise *held = oriel_then(promise, fulfilled, rejected, "data",
		.signal = oriel_abort_controller_signal(controller), .release = drop_text);
	oriel_promise *given_up = oriel_then(oriel_promise_ref(held), fulfilled, rejected, "no",
		.signal = oriel_abort_controller_signal(controller));
	oriel_promise_unref(given_up);
	oriel_resolver_unref(resolver);
	assert_order(&order, "drop data");
	watch(held, "a");
	assert_int_equal(alive("promises"), 3);
	oriel_loop_begin_host(loop);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_end_host(loop);
	assert_order(&order, "a: rejected AbortError");
	oriel_abort_controller_destroy(controller);
	assert_int_equal(alive("promises"), 0);
}

static void a_lost_promise_is_released_with_its_signal(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	watch(oriel_then(promise, fulfilled, rejected, "data",
			.signal = oriel_abort_controller_signal(controller), .release = drop_text),
		"no");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 2);
	oriel_abort_controller_destroy(controller);
	assert_int_equal(alive("promises"), 0);
	assert_order(&order, "drop data");
}

static void a_lost_promise_ends_with_the_loop(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_promise *held = oriel_then(promise, fulfilled, NULL, "data",
		.signal = oriel_abort_controller_signal(controller), .release = drop_text);
	oriel_resolver_unref(resolver);
	oriel_loop_destroy(loop);
	assert_int_equal(oriel_promise_state(held), ORIEL_PROMISE_PENDING);
	oriel_promise_unref(held);
	oriel_abort_controller_destroy(controller);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_order(&order, "drop data");
}

static void a_resolver_may_be_kept_and_used_late(void **state) {
	oriel_resolver *resolver;
	oriel_promise_unref(oriel_promise_new(&resolver));
	oriel_resolver_ref(resolver);
	oriel_resolve(resolver, owned("1"));
	assert_order(&order, "drop 1");
	oriel_resolver_unref(resolver);
	oriel_resolve(resolver, owned("2"));
	assert_order(&order, "drop 2");
	oriel_resolver_unref(resolver);
	assert_int_equal(alive("promises"), 0);
}

static int retained;

static void retain_referenced(void *data) {
	retained++;
}

static void release_referenced(void *data) {
	retained--;
}

static struct oriel_completion keeps_its_result(struct oriel_payload result, void *data) {
	return oriel_return(oriel_payload_ref(result));
}

static void a_payload_with_retain_may_be_returned(void **state) {
	retained = 1;
	oriel_promise *promise = oriel_then(
		oriel_promise_new_fulfilled(
			oriel_shared("1", retain_referenced, release_referenced)),
		keeps_its_result, NULL, NULL);
	checkpoint();
	assert_string_equal(oriel_promise_result(promise).data, "1");
	assert_int_equal(retained, 1);
	oriel_promise_unref(promise);
	assert_int_equal(retained, 0);
}

static void a_payload_without_retain_has_one_reference(void **state) {
	assert_breaks("has a release and no retain", oriel_payload_ref(owned("1")));
	assert_string_equal(oriel_payload_ref(text("2")).data, "2");
	oriel_payload_unref(owned("3"));
	oriel_payload_unref(text("4"));
	assert_order(&order, "drop 3");
}

static void using_a_released_promise_asserts(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver),
				  *other = oriel_promise_new_fulfilled(text(""));
	oriel_resolver_unref(resolver);
	oriel_promise_unref(promise);
	assert_breaks("oriel_then: the promise", oriel_then(promise, fulfilled, NULL, NULL));
	assert_breaks("oriel_promise_ref() keeps one besides", oriel_promise_unref(promise));
	assert_breaks("oriel_promise_all: the promise is NULL",
		oriel_promise_all((oriel_promise *[]){ other, NULL }, 2));
	assert_breaks("oriel_then at here: the options have no size",
		oriel_then_at("here", other, NULL, NULL, NULL, &(struct oriel_then_options){ 0 }));
	oriel_promise_unref(other);
}

static void errors_are_payloads(void **state) {
	struct oriel_payload payload = oriel_error_new(ORIEL_TYPE_ERROR, "say so"),
						copy = oriel_payload_ref(payload);
	oriel_payload_unref(payload);
	const struct oriel_error *error = oriel_error_try_from_payload(copy);
	assert_int_equal(error->code, ORIEL_TYPE_ERROR);
	assert_string_equal(error->message, "say so");
	assert_non_null(strstr(error->site, "test_promise.c:"));
	oriel_payload_unref(copy);
	assert_null(oriel_error_try_from_payload(text("no error")));
}

/* Long chains: nothing recurses. */

static struct oriel_completion count_one(struct oriel_payload result, void *data) {
	++*(int *)data;
	return ORIEL_COMPLETE;
}

static oriel_promise *long_chain(oriel_promise *promise, int links, int *count) {
	for (int i = 0; i < links; i++)
		promise = oriel_then(promise, count_one, NULL, count);
	return promise;
}

static void a_long_chain_is_settled(void **state) {
	int count = 0;
	oriel_resolver *resolver;
	oriel_promise *last = long_chain(oriel_promise_new(&resolver), 90000, &count);
	oriel_resolve(resolver, text("1"));
	oriel_resolver_unref(resolver);
	checkpoint();
	assert_int_equal(count, 90000);
	assert_int_equal(oriel_promise_state(last), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(last);
	assert_int_equal(alive("promises"), 0);
}

static void a_long_chain_is_freed(void **state) {
	int count = 0;
	oriel_resolver *resolver;
	oriel_promise_unref(long_chain(oriel_promise_new(&resolver), 300000, &count));
	oriel_resolver_unref(resolver);
	assert_int_equal(count, 0);
	assert_int_equal(alive("promises"), 0);
}

static void a_long_chain_of_followers_is_settled(void **state) {
	enum { FOLLOWERS = 30000 };
	oriel_resolver *resolver, *first;
	oriel_promise *promise = oriel_promise_new(&first);
	for (int i = 0; i < FOLLOWERS; i++) {
		oriel_promise *follower = oriel_promise_new(&resolver);
		oriel_resolve_with(resolver, promise);
		oriel_resolver_unref(resolver);
		promise = follower;
	}
	checkpoint();
	oriel_resolve(first, owned("1"));
	oriel_resolver_unref(first);
	checkpoint();
	assert_string_equal(oriel_promise_result(promise).data, "1");
	assert_order(&order, "");
	oriel_promise_unref(promise);
	assert_order(&order, "drop 1");
	assert_int_equal(alive("promises"), 0);
}

static void a_million_reactions_to_one_promise_run(void **state) {
	int count = 0;
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	for (int i = 0; i < 1000000; i++)
		oriel_promise_unref(oriel_then(oriel_promise_ref(promise), count_one, NULL, &count));
	expect_log("a microtask checkpoint has run");
	oriel_resolve(resolver, text("1"));
	oriel_resolver_unref(resolver);
	checkpoint();
	assert_int_equal(count, 1000000);
	oriel_promise_unref(promise);
	assert_int_equal(alive("promises"), 0);
}

/* ---- The end of the loop ---- */

static oriel_promise *held[2];
static oriel_resolver *held_resolver;

static void drop_and_make(void *data) {
	order_add(&order, "drop %s", (const char *)data);
	oriel_promise *promise = oriel_promise_new_fulfilled(owned("new"));
	watch(oriel_promise_ref(promise), "never");
	oriel_promise_unref(oriel_then(promise, fulfilled, NULL, "new data", .release = drop_text));
}

static void the_end_of_the_loop_releases_all_results_and_data(void **state) {
	held[0] = oriel_promise_new_fulfilled(owned("value"));
	held[1] = oriel_promise_new(&held_resolver);
	watch(oriel_promise_ref(held[0]), "never");
	watch(oriel_then(oriel_promise_ref(held[1]), fulfilled, NULL, "data", .release = drop_and_make),
		"never");
	oriel_resolver *resolver;
	oriel_promise_unref(oriel_promise_new(&resolver));
	oriel_resolve_foreign(resolver, owned("thenable"), fulfils_twice);
	oriel_promise_unref(oriel_then(oriel_promise_new_fulfilled(owned("queued")), fulfilled, NULL,
		"queued data", .release = drop_text));
	oriel_promise_unref(oriel_promise_new_rejected(owned("unhandled")));
	watch(oriel_promise_all(
			(oriel_promise *[]){ oriel_promise_ref(held[0]), oriel_promise_ref(held[1]) }, 2),
		"never");
	oriel_loop_destroy(loop);
	loop = NULL;

	const char *const expected[] = { "drop value", "drop data", "drop thenable", "drop queued data",
		"drop queued", "drop unhandled", "drop new", "drop new data" };
	size_t length = 0;
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_non_null(strstr(order.text, expected[i]));
		length += strlen(expected[i]);
	}
	assert_int_equal(order.length, length + 2 * (sizeof(expected) / sizeof(expected[0]) - 1));
	order = (struct order){ 0 };
	assert_int_equal(oriel_promise_state(held[0]), ORIEL_PROMISE_FULFILLED);
	assert_null(oriel_promise_result(held[0]).data);
	oriel_resolve(held_resolver, owned("late"));
	assert_order(&order, "drop late");
	oriel_promise_unref(held[0]);
	oriel_promise_unref(held[1]);
	oriel_resolver_unref(held_resolver);
	oriel_resolver_unref(resolver);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_promise_is_fulfilled_once),
		TEST(a_reaction_waits_until_nothing_is_on_the_stack),
		TEST(an_absent_reaction_passes_through),
		TEST(reactions_run_in_order_of_registration),
		TEST(the_completion_of_a_reaction_settles_the_new_promise),
		TEST(a_reaction_added_by_a_reaction_runs_last),
		TEST(a_promise_that_follows_itself_is_rejected),
		TEST(a_resolver_has_no_effect_after_following_a_pending_promise),
		TEST(fulfilled_and_rejected_promises_can_be_followed),
		TEST(following_a_promise_takes_as_many_microtasks_as_in_ecmascript),
		TEST(resolving_with_a_promise_takes_as_many_microtasks_as_in_ecmascript),
		TEST(a_foreign_promise_is_followed_through_its_then),
		TEST(a_reaction_may_follow_a_foreign_promise),
		TEST(a_foreign_promise_that_never_settles_keeps_nothing_alive),
		TEST(finally_passes_the_result_through),
		TEST(a_throw_in_finally_replaces_the_result),
		TEST(finally_waits_for_the_promise_that_it_returns),
		TEST(finally_takes_as_many_microtasks_as_in_ecmascript),
		TEST(an_abort_rejects_the_promise_without_calling_a_reaction),
		TEST(an_abort_has_an_effect_until_the_reaction_begins),
		TEST(a_timeout_rejects_with_a_timeout_error),
		TEST(a_reaction_that_has_run_leaves_its_signal),
		TEST(reactions_of_a_promise_without_a_resolver_are_released),
		TEST(a_signal_rejects_a_reaction_whose_promise_was_freed),
		TEST(a_lost_promise_is_released_with_its_signal),
		TEST(a_lost_promise_ends_with_the_loop),
		TEST(a_resolver_may_be_kept_and_used_late),
		TEST(a_payload_with_retain_may_be_returned),
		TEST(a_payload_without_retain_has_one_reference),
		TEST(using_a_released_promise_asserts),
		TEST(errors_are_payloads),
		TEST(a_long_chain_is_settled),
		TEST(a_long_chain_is_freed),
		TEST(a_long_chain_of_followers_is_settled),
		TEST(a_million_reactions_to_one_promise_run),
		TEST(the_end_of_the_loop_releases_all_results_and_data));
}
