/* SPDX-License-Identifier: MIT */
/*
 * The pool of a loop, shared by pool.c (its threads) and job.c (the loop's side).
 *
 * One mutex protects the fields marked "locked" below. All other fields belong to the loop's thread
 * or never change. The pool is reference-counted by the loop, its jobs and its queues, so it
 * outlives the loop if they do.
 */
#ifndef ORIEL_JOB_POOL_INTERNAL_H
#define ORIEL_JOB_POOL_INTERNAL_H

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/cause_internal.h"
#include "loop/census_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/job.h>

#include <pthread.h>
#include <stdatomic.h>

enum { ORIEL__JOB_PRIORITIES = 3 };

enum oriel__job_state {
	ORIEL__JOB_STATE_BLOCKED, /* waits behind other jobs of its queue */
	ORIEL__JOB_STATE_READY,   /* may be taken by a thread */
	ORIEL__JOB_STATE_RUNNING,
	ORIEL__JOB_STATE_RETURNED, /* its work has left the thread, or never began */
};

/* A report that will not be delivered; it is released on the loop's thread. */
struct oriel__stale_report {
	struct oriel__stale_report *next;
	struct oriel_payload report;
};

/*
 * Additional data of internal jobs. A job that only waits, e.g. for a name server, can be left
 * behind when the loop ends. leave then releases the loop's part of data. drop_left releases the
 * rest, on the last thread that uses the job.
 */
struct oriel__job_extra {
	const atomic_bool *stop;     /* another flag that cancels the job while it runs; may be NULL */
	void (*leave)(void *data);   /* NULL: the end of the loop waits for the job */
	oriel_release_fn *drop_left; /* set together with leave */
};

struct oriel_job {
	struct oriel__pool *pool;
	oriel_job_work_fn *work;
	oriel_job_done_fn *done;         /* may be NULL */
	oriel_job_progress_fn *progress; /* may be NULL */
	oriel_release_fn *release;             /* may be NULL */
	void *data;
	oriel_job_id id;
	struct oriel__cause cause;       /* held until the job is delivered */
	struct oriel__context *work_context; /* the thread's copy; may be NULL */
	const char *site;                /* for the trace; may be NULL */
	struct oriel__trace_file *trace; /* may be NULL */
	/* points in trace; ran is all zeros until the job has run */
	struct oriel__trace_point begun_by, ran;
	struct oriel__abort_hook hook;
	struct oriel__remote_task returned; /* delivers the result */
	struct oriel__remote_task reported; /* delivers the newest report */
	oriel_job_queue *queue;             /* may be NULL; valid until the job is delivered */
	enum oriel_job_priority priority;
	struct oriel__job_extra extra;
	/* users of a job that is left behind: its thread, and the loop */
	atomic_int holders;
	/* with an executor, from begin to end of the work; otherwise NULL */
	struct oriel__seat *seat;
	bool must_finish_on_quit;
	bool is_delivered;     /* done or cancelled */
	uint64_t reports_seen; /* number of the report that was delivered last */
	atomic_bool cancelled;
	/* The loop has the node returned. Set by the pool thread before it posts the node, and cleared
	 * by the loop's thread, to which the job belongs from there on. */
	bool is_return_in_flight;
	/* locked: */
	enum oriel__job_state state;
	bool does_go_on;              /* the work is to be called again */
	bool is_left;                 /* left behind by the loop */
	struct oriel__list_link link; /* link in the list of its state */
	bool has_report;
	bool is_report_in_flight; /* the loop has the node reported */
	struct oriel_payload report;
	uint64_t report_count; /* number of reports made */
	struct oriel__stale_report *stale, *last_stale;
};

/* A caller that waits for room in a queue. */
struct oriel__job_waiter {
	struct oriel__job_waiter *next;
	oriel_resolver *resolver;
};

struct oriel_job_queue {
	struct oriel__pool *pool;
	size_t concurrency; /* at least 1; for look-ups it follows the number of threads, locked */
	size_t limit;       /* 0: no limit */
	/* For the loop's thread only: */
	struct oriel__list_link link; /* in the pool's list of queues */
	size_t accepted;              /* number of jobs that are not delivered */
	/* number of places reserved for notified waiters and not taken yet */
	size_t granted;
	struct oriel__job_waiter *first_waiter, *last_waiter;
	struct oriel__task lapse; /* the task that revokes reserved places */
	bool is_destroyed;
	/* locked: */
	struct oriel__list blocked; /* items: oriel_job */
	size_t begun;               /* number of jobs that are ready or running */
	size_t depth;
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
	uint64_t given; /* number of jobs since counting began */
	uint64_t last_number; /* number of the newest job or range, for recordings */
	bool keeps_reports; /* keep all reports, because a replay may request any of them */
	size_t most_jobs; /* maximum at one time */
	size_t unqueued;  /* jobs in no queue that are not delivered */
	struct oriel__list queues; /* items: oriel_job_queue, the newest first */
	oriel_job_queue *lookups; /* the queue of dns.c; NULL until the first look-up */
	bool is_ended; /* the loop no longer uses the pool */
	struct oriel__race *race; /* of oriel_race_use(), owned; may be NULL */
	struct oriel__executor *executor; /* runs the jobs instead of threads; may be NULL */
	size_t default_threads;
	size_t max_threads; /* set by the loop's thread; locked */
	pthread_mutex_t mutex;
	pthread_cond_t work;      /* signalled when a job is ready, or the pool stops */
	pthread_cond_t returned;  /* signalled when the work of a job has returned */
	atomic_size_t references; /* held by the loop and by each job and queue */
	/* locked: */
	/* items: oriel_job, one list for each priority */
	struct oriel__list ready[ORIEL__JOB_PRIORITIES];
	atomic_size_t ready_count;       /* written locked; threads that look for work read it */
	size_t idle_count, thread_count; /* idle threads look for work or sleep */
	size_t looking_count;            /* number of idle threads that do not sleep yet */
	struct oriel__worker *left;      /* list of workers to join */
	int64_t idle_ms;
	int64_t leave_ms; /* for the loop's thread only */
	bool is_stopping;
};

