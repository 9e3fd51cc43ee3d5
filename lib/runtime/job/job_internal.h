/* SPDX-License-Identifier: MIT */
/*
 * The functions of jobs for the modules above, besides the public ones.
 */
#ifndef ORIEL_JOB_JOB_INTERNAL_H
#define ORIEL_JOB_JOB_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/job.h>

/* Blocks until no .finish_on_quit job is queued or running, and calls their done functions,
 * including those of jobs that a done function adds. Must not be called inside a callback. An
 * application calls this when it quits, and the end of a loop does too. */
ORIEL_PRIVATE_API void oriel__jobs_finish(oriel_loop *loop);

/* Returns the loop's current number of pool threads. */
size_t oriel__jobs_thread_count(oriel_loop *loop);

/* Sets how long a pool thread waits for work before it ends, for threads that begin to wait from
 * now on. */
void oriel__jobs_set_idle_ms(oriel_loop *loop, int64_t idle_ms);

/* Sets how long the end of the loop waits for jobs that may be left behind. */
void oriel__jobs_set_leave_ms(oriel_loop *loop, int64_t leave_ms);

struct oriel__job_counts {
	uint64_t given;   /* number of jobs given to the pool */
	size_t now, most; /* number of jobs that are not delivered */
};
struct oriel__job_counts oriel__jobs_counts(oriel_loop *loop);
/* Resets the counts. */
void oriel__jobs_forget_counts(oriel_loop *loop);

/* Rejects the promise of work that was not completed. The reason is that of signal (may be NULL) if
 * it has aborted, and otherwise the end of the loop. */
void oriel__job_reject(const char *site, oriel_resolver *resolver, oriel_abort_signal *signal);

#endif
