/* SPDX-License-Identifier: MIT */
/*
 * Random programs whose callbacks act on the queues that call them. Functions of operators, bodies
 * of generators and of task groups, consumers, listeners of an emitter and of signals, and release
 * functions put, take, close, abort, give up, and extend any queue.
 *
 * Each value counts its references. No callback may see a released value, and at the end no value
 * is left, no consumer waits, and no loop of a consumer has missed its end.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/flow/task_group.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/first.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/queue.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>
#include <string.h>

enum { STEP_SIZE = 3, MAX_STEPS = 60, QUEUES = 3, GROUPS = 2, MAX_VALUES = 20000, DEEPEST = 4 };
enum { MAX_ACTS = 4000, MAX_STAGES = 6 };

struct value {
	int references;
};

struct place {
	oriel_queue *queue;                 /* a reference; may be NULL */
	oriel_abort_controller *controller; /* never NULL */
	int stages;
	bool is_merged; /* into another queue */
	bool is_copy;   /* of another queue, also in part: is not merged into others */
};

static struct {
	oriel_loop *loop;
	struct chance chance;
	struct place places[QUEUES];
	oriel_task_group *groups[GROUPS];
	oriel_emitter *emitter; /* may be NULL */
	struct value values[MAX_VALUES];
	size_t value_count, coroutines, acts;
	int depth;
	bool print, failed, is_ending;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "%s\n", what);
}

static void act(void);

/* Acts inside a callback, but not always. */
static void maybe_act(void) {
	if (world.is_ending || world.depth >= DEEPEST || world.acts >= MAX_ACTS)
		return;
	world.depth++;
	while (roll(&world.chance, 4) == 0)
		act();
	world.depth--;
}

/* ---- Values ---- */

static void value_retain(void *data) {
	struct value *value = data;
	must(value->references > 0, "a released value was retained");
	value->references++;
}

static void value_release(void *data) {
	struct value *value = data;
	must(value->references > 0, "a value was released twice");
	if (--value->references == 0)
		maybe_act();
}

static struct oriel_payload value_new(void) {
	if (world.value_count == MAX_VALUES)
		return ORIEL_NO_PAYLOAD;
	struct value *value = &world.values[world.value_count++];
	value->references = 1;
	return (struct oriel_payload){ value, value_retain, value_release };
}

static void touch(struct oriel_payload payload) {
	if (payload.release == value_release)
		must(((struct value *)payload.data)->references > 0, "a callback has a released value");
}

/* ---- Callbacks of operators ---- */

static struct oriel_payload map_value(struct oriel_payload value, void *data) {
	touch(value);
	maybe_act();
	touch(value);
	if (roll(&world.chance, 2) == 0)
		return value;
	oriel_payload_unref(value);
	return value_new();
}

static bool filter_value(struct oriel_payload value, void *data) {
	maybe_act();
	touch(value);
	return roll(&world.chance, 4) != 0;
}

static bool equal_values(struct oriel_payload before, struct oriel_payload value, void *data) {
	maybe_act();
	touch(before);
	touch(value);
	return roll(&world.chance, 4) == 0;
}

static struct oriel_payload scan_values(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	maybe_act();
	touch(sum);
	touch(value);
	oriel_payload_unref(sum);
	return value;
}

static struct oriel_completion end_of_sleep(struct oriel_payload result, void *data) {
	maybe_act();
	if (roll(&world.chance, 8) == 0)
		return oriel_throw(value_new());
	return oriel_return(value_new());
}

static oriel_promise *begin_latest(struct oriel_payload value, oriel_abort_signal *signal,
	void *data) {
	touch(value);
	maybe_act();
	oriel_payload_unref(value);
	switch (roll(&world.chance, 4)) {
	case 0:
		return NULL;
	case 1:
		return oriel_promise_new_fulfilled(value_new());
	default:
		return oriel_then(oriel_sleep(roll(&world.chance, 5), .signal = signal), end_of_sleep, NULL,
			NULL);
	}
}

/* Makes one value of several, or keeps the value of another operator. */
static struct oriel_payload first_of_values(struct oriel_payload payload, void *data) {
	const struct oriel_values *values = oriel_values_try_from_payload(payload);
	if (values == NULL)
		return payload;
	for (size_t i = 0; i < values->count; i++)
		touch(values->items[i]);
	struct oriel_payload first = oriel_payload_ref(values->items[0]);
	maybe_act();
	oriel_payload_unref(payload);
	return first;
}

static void on_data_released(void *data) {
	maybe_act();
}

