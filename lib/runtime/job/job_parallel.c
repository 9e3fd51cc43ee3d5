/* SPDX-License-Identifier: MIT */
/*
 * Calls a function for each index of a range, on several pool threads.
 *
 * A few jobs take chunks of indices until none is left, and give way to other jobs between chunks.
 * A chunk grows while chunks take so little time that reading the clock would matter, and shrinks
 * when they take long. A chunk is never more than a share of the remaining indices. The range ends,
 * and its promise is settled, when the last of its jobs is released. Its memory is freed once the
 * node for progress has returned, too.
 */
#include "job/job_internal.h"
#include "job/pool_internal.h"

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "loop/cause_internal.h"
#include "loop/external_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <time.h>

enum { SHORT_CHUNK_NS = 50000, LONG_CHUNK_NS = 200000, SHARES_PER_JOB = 2 };

static const struct oriel__run_class progress_run = { .name = "progress of a range" };

struct range;

/* The part of one job. */
struct helper {
	struct range *range;
	bool has_thrown;
	struct oriel_completion thrown;
};

struct range {
	oriel_job_item_fn *work;
	oriel_job_parallel_progress_fn *progress; /* may be NULL */
	oriel_release_fn *release;                      /* may be NULL */
	void *data;
	size_t count;
	oriel_loop *loop;
	const char *site;
	oriel_abort_signal *signal; /* holds a reference; may be NULL */
	oriel_resolver *resolver;   /* NULL once settled */
	struct oriel__abort_hook hook;
	struct oriel__cause cause;
	size_t helper_count, running;
	size_t reported; /* the value of done at the last progress call */
	bool is_over;
	/* shared by all threads: */
	atomic_size_t next, done;
	atomic_bool stop;
	_Atomic(struct helper *) first_thrower; /* NULL: no item has thrown */
	atomic_bool is_progress_in_flight;      /* the loop has the node */
	struct oriel__remote_task progress_task;
	struct helper helpers[];
};

/* ---- On pool threads ---- */

