/* SPDX-License-Identifier: MIT */
/*
 * Dedicated workers: a thread with a loop, and its object on the owner's loop. Both communicate
 * through a channel (port_channel.c). Errors are sent as messages of their own kind through the
 * same channel, so they keep their order among messages.
 *
 * The struct belongs to the owner's thread, except for marked fields. Its memory is kept until the
 * thread is joined. `exit` is fired when the thread is joined and all its messages have been
 * delivered. Terminating closes the owner's end at once; a worker that ends closes its own end when
 * its loop ends.
 */
#include "port/port_internal.h"
#include "base/thread_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/list_internal.h"
#include "base/options_internal.h"
#include "event/error_event_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/census_internal.h"

#include <errno.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/worker.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DEFAULT_TERMINATE_MS = 5000, TERMINATED_STATUS = 1, FAILED_STATUS = 1 };

struct worker_state {
	struct oriel__census_source census;
	oriel_loop *loop;
	struct oriel__list workers; /* items: oriel_worker, the newest first */
	size_t count;
};

struct oriel_worker {
	oriel_target target;
	struct worker_state *state;
	struct oriel__list_link link;
	oriel_port *port; /* the owner's end; its events are fired at this object */
	char *name;
	double terminate_ms;
	oriel_timer_id timer; /* fires when termination is overdue */
	struct oriel__abort_hook hook;
	struct oriel__deferred deferred;
	/* silent: no more messages of the worker will be delivered */
	bool is_destroyed, is_joined, is_silent, has_exited;
	bool was_overdue;
	/* when termination is overdue, by the system clock; set by terminating */
	struct timespec deadline;
	pthread_t thread;
	atomic_bool is_terminated;
	struct oriel__remote_task terminating; /* sent to the worker's loop */
	struct oriel__remote_task finished;    /* sent to the owner's loop */

	/* For the worker's thread: */
	const char *site;                  /* may be NULL */
	struct oriel__foreign_run creator; /* the run that created the worker */
	struct oriel__context *context; /* a copy of its context; may be NULL */
	struct oriel__trace_file *trace;   /* the worker's loop writes to the same trace; may be NULL */
	oriel_worker_fn *fn;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	oriel_detached_port *inside;
	oriel_port *inside_port;
	oriel_abort_controller *controller;
	struct oriel_worker_exit exit;
	int failure; /* the errno for which the loop could not be created, or 0 */

	pthread_mutex_t mutex;
	pthread_cond_t has_changed;
	/* locked: */
	oriel_loop *own_loop; /* NULL before the loop is created and after it has ended */
	bool has_finished;
};

static const struct oriel__target_class worker_target_class = { .name = "worker",
	.kind = ORIEL__TARGET_KIND_WORKER };
static const struct oriel__event_kind exit_kind = { .name = "exit",
	.size = sizeof(struct oriel_worker_exit) };

/* ---- Passing errors to the owner ---- */

struct passed_error {
	enum oriel_status code;
	const char *site; /* static */
	char *message;
	char *chain; /* describes the chain on the worker's loop */
	char *worker_name;
	bool is_heard;
};

static void worker_release_error(void *data) {
	struct passed_error *passed = data;
	if (!passed->is_heard)
		oriel_log(ORIEL_LOG_ERROR,
			"%s: %s: %s (in the worker \"%s\", whose owner cannot hear it%s%s)", passed->site,
			oriel_status_name(passed->code), passed->message, passed->worker_name,
			passed->chain[0] != '\0' ? "; in " : "", passed->chain);
	oriel__free(passed->message);
	oriel__free(passed->chain);
	oriel__free(passed->worker_name);
	oriel__free(passed);
}

/* Sends an error to the owner. On the worker's thread. */
static void worker_pass_error(const struct oriel_error *error, void *data) {
	oriel_worker *worker = data;
	struct passed_error *passed = oriel__alloc(sizeof(*passed));
	*passed = (struct passed_error){ .code = error->code, .site = error->site };
	passed->message = oriel__strdup(error->message);
	passed->chain = oriel__strdup(error->chain);
	passed->worker_name = oriel__strdup(worker->name);
	oriel__port_send("oriel_worker", error->site, worker->inside_port, 0,
		oriel_owned(passed, worker_release_error));
}

/* Fires an error event at the worker's object. If it is not prevented there, reports the error on
 * the owner's loop. Source: HTML, "runtime script errors" of a worker. */
static void worker_fire_error(oriel_worker *worker, const struct oriel_error *error) {
	oriel_event *event = oriel__error_event_new("error", error, true);
	if (oriel__dispatch_trusted(&worker->target, event))
		oriel_report_error_at(error->site, error->code, error->message, ORIEL_NO_PAYLOAD);
	oriel_event_unref(event);
}

