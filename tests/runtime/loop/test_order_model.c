/* SPDX-License-Identifier: MIT */
/*
 * Compares the order of a turn with a slow and simple model. The model keeps pending items in an
 * unsorted array, and each step searches for the next item by the documented rules. Steps queue
 * items, cancel items, let time pass, and let the loop run one callback. A callback takes the
 * following steps, up to one that neither queues nor cancels. Each callback must be the one that
 * the model expects.
 */
#include "loop_test.h"
#include "shrink.h"

#include <oriel/runtime/immediate.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

enum kind { INPUT, TASK, IMMEDIATE, TIMER };
enum { MAX_STEPS = 2000, LONGEST_DELAY = 4 };

/* A step, decoded from random bytes; all zeros is the simplest step. */
struct step {
	uint8_t what, kind, which, much;
};

struct item {
	enum kind kind;
	bool waits;
	uint64_t id;
	double deadline;
	int number;
};

static struct item items[MAX_STEPS]; /* a step queues at most one item */
static int item_count;
static size_t run_count;

static struct {
	const uint8_t *next, *end;
	bool print, failed;
} play;

static struct {
	int phase;  /* 0 tasks, 1 immediates, 2 timers, 3 end of the turn */
	int limit;  /* the first item that belongs to the next turn */
	double now; /* time advances between turns only */
} model;

/* Returns whether the next step queues or cancels, which callbacks may do. */
static bool next_step_changes(void) {
	return play.next < play.end && *play.next % 16 >= 8;
}

static struct step take_step(void) {
	struct step step = { play.next[0] % 16, play.next[1] % 4, play.next[2],
		play.next[3] % (LONGEST_DELAY + 1) };
	play.next += sizeof(step);
	return step;
}

static bool is_eligible(const struct item *item, double now) {
	if (!item->waits || item->number >= model.limit)
		return false;
	switch (model.phase) {
	case 0: return item->kind == INPUT || item->kind == TASK;
	case 1: return item->kind == IMMEDIATE;
	case 2: return item->kind == TIMER && item->deadline <= now;
	default: return false;
	}
}

static bool goes_before(const struct item *a, const struct item *b) {
	if (a->kind != b->kind)
		return a->kind == INPUT;
	if (a->kind == TIMER && a->deadline != b->deadline)
		return a->deadline < b->deadline;
	return a->number < b->number;
}

static int model_next(double now) {
	for (;; model.phase++, model.limit = item_count) {
		int best = -1;
		for (int i = 0; i < item_count; i++) {
			if (is_eligible(&items[i], now) && (best < 0 || goes_before(&items[i], &items[best])))
				best = i;
		}
		if (best >= 0 || model.phase == 3)
			return best;
	}
}

/* Returns the item that the loop has to run next, in this turn or a new one; -1 if there is
 * none. */
static int expected(double now) {
	if (now != model.now)
		model.phase = 3;
	model.now = now;
	int next = model_next(now);
	if (next >= 0)
		return next;
	model.phase = 0;
	model.limit = item_count;
	return model_next(now);
}

static void cancel(struct item *item) {
	switch (item->kind) {
	case INPUT:
	case TASK:
		oriel_cancel_task(item->id);
		break;
	case IMMEDIATE:
		oriel_clear_immediate(item->id);
		break;
	case TIMER:
		oriel_clear_timer(item->id);
		break;
	}
	item->waits = false;
}

static void do_step(struct step step, const char *indent);

static void run_item(void *data) {
	struct item *item = data;
	int number = expected(oriel_loop_now(oriel_loop_current()));
	if (play.failed)
		return;
	run_count++;
	play.failed = item->number != number;
	if (play.print)
		fprintf(stderr, "run %d\n", item->number);
	if (play.print && play.failed)
		fprintf(stderr, "the model expects %d (-1: none)\n", number);
	item->waits = false;
	while (!play.failed && next_step_changes())
		do_step(take_step(), "  in it, ");
}

static void queue(struct item *item, struct step step) {
	switch (item->kind) {
	case INPUT:
		item->id = oriel_queue_task(run_item, item, .source = ORIEL_TASK_SOURCE_INPUT);
		break;
	case TASK:
		item->id = oriel_queue_task(run_item, item, .source = 2 + step.which % 4);
		break;
	case IMMEDIATE:
		item->id = oriel_set_immediate(run_item, item);
		break;
	case TIMER:
		item->deadline = oriel_loop_now(oriel_loop_current()) + step.much;
		item->id = oriel_set_timeout_until(run_item, item, item->deadline);
		break;
	}
}

/* Performs a step that queues or cancels. */
static void do_step(struct step step, const char *indent) {
	static const char *const kinds[] = { "input", "task", "immediate", "timer" };
	if (step.what < 14) {
		struct item *item = &items[item_count];
		*item = (struct item){ .kind = step.kind, .waits = true, .number = item_count };
		item_count++;
		queue(item, step);
		if (play.print)
			fprintf(stderr, "%squeue %d: %s, at %g ms\n", indent, item->number, kinds[item->kind],
				item->deadline);
	} else if (item_count > 0) {
		struct item *item = &items[step.which * item_count / 256];
		cancel(item);
		if (play.print)
			fprintf(stderr, "%scancel %d\n", indent, item->number);
	}
}

static void advance(oriel_loop *loop, uint32_t time_ms) {
	if (play.print)
		fprintf(stderr, "advance by %u ms\n", (unsigned)time_ms);
	oriel_loop_advance(loop, time_ms);
	model.phase = 3; /* nothing was left to run, so the turn has ended */
}

static bool step_loop(oriel_loop *loop) {
	bool ran = oriel_loop_step(loop);
	if (!ran)
		model.phase = 3;
	return ran && !play.failed;
}

/* Runs all items that are left when the steps are used up. */
static void drain(oriel_loop *loop) {
	advance(loop, LONGEST_DELAY);
	while (step_loop(loop))
		;
	for (int i = 0; i < item_count && !play.failed; i++) {
		play.failed = items[i].waits;
		if (play.failed && play.print)
			fprintf(stderr, "%d never runs\n", i);
	}
}

static bool play_steps(const uint8_t *steps, size_t count, bool print) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	play.next = steps;
	play.end = steps + count * sizeof(struct step);
	play.print = print;
	play.failed = false;
	item_count = 0;
	model.phase = 3;
	while (!play.failed && play.next < play.end) {
		bool changes = next_step_changes();
		struct step step = take_step();
		if (changes)
			do_step(step, "");
		else if (step.what == 7)
			advance(loop, step.much);
		else
			step_loop(loop);
	}
	if (!play.failed)
		drain(loop);
	oriel_loop_destroy(loop);
	return !play.failed;
}

static void the_loop_runs_callbacks_in_the_order_of_the_model(void **state) {
	const struct random_test test = {
		.step_size = sizeof(struct step), .max_steps = MAX_STEPS, .seeds = 200, .play = play_steps
	};
	if (play_seeds(&test))
		assert_true(run_count > 100 * test.seeds);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(the_loop_runs_callbacks_in_the_order_of_the_model));
}