static int64_t job_parallel_now_ns(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Takes up to *size indices, beginning at *first. *size becomes 0 when none is left. */
static void job_parallel_take_chunk(struct range *range, size_t *first, size_t *size) {
	size_t wanted = *size;
	*first = atomic_load_explicit(&range->next, memory_order_relaxed);
	do {
		size_t left = range->count - *first;
		size_t share = left / (SHARES_PER_JOB * range->helper_count);
		*size = share < wanted ? share : wanted;
		if (*size == 0)
			*size = left > 0;
	} while (!atomic_compare_exchange_weak_explicit(
		&range->next, first, *first + *size, memory_order_relaxed, memory_order_relaxed));
}

static size_t job_parallel_next_size(size_t size, int64_t taken_ns) {
	if (taken_ns < SHORT_CHUNK_NS && size <= SIZE_MAX / 2)
		return size * 2;
	return taken_ns > LONG_CHUNK_NS && size > 1 ? size / 2 : size;
}

static void job_parallel_store_throw(struct helper *helper, struct oriel_completion completion) {
	struct helper *no_helper = NULL;
	helper->has_thrown = true;
	helper->thrown = completion;
	atomic_compare_exchange_strong(&helper->range->first_thrower, &no_helper, helper);
	atomic_store_explicit(&helper->range->stop, true, memory_order_release);
}

/* Returns the number of items done before the job had to stop. */
static size_t job_parallel_work_chunk(
	oriel_job *job, struct helper *helper, size_t first, size_t size) {
	struct range *range = helper->range;
	for (size_t i = 0; i < size; i++) {
		if (oriel_job_is_cancelled(job))
			return i;
		struct oriel_completion completion = range->work(job, first + i, range->data);
		if (completion.type == ORIEL_COMPLETION_THROW) {
			job_parallel_store_throw(helper, completion);
			return i;
		}
		ORIEL_ASSERT(completion.type == ORIEL_COMPLETION_RETURN && completion.value.release == NULL,
			"oriel_job_parallel at %s: item %zu returned a value; results belong in data, e.g. in "
			"an array",
			range->site, first + i);
	}
	return size;
}

static void job_parallel_post_progress(struct range *range, size_t done) {
	atomic_fetch_add(&range->done, done);
	if (range->progress != NULL && !atomic_exchange(&range->is_progress_in_flight, true) &&
		!oriel__post_remote(range->loop, &range->progress_task))
		atomic_store(&range->is_progress_in_flight, false);
}

static void job_parallel_work(oriel_job *job, void *data) {
	struct helper *helper = data;
	size_t first, wanted = 1, size = 1;
	int64_t before = job_parallel_now_ns();
	for (job_parallel_take_chunk(helper->range, &first, &size); size > 0;
		job_parallel_take_chunk(helper->range, &first, &size)) {
		size_t done = job_parallel_work_chunk(job, helper, first, size);
		job_parallel_post_progress(helper->range, done);
		if (done < size || oriel__pool_gives_way(job))
			return;
		int64_t after = job_parallel_now_ns();
		if (job->pool->executor == NULL)
			wanted = job_parallel_next_size(wanted, after - before);
		before = after;
		size = wanted;
	}
}

/* ---- On the loop's thread ---- */

static void job_parallel_free_if_over(struct range *range) {
	if (range->is_over && !atomic_load(&range->is_progress_in_flight))
		oriel__free(range);
}

static const struct oriel__record_kind progress_kind = { "progress of a range", "i" };

static void job_parallel_call_progress(struct range *range) {
	if (range->progress == NULL || range->resolver == NULL)
		return;
	size_t done = (size_t)oriel__external_number(
		range->loop, &progress_kind, (int64_t)atomic_load(&range->done), (int64_t)range->reported);
	if (done == range->reported)
		return;
	range->reported = done;
	struct oriel__run run;
	oriel__run_begin(range->loop, &run, &progress_run, &range->cause);
	oriel__callback_enter(range->loop);
	range->progress(done, range->count, range->data);
	oriel__callback_leave(range->loop);
	oriel__run_end(range->loop, &run);
}

static struct range *job_parallel_range_of(struct oriel__remote_task *task) {
	return oriel__container_of(task, struct range, progress_task);
}

/* Sends progress again in a replay. Chunks differ from those of the recording, so the recording may
 * contain more progress posts. Surplus posts are held. */
static void job_parallel_post_again(struct range *range) {
	if (oriel__loop_is_replayed(range->loop))
		job_parallel_post_progress(range, 0);
}

static void job_parallel_run_progress(struct oriel__remote_task *task) {
	struct range *range = job_parallel_range_of(task);
	atomic_store(&range->is_progress_in_flight, false);
	if (range->is_over) {
		job_parallel_free_if_over(range);
		return;
	}
	oriel__hold_begin(range->loop);
	job_parallel_call_progress(range);
	job_parallel_post_again(range);
	oriel__hold_end(range->loop);
}

static void job_parallel_abandon_progress(struct oriel__remote_task *task) {
	struct range *range = job_parallel_range_of(task);
	atomic_store(&range->is_progress_in_flight, false);
	job_parallel_free_if_over(range);
}

static oriel_resolver *job_parallel_take_resolver(struct range *range) {
	oriel_resolver *resolver = range->resolver;
	range->resolver = NULL;
	oriel__abort_hook_remove(&range->hook);
	return resolver;
}

static void job_parallel_on_abort(struct oriel__abort_hook *hook) {
	struct range *range = oriel__container_of(hook, struct range, hook);
	oriel_resolver *resolver = job_parallel_take_resolver(range);
	if (resolver != NULL)
		oriel__job_reject(range->site, resolver, range->signal);
	oriel_resolver_unref(resolver);
}

static bool job_parallel_is_aborted(const struct range *range) {
	return range->signal != NULL && oriel_abort_signal_is_aborted(range->signal);
}

static void job_parallel_settle(struct range *range, oriel_resolver *resolver) {
	struct helper *thrower = atomic_load(&range->first_thrower);
	if (job_parallel_is_aborted(range) ||
		(thrower == NULL && atomic_load(&range->done) < range->count)) {
		oriel__job_reject(range->site, resolver, range->signal);
	} else if (thrower != NULL) {
		thrower->has_thrown = false;
		oriel_reject(resolver, thrower->thrown.value);
	} else {
		oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
	}
}

static void job_parallel_end_range(struct range *range) {
	if (!job_parallel_is_aborted(range))
		job_parallel_call_progress(range);
	oriel__defer_drop(range->loop, range->release, range->data);
	oriel_resolver *resolver = job_parallel_take_resolver(range);
	if (resolver != NULL)
		job_parallel_settle(range, resolver);
	oriel_resolver_unref(resolver);
	for (size_t i = 0; i < range->helper_count; i++) {
		if (range->helpers[i].has_thrown)
			oriel_payload_unref(range->helpers[i].thrown.value);
	}
	oriel_abort_signal_unref(range->signal);
	oriel__cause_release(&range->cause);
	range->is_over = true;
	job_parallel_free_if_over(range);
}

static void job_parallel_leave(void *data) {
	struct helper *helper = data;
	struct range *range = helper->range;
	oriel_loop *loop = range->loop;
	if (--range->running > 0)
		return;
	oriel__hold_begin(loop);
	job_parallel_end_range(range);
	oriel__hold_end(loop);
}

static struct range *job_parallel_new_range(
	const char *site, oriel_loop *loop, size_t count, size_t helpers,
	oriel_job_item_fn *work, void *data, const struct oriel_job_parallel_options *options) {
	struct range *range = oriel__alloc_zero(
		1, sizeof(*range) + helpers * sizeof(range->helpers[0]));
	range->work = work;
	range->progress = options->progress;
	range->release = options->release;
	range->data = data;
	range->count = count;
	range->loop = loop;
	range->site = site;
	range->signal = options->signal != NULL ? oriel_abort_signal_ref(options->signal) : NULL;
	range->helper_count = range->running = helpers;
	range->cause = oriel__cause_capture(loop, site);
	range->progress_task = (struct oriel__remote_task){
		.name = "progress of the range",
		.number = ++oriel__pool_of(loop)->last_number,
		.run = job_parallel_run_progress,
		.abandon = job_parallel_abandon_progress,
		.source = ORIEL_TASK_SOURCE_JOB,
	};
	atomic_init(&range->next, 0);
	atomic_init(&range->done, 0);
	atomic_init(&range->stop, false);
	atomic_init(&range->first_thrower, NULL);
	atomic_init(&range->is_progress_in_flight, false);
	return range;
}

/* Returns the promise of a range that does not run, or NULL if the range can run. */
static oriel_promise *job_parallel_immediate_result(
	const char *site, const struct oriel__pool *pool, size_t count,
	const struct oriel_job_parallel_options *options) {
	if (options->signal != NULL && oriel_abort_signal_is_aborted(options->signal))
		return oriel_promise_new_rejected_at(
			site, oriel__abort_signal_rejection(site, options->signal));
	if (pool == NULL)
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(site, ORIEL_ABORT_ERROR,
				"oriel_job_parallel: the loop ends, and runs no more jobs"));
	return count == 0 ? oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD) : NULL;
}

