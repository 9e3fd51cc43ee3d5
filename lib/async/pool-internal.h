/* SPDX-License-Identifier: MIT */
/*
 * The pool of a loop, shared by pool.c (its threads) and job.c (the loop's side).
 *
 * One mutex guards what is marked "locked" below; everything else is the loop thread's, or fixed when a job is made.
 * The pool is counted by the loop, its jobs and its queues, and so outlives the loop if those do.
 */
#ifndef ORIEL_ASYNC_POOL_INTERNAL_H
#define ORIEL_ASYNC_POOL_INTERNAL_H

#include "base/slot-map-internal.h"
#include "loop/abort-hook-internal.h"
#include "loop/census-internal.h"
#include "loop/loop-internal.h"

#include <oriel/job.h>

#include <pthread.h>
#include <stdatomic.h>

enum { ORIEL__JOB_PRIORITIES = 3 };

enum oriel__job_state {
	ORIEL__JOB_STATE_BLOCKED,  /* behind another in its serial queue */
	ORIEL__JOB_STATE_READY,    /* a thread may take it */
	ORIEL__JOB_STATE_RUNNING,
	ORIEL__JOB_STATE_RETURNED, /* its work is off the thread, or never began */
};

/* A report that nobody will see; waits for the loop's thread, where it is dropped. */
struct oriel__stale_report {
	struct oriel__stale_report *next;
	struct oriel_payload report;
};

struct oriel_job {
	struct oriel__pool *pool;
	oriel_job_work_fn *work;
	oriel_job_done_fn *done;         /* may be NULL */
	oriel_job_progress_fn *progress; /* may be NULL */
	oriel_drop_fn *drop;             /* may be NULL */
	void *data;
	oriel_job_id id;
	struct oriel__abort_hook hook;
	struct oriel__remote_task returned; /* brings the result */
	struct oriel__remote_task reported; /* brings the newest report */
	oriel_job_queue *queue;             /* may be NULL */
	enum oriel_job_priority priority;
	bool finish_on_quit;
	bool delivered; /* done or dropped */
	atomic_bool cancelled;
	/* locked: */
	enum oriel__job_state state;
	oriel_job *next, *previous; /* in the list of its state */
	bool has_report;
	bool report_in_flight, returned_in_flight; /* the nodes above are the loop's */
	struct oriel_payload report;
	struct oriel__stale_report *stale, *last_stale;
};

struct oriel__job_list {
	oriel_job *first, *last;
};

struct oriel_job_queue {
	struct oriel__pool *pool;
	/* locked: */
	struct oriel__job_list blocked;
	oriel_job *head; /* ready or running; NULL: none */
	size_t depth;
	bool destroyed;
};

struct oriel__worker {
	struct oriel__worker *next;
	struct oriel__pool *pool;
	pthread_t thread;
};

struct oriel__pool {
	oriel_loop *loop;
	struct oriel__census_source census;
	struct oriel__slot_map jobs;
	size_t max_threads;
	pthread_mutex_t mutex;
	pthread_cond_t work;     /* something is ready, or the pool stops */
	pthread_cond_t returned; /* a job's work has returned */
	/* locked: */
	size_t references;
	struct oriel__job_list ready[ORIEL__JOB_PRIORITIES];
	size_t ready_count, idle_count, thread_count;
	struct oriel__worker *left; /* to be joined */
	int64_t idle_ms;
	bool stopping;
};

struct oriel__pool *oriel__pool_new(oriel_loop *loop);
void oriel__pool_lock(struct oriel__pool *pool);
void oriel__pool_unlock(struct oriel__pool *pool);
void oriel__pool_unref(struct oriel__pool *pool);

/* Has a thread run the job, once its queue lets it; starts one if none is idle. */
void oriel__pool_submit(struct oriel__pool *pool, oriel_job *job);
/* Whether the job's work is off its thread: it has returned, or now never begins. False: it runs. */
bool oriel__pool_withdraw(struct oriel__pool *pool, oriel_job *job);
/* Waits until all work has returned, and joins all threads. */
void oriel__pool_stop(struct oriel__pool *pool);

/* Called on a pool thread, locked, when the work of a job has returned: brings it to the loop. */
void oriel__job_post_returned(oriel_job *job);

#endif
