/* SPDX-License-Identifier: MIT */
/*
 * The order of a turn against a slow and obvious model: what waits is one unsorted array, and each step looks for the item that goes
 * first by the rules as they are written down. Callbacks queue and cancel more at random; as each begins, it must be the one that the model
 * expects.
 */
#include "loop_test.h"

#include <oriel/immediate.h>
#include <oriel/task.h>
#include <oriel/timer.h>

enum kind { INPUT, TASK, IMMEDIATE, TIMER };
enum { MAX_ITEMS = 2000, STEPS = 2000 };

struct item {
	enum kind kind;
	bool waits;
	uint64_t id;
	double deadline;
	int number;
};

static struct item items[MAX_ITEMS];
static int item_count, run_count;
static uint32_t random_state;

static struct {
	int phase;     /* 0 tasks, 1 immediates, 2 timers, 3 over */
	int limit;     /* the first item that this step leaves alone */
	double now;    /* time moves only between turns */
} model;

static uint32_t random_below(uint32_t limit) {
	random_state = random_state * 1664525u + 1013904223u;
	return (random_state >> 8) % limit;
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

/* What the loop is to run next, in this turn or in a new one; -1 if nothing can. */
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

static void queue_random(void);

static void cancel_random(void) {
	struct item *item = &items[random_below((uint32_t)item_count)];
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

static void run_item(void *data) {
	struct item *item = data;
	assert_int_equal(item->number, expected(oriel_loop_now(oriel_loop_current())));
	run_count++;
	item->waits = false;
	if (random_below(3) > 0)
		queue_random();
	if (random_below(4) == 0)
		cancel_random();
}

static void queue_random(void) {
	if (item_count == MAX_ITEMS)
		return;
	struct item *item = &items[item_count];
	*item = (struct item){ .kind = random_below(4), .waits = true, .number = item_count };
	item_count++;
	switch (item->kind) {
	case INPUT:
		item->id = oriel_queue_task(run_item, item, .source = ORIEL_TASK_SOURCE_INPUT);
		break;
	case TASK:
		item->id = oriel_queue_task(run_item, item, .source = 2 + random_below(4));
		break;
	case IMMEDIATE:
		item->id = oriel_set_immediate(run_item, item);
		break;
	case TIMER:
		item->deadline = oriel_loop_now(oriel_loop_current()) + random_below(5);
		item->id = oriel_set_alarm(run_item, item, item->deadline);
		break;
	}
}

static void play(oriel_loop *loop, uint32_t seed) {
	random_state = seed;
	item_count = run_count = 0;
	model.phase = 3;
	for (int step = 0; step < STEPS; step++) {
		if (random_below(4) == 0)
			queue_random();
		if (random_below(8) == 0)
			oriel_loop_advance(loop, random_below(4));
		if (!oriel_loop_step(loop))
			model.phase = 3;
	}
}

static void the_loop_runs_what_the_model_expects(void **state) {
	for (uint32_t seed = 1; seed <= 30; seed++) {
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		print_message("seed %u\n", seed);
		play(loop, seed);
		assert_true(run_count > 100);
		oriel_loop_destroy(loop);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(the_loop_runs_what_the_model_expects));
}
