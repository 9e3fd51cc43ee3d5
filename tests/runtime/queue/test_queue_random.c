/* SPDX-License-Identifier: MIT */
/*
 * Random programs against a slow model: an array of values with its policy. Every take, in a
 * coroutine or not, has to give the model's oldest value, and every put its status. When nothing is
 * left to run, no value may wait beside a consumer, and no room beside a producer. At the end every
 * value has been dropped once.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/first.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/queue.h>

#include <stdio.h>
#include <string.h>

enum { STEP_SIZE = 3, MAX_STEPS = 120, CONSUMERS = 4, MAX_VALUES = 1024, MAX_LIMIT = 4 };

struct value {
	uint64_t key;
	int drops;
};

struct consumer {
	oriel_abort_controller *controller; /* NULL: it does not run */
	unsigned patience_ms;               /* between two values */
	bool waits, is_aborted, breaks;
};

static struct {
	oriel_loop *loop;
	oriel_queue *queue; /* NULL: given up */
	oriel_abort_controller *controller;
	enum oriel_queue_policy policy;
	size_t limit;
	struct value *waiting[MAX_LIMIT];
	size_t count;
	bool is_closed, is_aborted;
	struct value values[MAX_VALUES];
	size_t value_count;
	struct consumer consumers[CONSUMERS];
	size_t room_waits, ready_waits;
	bool print, failed;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "%s\n", what);
}

static void drop_value(void *value) {
	((struct value *)value)->drops++;
}

/* ---- The model ---- */

static struct value *model_take(size_t index) {
	struct value *value = world.waiting[index];
	memmove(&world.waiting[index], &world.waiting[index + 1],
		(--world.count - index) * sizeof(world.waiting[0]));
	return value;
}

static enum oriel_status model_put(struct value *value) {
	if (world.is_aborted)
		return ORIEL_ABORT_ERROR;
	if (world.is_closed)
		return ORIEL_INVALID_STATE_ERROR;
	for (size_t i = 0; world.policy == ORIEL_QUEUE_POLICY_REPLACE && value->key != 0
		&& i < world.count; i++) {
		if (world.waiting[i]->key == value->key) {
			world.waiting[i] = value;
			return ORIEL_OK;
		}
	}
	if (world.count == world.limit) {
		if (world.policy == ORIEL_QUEUE_POLICY_DROP_NEWEST)
			return ORIEL_OK;
		if (world.policy != ORIEL_QUEUE_POLICY_DROP_OLDEST)
			return ORIEL_QUOTA_EXCEEDED_ERROR;
		model_take(0);
	}
	world.waiting[world.count++] = value;
	return ORIEL_OK;
}

static bool model_is_over(void) {
	return world.is_aborted || (world.is_closed && world.count == 0);
}

static void model_abort(void) {
	if (model_is_over())
		return;
	world.is_aborted = true;
	world.count = 0;
}

/* ---- Consumers ---- */

static void check_taken(const void *value) {
	must(world.count > 0, "a value was taken from an empty queue");
	if (world.count > 0)
		must(value == model_take(0), "a value was taken before an older one");
}

/* Takes by races against a time, and without an item. */
static struct oriel_completion run_racer(void *data) {
	struct consumer *consumer = data;
	for (int index = 0; world.queue != NULL && index >= 0 && !model_is_over();) {
		struct oriel_payload value;
		consumer->waits = true;
		index = oriel_first({ .queue = world.queue }, { .after_ms = 1 + consumer->patience_ms });
		consumer->waits = false;
		must(index >= 0 || consumer->is_aborted, "a race ended with an abort that did not happen");
		must(index != 0 || world.count > 0 || model_is_over(),
			"a race ended although nothing was there");
		if (index == 0 && world.queue != NULL && oriel_queue_try_take(world.queue, &value)) {
			check_taken(value.data);
			oriel_payload_unref(value);
		}
	}
	oriel_abort_controller_destroy(consumer->controller);
	consumer->controller = NULL;
	return ORIEL_COMPLETE;
}

