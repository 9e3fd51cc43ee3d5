/* SPDX-License-Identifier: MIT */
/*
 * The microtask checkpoint: two rings, one of next-ticks and one of microtasks. microtask_ring.c
 * manages their memory, apart from the hot path.
 *
 * A drain always runs until the rings are empty. A long drain is reported once, with the chain of
 * its last microtask. It is long by its count on any clock, or by its duration on the system clock.
 */
#include "loop/loop_state_internal.h"

#include <oriel/runtime/microtask.h>

/* A few slow microtasks are a long task (counters.c) and not an endless checkpoint, hence
 * LEAST_COUNT. */
enum { LONG_COUNT = 100000, LEAST_COUNT = 10, LONG_MS = 50, CHECK_EVERY = 32 };

struct drain {
	size_t count;
	int64_t begun_ns;
	bool is_reported;
};

static inline struct oriel__microtask microtask_take(struct oriel__ring *ring) {
	return ring->items[ring->read++ & ring->mask];
}

static void microtask_report_if_long(oriel_loop *loop, struct drain *drain) {
	if (drain->is_reported)
		return;
	bool is_long = !loop->head.clock.is_virtual && drain->count >= LEAST_COUNT &&
		oriel__clock_tick(&loop->head.clock) - drain->begun_ns >
			LONG_MS * (int64_t)ORIEL__NS_PER_MS;
	if (!is_long && drain->count < LONG_COUNT)
		return;
	drain->is_reported = true;
	char chain[ORIEL__CHAIN_SIZE];
	oriel__cause_print(loop, chain, sizeof(chain));
	oriel_log(ORIEL_LOG_WARNING,
		"a microtask checkpoint has run %zu microtasks without coming to an end, the last one: %s; "
		"use tasks for long work",
		drain->count, chain);
}

/* Runs the release functions that a microtask deferred; they run without the microtask's
 * context. */
static void microtask_run_deferred(oriel_loop *loop) {
	loop->head.drain.context = NULL;
	if (loop->head.hold_depth == 1)
		oriel__deferred_run(loop);
}

static inline void microtask_run_one(oriel_loop *loop, struct oriel__ring *ring) {
	struct oriel__microtask microtask = microtask_take(ring);
	struct oriel__run *run = &loop->head.drain;

	atomic_store_explicit(&run->site, microtask.site, memory_order_relaxed);
	run->cause = microtask.cause;
	run->id = ORIEL__RUN_UNWRITTEN;
	run->written = 0;
	if (loop->head.trace != NULL)
		oriel__trace_run_begin(loop, run);
	microtask.fn(microtask.data);
	if (loop->head.trace != NULL)
		oriel__trace_run_end(loop, run, NULL, NULL);
	loop->head.clock.is_stale = true;
	if (loop->deferred.first != NULL)
		microtask_run_deferred(loop);
}

static __attribute__((noinline)) void microtask_drain_one_by_draws(
	oriel_loop *loop, struct oriel__ring *ring, struct drain *drain) {
	if (loop->race->is_strict && ring == &loop->head.microtasks)
		oriel__race_swap_microtasks(loop, ring);
	microtask_run_one(loop, ring);
	drain->count++;
	microtask_report_if_long(loop, drain);
}

static void microtask_drain_ring(oriel_loop *loop, struct oriel__ring *ring, struct drain *drain,
	const struct oriel__run_class *run_class) {
	loop->head.drain.run_class = run_class;
	while (ring->read != ring->write) {
		size_t depth = ring->write - ring->read;
		oriel__stats_most(&loop->stats->most.microtasks, depth);
		oriel__pressure_see(loop, ORIEL_PRESSURE_MICROTASKS, depth,
			ring->items[(ring->write - 1) & ring->mask].site);
		if (loop->pressure.count > 0)
			oriel__pressure_tell(loop);
		if (loop->race != NULL) {
			microtask_drain_one_by_draws(loop, ring, drain);
			continue;
		}
		size_t count = 0;
		for (; count < CHECK_EVERY && ring->read != ring->write; count++)
			microtask_run_one(loop, ring);
		drain->count += count;
		microtask_report_if_long(loop, drain);
	}
}

static void microtask_begin_run(oriel_loop *loop) {
	struct oriel__run *run = &loop->head.drain;
	run->outer = loop->head.run;
	loop->head.run = run;
}

static void microtask_end_run(oriel_loop *loop) {
	struct oriel__run *run = &loop->head.drain;
	loop->head.run = run->outer;
	atomic_store_explicit(&run->site, NULL, memory_order_relaxed);
}