static void queue_extend(struct place *place) {
	if (place->queue == NULL || place->stages++ >= MAX_STAGES)
		return;
	oriel_queue *queue = place->queue;
	place->queue = NULL; /* the operator takes the queue over */
	double ms = 1 + roll(&world.chance, 4);
	switch (roll(&world.chance, 12)) {
	case 0:
		queue = oriel_queue_map(queue, map_value, NULL, .release = on_data_released);
		break;
	case 1:
		queue = oriel_queue_filter(queue, filter_value, NULL, .release = on_data_released);
		break;
	case 2:
		queue = oriel_queue_distinct(queue, equal_values, NULL);
		break;
	case 3:
		queue = oriel_queue_scan(queue, scan_values, value_new(), NULL);
		break;
	case 4:
		queue = oriel_queue_take(queue, 1 + roll(&world.chance, 5));
		break;
	case 5:
		queue = oriel_queue_skip(queue, roll(&world.chance, 3));
		break;
	case 6:
		queue = oriel_queue_debounce(queue, ms);
		break;
	case 7:
		queue = oriel_queue_throttle(queue, ms);
		break;
	case 8:
		queue = oriel_queue_timeout(queue, 4 * ms);
		break;
	case 9:
		queue = oriel_queue_map(oriel_queue_buffer(queue, 1 + roll(&world.chance, 3), ms),
			first_of_values, NULL);
		break;
	case 10:
		queue = oriel_queue_latest(queue, begin_latest, NULL, .release = on_data_released);
		break;
	default:
		break;
	}
	if (place->queue == NULL)
		place->queue = queue;
	else
		oriel_queue_unref(queue);
}

/* ---- Coroutines ---- */

static void on_coroutine_over(void *data) {
	world.coroutines--;
	maybe_act();
}

static struct oriel_completion consume(void *data) {
	struct place *place = data;
	struct oriel_item item = { 0 };
	unsigned rounds = roll(&world.chance, 12);
	while (place->queue != NULL && !world.is_ending && oriel_queue_next(place->queue, &item)) {
		touch(item.value);
		maybe_act();
		touch(item.value);
		if (rounds-- == 0)
			break;
		if (roll(&world.chance, 3) == 0 && oriel_await(oriel_sleep(1), NULL)
			== ORIEL_AWAIT_ABORTED)
			break;
		touch(item.value);
	}
	oriel_item_release(&item);
	return ORIEL_COMPLETE;
}

static struct oriel_completion race(void *data) {
	for (int rounds = 0; rounds < 8; rounds++) {
		oriel_queue *a = world.places[0].queue, *b = world.places[1].queue;
		struct oriel_payload value;
		if (a == NULL || b == NULL)
			break;
		int index = oriel_first({ .queue = a }, { .queue = b }, { .after_ms = 3 });
		if (index == ORIEL_FIRST_ABORTED)
			break;
		oriel_queue *won = index < 2 ? world.places[index].queue : NULL;
		if (won != NULL && oriel_queue_try_take(won, &value)) {
			touch(value);
			maybe_act();
			oriel_payload_unref(value);
		}
		maybe_act();
	}
	return ORIEL_COMPLETE;
}

static struct oriel_completion produce(void *data) {
	for (unsigned left = roll(&world.chance, 12); left > 0; left--) {
		maybe_act();
		if (roll(&world.chance, 4) == 0)
			oriel_await(oriel_sleep(roll(&world.chance, 3)), NULL);
		if (!oriel_produce(value_new()))
			return ORIEL_COMPLETE;
	}
	maybe_act();
	return roll(&world.chance, 4) == 0 ? oriel_throw(value_new()) : oriel_return(value_new());
}

static struct oriel_completion work(void *data) {
	maybe_act();
	if (oriel_await(oriel_sleep(roll(&world.chance, 5)), NULL) != ORIEL_AWAIT_ABORTED)
		maybe_act();
	return roll(&world.chance, 4) == 0 ? oriel_throw(value_new()) : ORIEL_COMPLETE;
}

static struct oriel_completion ignore(struct oriel_payload result, void *data) {
	maybe_act();
	return ORIEL_COMPLETE;
}

/* Hands a promise over to reactions that act. */
static void let_go(oriel_promise *promise) {
	oriel_promise_unref(oriel_then(promise, ignore, ignore, NULL));
}

static void begin(oriel_coroutine_fn *fn, struct place *place) {
	world.coroutines++;
	let_go(oriel_async(fn, place, .release = on_coroutine_over, .signal =
		oriel_abort_controller_signal(place->controller)));
}