static struct oriel_completion run_consumer(void *data) {
	struct consumer *consumer = data;
	struct oriel_item item = { 0 };
	for (;;) {
		consumer->waits = true;
		bool has_queue = world.queue != NULL, has_value = has_queue
			&& oriel_queue_next(world.queue, &item);
		consumer->waits = false;
		if (!has_queue)
			oriel_item_release(&item);
		if (!has_value)
			break;
		check_taken(item.value.data);
		must(item.key == ((struct value *)item.value.data)->key, "an item has the key of another");
		if (consumer->breaks || (consumer->patience_ms > 0
			&& oriel_await(oriel_sleep(consumer->patience_ms), NULL) == ORIEL_AWAIT_ABORTED)) {
			must(((struct value *)item.value.data)->drops == 0,
				"a value was dropped while its item had it");
			oriel_item_release(&item);
			break;
		}
		must(((struct value *)item.value.data)->drops == 0,
			"a value was dropped while its item had it");
	}
	if (item.status == ORIEL_ABORT_ERROR)
		must(consumer->is_aborted || world.is_aborted,
			"a loop ended with an abort that did not happen");
	oriel_abort_controller_destroy(consumer->controller);
	consumer->controller = NULL;
	return ORIEL_COMPLETE;
}

static void begin_consumer(struct consumer *consumer, uint8_t how) {
	if (consumer->controller != NULL)
		return;
	*consumer = (struct consumer){
		.controller = oriel_abort_controller_new(),
		.patience_ms = how & 3,
		.breaks = (how & 12) == 12,
	};
	oriel_promise_unref(oriel_async(how & 16 ? run_racer : run_consumer, consumer, .signal =
		oriel_abort_controller_signal(consumer->controller)));
}

/* ---- Waits that are not loops ---- */

static struct oriel_completion end_wait(struct oriel_payload result, void *count) {
	(void)result;
	--*(size_t *)count;
	return ORIEL_COMPLETE;
}

static void begin_wait(oriel_promise *promise, size_t *count) {
	++*count;
	oriel_promise_unref(oriel_then(promise, end_wait, end_wait, count));
}

/* ---- Steps ---- */

static void put_value(uint8_t key) {
	if (world.value_count == MAX_VALUES)
		return;
	struct value *value = &world.values[world.value_count++];
	value->key = key % 4;
	enum oriel_status expected = model_put(value);
	must(oriel_queue_put_keyed(world.queue, value->key,
		oriel_owned(value, drop_value)) == expected,
		"a put has another status");
}

static void take_value(void) {
	struct oriel_payload value;
	bool has_value = oriel_queue_try_take(world.queue, &value);
	must(has_value == (world.count > 0), "a take found a value or did not");
	if (!has_value)
		return;
	check_taken(value.data);
	oriel_payload_unref(value);
}

static void abort_consumer(struct consumer *consumer) {
	if (consumer->controller == NULL)
		return;
	consumer->is_aborted = true;
	oriel_abort(consumer->controller, ORIEL_NO_PAYLOAD);
}

static void do_step(const uint8_t *step) {
	if (world.queue == NULL)
		return;
	switch (step[0] % 16) {
	case 0:
		take_value();
		break;
	case 1:
	case 2:
		begin_consumer(&world.consumers[step[1] % CONSUMERS], step[2]);
		break;
	case 3:
		abort_consumer(&world.consumers[step[1] % CONSUMERS]);
		break;
	case 4:
		begin_wait(oriel_queue_room(world.queue), &world.room_waits);
		break;
	case 5:
		begin_wait(oriel_queue_ready(world.queue), &world.ready_waits);
		break;
	case 6:
		if (!world.is_closed)
			oriel_promise_unref(step[1] & 1 ? oriel_queue_ready(world.queue)
				: oriel_queue_room(world.queue));
		break;
	case 7:
		if (step[1] % 8 == 0) {
			oriel_queue_close(world.queue, NULL);
			world.is_closed = true;
		}
		break;
	case 8:
		if (step[1] % 16 == 0) {
			model_abort();
			oriel_abort(world.controller, ORIEL_NO_PAYLOAD);
		}
		break;
	case 9:
		if (step[1] % 16 == 0) {
			oriel_queue *queue = world.queue;
			model_abort();
			world.queue = NULL;
			oriel_queue_unref(queue);
		}
		break;
	default:
		put_value(step[1]);
		break;
	}
}

