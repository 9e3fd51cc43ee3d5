/* SPDX-License-Identifier: MIT */
/* Puzzles of queues, generators and races. In JavaScript a queue is on(emitter). */
#include "puzzles.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/first.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

static void say_number(const char *prefix, unsigned number) {
	char both[32];
	snprintf(both, sizeof(both), "%s%u", prefix, number);
	say(both);
}

static const char *const digits[] = { "0", "1", "2", "3" };

/* ---- Generators ---- */

static void give_up(void *queue) {
	oriel_queue_unref(queue);
}

/* A loop over the values of a queue, which is given up with it. */
static struct oriel_completion read_all(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item))
		say(item.value.data);
	if (item.value.data != NULL)
		say_result(item.value, (void *)(uintptr_t)"caught ");
	else
		say(item.status == ORIEL_OK ? "over" : oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void begin_reading(oriel_queue *queue) {
	oriel_promise_unref(oriel_async(read_all, queue, .release = give_up));
}

static struct oriel_completion count_aloud(void *data) {
	(void)data;
	say("begins");
	for (unsigned i = 1; i <= 3; i++) {
		oriel_produce(text(digits[i]));
		say_number("after ", i);
	}
	say("ends");
	return ORIEL_COMPLETE;
}

static struct oriel_completion say_first_and_read(void *data) {
	say("first");
	return read_all(data);
}

static void generator_is_lazy(void) {
	oriel_queue *numbers = oriel_generate(count_aloud, NULL);
	oriel_promise_unref(oriel_async(say_first_and_read, numbers, .release = give_up));
	say("script");
}

static struct oriel_completion make_a_and_b(void *data) {
	(void)data;
	oriel_produce(text("a"));
	oriel_produce(text("b"));
	return ORIEL_COMPLETE;
}

static void generator_in_ticks(void) {
	begin_reading(oriel_generate(make_a_and_b, NULL));
	chain("1", "2", "3", "4", "5", "6");
}

static struct oriel_completion make_a_and_fail(void *data) {
	(void)data;
	oriel_produce(text("a"));
	return oriel_throw(text("why"));
}

static void generator_that_throws(void) {
	begin_reading(oriel_generate(make_a_and_fail, NULL));
	chain("1", "2", "3", "4");
}

static struct oriel_completion make_until_told(void *data) {
	(void)data;
	for (unsigned i = 1;; i++) {
		say_number("makes ", i);
		if (!oriel_produce(text(digits[i])))
			break;
	}
	say("cleans up");
	return ORIEL_COMPLETE;
}

static struct oriel_completion read_two(void *data) {
	struct oriel_item item = { 0 };
	for (unsigned i = 1; oriel_queue_next(data, &item); i++) {
		say(item.value.data);
		if (i == 2)
			break;
	}
	oriel_item_release(&item);
	return ORIEL_COMPLETE;
}

static void generator_left_by_break(void) {
	oriel_queue *numbers = oriel_generate(make_until_told, NULL);
	oriel_promise_unref(oriel_async(read_two, numbers, .release = give_up));
}

static struct oriel_completion make_slowly(void *data) {
	(void)data;
	for (unsigned i = 1; i <= 2; i++) {
		oriel_await(oriel_sleep(10), NULL);
		say_number("makes ", i);
		oriel_produce(text(digits[i]));
	}
	return ORIEL_COMPLETE;
}

static void generator_that_awaits(void) {
	begin_reading(oriel_generate(make_slowly, NULL));
	oriel_set_timeout(say_it, "15 ms", 15);
}

static struct oriel_completion make_aloud(void *data) {
	(void)data;
	for (unsigned i = 1; i <= 3; i++) {
		say_number("makes ", i);
		if (!oriel_produce(text(digits[i])))
			break;
	}
	return ORIEL_COMPLETE;
}

static struct oriel_completion take_one(struct oriel_payload result, void *queue) {
	struct oriel_payload value;
	(void)result;
	if (oriel_queue_try_take(queue, &value))
		say(value.data);
	return ORIEL_COMPLETE;
}

static void generator_asked_ahead(void) {
	oriel_queue *numbers = oriel_generate(make_aloud, NULL);
	oriel_promise_unref(oriel_then(oriel_queue_ready(numbers), take_one, NULL,
		oriel_queue_ref(numbers), .release = give_up));
	oriel_promise_unref(oriel_then(oriel_queue_ready(numbers), take_one, NULL, numbers,
		.release = give_up));
	say("script");
}

/* ---- Queues ---- */

static oriel_emitter *emitter;

static void emit(void *letter) {
	struct oriel_payload value = { .data = letter };
	oriel_emitter_emit(emitter, "value", value);
}

static oriel_queue *queue_new(void) {
	emitter = oriel_emitter_new();
	return oriel_queue_new_emitted(emitter, "value");
}

static void end_emitter(void *data) {
	(void)data;
	oriel_emitter_destroy(emitter);
}

/* After all that the script logs. */
static void end_emitter_later(void) {
	oriel_set_timeout(end_emitter, NULL, 100);
}

struct reader {
	oriel_queue *queue;
	const char *name;
};

static struct oriel_completion read_one(void *data) {
	const struct reader *reader = data;
	struct oriel_item item = { 0 };
	if (oriel_queue_next(reader->queue, &item))
		say_result(item.value, (void *)(uintptr_t)reader->name);
	oriel_item_release(&item);
	return ORIEL_COMPLETE;
}

static void give_up_queue(void *data) {
	end_emitter(NULL);
	oriel_queue_unref(data);
}

static void queue_wakes_the_oldest_reader(void) {
	static struct reader first, second;
	oriel_queue *queue = queue_new();
	first = (struct reader){ queue, "first " };
	second = (struct reader){ queue, "second " };
	oriel_promise_unref(oriel_async(read_one, &first));
	oriel_promise_unref(oriel_async(read_one, &second));
	emit("a");
	say("script");
	oriel_set_timeout(emit, "b", 1);
	oriel_set_timeout(give_up_queue, queue, 100);
}

/* The end of the queue is not a part of the puzzle. */
static struct oriel_completion read_quietly(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item))
		say(item.value.data);
	return ORIEL_COMPLETE;
}