struct oriel__pool *oriel__pool_new(oriel_loop *loop);
void oriel__pool_lock(struct oriel__pool *pool);
void oriel__pool_unlock(struct oriel__pool *pool);
void oriel__pool_unref(struct oriel__pool *pool);

/* Takes the next job; there must be one. Locked. */
oriel_job *oriel__pool_take(struct oriel__pool *pool);
/*
 * Runs a job's work until it returns or gives way. The lock is released meanwhile. Returns false if
 * the job was left behind; the lock is then not taken again, and the pool may be freed.
 */
bool oriel__pool_work(struct oriel__pool *pool, oriel_job *job);
/* Returns whether the job's work has begun, and in *has_returned whether it has returned. */
bool oriel__pool_has_begun(struct oriel__pool *pool, const oriel_job *job, bool *has_returned);
/* Sleeps briefly, so that jobs can make progress. Not locked. */
void oriel__pool_pause(struct oriel__pool *pool);
/* Waits until the work of a job has returned; may return earlier. Locked. */
void oriel__pool_await_return(struct oriel__pool *pool);
/* Submits a job, which a thread runs once its queue allows. Starts a thread if none is idle.
 * Returns 0, or an errno if there is no thread at all; the job is then withdrawn. */
int oriel__pool_submit(struct oriel__pool *pool, oriel_job *job);
/* Sets the number of threads, at least one. If jobs are ready, more begin at once. Surplus threads
 * end after their current job. */
void oriel__pool_set_max_threads(struct oriel__pool *pool, size_t max_threads);
/* Returns how many threads the queue of look-ups may use, which leaves threads to other jobs. */
static inline size_t oriel__pool_lookup_threads(const struct oriel__pool *pool) {
	return pool->max_threads > 1 ? pool->max_threads / 2 : 1;
}
/* The progress of a job's work. */
enum oriel__job_progress {
	ORIEL__JOB_RUNS,      /* is running and cannot be withdrawn */
	ORIEL__JOB_WITHDRAWN, /* never begins */
	ORIEL__JOB_RETURNED,
};

/* Prevents a job from beginning. Returns how far the job has come. */
enum oriel__job_progress oriel__pool_withdraw(struct oriel__pool *pool, oriel_job *job);
/* Called on the job's thread. Returns whether ready jobs of the same or a higher priority need a
 * thread. The work must then return, and is called again after them. */
bool oriel__pool_gives_way(oriel_job *job);
/*
 * Waits until all work has returned, and joins all threads. Waits at most .leave_ms for jobs that
 * may be left behind, and then sets their .is_left.
 */
void oriel__pool_stop(struct oriel__pool *pool);

/* Adds a job to a queue, and removes it after delivery. Called on the loop's thread. Leaving may
 * free the queue. */
void oriel__job_queue_accept(oriel_job_queue *queue);
void oriel__job_queue_leave(oriel_job_queue *queue);
/* Rejects the callers that wait for room, because the loop ends. */
void oriel__job_queues_end(struct oriel__pool *pool);

/* Asserts the rules for the options of jobs; pool may be NULL. */
void oriel__job_check_options(const char *caller, const char *site, const struct oriel__pool *pool,
	const struct oriel_job_options *options);
/*
 * Runs a job as oriel_job_run() does. extra is copied and may be NULL. *error is 0, or an errno if
 * no thread can be started. In that case the job is released without a log line, and
 * oriel__job_reject() describes the reason.
 */
oriel_job_id oriel__job_run(const char *site, oriel_job_work_fn *work, oriel_job_done_fn *done,
	void *data, const struct oriel_job_options *options, const struct oriel__job_extra *extra,
	int *error);
/* Submits a job as oriel_job_submit() does. drop_left(data) may be called on any thread, if the job
 * is left behind. NULL: the end of the loop waits for the job. */
oriel_promise *oriel__job_submit(const char *site, oriel_job_result_fn *work, void *data,
	const struct oriel_job_options *options, oriel_release_fn *drop_left);
/* Ends one of the two uses of a job that is left behind. */
void oriel__job_release_left(oriel_job *job);

/* Returns the loop's pool, which the first call creates; NULL if the loop is ending. */
struct oriel__pool *oriel__pool_of(oriel_loop *loop);

/* Posts a job whose work has returned to the loop. Called on a pool thread; locked. The loop's
 * thread may free the job at once. */
void oriel__job_post_returned(oriel_job *job);

#endif
