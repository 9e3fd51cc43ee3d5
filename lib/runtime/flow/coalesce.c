/* SPDX-License-Identifier: MIT */
/*
 * Coalescing by key. Waiting items are in a hash that keeps the order in which their keys were
 * added. Delivery takes the whole hash first, so items put during a delivery belong to the next
 * one.
 */
#include <oriel/flow/coalesce.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/uthash_internal.h"
#include "event/event_state_internal.h"
#include "flow/flow_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <string.h>

enum { DEFAULT_MAX_KEYS = 10000 };

struct item {
	UT_hash_handle hh;
	struct oriel_payload newest;
	struct oriel__cause cause; /* cause of the put that stored the item */
	char key[];
};

/* The data of the microtask, which cannot be cancelled. */
struct ticket {
	oriel_coalescer *coalescer; /* NULL if the microtask runs too late */
};

struct oriel_coalescer {
	struct oriel__flow flow;
	const char *site;
	oriel_coalesce_fn *fn;
	enum oriel_coalesce_time time;
	double delay_ms;
	size_t max_keys;

	struct item *waiting;
	bool is_scheduled;
	oriel_task_id task;
	oriel_frame_id frame;
	oriel_timer_id timer;
	struct ticket *ticket;
};

static oriel_coalescer *coalescer_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_coalescer, flow);
}

static void coalesce_unschedule(oriel_coalescer *coalescer) {
	oriel_cancel_task(coalescer->task);
	oriel_cancel_frame(coalescer->frame);
	oriel_clear_timer(coalescer->timer);
	if (coalescer->ticket != NULL)
		coalescer->ticket->coalescer = NULL;
	coalescer->ticket = NULL;
	coalescer->is_scheduled = false;
}

/* Removes the first item from items; the caller frees it. */
static struct item *coalesce_take_first(struct item **items) {
	struct item *item = *items;
	HASH_DEL(*items, item);
	return item;
}

static void coalesce_free_item(oriel_loop *loop, struct item *item) {
	oriel__cause_release(&item->cause);
	oriel__defer_drop(loop, item->newest.release, item->newest.data);
	oriel__free(item);
}

static void coalesce_free_items(oriel_loop *loop, struct item *items) {
	while (items != NULL)
		coalesce_free_item(loop, coalesce_take_first(&items));
}

static void coalesce_end(struct oriel__flow *flow) {
	oriel_coalescer *coalescer = coalescer_of(flow);
	struct item *items = coalescer->waiting;
	coalescer->waiting = NULL;
	coalesce_unschedule(coalescer);
	coalesce_free_items(flow->loop, items);
}

static void coalesce_free(struct oriel__flow *flow) {
	oriel__free(coalescer_of(flow));
}

static const struct oriel__flow_class coalescer_class = {
	.name = "coalescer", .end = coalesce_end, .free = coalesce_free
};

static const struct oriel__run_class coalescer_run = { .name = "coalescer" };

