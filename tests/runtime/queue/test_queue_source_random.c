/* SPDX-License-Identifier: MIT */
/*
 * Random programs of sources against a slow model: an emitter, ticks and a port, each with a queue
 * of every policy that it allows, and every end. The model is an array of numbers, and for the
 * port a second array of the messages that wait in the channel.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/queue.h>
#include <oriel/runtime/queue_source.h>

#include <stdio.h>
#include <string.h>

enum { STEP_SIZE = 2, MAX_STEPS = 80, MAX_NUMBERS = 128, MAX_LIMIT = 4, PERIOD_MS = 3 };

enum source { EMITTER, TICKS, PORT, SOURCES };

static struct {
	oriel_loop *loop;
	enum source source;
	oriel_queue *queue;
	oriel_abort_controller *controller;
	oriel_emitter *emitter;
	oriel_port *port; /* of the producer; NULL: closed */
	enum oriel_queue_policy policy;
	size_t limit;
	uintptr_t values[MAX_NUMBERS], channel[MAX_NUMBERS];
	size_t count, channel_count;
	uintptr_t last;
	bool is_open, is_port_over;
	enum oriel_status status;
	double next_tick_ms;
	bool print, failed;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "%s\n", what);
}

/* ---- The model ---- */

static uintptr_t numbers_shift(uintptr_t *numbers, size_t *count) {
	uintptr_t first = numbers[0];
	memmove(numbers, numbers + 1, --*count * sizeof(numbers[0]));
	return first;
}

static void model_close(enum oriel_status status) {
	if (!world.is_open)
		return;
	world.is_open = false;
	world.status = status;
}

static void model_abort(void) {
	if (!world.is_open && world.count == 0)
		return;
	world.is_open = false;
	world.status = ORIEL_ABORT_ERROR;
	world.count = 0;
}

static void model_arrive(uintptr_t number) {
	if (!world.is_open)
		return;
	if (world.count == world.limit) {
		if (world.policy == ORIEL_QUEUE_POLICY_REFUSE)
			model_close(ORIEL_QUOTA_EXCEEDED_ERROR);
		if (world.policy != ORIEL_QUEUE_POLICY_DROP_OLDEST)
			return;
		numbers_shift(world.values, &world.count);
	}
	world.values[world.count++] = number;
}

/* Messages come as far as there is room. The end of the port comes behind all of them. */
static void model_settle(void) {
	while (world.source == PORT && world.is_open && world.channel_count > 0
		&& world.count < world.limit)
		model_arrive(numbers_shift(world.channel, &world.channel_count));
	if (world.is_port_over && world.channel_count == 0)
		model_close(ORIEL_OK);
}

static void model_advance(double now_ms) {
	for (; world.source == TICKS && world.next_tick_ms <= now_ms; world.next_tick_ms += PERIOD_MS)
		model_arrive(0);
}

/* ---- Steps ---- */

static struct oriel_payload payload_of(uintptr_t number) {
	return (struct oriel_payload){ .data = (void *)number };
}

/* Brings a value, unless the source has ended or brings values by itself. */
static void produce(void) {
	if (world.emitter != NULL) {
		oriel_emitter_emit(world.emitter, "value", payload_of(++world.last));
		model_arrive(world.last);
	} else if (world.port != NULL && world.channel_count + world.count < MAX_NUMBERS / 2) {
		oriel_port_send(world.port, payload_of(++world.last));
		world.channel[world.channel_count++] = world.last;
	}
}

/* Ends the source: with an error, or in order. */
static void end_source(bool has_error) {
	if (world.emitter != NULL && has_error) {
		oriel_emitter_emit(world.emitter, "error", oriel_error_new(ORIEL_NETWORK_ERROR, "cut"));
		model_close(ORIEL_NETWORK_ERROR);
	} else if (world.emitter != NULL) {
		oriel_emitter_destroy(world.emitter);
		world.emitter = NULL;
		model_close(ORIEL_OK);
	} else if (world.port != NULL) {
		oriel_port_unref(world.port);
		world.port = NULL;
		world.is_port_over = true;
	}
}

