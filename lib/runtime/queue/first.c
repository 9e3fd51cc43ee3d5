/* SPDX-License-Identifier: MIT */
/*
 * Waiting for the first of several things. Each round checks whether a choice is available. If not,
 * it awaits a race of promises, one for each choice. Another call may take the value before the
 * coroutine continues; then a further round follows.
 *
 * The promise of a time lives as long as the call. Each round creates new promises for the other
 * choices.
 */
#include <oriel/runtime/first.h>

#include "queue/queue_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/timer.h>

enum { CHOICES_ON_STACK = 8 };

/* The state of one choice during the call. */
struct choice_wait {
	oriel_promise *time; /* a reference; NULL: the choice has no time */
	oriel_timer_id timer;
};

struct first_call {
	const char *site;
	const struct oriel_choice *choices;
	size_t count;
	struct choice_wait *waits;
	oriel_promise **promises; /* of the current round */
};

static void choice_check(const char *site, const struct oriel_choice *choice, size_t index) {
	int given = (choice->queue != NULL) + (choice->room != NULL) + (choice->promise != NULL);
	given += (choice->after_ms != 0) + choice->ready;
	ORIEL_ASSERT(given == 1,
		"oriel_first at %s: choice %zu has %d members; set one of queue, room, promise, after_ms, "
		"ready",
		site, index, given);
	if (choice->queue != NULL)
		oriel__queue_check(choice->queue, "oriel_first");
	if (choice->room != NULL)
		oriel__queue_check(choice->room, "oriel_first");
}

static oriel_queue *choice_queue(const struct oriel_choice *choice) {
	return choice->queue != NULL ? choice->queue : choice->room;
}

/* ---- Times ---- */

static void choice_on_time(void *promise) {
	oriel__promise_fulfil(promise, ORIEL_NO_PAYLOAD);
}

static void choice_drop_time(void *promise) {
	oriel__promise_release(promise);
}

static struct choice_wait choice_wait_begin(const char *site, double after_ms) {
	static const struct oriel_timer_options options =
		{ .release = choice_drop_time, .size = sizeof(options) };
	oriel_promise *time = oriel__promise_new_shared(oriel__promises_here("oriel_first"), site, 2);
	struct choice_wait wait = { .time = time };
	wait.timer = oriel_set_timeout_at(site, choice_on_time, wait.time, after_ms, &options);
	return wait;
}

/* ---- A round ---- */

static bool choice_is_there(const struct oriel_choice *choice, const struct choice_wait *wait) {
	if (choice->ready)
		return true;
	if (choice->queue != NULL)
		return oriel__queue_count(choice->queue) > 0 || oriel__queue_is_over(choice->queue);
	const oriel_queue *room = choice->room != NULL ? oriel__queue_bound(choice->room) : NULL;
	if (room != NULL)
		return oriel__queue_takes_none(room) || oriel__queue_producer_room(room) > 0;
	const oriel_promise *promise = choice->promise != NULL ? choice->promise : wait->time;
	return promise->state != ORIEL_PROMISE_PENDING;
}

static int choices_find(const struct first_call *call) {
	for (size_t i = 0; i < call->count; i++) {
		if (choice_is_there(&call->choices[i], &call->waits[i]))
			return (int)i;
	}
	return ORIEL_FIRST_ABORTED;
}

static oriel_promise *choice_promise(const char *site, const struct oriel_choice *choice,
	const struct choice_wait *wait) {
	if (choice->queue != NULL)
		return oriel__queue_wait_for_value(site, choice->queue, false);
	if (choice->room != NULL)
		return oriel_queue_room_at(site, choice->room);
	return oriel_promise_ref(choice->promise != NULL ? choice->promise : wait->time);
}

static oriel_promise *choices_race(const struct first_call *call) {
	for (size_t i = 0; i < call->count; i++)
		call->promises[i] = choice_promise(call->site, &call->choices[i], &call->waits[i]);
	return oriel_promise_race_at(call->site, call->promises, call->count);
}

static int choices_await(const struct first_call *call) {
	bool is_there = choices_find(call) >= 0;
	for (;;) {
		oriel_promise *promise = is_there
			? oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD) : choices_race(call);
		if (oriel_await_at(call->site, promise, NULL) == ORIEL_AWAIT_ABORTED)
			return ORIEL_FIRST_ABORTED;
		int index = choices_find(call);
		if (index >= 0)
			return index;
		is_there = false;
	}
}

static void first_begin(struct first_call *call) {
	for (size_t i = 0; i < call->count; i++) {
		const struct oriel_choice *choice = &call->choices[i];
		call->waits[i] = (struct choice_wait){ 0 };
		choice_check(call->site, choice, i);
		if (choice_queue(choice) != NULL)
			choice_queue(choice)->holds++;
		else if (choice->promise != NULL)
			oriel_promise_ref(choice->promise);
		else if (!choice->ready)
			call->waits[i] = choice_wait_begin(call->site, choice->after_ms);
	}
}

static void first_end(const struct first_call *call) {
	for (size_t i = 0; i < call->count; i++) {
		const struct oriel_choice *choice = &call->choices[i];
		if (choice_queue(choice) != NULL) {
			oriel__queue_release(choice_queue(choice));
		} else if (choice->promise != NULL) {
			oriel__promise_handle(choice->promise);
			oriel__promise_release(choice->promise);
		} else if (!choice->ready) {
			oriel_clear_timer(call->waits[i].timer);
			oriel__promise_release(call->waits[i].time);
		}
	}
}

int oriel_first_at(const char *site, const struct oriel_choice *choices, size_t count) {
	struct choice_wait waits[CHOICES_ON_STACK];
	oriel_promise *promises[CHOICES_ON_STACK];
	ORIEL_ASSERT(choices != NULL && count > 0,
		"oriel_first at %s: there is no choice; pass at least one", site);
	bool is_long = count > CHOICES_ON_STACK;
	struct first_call call = { site, choices, count, waits, promises };
	if (is_long) {
		call.waits = oriel__alloc_zero(count, sizeof(waits[0]));
		call.promises = oriel__alloc_zero(count, sizeof(promises[0]));
	}
	first_begin(&call);
	int index = choices_await(&call);
	first_end(&call);
	if (is_long) {
		oriel__free(call.waits);
		oriel__free(call.promises);
	}
	return index;
}
