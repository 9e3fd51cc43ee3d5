/* SPDX-License-Identifier: MIT */
/*
 * The pool of a loop, shared by pool.c (its threads) and job.c (the loop's side).
 *
 * One mutex guards what is marked "locked" below; everything else is the loop thread's, or fixed
 * when it is made. The pool is counted by the loop, its jobs and its queues, and so outlives the
 * loop if those do.
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
	ORIEL__JOB_STATE_BLOCKED,  /* behind others in its queue */
	ORIEL__JOB_STATE_READY,    /* a thread may take it */
	ORIEL__JOB_STATE_RUNNING,
	ORIEL__JOB_STATE_RETURNED, /* its work is off the thread, or never began */
};

/* A report that nobody will see; waits for the loop's thread, where it is dropped. */
struct oriel__stale_report {
	struct oriel__stale_report *next;
	struct oriel_payload report;
};

/*
 * What a job of Oriel's own may have besides. One that only waits, e.g. for a name server, can be
 * left behind when the loop ends: then leave gives up the loop's part of data, and drop_left the
 * rest, on whichever thread is done with the job last.
 */
struct oriel__job_extra {
	const atomic_bool *stop; /* cancels it besides, while it runs; may be NULL */
	void (*leave)(void *data);      /* NULL: it is waited for */
	oriel_release_fn *drop_left; /* set with leave */
};

struct oriel_job {
	struct oriel__pool *pool;
	oriel_job_work_fn *work;
	oriel_job_done_fn *done;         /* may be NULL */
	oriel_job_progress_fn *progress; /* may be NULL */
	oriel_release_fn *release;             /* may be NULL */
	void *data;
	oriel_job_id id;
	struct oriel__cause cause; /* until it is delivered */
	const char *site;                   /* for its trace; may be NULL */
	struct oriel__trace_file *trace;    /* may be NULL */
	struct oriel__trace_point begun_by, ran; /* in it; ran: all zeros until it has */
	struct oriel__abort_hook hook;
	struct oriel__remote_task returned; /* brings the result */
	struct oriel__remote_task reported; /* brings the newest report */
	oriel_job_queue *queue;             /* may be NULL; there until the job is delivered */
	enum oriel_job_priority priority;
	struct oriel__job_extra extra;
	atomic_int holders;                 /* of one that is left behind: its thread, and the loop */
	struct oriel__seat *seat;           /* with an executor, once it has begun; else NULL */
	bool must_finish_on_quit;
	bool is_delivered; /* done or dropped */
	uint64_t reports_seen; /* made before the one that was delivered last, and that one */
	atomic_bool cancelled;
	/* The loop has the node returned. Set by the pool thread before it posts the node, and cleared
	 * by the loop's thread, to which the job belongs from there on. */
	bool is_return_in_flight;
	/* locked: */
	enum oriel__job_state state;
	bool does_go_on; /* its work is to be called again */
	bool is_left; /* behind, by the loop */
	struct oriel__list_link link; /* of the list of its state */
	bool has_report;
	bool is_report_in_flight; /* the loop has the node reported */
	struct oriel_payload report;
	uint64_t report_count; /* that were made */
	struct oriel__stale_report *stale, *last_stale;
};

/* Someone who waits for room in a queue. */
struct oriel__job_waiter {
	struct oriel__job_waiter *next;
	oriel_resolver *resolver;
};

struct oriel_job_queue {
	struct oriel__pool *pool;
	size_t concurrency; /* at least 1; that of look-ups follows the number of threads, locked */
	size_t limit;       /* 0: none */
	/* The loop's: */
	struct oriel__list_link link; /* of the pool's */
	size_t accepted;              /* jobs that are not delivered */
	/* places that waiters were told of in this task, and have not taken */
	size_t granted;
	struct oriel__job_waiter *first_waiter, *last_waiter;
	struct oriel__task lapse; /* takes back what was granted */
	bool is_destroyed;
	/* locked: */
	struct oriel__list blocked; /* oriel_job */
	size_t begun; /* ready or running */
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
	uint64_t given;   /* jobs, since they are counted */
	uint64_t last_number;  /* of a job or a range, for recordings */
	bool keeps_reports;    /* all, since a replay may ask for any */
	size_t most_jobs; /* at one time */
	struct oriel__list queues; /* oriel_job_queue, the newest first */
	oriel_job_queue *lookups; /* of dns.c; NULL until the first */
	bool is_ended; /* the loop takes no more part */
	struct oriel__executor *executor; /* runs the jobs instead of threads; may be NULL */
	size_t default_threads;
	size_t max_threads; /* set by the loop's thread, locked */
	pthread_mutex_t mutex;
	pthread_cond_t work;     /* something is ready, or the pool stops */
	pthread_cond_t returned; /* a job's work has returned */
	atomic_size_t references; /* by the loop, and by each job */
	/* locked: */
	struct oriel__list ready[ORIEL__JOB_PRIORITIES]; /* oriel_job */
	atomic_size_t ready_count; /* written locked; threads that look for work read it */
	size_t idle_count, thread_count; /* idle: they look for work, or sleep */
	size_t looking_count; /* idle threads that do not sleep yet */
	struct oriel__worker *left; /* to be joined */
	int64_t idle_ms;
	int64_t leave_ms; /* the loop's */
	bool is_stopping;
};

