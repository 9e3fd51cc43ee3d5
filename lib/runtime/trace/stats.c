/* SPDX-License-Identifier: MIT */
/*
 * Returns the statistics of a loop. The loop and the pool count; this file combines their counts.
 */
#include <oriel/runtime/stats.h>

#include "job/job_internal.h"
#include "loop/clock_internal.h"
#include "loop/loop_internal.h"
#include "loop/counters_internal.h"

#include <string.h>

static struct oriel_depth stats_depth(size_t now, size_t most) {
	return (struct oriel_depth){ now, most > now ? most : now };
}

void oriel_loop_stats(oriel_loop *loop, struct oriel_stats *out) {
	oriel__loop_check(loop, "oriel_loop_stats");
	const struct oriel__stats *stats = oriel__loop_stats(loop);
	struct oriel__depths now = oriel__loop_depths(loop);
	struct oriel__job_counts jobs = oriel__jobs_counts(loop);
	const struct oriel__longest *longest = &stats->longest;
	*out = (struct oriel_stats){
		.tasks = oriel__loop_tasks_run(loop),
		.microtasks = stats->microtasks,
		.checkpoints = stats->checkpoints,
		.immediates = stats->immediates,
		.timers = stats->timers,
		.frame_callbacks = stats->frame_callbacks,
		.idles = stats->idles,
		.jobs = jobs.given,
		.long_tasks = stats->long_tasks,
		.longest_task = { .duration_ms = oriel__ms_from_ns(longest->duration_ns),
			.site = longest->site },
		.frames_on_time = stats->frames_on_time,
		.frames_late = stats->frames_late,
		.frames_skipped = stats->frames_skipped,
		.frames_early = stats->frames_early,
		.task_depth = stats_depth(now.tasks, stats->most.tasks),
		.microtask_depth = stats_depth(now.microtasks, stats->most.microtasks),
		.immediate_depth = stats_depth(now.immediates, stats->most.immediates),
		.timer_depth = stats_depth(now.timers, stats->most.timers),
		.post_depth = stats_depth(now.posts, stats->most.posts),
		.job_depth = stats_depth(jobs.now, jobs.most),
		.task_latency = stats->latency_ns,
		.lag = stats->lag_ns,
		.drains = stats->drains,
	};
	memcpy(out->longest_task.chain, longest->chain, sizeof(longest->chain));
}

void oriel_loop_reset_stats(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_reset_stats");
	oriel__loop_forget_stats(loop);
	oriel__jobs_forget_counts(loop);
}
