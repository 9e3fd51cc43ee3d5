/* SPDX-License-Identifier: MIT */
/*
 * Functions that all sources of queues share, and the simplest source: ticks of a timer.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/timer.h>

oriel_queue *oriel__queue_new_for_source(const char *caller, const char *site,
	const struct oriel_queue_options *options) {
	oriel__check_options(caller, site, options);
	ORIEL_ASSERT(options->policy != ORIEL_QUEUE_POLICY_REPLACE,
		"%s at %s: values of this source have no key; choose another policy", caller, site);
	return oriel_queue_new_at(site, options);
}

void oriel__queue_source_close(struct oriel__queue_source *source,
	const struct oriel_payload *reason) {
	if (source->queue == NULL) {
		if (reason != NULL)
			oriel__payload_drop(*reason);
	} else if (reason == NULL && source->whole != NULL) {
		source->whole->source_class->part_over(source->whole, source);
	} else {
		oriel__queue_close(source->queue, reason);
	}
}

size_t oriel__queue_source_room(const struct oriel__queue_source *source) {
	size_t room = SIZE_MAX;
	for (const oriel_queue *queue = source->queue; queue != NULL; queue = queue->into)
		room = oriel__share_room(queue, room);
	size_t bound = oriel__queue_free_room(oriel__queue_bound(source->queue));
	return bound < room ? bound : room;
}

void oriel__queue_source_fail(struct oriel__queue_source *source, enum oriel_status status,
	const char *message) {
	if (source->queue == NULL)
		return;
	struct oriel_payload reason = oriel_error_new_at(source->queue->site, status, message);
	oriel__queue_close(source->queue, &reason);
}

void oriel__queue_source_put(struct oriel__queue_source *source, uint64_t key,
	struct oriel_payload value) {
	oriel_queue *queue = source->queue;
	if (oriel_queue_put_keyed(queue, key, value) == ORIEL_QUOTA_EXCEEDED_ERROR)
		oriel__queue_close_full(queue);
}

/* ---- Ticks ---- */

struct tick_source {
	struct oriel__queue_source source; /* first */
	oriel_timer_id timer;
	double period_ms, begun_ms;
	/* number of users: the queue and the timer. The end of the loop releases timers first. */
	unsigned uses;
};

static void tick_source_unref(void *data) {
	struct tick_source *ticks = data;
	if (--ticks->uses == 0)
		oriel__free(ticks);
}

static void tick_source_end(struct oriel__queue_source *source) {
	struct tick_source *ticks = (struct tick_source *)source;
	oriel_clear_timer(ticks->timer);
	tick_source_unref(ticks);
}

static const struct oriel__queue_source_class tick_source_class = { .end = tick_source_end };

static void tick_source_fire(void *data) {
	struct tick_source *ticks = data;
	oriel_loop *loop = ticks->source.queue->loop;
	double periods = (oriel_loop_now(loop) - ticks->begun_ms) / ticks->period_ms;
	oriel__queue_source_put(&ticks->source, (uint64_t)(periods + 0.5), ORIEL_NO_PAYLOAD);
}

oriel_queue *oriel_queue_new_ticks_at(const char *site, double period_ms,
	const struct oriel_queue_source_options *options) {
	static const struct oriel_queue_source_options defaults = { .size = sizeof(defaults) };
	static const struct oriel_timer_options timer_options =
		{ .release = tick_source_unref, .size = sizeof(timer_options) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(period_ms > 0,
		"oriel_queue_new_ticks at %s: the period is %g ms; pass one above 0", site, period_ms);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_ticks", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .policy = options->policy, .signal = options->signal, .size =
			options->size });
	struct tick_source *ticks = oriel__alloc_zero(1, sizeof(*ticks));
	if (!oriel__queue_attach(queue, &ticks->source, &tick_source_class)) {
		oriel__free(ticks);
		return queue;
	}
	ticks->uses = 2;
	ticks->period_ms = period_ms;
	ticks->begun_ms = oriel_loop_now(queue->loop);
	ticks->timer = oriel_set_interval_at(site, tick_source_fire, ticks, period_ms, &timer_options);
	return queue;
}