static size_t job_parallel_least(size_t a, size_t b) {
	return a < b ? a : b;
}

oriel_promise *oriel_job_parallel_at(const char *site, size_t count, oriel_job_item_fn *work,
	void *data, const struct oriel_job_parallel_options *options) {
	static const struct oriel_job_parallel_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_job_parallel");
	struct oriel__pool *pool = oriel__pool_of(loop);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(work != NULL,
		"oriel_job_parallel at %s: the work is NULL; pass a function for each index", site);
	oriel__check_options("oriel_job_parallel", site, options);
	oriel_promise *promise = job_parallel_immediate_result(site, pool, count, options);
	if (promise != NULL) {
		oriel__defer_drop(loop, options->release, data);
		return promise;
	}
	size_t helpers = job_parallel_least(count, pool->max_threads);
	if (options->concurrency > 0)
		helpers = job_parallel_least(helpers, options->concurrency);
	struct range *range = job_parallel_new_range(site, loop, count, helpers, work, data, options);
	promise = oriel_promise_new_at(site, &range->resolver);
	if (options->release != NULL)
		oriel__abort_hook_add(options->signal, &range->hook, job_parallel_on_abort);
	const struct oriel_job_options job_options = {
		.priority = options->priority,
		.signal = options->signal,
		.finish_on_quit = options->finish_on_quit,
		.release = job_parallel_leave,
		.size = sizeof(job_options),
	};
	const struct oriel__job_extra extra = { .stop = &range->stop };
	/* the error of a job without a thread: the other jobs do its part, and the last one rejects the
	 * promise */
	int error;
	for (size_t i = 0; i < helpers; i++) {
		range->helpers[i].range = range;
		oriel__job_run(
			site, job_parallel_work, NULL, &range->helpers[i], &job_options, &extra, &error);
	}
	return promise;
}