/* ---- Listeners ---- */

static void on_notice(struct oriel_payload payload, void *data) {
	touch(payload);
	maybe_act();
	touch(payload);
}

static void on_abort(oriel_event *event, void *data) {
	maybe_act();
}

/* ---- Acts ---- */

static void place_give_up(struct place *place) {
	oriel_queue *queue = place->queue;
	place->queue = NULL;
	oriel_queue_unref(queue);
}

static void controller_renew(struct place *place) {
	oriel_abort_controller *old = place->controller;
	place->controller = oriel_abort_controller_new();
	oriel_listen(oriel_abort_controller_signal(place->controller), "abort", on_abort, NULL);
	if (old != NULL) {
		oriel_abort(old, roll(&world.chance, 2) == 0 ? value_new() : ORIEL_NO_PAYLOAD);
		oriel_abort_controller_destroy(old);
	}
}

static void place_renew(struct place *place) {
	enum oriel_queue_policy policy = (enum oriel_queue_policy)roll(&world.chance, 3); /* no keys */
	oriel_abort_signal *signal = oriel_abort_controller_signal(place->controller);
	size_t limit = 1 + roll(&world.chance, 4);
	oriel_queue *queue = NULL;
	switch (roll(&world.chance, 5)) {
	case 0:
		world.coroutines++;
		queue = oriel_generate(produce, place, .release = on_coroutine_over, .signal = signal);
		break;
	case 1:
		queue = oriel_queue_new_ticks(1 + roll(&world.chance, 3), .limit = limit, .policy = policy,
			.signal = signal);
		break;
	case 2:
		if (world.emitter != NULL)
			queue = oriel_queue_new_emitted(world.emitter, "notice", .limit = limit, .policy =
				policy, .signal = signal);
		break;
	default:
		break;
	}
	if (queue == NULL) {
		policy = (enum oriel_queue_policy)roll(&world.chance, 4);
		queue = oriel_queue_new(.limit = limit, .policy = policy, .signal = signal);
	}
	place_give_up(place);
	oriel_queue *other = place->queue; /* giving up may have made one */
	place->queue = queue;
	place->stages = 0;
	place->is_merged = place->is_copy = false;
	oriel_queue_unref(other);
}

static void place_merge(struct place *place, struct place *other) {
	if (place == other || place->queue == NULL || other->queue == NULL
		|| place->stages >= MAX_STAGES || place->is_merged || other->is_merged
		|| other->is_copy)
		return;
	oriel_queue *queue = place->queue, *second = other->queue;
	bool is_shared = roll(&world.chance, 2) == 0;
	place->queue = other->queue = NULL;
	place->stages += 2;
	if (is_shared)
		oriel_queue_ref(second);
	queue = oriel_queue_merge(queue, second);
	place_give_up(place);
	place_give_up(other);
	if (place->queue == NULL && queue != second) {
		place->queue = queue;
		place->is_merged = false;
	} else {
		oriel_queue_unref(queue);
	}
	if (is_shared && other->queue == NULL) {
		other->queue = second;
		other->is_merged = true;
	} else if (is_shared) {
		oriel_queue_unref(second);
	}
}

static void place_share(struct place *place, struct place *other) {
	if (place == other || place->queue == NULL || place->stages++ >= MAX_STAGES)
		return;
	oriel_queue *copy = oriel_queue_share(place->queue, .limit = 2, .policy = (enum
		oriel_queue_policy)roll(&world.chance, 4));
	place_give_up(other);
	if (other->queue == NULL) {
		other->queue = copy;
		other->stages = place->stages;
		other->is_merged = false;
		other->is_copy = true;
	} else {
		oriel_queue_unref(copy);
	}
}

static void take(struct place *place) {
	struct oriel_payload value;
	if (!oriel_queue_try_take(place->queue, &value))
		return;
	touch(value);
	maybe_act();
	oriel_payload_unref(value);
}

static void group_act(oriel_task_group **group) {
	if (*group == NULL) {
		*group = oriel_task_group_new(.signal = oriel_abort_controller_signal(
			world.places[0].controller));
	} else if (roll(&world.chance, 4) == 0) {
		oriel_task_group *old = *group;
		*group = NULL;
		oriel_task_group_destroy(old);
	} else if (roll(&world.chance, 3) == 0) {
		let_go(oriel_task_group_wait(*group));
	} else {
		world.coroutines++;
		let_go(oriel_task_group_async(*group, work, NULL, .release = on_coroutine_over));
	}
}

