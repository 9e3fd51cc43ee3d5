/* SPDX-License-Identifier: MIT */
/*
 * What the modules above need of jobs besides their public calls.
 */
#ifndef ORIEL_JOB_JOB_INTERNAL_H
#define ORIEL_JOB_JOB_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/job.h>

/* Blocks until no .finish_on_quit job waits or runs, calling their done as they come, also for
 * those that a done adds. Not inside a callback. The application calls it when it quits; the loop's
 * end does so too. */
ORIEL_PRIVATE_API void oriel__jobs_finish(oriel_loop *loop);

/* How many pool threads the loop has now. */
size_t oriel__jobs_thread_count(oriel_loop *loop);

/* How long a pool thread waits for work before it leaves; for threads that begin to wait from now
 * on. */
void oriel__jobs_set_idle_ms(oriel_loop *loop, int64_t idle_ms);

/* How long the end of the loop waits for jobs that may be left behind. */
void oriel__jobs_set_leave_ms(oriel_loop *loop, int64_t leave_ms);

struct oriel__job_counts {
	uint64_t given;   /* to the pool */
	size_t now, most; /* not delivered */
};
struct oriel__job_counts oriel__jobs_counts(oriel_loop *loop);
/* Counts anew. */
void oriel__jobs_forget_counts(oriel_loop *loop);

/* Rejects the promise of work that did not end: with the reason of signal (may be NULL), if that
 * has aborted, else since the loop ends. */
void oriel__job_reject(const char *site, oriel_resolver *resolver, oriel_abort_signal *signal);

#endif
