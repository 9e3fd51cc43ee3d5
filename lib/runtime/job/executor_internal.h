/* SPDX-License-Identifier: MIT */
/*
 * What the pool and its jobs need of the deterministic executor.
 */
#ifndef ORIEL_JOB_EXECUTOR_INTERNAL_H
#define ORIEL_JOB_EXECUTOR_INTERNAL_H

#include "job/pool_internal.h"
#include "loop/race_internal.h"

/* A job goes on until it returns or comes to a point where it is left; false if there is none.
 * Locked; the lock is given up meanwhile. */
bool oriel__executor_step(struct oriel__pool *pool);
/* Such a point; does nothing on any other thread than the job's, and without an executor. Not
 * locked. */
void oriel__executor_point(const oriel_job *job);
/* races.c. NULL is allowed. */
void oriel__race_destroy(struct oriel__race *race);
/* The pool stops: all that has begun has returned afterwards. Not locked. */
void oriel__executor_finish(struct oriel__pool *pool);

#endif
