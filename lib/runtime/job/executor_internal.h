/* SPDX-License-Identifier: MIT */
/*
 * The functions of the deterministic executor that the pool and its jobs call.
 */
#ifndef ORIEL_JOB_EXECUTOR_INTERNAL_H
#define ORIEL_JOB_EXECUTOR_INTERNAL_H

#include "job/pool_internal.h"
#include "loop/race_internal.h"

/* Runs one job until it returns or reaches a point at which the turn is returned. Returns false if
 * there is no job. Locked; the lock is released meanwhile. */
bool oriel__executor_step(struct oriel__pool *pool);
/* A point at which a job may lose its turn. Does nothing without an executor, and on threads other
 * than the job's. Not locked. */
void oriel__executor_point(const oriel_job *job);
/* races.c. NULL is allowed. */
void oriel__race_destroy(struct oriel__race *race);
/* Runs all jobs to their ends when the pool stops. Not locked. */
void oriel__executor_finish(struct oriel__pool *pool);

#endif