static void begin_reading_quietly(oriel_queue *queue) {
	oriel_promise_unref(oriel_async(read_quietly, queue, .release = give_up));
	end_emitter_later();
}

static void queue_of_what_came_before(void) {
	oriel_queue *queue = queue_new();
	emit("a");
	emit("b");
	emit("c");
	begin_reading_quietly(queue);
	chain("1", "2", "3", "4");
	say("script");
}

static struct oriel_completion emit_then(struct oriel_payload result, void *letter) {
	(void)result;
	emit(letter);
	return ORIEL_COMPLETE;
}

static void emit_a_and_b(void *data) {
	(void)data;
	emit("a");
	oriel_promise *promise = oriel_then(fulfilled(NULL), say_then, NULL, "1");
	promise = oriel_then(promise, emit_then, NULL, "b");
	promise = oriel_then(oriel_then(promise, say_then, NULL, "2"), say_then, NULL, "3");
	oriel_promise_unref(promise);
	say("timer");
}

static void queue_that_waits_for_each(void) {
	begin_reading_quietly(queue_new());
	oriel_set_timeout(emit_a_and_b, NULL, 1);
}

static void emit_two_and_fail(void *data) {
	(void)data;
	emit("a");
	emit("b");
	struct oriel_payload reason = text("why");
	oriel_emitter_emit(emitter, "error", reason);
	say("timer");
}

static void queue_closed_by_an_error(void) {
	begin_reading(queue_new());
	oriel_set_timeout(emit_two_and_fail, NULL, 1);
	end_emitter_later();
}

static void abort_and_destroy(void *data) {
	oriel_abort(data, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(data);
	say("timer");
}

static struct oriel_completion read_until_abort(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item))
		say(item.value.data);
	say(oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void queue_aborted_by_a_signal(void) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	emitter = oriel_emitter_new();
	oriel_queue *queue = oriel_queue_new_emitted(emitter, "value", .signal =
		oriel_abort_controller_signal(controller));
	oriel_promise_unref(oriel_async(read_until_abort, queue, .release = give_up));
	oriel_set_timeout(abort_and_destroy, controller, 1);
	end_emitter_later();
}

/* ---- Races ---- */

static struct oriel_completion race(void *data) {
	static const char *const names[] = { "pending", "second", "third", "10 ms", "5 ms" };
	oriel_resolver *resolver;
	oriel_promise *pending = oriel_promise_new(&resolver);
	oriel_promise *second = fulfilled(NULL), *third = fulfilled(NULL);
	(void)data;
	say(names[oriel_first({ .promise = pending }, { .promise = second }, { .promise = third })]);
	int index = oriel_first({ .promise = pending }, { .after_ms = 10 }, { .after_ms = 5 });
	say(names[index + 2]);
	oriel_promise_unref(pending);
	oriel_promise_unref(second);
	oriel_promise_unref(third);
	oriel_resolver_unref(resolver);
	return ORIEL_COMPLETE;
}

static void race_takes_the_first_listed(void) {
	oriel_promise_unref(oriel_async(race, NULL));
	say("script");
}

int main(void) {
	return RUN_TESTS(PUZZLE(generator_is_lazy), PUZZLE(generator_in_ticks),
		PUZZLE(generator_that_throws), PUZZLE(generator_left_by_break),
		PUZZLE(generator_that_awaits), PUZZLE(generator_asked_ahead),
		PUZZLE(queue_wakes_the_oldest_reader), PUZZLE(queue_of_what_came_before),
		PUZZLE(queue_that_waits_for_each), PUZZLE(queue_closed_by_an_error),
		PUZZLE(queue_aborted_by_a_signal), PUZZLE(race_takes_the_first_listed));
}