struct oriel__pool *oriel__pool_new(oriel_loop *loop);
void oriel__pool_lock(struct oriel__pool *pool);
void oriel__pool_unlock(struct oriel__pool *pool);
void oriel__pool_unref(struct oriel__pool *pool);

/* For who runs jobs, locked: the next to begin, of which there is one. */
oriel_job *oriel__pool_take(struct oriel__pool *pool);
/*
 * Its work, until it returns or gives way; the lock is given up meanwhile. False: the job was left
 * behind, the lock is not taken again, and the pool may be gone.
 */
bool oriel__pool_work(struct oriel__pool *pool, oriel_job *job);
/* Whether its work is on its thread, or was. */
bool oriel__pool_has_begun(struct oriel__pool *pool, const oriel_job *job, bool *has_returned);
/* Gives jobs a moment to go on. Not locked. */
void oriel__pool_pause(struct oriel__pool *pool);
/* Locked: until a job's work has returned, or at least something has happened. */
void oriel__pool_await_return(struct oriel__pool *pool);
/* Has a thread run the job, once its queue lets it; starts one if none is idle. 0; or an errno, if
 * there is no thread at all: then the job is withdrawn. */
int oriel__pool_submit(struct oriel__pool *pool, oriel_job *job);
/* At least one. More begin at once if jobs are ready; those that are too many leave after the job
 * that they run. */
void oriel__pool_set_max_threads(struct oriel__pool *pool, size_t max_threads);
/* Of the queue of look-ups, so that they leave threads to other jobs. */
static inline size_t oriel__pool_lookup_threads(const struct oriel__pool *pool) {
	return pool->max_threads > 1 ? pool->max_threads / 2 : 1;
}
/* How far a job's work has come. */
enum oriel__job_progress {
	ORIEL__JOB_RUNS,      /* on its thread, which it leaves by itself */
	ORIEL__JOB_WITHDRAWN, /* it never begins now */
	ORIEL__JOB_RETURNED,
};

/* Keeps a job from beginning, and says how far it has come. */
enum oriel__job_progress oriel__pool_withdraw(struct oriel__pool *pool, oriel_job *job);
/* On the job's thread: true if others wait for one, of the job's priority or above. The work has to
 * return then, and is called again after them. */
bool oriel__pool_gives_way(oriel_job *job);
/*
 * Waits until all work has returned, and joins all threads. Jobs that may be left behind are waited
 * for no longer than .leave_ms: then .is_left is set.
 */
void oriel__pool_stop(struct oriel__pool *pool);

/* A job joins a queue, and leaves it when it has been delivered; on the loop's thread. Leaving may
 * free the queue. */
void oriel__job_queue_accept(oriel_job_queue *queue);
void oriel__job_queue_leave(oriel_job_queue *queue);
/* The loop ends: who waits for room will not be told. */
void oriel__job_queues_end(struct oriel__pool *pool);

/* Asserts what holds for the options of every job; pool may be NULL. */
void oriel__job_check_options(const char *caller, const char *site, const struct oriel__pool *pool,
	const struct oriel_job_options *options);
/*
 * As oriel_job_run(), with extra, which is copied and may be NULL. *error is 0; or an errno, if no
 * thread can be started: then the job is dropped without a log line, and oriel__job_reject() says
 * why.
 */
oriel_job_id oriel__job_run(const char *site, oriel_job_work_fn *work, oriel_job_done_fn *done,
	void *data, const struct oriel_job_options *options, const struct oriel__job_extra *extra,
	int *error);
/* As oriel_job_submit(), for data that may be left behind: drop_left(data) on any thread; NULL: it
 * is waited for. */
oriel_promise *oriel__job_submit(const char *site, oriel_job_result_fn *work, void *data,
	const struct oriel_job_options *options, oriel_release_fn *drop_left);
/* One of the two holders of a job that is left behind has done with it. */
void oriel__job_release_left(oriel_job *job);

/* The pool of a loop, made by the first call; NULL: the loop ends. */
struct oriel__pool *oriel__pool_of(oriel_loop *loop);

/* Posts a job whose work has returned to the loop. Called on a pool thread, locked. The loop's
 * thread may free the job at once. */
void oriel__job_post_returned(oriel_job *job);

#endif
