/* SPDX-License-Identifier: MIT */
/*
 * Operators of time: throttle and timeout. Neither sets a timer for each value.
 */
#include <oriel/runtime/operators.h>

#include "queue/queue_internal.h"

#include "event/event_state_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/timer.h>

#include <stdio.h>

/* ---- Throttle ---- */

struct throttle_stage {
	oriel_stage stage; /* first */
	double interval_ms;
	oriel_timer_id timer; /* 0: the next value passes at once */
	bool has_kept;
	uint64_t key;
	struct oriel_payload kept;
};

static struct oriel_payload throttle_stage_take(struct throttle_stage *throttle) {
	struct oriel_payload kept = throttle->kept;
	throttle->kept = (struct oriel_payload){ 0 };
	throttle->has_kept = false;
	return kept;
}

static void throttle_stage_fire(void *data);

static void throttle_stage_begin(struct throttle_stage *throttle) {
	throttle->timer = oriel_set_timeout_at(throttle->stage.queue->site, throttle_stage_fire,
		throttle, throttle->interval_ms, NULL);
}

static void throttle_stage_fire(void *data) {
	struct throttle_stage *throttle = data;
	throttle->timer = 0;
	if (!throttle->has_kept)
		return;
	throttle_stage_begin(throttle);
	oriel_stage_pass_later(&throttle->stage, throttle->key, throttle_stage_take(throttle));
}

static void throttle_stage_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct throttle_stage *throttle = (struct throttle_stage *)stage;
	if (throttle->timer == 0) {
		throttle_stage_begin(throttle);
		oriel_stage_pass(stage, key, value);
		return;
	}
	oriel__payload_drop(throttle_stage_take(throttle));
	throttle->has_kept = true;
	throttle->key = key;
	throttle->kept = value;
}

static void throttle_stage_end(oriel_stage *stage) {
	struct throttle_stage *throttle = (struct throttle_stage *)stage;
	if (throttle->has_kept)
		oriel_stage_pass(stage, throttle->key, throttle_stage_take(throttle));
}

static void throttle_stage_finish(oriel_stage *stage) {
	struct throttle_stage *throttle = (struct throttle_stage *)stage;
	oriel_clear_timer(throttle->timer);
	oriel__payload_drop(throttle_stage_take(throttle));
}

oriel_queue *oriel_queue_throttle(oriel_queue *queue, double interval_ms) {
	static const struct oriel_stage_class throttle_class = {
		.name = "throttle",
		.push = throttle_stage_push,
		.end = throttle_stage_end,
		.finish = throttle_stage_finish,
		.stage_size = sizeof(struct throttle_stage),
		.size = sizeof(throttle_class),
	};
	struct throttle_stage *throttle = (struct throttle_stage *)oriel_stage_new(&throttle_class);
	throttle->interval_ms = interval_ms;
	return oriel_queue_add_stage(queue, &throttle->stage);
}

/* ---- Timeout ---- */

struct timeout_stage {
	oriel_stage stage; /* first */
	double delay_ms;
	double last_ms;       /* arrival time of the last value */
	oriel_timer_id timer; /* at the end of the delay after a value that may not be the last */
};

static void timeout_stage_fire(void *data);

static void timeout_stage_begin(struct timeout_stage *timeout, double delay_ms) {
	timeout->timer = oriel_set_timeout_at(timeout->stage.queue->site, timeout_stage_fire, timeout,
		delay_ms, NULL);
}

static void timeout_stage_fire(void *data) {
	struct timeout_stage *timeout = data;
	oriel_queue *queue = timeout->stage.queue;
	double left_ms = timeout->last_ms + timeout->delay_ms - oriel_loop_now(queue->loop);
	timeout->timer = 0;
	if (left_ms > 0) {
		timeout_stage_begin(timeout, left_ms);
		return;
	}
	char message[128];
	snprintf(message, sizeof(message), "no value has come for %g ms, which oriel_queue_timeout() "
		"allows", timeout->delay_ms);
	struct oriel_payload reason = oriel_error_new_at(queue->site, ORIEL_TIMEOUT_ERROR, message);
	oriel_stage_close(&timeout->stage, &reason);
}

static void timeout_stage_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct timeout_stage *timeout = (struct timeout_stage *)stage;
	timeout->last_ms = oriel_loop_now(stage->queue->loop);
	oriel_stage_pass(stage, key, value);
}

static void timeout_stage_finish(oriel_stage *stage) {
	oriel_clear_timer(((struct timeout_stage *)stage)->timer);
}

oriel_queue *oriel_queue_timeout(oriel_queue *queue, double delay_ms) {
	static const struct oriel_stage_class timeout_class = {
		.name = "timeout",
		.push = timeout_stage_push,
		.finish = timeout_stage_finish,
		.stage_size = sizeof(struct timeout_stage),
		.size = sizeof(timeout_class),
	};
	oriel__queue_check(queue, "oriel_queue_timeout");
	struct timeout_stage *timeout = (struct timeout_stage *)oriel_stage_new(&timeout_class);
	timeout->delay_ms = delay_ms;
	bool is_open = !oriel__queue_takes_none(queue);
	if (is_open)
		timeout->last_ms = oriel_loop_now(queue->loop);
	oriel_queue_add_stage(queue, &timeout->stage);
	if (is_open && !oriel__queue_takes_none(queue))
		timeout_stage_begin(timeout, delay_ms);
	return queue;
}
