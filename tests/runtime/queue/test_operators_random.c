/* SPDX-License-Identifier: MIT */
/*
 * Random chains of operators against a slow model. The model knows no queue, stage or timer: each
 * operator is a function from a whole list of timed values to another one, and from the time at
 * which that list closes.
 *
 * A chain has at most two operators of time. The delay of the first has a fraction of a
 * millisecond, which keeps its timers apart from the puts and from the timers of the second.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/queue.h>

#include <stdio.h>
#include <string.h>

enum { STEP_SIZE = 2, MAX_STEPS = 60, MAX_OPERATORS = 5, MAX_VALUES = 256 };

#define NEVER 1e9

enum operator_type { MAP, FILTER, DISTINCT, SCAN, TAKE, SKIP, UNTIMED, DEBOUNCE = UNTIMED, THROTTLE,
	BUFFER, OPERATORS };

struct operator {
	enum operator_type type;
	unsigned count;
	double delay_ms;
};

struct timed {
	double ms;
	uintptr_t number;
};

/* Values, and when no more come. */
struct list {
	struct timed items[MAX_VALUES];
	size_t count;
	double close_ms; /* NEVER */
};

static struct {
	oriel_loop *loop;
	oriel_queue *queue, *other, *copy; /* other: merged in; copy: shared */
	struct operator operators[MAX_OPERATORS];
	size_t operator_count;
	struct list put, taken, copied;
	bool is_closed, is_other_closed, is_over, is_given_up, print, failed;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "%s\n", what);
}

static double now_ms(void) {
	return oriel_loop_now(world.loop);
}

static void list_add(struct list *list, double ms, uintptr_t number) {
	if (list->count < MAX_VALUES && ms <= list->close_ms)
		list->items[list->count++] = (struct timed){ ms, number };
}

/* ---- Functions of numbers, for the queue and for the model ---- */

static uintptr_t map_number(uintptr_t number) {
	return number * 3 + 1;
}

static bool filter_number(uintptr_t number) {
	return number % 3 != 0;
}

static bool equal_numbers(uintptr_t before, uintptr_t number) {
	return before % 4 == number % 4;
}

static uintptr_t add_numbers(uintptr_t sum, uintptr_t number) {
	return sum + number;
}

/* ---- The model ---- */

static void model_untimed(const struct operator *operator, const struct list *in,
	struct list *out) {
	uintptr_t before = 0;
	for (size_t i = 0; i < in->count; i++) {
		uintptr_t number = in->items[i].number;
		double ms = in->items[i].ms;
		switch (operator->type) {
		case MAP:
			list_add(out, ms, map_number(number));
			break;
		case FILTER:
			if (filter_number(number))
				list_add(out, ms, number);
			break;
		case DISTINCT:
			if (i == 0 || !equal_numbers(before, number))
				list_add(out, ms, number);
			before = i == 0 || !equal_numbers(before, number) ? number : before;
			break;
		case SCAN:
			before = add_numbers(before, number);
			list_add(out, ms, before);
			break;
		case TAKE:
			if (i < operator->count)
				list_add(out, ms, number);
			if (i + 1 == operator->count)
				out->close_ms = ms;
			break;
		default:
			if (i >= operator->count)
				list_add(out, ms, number);
		}
	}
}

static double earlier(double a, double b) {
	return a < b ? a : b;
}

static void model_debounce(const struct operator *operator, const struct list *in,
	struct list *out) {
	for (size_t i = 0; i < in->count; i++) {
		double due_ms = earlier(in->items[i].ms + operator->delay_ms, in->close_ms);
		bool is_replaced = i + 1 < in->count && in->items[i + 1].ms < due_ms;
		bool is_by_close = in->items[i].ms + operator->delay_ms > in->close_ms;
		if (!is_replaced && (!is_by_close || i + 1 == in->count))
			list_add(out, due_ms, in->items[i].number);
	}
}

/* The interval that begins with a value is followed by others as long as each brings one. */
static void model_throttle(const struct operator *operator, const struct list *in,
	struct list *out) {
	double end_ms = -1;
	for (size_t i = 0; i < in->count;) {
		if (in->items[i].ms >= end_ms) {
			list_add(out, in->items[i].ms, in->items[i].number);
			end_ms = in->items[i++].ms + operator->delay_ms;
			continue;
		}
		while (i + 1 < in->count && in->items[i + 1].ms < end_ms)
			i++;
		list_add(out, earlier(end_ms, in->close_ms), in->items[i++].number);
		end_ms += operator->delay_ms;
	}
}