static void take_value(void) {
	struct oriel_payload value;
	bool has_value = oriel_queue_try_take(world.queue, &value);
	must(has_value == (world.count > 0), "a take found a value or did not");
	if (has_value && world.count > 0)
		must((uintptr_t)value.data == numbers_shift(world.values, &world.count),
			"a value was taken before an older one");
}

static void check(void) {
	must(oriel_queue_count(world.queue) == world.count, "the count differs");
	must(oriel_queue_is_over(world.queue) == (!world.is_open && world.count == 0),
		"the end differs");
	must(oriel_queue_status(world.queue, NULL) == (world.is_open ? ORIEL_OK : world.status),
		"the status differs");
}

static void do_step(const uint8_t *step) {
	switch (step[0] % 16) {
	case 0:
	case 1:
	case 2:
	case 3:
		take_value();
		break;
	case 4:
	case 5:
		oriel_loop_advance(world.loop, step[1] % 8);
		model_advance(oriel_loop_now(world.loop));
		break;
	case 6:
		if (step[1] % 8 == 0)
			end_source(step[1] & 8);
		break;
	case 7:
		if (step[1] % 8 == 0) {
			oriel_queue_close(world.queue, NULL);
			model_close(ORIEL_OK);
		} else if (step[1] % 8 == 1) {
			oriel_abort(world.controller, ORIEL_NO_PAYLOAD);
			model_abort();
		}
		break;
	default:
		produce();
		break;
	}
	oriel_loop_advance(world.loop, 0);
	model_settle();
	check();
}

static void make_port(void) {
	oriel_port *ports[2];
	oriel_abort_signal *signal = oriel_abort_controller_signal(world.controller);
	oriel_channel_new(ports);
	world.port = ports[0];
	world.policy = ORIEL_QUEUE_POLICY_REFUSE;
	world.queue = oriel_queue_new_messages(ports[1], .limit = world.limit, .signal = signal);
	oriel_port_unref(ports[1]);
}

static void begin_world(const uint8_t *steps, size_t count, bool print) {
	memset(&world, 0, sizeof(world));
	world.print = print;
	world.is_open = true;
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	world.controller = oriel_abort_controller_new();
	world.source = (enum source)(count > 0 ? steps[0] / 16 % SOURCES : 0);
	world.limit = 1 + (count > 0 ? steps[1] % MAX_LIMIT : 0);
	world.policy = (enum oriel_queue_policy)(count > 0 ? steps[1] / 4 % 3 : 0);
	world.next_tick_ms = oriel_loop_now(world.loop) + PERIOD_MS;
	oriel_abort_signal *signal = oriel_abort_controller_signal(world.controller);
	if (world.source == EMITTER) {
		world.emitter = oriel_emitter_new();
		world.queue = oriel_queue_new_emitted(world.emitter, "value", .limit = world.limit,
			.policy = world.policy, .signal = signal);
	} else if (world.source == TICKS) {
		world.queue = oriel_queue_new_ticks(PERIOD_MS, .limit = world.limit, .policy =
			world.policy, .signal = signal);
	} else {
		make_port();
	}
}

/* Errors that an emitter without a queue reports. */
static void on_error(oriel_event *event, void *data) {
	must(!world.is_open, "an error that a queue hears was reported");
	oriel_prevent_default(event);
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	begin_world(steps, count, print);
	oriel_listen(world.loop, "error", on_error, NULL);
	for (size_t i = 0; i < count && !world.failed; i++) {
		if (print)
			print_step(steps + i * STEP_SIZE, STEP_SIZE, "");
		do_step(steps + i * STEP_SIZE);
	}
	oriel_queue_unref(world.queue);
	oriel_emitter_destroy(world.emitter);
	if (world.port != NULL)
		oriel_port_unref(world.port);
	oriel_loop_advance(world.loop, 10);
	oriel_abort_controller_destroy(world.controller);
	oriel_loop_destroy(world.loop);
	return !world.failed;
}

static void random_sources_agree_with_the_model(void **state) {
	static const struct random_test test =
		{ .step_size = STEP_SIZE, .max_steps = MAX_STEPS, .seeds = 3000, .play = play };
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_sources_agree_with_the_model));
}