/* Delivers an item, with the context values and the cause of the last put. */
static void coalesce_deliver_one(
	oriel_coalescer *coalescer, oriel_loop *loop, const struct item *item) {
	struct oriel__run run;
	oriel__run_begin(loop, &run, &coalescer_run, &item->cause);
	oriel__callback_enter(loop);
	coalescer->fn(item->key, item->newest, coalescer->flow.data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
}

static void coalesce_deliver(oriel_coalescer *coalescer) {
	oriel_loop *loop = coalescer->flow.loop;
	struct item *items = coalescer->waiting;
	coalescer->waiting = NULL;
	coalesce_unschedule(coalescer);
	oriel__hold_begin(loop);
	while (items != NULL && !coalescer->flow.has_ended) {
		struct item *item = coalesce_take_first(&items);
		coalesce_deliver_one(coalescer, loop, item);
		coalesce_free_item(loop, item);
	}
	coalesce_free_items(loop, items);
	oriel__hold_end(loop);
}

static void coalesce_on_time(void *coalescer) {
	coalesce_deliver(coalescer);
}

static void coalesce_on_frame(double time_ms, void *coalescer) {
	(void)time_ms;
	coalesce_deliver(coalescer);
}

static void coalesce_on_microtask(void *data) {
	struct ticket *ticket = data;
	if (ticket->coalescer != NULL)
		coalesce_deliver(ticket->coalescer);
}

static void coalesce_free_ticket(void *ticket) {
	oriel__free(ticket);
}

static void coalesce_schedule_microtask(oriel_coalescer *coalescer) {
	static const struct oriel_microtask_options options = { .release = coalesce_free_ticket,
		.size = sizeof(options) };
	coalescer->ticket = oriel__alloc(sizeof(*coalescer->ticket));
	coalescer->ticket->coalescer = coalescer;
	oriel_queue_microtask_at(coalescer->site, coalesce_on_microtask, coalescer->ticket, &options);
}

static void coalesce_schedule(oriel_coalescer *coalescer) {
	coalescer->is_scheduled = true;
	switch (coalescer->time) {
	case ORIEL_COALESCE_TASK:
		coalescer->task = oriel_queue_task_at(coalescer->site, coalesce_on_time, coalescer, NULL);
		break;
	case ORIEL_COALESCE_MICROTASK:
		coalesce_schedule_microtask(coalescer);
		break;
	case ORIEL_COALESCE_FRAME:
		coalescer->frame = oriel_request_frame_at(
			coalescer->site, coalesce_on_frame, coalescer, NULL);
		break;
	case ORIEL_COALESCE_DELAY:
		coalescer->timer = oriel_set_timeout_at(
			coalescer->site, coalesce_on_time, coalescer, coalescer->delay_ms, NULL);
		break;
	}
}

static void coalesce_check(const oriel_coalescer *coalescer, const char *caller) {
	oriel__flow_check(coalescer != NULL ? &coalescer->flow : NULL, caller);
}

static struct item *coalesce_add_item(oriel_coalescer *coalescer, const char *key, size_t length) {
	struct item *item = oriel__alloc(sizeof(*item) + length + 1);
	memcpy(item->key, key, length + 1);
	item->newest = ORIEL_NO_PAYLOAD;
	item->cause = (struct oriel__cause){ 0 };
	HASH_ADD(hh, coalescer->waiting, key, length, item);
	return item;
}

static enum oriel_status coalesce_put(
	oriel_coalescer *coalescer, const char *key, struct oriel_payload newest) {
	if (coalescer->flow.has_ended)
		return ORIEL_ABORT_ERROR;
	size_t length = strlen(key);
	struct item *item;
	HASH_FIND(hh, coalescer->waiting, key, length, item);
	if (item == NULL &&
		(length > ORIEL__SMALL_TEXT_MAX || HASH_COUNT(coalescer->waiting) >= coalescer->max_keys))
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	if (item == NULL)
		item = coalesce_add_item(coalescer, key, length);
	struct oriel_payload old = item->newest;
	struct oriel__cause old_cause = item->cause;
	item->newest = newest;
	item->cause = oriel__cause_capture(coalescer->flow.loop, coalescer->site);
	if (!coalescer->is_scheduled)
		coalesce_schedule(coalescer);
	oriel__cause_release(&old_cause);
	oriel__defer_drop(coalescer->flow.loop, old.release, old.data);
	return ORIEL_OK;
}

enum oriel_status oriel_coalescer_put(
	oriel_coalescer *coalescer, const char *key, struct oriel_payload newest) {
	coalesce_check(coalescer, "oriel_coalescer_put");
	ORIEL_ASSERT(
		key != NULL, "oriel_coalescer_put: the key is NULL; pass a name, which may be empty");
	enum oriel_status status = coalesce_put(coalescer, key, newest);
	if (status != ORIEL_OK)
		oriel__payload_drop(newest);
	return status;
}

void oriel_coalescer_flush(oriel_coalescer *coalescer) {
	coalesce_check(coalescer, "oriel_coalescer_flush");
	if (coalescer->waiting != NULL)
		coalesce_deliver(coalescer);
}

size_t oriel_coalescer_count(const oriel_coalescer *coalescer) {
	coalesce_check(coalescer, "oriel_coalescer_count");
	return HASH_COUNT(coalescer->waiting);
}

oriel_coalescer *oriel_coalescer_new_at(const char *site, oriel_coalesce_fn *fn, void *data,
	const struct oriel_coalesce_options *options) {
	static const struct oriel_coalesce_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(
		fn != NULL, "oriel_coalescer_new at %s: fn is NULL; pass the function to call", site);
	oriel__check_options("oriel_coalescer_new", site, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT((unsigned)options->time <= ORIEL_COALESCE_DELAY,
		"oriel_coalescer_new at %s: %d is no time; see enum oriel_coalesce_time", site,
		(int)options->time);
	oriel_coalescer *coalescer = oriel__alloc_zero(1, sizeof(*coalescer));
	coalescer->site = site;
	coalescer->fn = fn;
	coalescer->time = options->time;
	coalescer->delay_ms = options->delay_ms;
	coalescer->max_keys = options->max_keys > 0 ? options->max_keys : DEFAULT_MAX_KEYS;
	oriel__flow_init(&coalescer->flow, &coalescer_class, "oriel_coalescer_new", options->signal,
		data, options->release);
	return coalescer;
}

void oriel_coalescer_destroy(oriel_coalescer *coalescer) {
	oriel__flow_destroy(coalescer != NULL ? &coalescer->flow : NULL, "oriel_coalescer_destroy");
}