static void model_buffer(const struct operator *operator, const struct list *in,
	struct list *out) {
	for (size_t i = 0; i < in->count;) {
		double due_ms = earlier(in->items[i].ms + operator->delay_ms, in->close_ms);
		bool is_by_close = in->items[i].ms + operator->delay_ms > in->close_ms;
		size_t count = 0;
		uintptr_t sum = 0;
		while (i + count < in->count && count < operator->count
			&& (in->items[i + count].ms < due_ms || is_by_close))
			sum = add_numbers(sum, in->items[i + count++].number);
		i += count;
		list_add(out, count == operator->count ? in->items[i - 1].ms : due_ms, sum * 8 + count);
	}
}

static void model_run(struct list *list, size_t operator_count) {
	static struct list out;
	for (size_t i = 0; i < operator_count; i++) {
		const struct operator *operator = &world.operators[i];
		out.count = 0;
		out.close_ms = list->close_ms;
		if (operator->type < UNTIMED)
			model_untimed(operator, list, &out);
		else if (operator->type == DEBOUNCE)
			model_debounce(operator, list, &out);
		else if (operator->type == THROTTLE)
			model_throttle(operator, list, &out);
		else
			model_buffer(operator, list, &out);
		*list = out;
	}
}

/* What lies in the future has not happened yet. */
static void check_list(const struct list *expected, const struct list *got, const char *what) {
	size_t count = 0;
	while (count < expected->count && expected->items[count].ms <= now_ms())
		count++;
	must(count == got->count, what);
	for (size_t i = 0; i < count && i < got->count; i++)
		must(expected->items[i].number == got->items[i].number
			&& expected->items[i].ms == got->items[i].ms, what);
}

static void check(void) {
	static struct list expected;
	expected = world.put;
	model_run(&expected, world.operator_count);
	check_list(&expected, &world.taken, "the values differ");
	must(world.is_over == (expected.close_ms <= now_ms()), "the end differs");
	if (world.copy == NULL)
		return;
	struct list of_copy = world.put;
	model_run(&of_copy, world.operator_count / 2);
	of_copy.close_ms = earlier(of_copy.close_ms, expected.close_ms);
	if (of_copy.close_ms > now_ms())
		check_list(&of_copy, &world.copied, "the values of the copy differ");
}

/* ---- The queue ---- */

static uintptr_t number_of(struct oriel_payload payload) {
	return (uintptr_t)payload.data;
}

static struct oriel_payload payload_of(uintptr_t number) {
	return (struct oriel_payload){ .data = (void *)number };
}

static struct oriel_payload map_payload(struct oriel_payload value, void *data) {
	return payload_of(map_number(number_of(value)));
}

static bool filter_payload(struct oriel_payload value, void *data) {
	return filter_number(number_of(value));
}

static bool equal_payloads(struct oriel_payload before, struct oriel_payload value, void *data) {
	return equal_numbers(number_of(before), number_of(value));
}

static struct oriel_payload add_payloads(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	return payload_of(add_numbers(number_of(sum), number_of(value)));
}

static struct oriel_payload sum_values(struct oriel_payload payload, void *data) {
	const struct oriel_values *values = oriel_values_try_from_payload(payload);
	uintptr_t sum = 0, count = values->count;
	for (size_t i = 0; i < values->count; i++)
		sum = add_numbers(sum, number_of(values->items[i]));
	oriel_payload_unref(payload);
	return payload_of(sum * 8 + count);
}

static oriel_queue *operator_add(oriel_queue *queue, const struct operator *operator) {
	switch (operator->type) {
	case MAP:
		return oriel_queue_map(queue, map_payload, NULL);
	case FILTER:
		return oriel_queue_filter(queue, filter_payload, NULL);
	case DISTINCT:
		return oriel_queue_distinct(queue, equal_payloads, NULL);
	case SCAN:
		return oriel_queue_scan(queue, add_payloads, payload_of(0), NULL);
	case TAKE:
		return oriel_queue_take(queue, operator->count);
	case SKIP:
		return oriel_queue_skip(queue, operator->count);
	case DEBOUNCE:
		return oriel_queue_debounce(queue, operator->delay_ms);
	case THROTTLE:
		return oriel_queue_throttle(queue, operator->delay_ms);
	default:
		queue = oriel_queue_buffer(queue, operator->count, operator->delay_ms);
		return oriel_queue_map(queue, sum_values, NULL);
	}
}