static void check_rest(void) {
	for (size_t i = 0; i < CONSUMERS; i++)
		must(!world.consumers[i].waits || (world.count == 0 && !model_is_over()),
			"a consumer waits beside a value or after the end");
	bool has_room = !world.is_closed && !world.is_aborted && world.count < world.limit;
	must(world.room_waits == 0 || (!has_room && !world.is_closed && !world.is_aborted),
		"a wait for room goes on beside room or after the end");
	must(world.ready_waits == 0 || (world.count == 0 && !model_is_over()),
		"a wait for a value goes on beside a value or after the end");
	if (world.queue == NULL)
		return;
	must(oriel_queue_count(world.queue) == world.count, "the count differs");
	must(oriel_queue_is_over(world.queue) == model_is_over(), "the end differs");
}

static struct oriel_payload map_to_same(struct oriel_payload value, void *data) {
	return value;
}

static bool filter_none(struct oriel_payload value, void *data) {
	return true;
}

static void begin_world(const uint8_t *steps, size_t count, bool print) {
	memset(&world, 0, sizeof(world));
	world.print = print;
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	world.policy = (enum oriel_queue_policy)(count > 0 ? steps[1] % 4 : 0);
	world.limit = 1 + (count > 0 ? steps[2] % MAX_LIMIT : 0);
	bool has_stages = count > 0 && steps[1] & 16;
	world.controller = oriel_abort_controller_new();
	world.queue = oriel_queue_new(.limit = world.limit, .policy = world.policy, .signal =
		oriel_abort_controller_signal(world.controller));
	if (has_stages)
		world.queue = oriel_queue_filter(oriel_queue_map(world.queue, map_to_same, NULL),
			filter_none, NULL);
}

static void end_world(void) {
	oriel_queue *queue = world.queue;
	model_abort();
	world.queue = NULL;
	oriel_queue_unref(queue);
	oriel_loop_advance(world.loop, 10);
	check_rest();
	oriel_abort_controller_destroy(world.controller);
	oriel_loop_destroy(world.loop);
	for (size_t i = 0; i < world.value_count; i++)
		must(world.values[i].drops == 1, "a value was not dropped once");
	for (size_t i = 0; i < CONSUMERS; i++)
		must(world.consumers[i].controller == NULL, "a consumer is left");
}

/*
 * A step is done in a callback together with the next one, or by itself and followed by all that
 * can run.
 */
static bool play(const uint8_t *steps, size_t count, bool print) {
	begin_world(steps, count, print);
	for (size_t i = 0; i < count && !world.failed; i++) {
		const uint8_t *step = steps + i * STEP_SIZE;
		bool is_together = step[0] & 64 && i + 1 < count;
		if (print)
			print_step(step, is_together ? 2 * STEP_SIZE : STEP_SIZE, "");
		if (is_together)
			oriel_loop_begin_host(world.loop);
		do_step(step);
		if (is_together) {
			do_step(step + STEP_SIZE);
			i++;
			oriel_loop_end_host(world.loop);
		}
		if (step[0] & 32)
			continue;
		oriel_loop_advance(world.loop, step[0] & 16 ? 1 : 0);
		check_rest();
	}
	end_world();
	return !world.failed;
}

static void random_programs_agree_with_the_model(void **state) {
	static const struct random_test test =
		{ .step_size = STEP_SIZE, .max_steps = MAX_STEPS, .seeds = 3000, .play = play };
	(void)state;
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_programs_agree_with_the_model));
}
