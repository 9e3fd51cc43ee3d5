/* SPDX-License-Identifier: MIT */
/* Puzzles of promises. */
#include "puzzles.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

static struct oriel_completion say_rejected(struct oriel_payload reason, void *data) {
	(void)data;
	return say_result(reason, "rejected ");
}

static void then_say_result(oriel_promise *promise, const char *prefix) {
	oriel_promise_unref(oriel_then(promise, say_result, NULL, (void *)(uintptr_t)prefix));
}

static void two_chains(void) {
	chain("a1", "a2", "a3");
	chain("b1", "b2", "b3");
}

static struct oriel_completion say_0_and_follow(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	say("0");
	return oriel_follow(fulfilled("4"));
}

static void returned_promise_takes_two_ticks_more(void) {
	then_say_result(oriel_then(fulfilled(NULL), say_0_and_follow, NULL, NULL), "");
	chain("1", "2", "3", "5", "6");
}

static void foreign_then(oriel_resolver *resolver, void *thenable) {
	(void)thenable;
	say("then");
	oriel_resolve(resolver, text("value"));
}

static struct oriel_completion say_0_and_follow_foreign(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	say("0");
	return (struct oriel_completion){ .type = ORIEL_COMPLETION_FOREIGN, .then = foreign_then };
}

static void returned_thenable_takes_one_tick_more(void) {
	then_say_result(oriel_then(fulfilled(NULL), say_0_and_follow_foreign, NULL, NULL), "");
	chain("1", "2", "3", "4");
}

static void settle_inner(void *resolver) {
	say("settle");
	oriel_resolve(resolver, text("inner"));
	oriel_resolver_unref(resolver);
}

static void resolving_with_a_pending_promise(void) {
	oriel_resolver *resolve_inner, *resolve_outer;
	oriel_promise *inner = oriel_promise_new(&resolve_inner);
	oriel_promise *outer = oriel_promise_new(&resolve_outer);
	oriel_resolve_with(resolve_outer, inner);
	oriel_reject(resolve_outer, text("too late"));
	oriel_resolve(resolve_outer, text("too late as well"));
	oriel_resolver_unref(resolve_outer);
	oriel_promise_unref(oriel_then(outer, say_result, say_rejected, ""));
	oriel_queue_microtask(settle_inner, resolve_inner);
	oriel_set_timeout(say_it, "timer", 0);
}

static void rejections_pass_through(void) {
	oriel_promise *promise = rejected("no");
	promise = oriel_then(promise, say_then, NULL, "not reached");
	promise = oriel_then(promise, say_then, NULL, "not reached");
	promise = oriel_catch(promise, say_result, "caught ");
	oriel_promise_unref(oriel_then(promise, say_then, NULL, "goes on"));
	chain("1", "2", "3", "4");
}

static struct oriel_completion say_finally(void *text) {
	say(text);
	return ORIEL_COMPLETE;
}

static void finally_takes_its_ticks(void) {
	then_say_result(oriel_finally(fulfilled("value"), say_finally, "finally"), "");
	chain("1", "2", "3", "4");
}

/* Of two texts. */
static struct oriel_completion say_all(struct oriel_payload list, void *data) {
	const struct oriel_settlements *all = list.data;
	(void)data;
	assert_int_equal(all->count, 2);
	char joined[16];
	snprintf(joined, sizeof(joined), "all %s%s", (const char *)all->items[0].result.data,
		(const char *)all->items[1].result.data);
	say(joined);
	return ORIEL_COMPLETE;
}

static struct oriel_completion say_settled(struct oriel_payload list, void *data) {
	const struct oriel_settlements *all = list.data;
	(void)data;
	assert_int_equal(all->count, 2);
	assert_int_equal(all->items[0].state, ORIEL_PROMISE_FULFILLED);
	assert_int_equal(all->items[1].state, ORIEL_PROMISE_REJECTED);
	say("settled fulfilled rejected");
	return ORIEL_COMPLETE;
}

static void all_race_any(void) {
	oriel_promise *two[2] = { fulfilled("x"), fulfilled("y") };
	oriel_promise_unref(oriel_then(oriel_promise_all(two, 2), say_all, NULL, NULL));
	oriel_promise *racers[2] = { fulfilled("r"), fulfilled("s") };
	then_say_result(oriel_promise_race(racers, 2), "race ");
	oriel_promise *either[2] = { rejected("n"), fulfilled("z") };
	then_say_result(oriel_promise_any(either, 2), "any ");
	oriel_promise *both[2] = { fulfilled("q"), rejected("p") };
	oriel_promise_unref(oriel_then(oriel_promise_all_settled(both, 2), say_settled, NULL, NULL));
	chain("1", "2", "3");
}

static void settle_late(void *resolver) {
	oriel_resolve(resolver, text(NULL));
	oriel_resolver_unref(resolver);
	say("timer");
}

static void all_rejects_at_once(void) {
	oriel_resolver *late;
	oriel_promise *three[3] = { oriel_promise_new(&late), rejected("no"), fulfilled("yes") };
	oriel_promise_unref(oriel_then(oriel_promise_all(three, 3), say_then, say_result, "all "));
	chain("1", "2", "3");
	oriel_set_timeout(settle_late, late, 0);
}

static void settle_once(void) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	then_say_result(oriel_promise_ref(promise), "1 ");
	oriel_resolve(resolver, text("first"));
	then_say_result(oriel_promise_ref(promise), "2 ");
	oriel_resolve(resolver, text("second"));
	then_say_result(promise, "3 ");
	oriel_resolver_unref(resolver);
	say("script");
}

static void reject_with_reason(oriel_event *event, void *resolver) {
	say("abort");
	oriel_abort_signal *signal = oriel_abort_signal_try_from_target(oriel_event_target(event));
	oriel_reject(resolver, text(oriel_abort_signal_reason(signal).data));
}

static void unref_resolver(void *resolver) {
	oriel_resolver_unref(resolver);
}

static void abort_is_synchronous(void) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_listen(oriel_abort_controller_signal(controller), "abort", reject_with_reason, resolver,
		.release = unref_resolver);
	oriel_promise_unref(oriel_catch(promise, say_rejected, NULL));
	oriel_queue_microtask(say_it, "microtask");
	oriel_abort(controller, oriel_borrowed("why"));
	say("aborted");
	oriel_abort_controller_destroy(controller);
}

int main(void) {
	return RUN_TESTS(PUZZLE(two_chains), PUZZLE(returned_promise_takes_two_ticks_more),
		PUZZLE(returned_thenable_takes_one_tick_more), PUZZLE(resolving_with_a_pending_promise),
		PUZZLE(rejections_pass_through), PUZZLE(finally_takes_its_ticks), PUZZLE(all_race_any),
		PUZZLE(all_rejects_at_once), PUZZLE(settle_once), PUZZLE(abort_is_synchronous));
}
