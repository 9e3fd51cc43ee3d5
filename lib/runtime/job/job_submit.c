/* SPDX-License-Identifier: MIT */
/*
 * Jobs whose result settles a promise. A submission is the data of a job and ends in the job's
 * release function, which runs after the work has left its thread. An owner that lent data
 * therefore has it back before the promise is settled.
 *
 * If data was handed over, an abort settles the promise earlier, by a hook of its own.
 */
#include "job/job_internal.h"
#include "job/pool_internal.h"

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/callback_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>

struct submission {
	oriel_job_result_fn *work;
	oriel_job_progress_fn *progress;
	oriel_release_fn *release;   /* may be NULL */
	oriel_release_fn *drop_left; /* NULL: the end of the loop waits for the work */
	void *data;
	oriel_loop *loop;
	const char *site;
	oriel_abort_signal *signal; /* holds a reference; may be NULL */
	oriel_resolver *resolver;   /* NULL once settled */
	struct oriel__abort_hook hook;
	struct oriel_completion completion; /* belongs to the pool thread until its work has returned */
	bool is_complete;
};

static void job_submit_work(oriel_job *job, void *data) {
	struct submission *submission = data;
	submission->completion = submission->work(job, submission->data);
	submission->is_complete = true;
	ORIEL_ASSERT(submission->completion.type != ORIEL_COMPLETION_FOLLOW,
		"oriel_job_submit: the work returned oriel_follow(); promises belong to loops: return a "
		"value, and follow in a reaction");
}

static void job_submit_on_progress(void *report, void *data) {
	struct submission *submission = data;
	submission->progress(report, submission->data);
}

/* Takes the resolver of the promise; NULL if the promise is settled. */
static oriel_resolver *job_submit_take_resolver(struct submission *submission) {
	oriel_resolver *resolver = submission->resolver;
	submission->resolver = NULL;
	oriel__abort_hook_remove(&submission->hook);
	return resolver;
}

static void job_submit_complete(oriel_resolver *resolver, struct oriel_completion completion) {
	switch (completion.type) {
	case ORIEL_COMPLETION_RETURN:
		oriel_resolve(resolver, completion.value);
		break;
	case ORIEL_COMPLETION_THROW:
		oriel_reject(resolver, completion.value);
		break;
	case ORIEL_COMPLETION_FOREIGN:
		oriel_resolve_foreign(resolver, completion.value, completion.then);
		break;
	case ORIEL_COMPLETION_FOLLOW: /* refused by an assertion when the work returned it */
		break;
	}
}

static void job_submit_on_done(void *data) {
	struct submission *submission = data;
	oriel_resolver *resolver = job_submit_take_resolver(submission);
	if (resolver == NULL)
		return;
	submission->is_complete = false;
	job_submit_complete(resolver, submission->completion);
	oriel_resolver_unref(resolver);
}

void oriel__job_reject(const char *site, oriel_resolver *resolver, oriel_abort_signal *signal) {
	if (signal != NULL && oriel_abort_signal_is_aborted(signal))
		oriel_reject(resolver, oriel__abort_signal_rejection(site, signal));
	else if (!oriel__loop_is_ending(oriel__loop_here("oriel_job_submit")))
		oriel_reject_error_at(site, resolver, ORIEL_QUOTA_EXCEEDED_ERROR,
			"no thread can be started for the work; raise the limit of threads");
	else
		oriel_reject_error_at(site, resolver, ORIEL_ABORT_ERROR,
			"the loop ended before the work did; .finish_on_quit waits for it");
}

static void job_submit_reject(struct submission *submission) {
	oriel_resolver *resolver = job_submit_take_resolver(submission);
	if (resolver == NULL)
		return;
	oriel__job_reject(submission->site, resolver, submission->signal);
	oriel_resolver_unref(resolver);
}

static void job_submit_on_abort(struct oriel__abort_hook *hook) {
	job_submit_reject(oriel__container_of(hook, struct submission, hook));
}

static void job_submit_release(void *data) {
	struct submission *submission = data;
	oriel__defer_drop(submission->loop, submission->release, submission->data);
	job_submit_reject(submission);
	if (submission->is_complete)
		oriel_payload_unref(submission->completion.value);
	oriel_abort_signal_unref(submission->signal);
	oriel__free(submission);
}

/* Releases the loop's part of a submission that is left behind. */
static void job_submit_leave(void *data) {
	struct submission *submission = data;
	job_submit_reject(submission);
	oriel_abort_signal_unref(submission->signal);
}

static void job_submit_release_left(void *data) {
	struct submission *submission = data;
	submission->drop_left(submission->data);
	if (submission->is_complete)
		oriel_payload_unref(submission->completion.value);
	oriel__free(submission);
}

/* Returns a rejected promise if the job must not run, or else NULL. */
static oriel_promise *job_submit_refusal(
	const char *site, const struct oriel_job_options *options, const struct oriel__pool *pool) {
	if (options->signal != NULL && oriel_abort_signal_is_aborted(options->signal))
		return oriel_promise_new_rejected_at(
			site, oriel__abort_signal_rejection(site, options->signal));
	if (pool == NULL)
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(
				site, ORIEL_ABORT_ERROR, "oriel_job_submit: the loop ends, and runs no more jobs"));
	if (options->queue != NULL && oriel_job_queue_is_full(options->queue))
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(site, ORIEL_QUOTA_EXCEEDED_ERROR,
				"oriel_job_submit: the queue is full; await oriel_job_queue_ready() first"));
	return NULL;
}

static struct submission *submission_new(const char *site, oriel_loop *loop,
	oriel_job_result_fn *work, void *data, const struct oriel_job_options *options) {
	struct submission *submission = oriel__alloc_zero(1, sizeof(*submission));
	submission->work = work;
	submission->progress = options->progress;
	submission->release = options->release;
	submission->data = data;
	submission->loop = loop;
	submission->site = site;
	submission->signal = options->signal != NULL ? oriel_abort_signal_ref(options->signal) : NULL;
	return submission;
}

oriel_promise *oriel_job_submit_at(const char *site, oriel_job_result_fn *work, void *data,
	const struct oriel_job_options *options) {
	return oriel__job_submit(site, work, data, options, NULL);
}

oriel_promise *oriel__job_submit(const char *site, oriel_job_result_fn *work, void *data,
	const struct oriel_job_options *options, oriel_release_fn *drop_left) {
	static const struct oriel_job_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_job_submit");
	struct oriel__pool *pool = oriel__pool_of(loop);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(work != NULL,
		"oriel_job_submit at %s: the work is NULL; pass a function for a pool thread", site);
	oriel__job_check_options("oriel_job_submit", site, pool, options);
	oriel_promise *promise = job_submit_refusal(site, options, pool);
	if (promise != NULL) {
		oriel__defer_drop(loop, options->release, data);
		return promise;
	}
	struct submission *submission = submission_new(site, loop, work, data, options);
	promise = oriel_promise_new_at(site, &submission->resolver);
	if (options->release != NULL)
		oriel__abort_hook_add(options->signal, &submission->hook, job_submit_on_abort);
	struct oriel_job_options job_options = *options;
	job_options.progress = options->progress != NULL ? job_submit_on_progress : NULL;
	job_options.release = job_submit_release;
	const struct oriel__job_extra extra = { .leave = drop_left != NULL ? job_submit_leave : NULL,
		.drop_left = job_submit_release_left };
	int error; /* unused: job_submit_release() has rejected the promise */
	submission->drop_left = drop_left;
	oriel__job_run(
		site, job_submit_work, job_submit_on_done, submission, &job_options, &extra, &error);
	return promise;
}