static struct oriel_completion consume(void *data) {
	struct list *list = data;
	oriel_queue *queue = list == &world.taken ? world.queue : world.copy;
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item))
		list_add(list, now_ms(), number_of(item.value));
	if (list == &world.taken)
		world.is_over = true;
	must(item.status == ORIEL_OK || world.is_given_up, "a loop ended with another status");
	return ORIEL_COMPLETE;
}

static struct operator operator_of(unsigned chance, unsigned *timed) {
	struct operator operator = { (enum operator_type)(chance % OPERATORS), 1 + chance / 9 % 4, 0 };
	if (operator.type < UNTIMED)
		return operator;
	if (*timed == 2)
		operator.type = MAP;
	operator.delay_ms = 1 + chance / 36 % 6 + (*timed == 0 ? 1.0 / 64 : 0);
	++*timed;
	return operator;
}

static void begin_world(const uint8_t *steps, size_t count, bool print) {
	memset(&world, 0, sizeof(world));
	world.print = print;
	world.put.close_ms = world.taken.close_ms = world.copied.close_ms = NEVER;
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	world.queue = oriel_queue_new();
	if (count > 0 && steps[0] & 64) {
		world.other = oriel_queue_new();
		world.queue = oriel_queue_merge(world.queue, oriel_queue_ref(world.other));
	}
	unsigned timed = 0;
	world.operator_count = count > 0 ? steps[0] % (MAX_OPERATORS + 1) : 0;
	for (size_t i = 0; i < world.operator_count; i++) {
		unsigned chance = steps[(i + 1) % (count * STEP_SIZE)] * 7u + steps[i % count];
		if (i == world.operator_count / 2 && steps[0] & 128)
			world.copy = oriel_queue_share(world.queue);
		world.operators[i] = operator_of(chance, &timed);
		world.queue = operator_add(world.queue, &world.operators[i]);
		if (print)
			fprintf(stderr, "operator %d, %u, %g ms\n", (int)world.operators[i].type,
				world.operators[i].count, world.operators[i].delay_ms);
	}
	oriel_promise_unref(oriel_async(consume, &world.taken));
	if (world.copy != NULL)
		oriel_promise_unref(oriel_async(consume, &world.copied));
}

static void print_what(const uint8_t *step) {
	char what[64];
	snprintf(what, sizeof(what), "%g ms: %s %d%s", now_ms(), step[0] % 8 < 5 ? "put" : step[0] % 8
		== 5 && step[1] % 8 == 0 ? "close" : "nothing", step[1] % 16, step[0] & 16 ? ", time" : "");
	print_step(step, STEP_SIZE, what);
}

static void do_step(const uint8_t *step) {
	bool to_other = world.other != NULL && step[1] & 64;
	oriel_queue *queue = to_other ? world.other : world.queue;
	if (step[0] % 8 < 5) {
		enum oriel_status status = oriel_queue_put(queue, payload_of(step[1] % 16));
		if (status == ORIEL_OK)
			list_add(&world.put, now_ms(), step[1] % 16);
		must(status == ORIEL_OK || world.is_over || world.is_closed
			|| (to_other && world.is_other_closed), "a put was refused");
	} else if (step[0] % 8 == 5 && step[1] % 8 == 0) {
		oriel_queue_close(queue, NULL);
		world.is_closed = world.is_closed || !to_other;
		world.is_other_closed = world.is_other_closed || to_other;
		if (!to_other && world.put.close_ms == NEVER)
			world.put.close_ms = now_ms();
	}
	oriel_loop_advance(world.loop, 0);
	check();
	if (step[0] & 16)
		oriel_loop_advance(world.loop, 1 + step[0] / 64);
	check();
}

/* A merged queue gets its values as one list: the model has no other queue. */
static bool play(const uint8_t *steps, size_t count, bool print) {
	begin_world(steps, count, print);
	for (size_t i = 0; i < count && !world.failed; i++) {
		if (print)
			print_what(steps + i * STEP_SIZE);
		do_step(steps + i * STEP_SIZE);
	}
	world.is_given_up = true;
	oriel_queue_unref(world.queue);
	oriel_queue_unref(world.other);
	oriel_loop_advance(world.loop, 0);
	oriel_queue_unref(world.copy);
	oriel_loop_destroy(world.loop);
	return !world.failed;
}

static void random_chains_agree_with_the_model(void **state) {
	static const struct random_test test =
		{ .step_size = STEP_SIZE, .max_steps = MAX_STEPS, .seeds = 4000, .play = play };
	(void)state;
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_chains_agree_with_the_model));
}