static void worker_fire_passed_error(oriel_worker *worker, struct passed_error *passed) {
	const struct oriel_error error = { .code = passed->code,
		.message = passed->message,
		.site = passed->site,
		.chain = passed->chain };
	passed->is_heard = true;
	worker_fire_error(worker, &error);
}

/* Reports that the worker has no loop. Without a loop it has no port through which errors could be
 * passed. */
static void worker_fire_failure(oriel_worker *worker) {
	char message[320];
	snprintf(message, sizeof(message),
		"the worker \"%.100s\" has no loop: %s; close descriptors, or raise their limit",
		worker->name, oriel__errno_text(worker->failure).text);
	worker_fire_error(worker,
		&(const struct oriel_error){ .code = oriel__status_from_errno(worker->failure),
			.message = message,
			.site = worker->site,
			.chain = "" });
}

static oriel_worker *worker_of(const oriel_port *port) {
	return oriel__container_of(port->event_target, oriel_worker, target);
}

static bool worker_handle_message(oriel_port *port, struct oriel__message message) {
	if (message.payload.release != worker_release_error)
		return false;
	worker_fire_passed_error(worker_of(port), message.payload.data);
	oriel__payload_drop(message.payload);
	return true;
}

/* ---- The worker's thread ---- */

static void worker_run_terminating(struct oriel__remote_task *task) {
	oriel_worker *worker = oriel__container_of(task, oriel_worker, terminating);
	oriel_loop *loop = oriel_loop_current();
	worker->exit.is_terminated = true;
	oriel_loop_quit(loop, TERMINATED_STATUS);
	oriel_abort(worker->controller, ORIEL_NO_PAYLOAD);
}

static void worker_abandon_terminating(struct oriel__remote_task *task) {
	(void)task; /* the worker is already ending */
}

static void worker_set_own_loop(oriel_worker *worker, oriel_loop *loop) {
	pthread_mutex_lock(&worker->mutex);
	worker->own_loop = loop;
	pthread_mutex_unlock(&worker->mutex);
}

/* Replaces the `close` event. The owner itself has closed the port, and the worker's signal has
 * aborted. */
static void worker_ignore_close(oriel_port *port) {
	(void)port;
}

static const struct oriel__port_owner inside_owner = { .ended = worker_ignore_close };

