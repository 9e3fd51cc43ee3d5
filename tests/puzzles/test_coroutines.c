/* SPDX-License-Identifier: MIT */
/* Puzzles of coroutines. */
#include "puzzles.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

static void await_nothing(void) {
	assert_int_equal(oriel_await(fulfilled(NULL), NULL), ORIEL_AWAIT_FULFILLED);
}

static void start(oriel_coroutine_fn *fn, const char *data) {
	oriel_promise_unref(oriel_async(fn, (void *)(uintptr_t)data));
}

static void start_and_say(oriel_coroutine_fn *fn, const char *data, const char *prefix) {
	oriel_promise_unref(oriel_then(
		oriel_async(fn, (void *)(uintptr_t)data), say_result, NULL, (void *)(uintptr_t)prefix));
}

static struct oriel_completion second(void *data) {
	(void)data;
	say("second");
	return ORIEL_COMPLETE;
}

static struct oriel_completion first(void *data) {
	(void)data;
	say("first begins");
	oriel_await(oriel_async(second, NULL), NULL);
	say("first ends");
	return ORIEL_COMPLETE;
}

static void await_goes_on_as_a_microtask(void) {
	say("script begins");
	oriel_set_timeout(say_it, "timer", 0);
	start(first, NULL);
	say("executor");
	chain("then");
	say("script ends");
}

static struct oriel_completion four_times(void *data) {
	(void)data;
	static const char *const texts[] = { "a0", "a1", "a2", "a3" };
	for (int i = 0; i < 4; i++) {
		say(texts[i]);
		if (i < 3)
			await_nothing();
	}
	return ORIEL_COMPLETE;
}

static void await_costs_one_tick(void) {
	start(four_times, NULL);
	chain("b1", "b2", "b3");
}

static struct oriel_completion count(void *name) {
	for (int i = 1; i <= 3; i++) {
		char both[8];
		snprintf(both, sizeof(both), "%s%d", (const char *)name, i);
		say(both);
		await_nothing();
	}
	return oriel_return(text(name));
}

static struct oriel_completion say_is_over(struct oriel_payload name, void *data) {
	char both[16];
	(void)data;
	snprintf(both, sizeof(both), "%s is over", (const char *)name.data);
	say(both);
	return ORIEL_COMPLETE;
}

static void await_in_two_coroutines(void) {
	oriel_promise_unref(oriel_then(oriel_async(count, "a"), say_is_over, NULL, NULL));
	oriel_promise_unref(oriel_then(oriel_async(count, "b"), say_is_over, NULL, NULL));
}

static struct oriel_completion return_promised(void *data) {
	(void)data;
	return oriel_follow(fulfilled("promised"));
}

static struct oriel_completion return_plain(void *data) {
	(void)data;
	return oriel_return(text("plain"));
}

static void coroutine_that_returns_a_promise(void) {
	start_and_say(return_promised, NULL, "");
	start_and_say(return_plain, NULL, "");
	chain("1", "2", "3");
}

static struct oriel_completion catch_it(void *data) {
	(void)data;
	struct oriel_payload reason;
	if (oriel_await(rejected("no"), &reason) == ORIEL_AWAIT_REJECTED)
		say_result(reason, "caught ");
	say("finally");
	return oriel_return(text("done"));
}

static void await_and_rejection(void) {
	start_and_say(catch_it, NULL, "");
	chain("1", "2", "3");
}

static struct oriel_completion begin_and_end(void *name) {
	char both[16];
	snprintf(both, sizeof(both), "%s begins", (const char *)name);
	say(both);
	await_nothing();
	snprintf(both, sizeof(both), "%s ends", (const char *)name);
	say(both);
	return ORIEL_COMPLETE;
}

static struct oriel_completion start_inner(struct oriel_payload value, void *data) {
	(void)value, (void)data;
	say("reaction");
	start(begin_and_end, "inner");
	say("reaction ends");
	return ORIEL_COMPLETE;
}

static void coroutine_started_in_a_reaction(void) {
	oriel_promise *reaction = oriel_then(fulfilled(NULL), start_inner, NULL, NULL);
	oriel_promise_unref(oriel_then(reaction, say_then, NULL, "next reaction"));
	start(begin_and_end, "outer");
}

static void on_read(void *resolver) {
	say("read");
	oriel_set_immediate(say_it, "immediate");
	oriel_next_tick(say_it, "next-tick");
	oriel_resolve(resolver, text(NULL));
	oriel_resolver_unref(resolver);
}

static oriel_promise *promise_to_read(void) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	read_something(on_read, resolver);
	return promise;
}

static struct oriel_completion read_and_go_on(void *data) {
	(void)data;
	oriel_await(promise_to_read(), NULL);
	say("goes on");
	await_nothing();
	say("and on");
	return ORIEL_COMPLETE;
}

static void coroutine_over_io(void) {
	start(read_and_go_on, NULL);
}

int main(void) {
	return RUN_TESTS(PUZZLE(await_goes_on_as_a_microtask), PUZZLE(await_costs_one_tick),
		PUZZLE(await_in_two_coroutines), PUZZLE(coroutine_that_returns_a_promise),
		PUZZLE(await_and_rejection), PUZZLE(coroutine_started_in_a_reaction),
		PUZZLE(coroutine_over_io));
}
