/* SPDX-License-Identifier: MIT */
/*
 * Random jobs, promises, ranges, bounded queues and aborts: every promise is settled, and all data
 * and values are released once.
 */
#include "test.h"

#include "shrink.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 400, CONTROLLERS = 4, QUEUES = 3 };

static oriel_loop *loop;
static atomic_int values_alive;
static int data_alive, settled, expected;

static void drop_value(void *data) {
	free(data);
	atomic_fetch_sub(&values_alive, 1);
}

static void drop_data(void *data) {
	free(data);
	data_alive--;
}

static void *new_data(unsigned char step) {
	unsigned char *data = malloc(1);
	*data = step;
	data_alive++;
	return data;
}

static struct oriel_payload new_value(void) {
	atomic_fetch_add(&values_alive, 1);
	return oriel_owned(malloc(1), drop_value);
}

static struct oriel_completion work_for_result(oriel_job *job, void *data) {
	unsigned char kind = *(const unsigned char *)data;
	if (kind % 3 == 0)
		oriel_job_report(job, new_value());
	return kind % 5 == 0 ? oriel_throw(new_value()) : oriel_return(new_value());
}

static struct oriel_completion work_item(oriel_job *job, size_t index, void *data) {
	return index == 3 && *(const unsigned char *)data % 4 == 0 ? oriel_throw(new_value()) :
																ORIEL_COMPLETE;
}

static void work(oriel_job *job, void *data) {
	(void)*(volatile unsigned char *)data;
}

static void on_report(void *report, void *data) {
	assert_non_null(report);
}

static void on_items(size_t done, size_t count, void *data) {
	assert_true(done <= count);
}

static struct oriel_completion on_settled(struct oriel_payload result, void *data) {
	settled++;
	return ORIEL_COMPLETE;
}

static void expect(oriel_promise *promise) {
	expected++;
	oriel_promise_unref(oriel_then(promise, on_settled, on_settled, NULL));
}

struct play {
	oriel_abort_controller *controllers[CONTROLLERS];
	oriel_job_queue *queues[QUEUES + 1]; /* the last entry is NULL: no queue */
	oriel_job_id last;
};

static void take_step(struct play *play, const uint8_t *step) {
	unsigned char kind = step[1] % 255;
	oriel_abort_controller **controller = &play->controllers[step[2] % CONTROLLERS];
	oriel_abort_signal *signal = step[2] < 128 ? oriel_abort_controller_signal(*controller) : NULL;
	oriel_job_queue *queue = play->queues[step[3] % (QUEUES + 1)];
	enum oriel_job_priority priority = (int)(step[3] / 4 % 3) - 1;
	switch (step[0] % 8) {
	case 0:
		play->last = oriel_job_run(work, NULL, new_data(kind), .signal = signal, .queue = queue,
			.priority = priority, .release = drop_data);
		break;
	case 1:
	case 2:
		expect(oriel_job_submit(work_for_result, new_data(kind), .signal = signal, .queue = queue,
			.priority = priority, .progress = on_report, .release = drop_data));
		break;
	case 3:
		expect(oriel_job_parallel(kind * 4u, work_item, new_data(kind), .signal = signal,
			.priority = priority, .concurrency = step[3] % 4, .progress = on_items,
			.release = drop_data));
		break;
	case 4:
		oriel_abort(*controller, ORIEL_NO_PAYLOAD);
		oriel_abort_controller_destroy(*controller);
		*controller = oriel_abort_controller_new();
		break;
	case 5:
		oriel_job_cancel(play->last);
		break;
	case 6:
		if (queue != NULL)
			expect(oriel_job_queue_ready(queue));
		break;
	case 7:
		oriel_loop_advance(loop, 0);
		break;
	}
}

static bool is_clean(bool settles) {
	return data_alive == 0 && atomic_load(&values_alive) == 0 && (!settles || settled == expected);
}

/* For every other seed the loop ends halfway. */
static bool play(const uint8_t *steps, size_t count, bool print) {
	struct play play = { .queues = { NULL } };
	settled = expected = data_alive = 0;
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	for (int i = 0; i < CONTROLLERS; i++)
		play.controllers[i] = oriel_abort_controller_new();
	for (int i = 0; i < QUEUES; i++)
		play.queues[i] = oriel_job_queue_new(.concurrency = (size_t)i, .limit = (size_t)i * 8);
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_message("%d %d %d %d\n", steps[4 * i], steps[4 * i + 1], steps[4 * i + 2],
				steps[4 * i + 3]);
		take_step(&play, &steps[4 * i]);
	}
	bool settles = count % 2 == 0;
	if (settles)
		oriel_loop_settle(loop);
	bool is_right = !settles || is_clean(true);
	for (int i = 0; i < CONTROLLERS; i++)
		oriel_abort_controller_destroy(play.controllers[i]);
	oriel_loop_destroy(loop);
	loop = NULL;
	for (int i = 0; i < QUEUES; i++)
		oriel_job_queue_destroy(play.queues[i]);
	is_right = is_right && is_clean(false);
	if (print && !is_right)
		print_message("%d data, %d values, %d of %d settled\n", data_alive,
			atomic_load(&values_alive), settled, expected);
	return is_right;
}

static void every_promise_is_settled_and_every_value_released_once(void **state) {
	const struct random_test test = {
		.step_size = 4, .max_steps = MAX_STEPS, .seeds = 200, .play = play
	};
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(every_promise_is_settled_and_every_value_released_once));
}