static int worker_work(oriel_worker *worker, oriel_loop *loop) {
	struct oriel_worker_scope scope = { .loop = loop,
		.port = worker->inside_port,
		.signal = oriel_abort_controller_signal(worker->controller),
		.worker = worker };
	static const struct oriel__run_class worker_class = { .name = "worker" };
	struct oriel__context *context = worker->context;
	worker->context = NULL;
	const struct oriel__cause cause = { .site = worker->site,
		.context = context,
		.run = worker->creator.run_class != NULL ? oriel__run_write_foreign(
			loop, &worker->creator) : 0 };
	struct oriel__run run;
	oriel__run_begin(loop, &run, &worker_class, &cause);
	oriel__callback_enter(loop);
	worker->fn(&scope, worker->data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
	oriel__context_unref(context);
	oriel_port_start(worker->inside_port);
	int status = oriel_loop_run(loop);
	worker_set_own_loop(worker, NULL);
	oriel_loop_destroy(loop);
	return status;
}

static void worker_run_loop(oriel_worker *worker) {
	oriel_loop *loop = oriel__loop_new(false, &worker->failure);
	if (loop == NULL) {
		worker->exit.status = FAILED_STATUS;
		oriel__trace_file_unref(worker->trace);
		oriel_detached_port_destroy(worker->inside);
		return;
	}
	if (worker->trace != NULL)
		oriel__trace_begin(loop, worker->trace);
	worker->controller = oriel_abort_controller_new();
	worker->inside_port = oriel_port_attach(worker->inside);
	worker->inside_port->owner = &inside_owner;
	oriel__errors_pass_on(loop, worker_pass_error, worker);
	worker_set_own_loop(worker, loop);
	if (!atomic_load(&worker->is_terminated)) {
		worker->exit.status = worker_work(worker, loop);
	} else {
		worker->exit = (struct oriel_worker_exit){ TERMINATED_STATUS, true };
		worker_set_own_loop(worker, NULL);
		oriel_loop_destroy(loop);
	}
	oriel_abort_controller_destroy(worker->controller);
	oriel_port_unref(worker->inside_port);
}

static void *worker_run_thread(void *data) {
	oriel_worker *worker = data;
	oriel__thread_set_name(worker->name);
	worker_run_loop(worker);
	if (worker->release != NULL)
		worker->release(worker->data);
	pthread_mutex_lock(&worker->mutex);
	worker->has_finished = true;
	pthread_cond_broadcast(&worker->has_changed);
	pthread_mutex_unlock(&worker->mutex);
	/* refused if the owner's loop is ending, which then joins this thread */
	oriel__post_remote(worker->target.state->loop, &worker->finished);
	return NULL;
}

/* ---- The end, on the owner's thread ---- */

static void worker_free(oriel_worker *worker) {
	oriel__target_finish(&worker->target);
	oriel_port_unref(worker->port);
	oriel__context_unref(worker->context);
	struct worker_state *state = worker->state;
	oriel__list_remove(&state->workers, &worker->link);
	state->count--;
	pthread_cond_destroy(&worker->has_changed);
	pthread_mutex_destroy(&worker->mutex);
	oriel__free(worker->name);
	oriel__free(worker);
}

static void worker_free_deferred(struct oriel__deferred *deferred) {
	worker_free(oriel__container_of(deferred, oriel_worker, deferred));
}

static void worker_exit_if_over(oriel_worker *worker) {
	oriel_loop *loop = worker->target.state->loop;
	if (!worker->is_joined || !worker->is_silent || worker->has_exited)
		return;
	worker->has_exited = true;
	oriel__hold_begin(loop);
	oriel__abort_hook_remove(&worker->hook);
	if (worker->is_destroyed) {
		oriel__defer(loop, &worker->deferred, worker_free_deferred);
	} else {
		oriel_event *event = oriel__event_new_kind(
			"exit", &exit_kind, &worker->exit, 0, NULL, oriel_loop_now(loop));
		oriel__dispatch_trusted(&worker->target, event);
		oriel_event_unref(event);
	}
	oriel__hold_end(loop);
}

static void worker_on_silent(oriel_port *port) {
	oriel_worker *worker = worker_of(port);
	worker->is_silent = true;
	worker_exit_if_over(worker);
}

static const struct oriel__port_owner outside_owner = { .handle = worker_handle_message,
	.ended = worker_on_silent };

static void worker_join(oriel_worker *worker) {
	oriel_loop *loop = worker->target.state->loop;
	pthread_join(worker->thread, NULL);
	worker->is_joined = true;
	oriel_clear_timer(worker->timer);
	worker->timer = 0;
	if (atomic_load(&worker->is_terminated))
		oriel__loop_pending_end(loop);
}

static void worker_run_finished(struct oriel__remote_task *task) {
	oriel_worker *worker = oriel__container_of(task, oriel_worker, finished);
	oriel_loop *loop = worker->target.state->loop;
	oriel__hold_begin(loop);
	worker_join(worker);
	if (worker->failure != 0 && !worker->is_destroyed)
		worker_fire_failure(worker);
	worker_exit_if_over(worker);
	oriel__hold_end(loop);
}

/* Does nothing: the owner's loop is ending and joins the thread itself. */
static void worker_abandon_finished(struct oriel__remote_task *task) {
	(void)task;
}

/* ---- Terminating ---- */

static void worker_describe_overdue(oriel_worker *worker, char *text, size_t size) {
	pthread_mutex_lock(&worker->mutex);
	const char *site = worker->own_loop != NULL ? oriel__loop_site(worker->own_loop) : "its end";
	pthread_mutex_unlock(&worker->mutex);
	snprintf(text, size,
		"the worker \"%.100s\" has not ended %g ms after it was terminated; its last callback was "
		"queued at %.200s: let the callback return, and check "
		"oriel_worker_is_terminated() in long work",
		worker->name, worker->terminate_ms, site != NULL ? site : "its beginning");
}

/* Waits for the thread until the deadline. On the system clock, the deadline has passed when the
 * timer fires. */
static bool worker_ends_in_time(oriel_worker *worker) {
	int error = 0;
	pthread_mutex_lock(&worker->mutex);
	while (!worker->has_finished && error != ETIMEDOUT)
		error = pthread_cond_timedwait(&worker->has_changed, &worker->mutex, &worker->deadline);
	bool has_finished = worker->has_finished;
	pthread_mutex_unlock(&worker->mutex);
	return has_finished;
}

/* Reports an overdue worker. A virtual clock may have advanced at once, while the worker is a real
 * thread. The worker is therefore given the same amount of real time. */
static void worker_on_overdue(void *data) {
	oriel_worker *worker = data;
	char text[512];
	worker->timer = 0;
	if (worker_ends_in_time(worker))
		return;
	worker->was_overdue = true;
	worker_describe_overdue(worker, text, sizeof(text));
	oriel_report_error(ORIEL_TIMEOUT_ERROR, text, ORIEL_NO_PAYLOAD);
}

static void worker_request_end(oriel_worker *worker) {
	pthread_mutex_lock(&worker->mutex);
	if (worker->own_loop != NULL)
		/* refused if the worker is already ending */
		oriel__post_remote(worker->own_loop, &worker->terminating);
	pthread_mutex_unlock(&worker->mutex);
}

static void worker_silence(oriel_worker *worker) {
	oriel_port_close(worker->port);
	worker->is_silent = true;
}

static struct timespec worker_deadline_after(double ms) {
	struct timespec deadline;
	clock_gettime(CLOCK_MONOTONIC, &deadline);
	int64_t ns = deadline.tv_nsec + (int64_t)(ms < 1e9 ? ms * 1e6 : 1e15);
	deadline.tv_sec += (time_t)(ns / 1000000000);
	deadline.tv_nsec = (long)(ns % 1000000000);
	return deadline;
}

static void worker_terminate(oriel_worker *worker) {
	oriel_loop *loop = worker->target.state->loop;
	if (atomic_load(&worker->is_terminated) || worker->is_joined)
		return;
	atomic_store(&worker->is_terminated, true);
	worker->deadline = worker_deadline_after(worker->terminate_ms);
	oriel__loop_pending_begin(loop);
	oriel__hold_begin(loop);
	worker_request_end(worker);
	worker_silence(worker);
	if (!oriel__loop_is_ending(loop))
		worker->timer = oriel_set_timeout(worker_on_overdue, worker, worker->terminate_ms);
	oriel__hold_end(loop);
}

static void worker_on_abort(struct oriel__abort_hook *hook) {
	worker_terminate(oriel__container_of(hook, oriel_worker, hook));
}

/* Waits for a terminated thread, and logs once if that takes long. */
static void worker_wait_for(oriel_worker *worker) {
	if (worker->was_overdue || worker_ends_in_time(worker))
		return;
	char text[512];
	worker_describe_overdue(worker, text, sizeof(text));
	oriel_log(ORIEL_LOG_ERROR, "oriel_loop_destroy: waits: %s", text);
}

/* ---- The workers of a loop ---- */

static void worker_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct worker_state *state = oriel__container_of(source, struct worker_state, census);
	oriel__census_put(out, "workers", state->count);
}