static void emitter_act(void) {
	if (world.emitter == NULL) {
		world.emitter = oriel_emitter_new();
		oriel_emitter_set_max_listeners(world.emitter, 1000);
		oriel_emitter_on(world.emitter, "notice", on_notice, NULL);
		oriel_emitter_on(world.emitter, "error", on_notice, NULL);
	} else if (roll(&world.chance, 8) == 0) {
		oriel_emitter *old = world.emitter;
		world.emitter = NULL;
		oriel_emitter_destroy(old);
	} else {
		oriel_emitter_emit(world.emitter, roll(&world.chance, 8) == 0 ? "error" : "notice",
			value_new());
	}
}

static void place_act(struct place *place, struct place *other) {
	struct oriel_payload reason;
	switch (roll(&world.chance, 20)) {
	case 0:
		oriel_queue_close(place->queue, NULL);
		break;
	case 1:
		reason = value_new();
		oriel_queue_close(place->queue, &reason);
		break;
	case 2:
		place_give_up(place);
		break;
	case 3:
		place_merge(place, other);
		break;
	case 4:
		place_share(place, other);
		break;
	case 5:
	case 6:
	case 7:
		queue_extend(place);
		break;
	case 8:
	case 9:
		take(place);
		break;
	case 10:
		let_go(oriel_queue_room(place->queue));
		break;
	case 11:
		let_go(oriel_queue_ready(place->queue));
		break;
	case 12:
		begin(consume, place);
		break;
	default:
		oriel_queue_put_keyed(place->queue, roll(&world.chance, 3), value_new());
		break;
	}
}

static void act(void) {
	struct place *place = &world.places[roll(&world.chance, QUEUES)];
	struct place *other = &world.places[roll(&world.chance, QUEUES)];
	if (++world.acts >= MAX_ACTS)
		return;
	switch (roll(&world.chance, 16)) {
	case 0:
		controller_renew(place);
		break;
	case 1:
		place_renew(place);
		break;
	case 2:
		begin(race, place);
		break;
	case 3:
		group_act(&world.groups[roll(&world.chance, GROUPS)]);
		break;
	case 4:
		emitter_act();
		break;
	default:
		if (place->queue != NULL)
			place_act(place, other);
		else
			place_renew(place);
		break;
	}
}

/* ---- Plays ---- */

static void end_world(void) {
	world.is_ending = true;
	for (int i = 0; i < QUEUES; i++) {
		place_give_up(&world.places[i]);
		oriel_abort(world.places[i].controller, ORIEL_NO_PAYLOAD);
		oriel_abort_controller_destroy(world.places[i].controller);
	}
	for (int i = 0; i < GROUPS; i++) {
		if (world.groups[i] != NULL)
			oriel_task_group_destroy(world.groups[i]);
	}
	oriel_emitter_destroy(world.emitter);
	oriel_loop_advance(world.loop, 100);
	must(world.coroutines == 0, "a coroutine is left, although all queues and signals have ended");
	oriel_loop_destroy(world.loop);
	for (size_t i = 0; i < world.value_count; i++)
		must(world.values[i].references == 0, "a value is left");
}

/* Failures of tasks that a group reports, and of emitters that are gone. */
static void on_failure(oriel_event *event, void *data) {
	oriel_prevent_default(event);
	maybe_act();
}

static void act_in_task(void *data) {
	if (!world.is_ending)
		act();
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	memset(&world, 0, sizeof(world));
	world.print = print;
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_listen(world.loop, "error", on_failure, NULL);
	oriel_listen(world.loop, "unhandledrejection", on_failure, NULL);
	for (int i = 0; i < QUEUES; i++)
		controller_renew(&world.places[i]);
	for (size_t i = 0; i < count && !world.failed; i++) {
		const uint8_t *step = steps + i * STEP_SIZE;
		if (print)
			print_step(step, STEP_SIZE, "");
		world.chance = chance_of_step(step, STEP_SIZE);
		world.acts = 0;
		if (step[0] & 1)
			oriel_set_timeout(act_in_task, NULL, 0);
		else
			act();
		if (step[0] & 2)
			oriel_loop_advance(world.loop, step[0] & 12);
	}
	end_world();
	return !world.failed;
}

static void callbacks_may_act_on_their_own_queues(void **state) {
	static const struct random_test test =
		{ .step_size = STEP_SIZE, .max_steps = MAX_STEPS, .seeds = 3000, .play = play };
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(callbacks_may_act_on_their_own_queues));
}