static void microtask_drain_rings(oriel_loop *loop, struct drain *drain) {
	microtask_begin_run(loop);
	do {
		microtask_drain_ring(loop, &loop->next_ticks, drain, &oriel__run_next_tick);
		microtask_drain_ring(loop, &loop->head.microtasks, drain, &oriel__run_microtask);
	} while (oriel__microtasks_wait(loop));
	loop->pressure.marks[ORIEL_PRESSURE_MICROTASKS].is_told = false;
	microtask_end_run(loop);
}

/* Ends the objects that wait for the checkpoint. Release functions run now, and may queue
 * microtasks. */
static void microtask_tell_ends(oriel_loop *loop) {
	struct oriel__checkpoint_end *end = loop->checkpoint_ends, *next;
	loop->checkpoint_ends = loop->last_checkpoint_end = NULL;
	for (; end != NULL; end = next) {
		next = end->next;
		end->is_queued = false;
		end->run(end);
	}
	if (loop->deferred.first != NULL && loop->head.hold_depth == 1)
		oriel__deferred_run(loop);
}

/* Runs all microtasks. The depths count one callback for all of them, but work that a microtask
 * defers runs directly after that microtask. */
void oriel__checkpoint(oriel_loop *loop) {
	struct drain drain = {
		.begun_ns = loop->head.clock.is_virtual ? 0 : oriel__clock_tick(&loop->head.clock)
	};

	loop->in_checkpoint = true;
	oriel__callback_enter(loop);
	do {
		microtask_drain_rings(loop, &drain);
		if (loop->checkpoint_ends != NULL)
			microtask_tell_ends(loop);
	} while (oriel__microtasks_wait(loop) || loop->checkpoint_ends != NULL);
	loop->stats->checkpoints++;
	loop->stats->microtasks += drain.count;
	oriel_histogram_add(&loop->stats->drains, drain.count);
	loop->head.hold_depth--;
	loop->head.callback_depth--;
	loop->in_checkpoint = false;
}

static void microtask_drop_ring(oriel_loop *loop, struct oriel__ring *ring) {
	while (ring->read != ring->write) {
		struct oriel__microtask microtask = microtask_take(ring);
		oriel__microtask_drop(loop, &microtask);
	}
}

void oriel__microtasks_drop_all(oriel_loop *loop) {
	loop->next_ticks.limit = loop->head.microtasks.limit = 0;
	microtask_drop_ring(loop, &loop->next_ticks);
	microtask_drop_ring(loop, &loop->head.microtasks);
}

static inline void microtask_queue(oriel_loop *loop, struct oriel__ring *ring, const char *site,
	oriel_task_fn *fn, void *data, const struct oriel_microtask_options *options) {
	oriel_release_fn *release = options != NULL ? options->release : NULL;
	uint32_t cause;
	if (release != NULL || !oriel__run_is_known(loop->head.run, site, &cause) ||
		ring->write - ring->read >= ring->limit) {
		oriel__microtask_queue_slow_path(loop, ring, site, fn, data, release);
		return;
	}
	oriel__ring_push(loop, ring, fn, data, oriel__site(site), cause);
}

static void microtask_do_nothing(void *data) {
	(void)data;
}

void oriel__checkpoint_at_end(oriel_loop *loop, struct oriel__checkpoint_end *end) {
	if (end->is_queued || loop->is_ending)
		return;
	end->is_queued = true;
	end->next = NULL;
	if (loop->checkpoint_ends != NULL)
		loop->last_checkpoint_end->next = end;
	else
		loop->checkpoint_ends = end;
	loop->last_checkpoint_end = end;
	if (!loop->in_checkpoint && !oriel__microtasks_wait(loop))
		oriel__microtask_queue(loop, NULL, 0, microtask_do_nothing, NULL);
}

void oriel_queue_microtask_at(const char *site, oriel_task_fn *fn, void *data,
	const struct oriel_microtask_options *options) {
	oriel_loop *loop = oriel__here("oriel_queue_microtask");
	oriel__check_callback("oriel_queue_microtask", site, fn, options);
	microtask_queue(loop, &loop->head.microtasks, site, fn, data, options);
}

void oriel_next_tick_at(const char *site, oriel_task_fn *fn, void *data,
	const struct oriel_microtask_options *options) {
	oriel_loop *loop = oriel__here("oriel_next_tick");
	oriel__check_callback("oriel_next_tick", site, fn, options);
	microtask_queue(loop, &loop->next_ticks, site, fn, data, options);
}
