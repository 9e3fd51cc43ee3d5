/* SPDX-License-Identifier: MIT */
/*
 * The loop's statistics, and long tasks. The frequent counting is inline in the files that run
 * callbacks; this file has the rare parts.
 *
 * An item is a task with its checkpoint, a timer, a frame callback, and so on. Items are timed by
 * the system's tick, which is read after each item. Items of one site that finish within one tick
 * are timed in groups of up to four. The site that is reported is therefore always that of the long
 * item.
 */
#include "loop/counters_internal.h"

#include "loop/loop_state_internal.h"

#include <oriel/runtime/post.h>

enum { SAMPLE_EVERY = 64 };

const struct oriel__stats *oriel__loop_stats(const oriel_loop *loop) {
	return loop->stats;
}

uint64_t oriel__loop_tasks_run(const oriel_loop *loop) {
	return loop->tasks.run - loop->stats->tasks_before;
}

void oriel__loop_forget_stats(oriel_loop *loop) {
	*loop->stats = (struct oriel__stats){ .tasks_before = loop->tasks.run,
		.most = oriel__loop_depths(loop) };
}

struct oriel__depths oriel__loop_depths(const oriel_loop *loop) {
	return (struct oriel__depths){
		.tasks = oriel__tasks_depth(loop),
		.microtasks = loop->next_ticks.write - loop->next_ticks.read + loop->head.microtasks.write -
			loop->head.microtasks.read,
		.immediates = loop->immediates.ids.count,
		.timers = loop->timers.count,
		.posts = oriel_post_depth((oriel_loop *)loop),
	};
}

/* Starts measuring the latency of a task that is being queued. On a virtual clock every task is
 * measured, because reading that clock costs nothing. */
void oriel__sample_begin(oriel_loop *loop, const struct oriel__task *task) {
	struct oriel__sampling *sampling = &loop->sampling;
	sampling->countdown = loop->head.clock.is_virtual ? 1 : SAMPLE_EVERY;
	if (sampling->sequence != UINT64_MAX)
		return;
	sampling->sequence = task->sequence;
	sampling->queued_ns = oriel__clock_aside(&loop->head.clock);
}

void oriel__sample_end(oriel_loop *loop) {
	struct oriel__sampling *sampling = &loop->sampling;
	sampling->sequence = UINT64_MAX;
	oriel_histogram_add(&loop->stats->latency_ns,
		(uint64_t)(oriel__clock_aside(&loop->head.clock) - sampling->queued_ns));
}

/* Returns the site of the item that has run, and prints its chain. A native task that delivered a
 * message or a result is described by that delivery. */
static const char *counters_describe_item(oriel_loop *loop, char *chain, size_t size) {
	const char *site = atomic_load_explicit(&loop->head.item.site, memory_order_relaxed);
	const struct oriel__part *part = &loop->head.part;
	if (site != NULL || part->run_class == NULL) {
		oriel__cause_print(loop, chain, size);
		return site;
	}
	const struct oriel__cause cause = { .site = part->site, .run = part->cause };
	oriel__cause_print_of(loop, &cause, part->run_class->name, chain, size);
	return part->site;
}

void oriel__item_was_long(oriel_loop *loop, int64_t duration_ns) {
	struct oriel__longest *longest = &loop->stats->longest;
	loop->stats->long_tasks++;
	if (duration_ns > longest->duration_ns) {
		longest->duration_ns = duration_ns;
		longest->site = counters_describe_item(loop, longest->chain, sizeof(longest->chain));
	}
	if (loop->long_task_hook == NULL)
		return;
	char chain[ORIEL__CHAIN_SIZE];
	const char *site = counters_describe_item(loop, chain, sizeof(chain));
	const struct oriel__long_task task = { duration_ns, chain, site };
	loop->long_task_hook(loop, &task);
	oriel__timing_begin(loop);
}

void oriel__loop_set_long_task_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel__long_task *task)) {
	loop->long_task_hook = hook;
}

void oriel__loop_set_long_task_ns(oriel_loop *loop, int64_t ns) {
	loop->long_task_ns = ns;
}