static void worker_state_finish(void *value) {
	struct worker_state *state = value;
	oriel_loop *loop = state->loop;
	oriel__hold_begin(loop);
	oriel__list_each(worker, &state->workers, oriel_worker, link)
		worker_terminate(worker);
	oriel_worker *worker;
	while ((worker = oriel__list_first(&state->workers, oriel_worker, link)) != NULL) {
		if (!worker->is_joined) {
			worker_wait_for(worker);
			worker_join(worker);
		}
		worker_silence(worker);
		oriel__abort_hook_remove(&worker->hook);
		oriel__target_destroy(&worker->target);
		worker_free(worker);
	}
	oriel__hold_end(loop);
	oriel__census_remove(loop, &state->census);
	oriel__free(state);
}

static struct worker_state *worker_state_of(oriel_loop *loop) {
	struct worker_state *state = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_WORKER);
	if (state != NULL)
		return state;
	state = oriel__alloc_zero(1, sizeof(*state));
	state->loop = loop;
	state->census.count = worker_count;
	oriel__census_add(loop, &state->census);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_WORKER, state, worker_state_finish);
	return state;
}

/* ---- Public functions ---- */

static void worker_init_lock(oriel_worker *worker) {
	pthread_condattr_t monotonic;
	pthread_mutex_init(&worker->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&worker->has_changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static void worker_add(struct worker_state *state, oriel_worker *worker) {
	worker->state = state;
	oriel__list_prepend(&state->workers, &worker->link);
	state->count++;
}

static oriel_worker *worker_new(oriel_loop *loop, const char *site, oriel_worker_fn *fn, void *data,
	const struct oriel_worker_options *options, struct oriel__message_bound bound) {
	oriel_detached_port *ends[2];
	oriel_worker *worker = oriel__alloc_zero(1, sizeof(*worker));
	oriel__target_init(&worker->target, &worker_target_class, "oriel_worker_new");
	worker->name = oriel__strdup(options->name != NULL ? options->name : "oriel-worker");
	worker->terminate_ms = options->terminate_ms > 0 ? options->terminate_ms : DEFAULT_TERMINATE_MS;
	worker->terminating = (struct oriel__remote_task){
		.run = worker_run_terminating, .abandon = worker_abandon_terminating,
		.source = ORIEL_TASK_SOURCE_POST
	};
	worker->finished = (struct oriel__remote_task){
		.run = worker_run_finished, .abandon = worker_abandon_finished,
		.source = ORIEL_TASK_SOURCE_POST
	};
	worker->site = oriel__site(site);
	worker->creator = oriel__run_foreign(loop);
	worker->context = oriel__context_clone(oriel__context_here(loop));
	worker->trace = oriel__trace_file_ref(oriel__trace_file(loop));
	worker->fn = fn;
	worker->data = data;
	worker->release = options->release;
	atomic_init(&worker->is_terminated, false);
	worker_init_lock(worker);
	oriel__channel_new_detached(bound, ends);
	worker->inside = ends[1];
	worker->port = oriel_port_attach(ends[0]);
	worker->port->event_target = &worker->target;
	worker->port->owner = &outside_owner;
	oriel_port_start(worker->port);
	worker_add(worker_state_of(loop), worker);
	return worker;
}

static void worker_check_options(
	const char *site, oriel_worker_fn *fn, const struct oriel_worker_options *options) {
	ORIEL_ASSERT(
		fn != NULL, "oriel_worker_new at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_worker_new", site, options);
}

oriel_worker *oriel_worker_new_at(
	const char *site, oriel_worker_fn *fn, void *data, const struct oriel_worker_options *options) {
	static const struct oriel_worker_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_worker_new");
	if (options == NULL)
		options = &defaults;
	worker_check_options(site, fn, options);
	struct oriel__message_bound bound = oriel__message_bound(
		"oriel_worker_new", site, options->limit, options->policy);
	if (oriel__loop_is_ending(loop) ||
		(options->signal != NULL && oriel_abort_signal_is_aborted(options->signal))) {
		oriel__defer_drop(loop, options->release, data);
		return NULL;
	}
	oriel_worker *worker = worker_new(loop, site, fn, data, options, bound);
	int error = oriel__thread_start(&worker->thread, worker_run_thread, worker);
	if (error != 0) {
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_worker_new at %s: no thread can be started: %s; raise the limit of threads",
			site, strerror(error));
		oriel_detached_port_destroy(worker->inside);
		oriel__trace_file_unref(worker->trace);
		oriel__hold_begin(loop);
		worker_free(worker);
		oriel__defer_drop(loop, options->release, data);
		oriel__hold_end(loop);
		return NULL;
	}
	oriel__abort_hook_add(options->signal, &worker->hook, worker_on_abort);
	return worker;
}

static void worker_check_thread(const oriel_worker *worker, const char *caller) {
	ORIEL_ASSERT(
		worker != NULL, "%s: the worker is NULL; make one with oriel_worker_new()", caller);
	oriel__loop_check(worker->target.state->loop, caller);
}

void oriel_worker_destroy(oriel_worker *worker) {
	if (worker == NULL)
		return;
	worker_check_thread(worker, "oriel_worker_destroy");
	if (worker->is_destroyed)
		return;
	oriel_loop *loop = worker->target.state->loop;
	worker->is_destroyed = true;
	oriel__hold_begin(loop);
	worker_terminate(worker);
	worker_silence(worker);
	oriel__abort_hook_remove(&worker->hook);
	oriel__target_destroy(&worker->target);
	if (worker->has_exited)
		oriel__defer(loop, &worker->deferred, worker_free_deferred);
	else
		worker_exit_if_over(worker);
	oriel__hold_end(loop);
}

void oriel_worker_terminate(oriel_worker *worker) {
	worker_check_thread(worker, "oriel_worker_terminate");
	worker_terminate(worker);
}

bool oriel_worker_is_terminated(const oriel_worker *worker) {
	return atomic_load_explicit(&worker->is_terminated, memory_order_acquire);
}

enum oriel_status oriel_worker_send_at(
	const char *site, oriel_worker *worker, uint64_t key, struct oriel_payload payload) {
	worker_check_thread(worker, "oriel_worker_send");
	return oriel__port_send("oriel_worker_send", site, worker->port, key, payload);
}

size_t oriel_worker_room(const oriel_worker *worker) {
	worker_check_thread(worker, "oriel_worker_room");
	return oriel_port_room(worker->port);
}

oriel_target *oriel_worker_target(oriel_worker *worker) {
	return &worker->target;
}

oriel_worker *oriel_worker_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_WORKER) ?
		oriel__container_of(target, oriel_worker, target) :
		NULL;
}

const struct oriel_worker_exit *oriel_event_worker_exit(const oriel_event *event) {
	return oriel__event_kind_detail(event, &exit_kind);
}
