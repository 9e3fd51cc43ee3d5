/* SPDX-License-Identifier: MIT */
/*
 * POSIX signals: a source with one uv_signal_t for each signal with listeners on this loop, so that
 * the listeners are called in order of registration. The source is an internal target and uses
 * events to add, remove and release listeners. Without listeners the source stops at once, and
 * libuv restores the default action of the signal.
 */
#include "io/io_object_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"
#include "event/event_internal.h"
#include "loop/external_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/io/posix_signal.h>
#include <oriel/runtime/target.h>
#include <pthread.h>
#include <signal.h>
#include <uv.h>

struct oriel__posix_source {
	struct oriel__posix_source *next;
	oriel_target target;
	struct oriel__io_object object;
	oriel_loop *loop;
	uv_signal_t handle;
	struct oriel__task task;
	struct oriel__deferred deferred;
	struct oriel__io_waits waits;
	size_t listeners;
	int posix_signal;
	bool was_blocked; /* blocked on this thread before the first listener */
	bool has_ended;
};

struct listener {
	struct oriel__posix_source *source;
	oriel_posix_signal_fn *fn;
	void *data;
	oriel_release_fn *release; /* may be NULL */
};

static const struct oriel__target_class source_target_class = { .name = "POSIX signal",
	.kind = ORIEL__TARGET_KIND_POSIX_SIGNAL };

/* Blocks or unblocks a signal for this thread. A program inherits blocked signals from its parent,
 * and the threads of workers block all signals. Returns whether the signal was blocked. */
static bool posix_signal_set_blocked(int posix_signal, bool is_blocked) {
	sigset_t set, old;
	sigemptyset(&set);
	sigaddset(&set, posix_signal);
	pthread_sigmask(is_blocked ? SIG_BLOCK : SIG_UNBLOCK, &set, &old);
	return sigismember(&old, posix_signal) == 1;
}

/* ---- The end ---- */

static void posix_signal_on_closed(uv_handle_t *handle) {
	struct oriel__posix_source *source = handle->data;
	oriel__loop_handle_end(source->loop);
	oriel__free(source);
}

static void posix_signal_finish_source(struct oriel__deferred *deferred) {
	struct oriel__posix_source *source = oriel__container_of(
		deferred, struct oriel__posix_source, deferred);
	oriel__target_finish(&source->target);
	uv_close((uv_handle_t *)&source->handle, posix_signal_on_closed);
}

static void posix_signal_unlink_source(struct oriel__posix_source *source) {
	struct oriel__posix_source **link = oriel__io_posix_sources(source->object.io);
	while (*link != source)
		link = &(*link)->next;
	*link = source->next;
	oriel__io_remove(&source->object);
}

static void posix_signal_end(struct oriel__posix_source *source) {
	if (source->has_ended)
		return;
	oriel__hold_begin(source->loop);
	source->has_ended = true;
	if (source->was_blocked)
		posix_signal_set_blocked(source->posix_signal, true);
	uv_signal_stop(&source->handle);
	oriel__task_cancel(source->loop, &source->task);
	posix_signal_unlink_source(source);
	oriel__target_destroy(&source->target);
	oriel__defer(source->loop, &source->deferred, posix_signal_finish_source);
	oriel__hold_end(source->loop);
}

static void posix_signal_end_if_unused(struct oriel__posix_source *source) {
	if (source->listeners == 0 && oriel__io_waits_first(&source->waits) == NULL)
		posix_signal_end(source);
}

static void posix_signal_end_with_loop(struct oriel__io_object *object) {
	struct oriel__posix_source *source = oriel__container_of(
		object, struct oriel__posix_source, object);
	struct oriel_payload error = oriel_error_new(ORIEL_ABORT_ERROR, "the loop has ended");
	oriel__hold_begin(source->loop);
	oriel__io_waits_reject_all(&source->waits, error, true);
	error.release(error.data);
	posix_signal_end(source);
	oriel__hold_end(source->loop);
}

static void posix_signal_on_wait_aborted(struct oriel__io_waits *waits) {
	posix_signal_end_if_unused(oriel__container_of(waits, struct oriel__posix_source, waits));
}

/* ---- Calling listeners ---- */

static void posix_signal_run(struct oriel__task *task) {
	struct oriel__posix_source *source = oriel__container_of(
		task, struct oriel__posix_source, task);
	oriel_loop *loop = source->loop;
	oriel__hold_begin(loop);
	oriel__io_waits_resolve_all(&source->waits);
	oriel__io_fire(&source->target, "signal");
	posix_signal_end_if_unused(source);
	oriel__hold_end(loop);
}

static void posix_signal_on_signal(uv_signal_t *handle, int posix_signal) {
	struct oriel__posix_source *source = handle->data;
	(void)posix_signal;
	oriel__external_miss(source->loop, "a POSIX signal");
	if (!source->task.is_queued)
		oriel__task_queue(source->loop, &source->task, ORIEL_TASK_SOURCE_IO, posix_signal_run);
}

static void posix_signal_call(oriel_event *event, void *data) {
	const struct listener *listener = data;
	(void)event;
	listener->fn(listener->source->posix_signal, listener->data);
}

static void posix_signal_release_listener(void *data) {
	struct listener *listener = data;
	struct oriel__posix_source *source = listener->source;
	if (listener->release != NULL)
		listener->release(listener->data);
	oriel__free(listener);
	source->listeners--;
	posix_signal_end_if_unused(source);
}

/* ---- Beginning ---- */

static struct oriel__posix_source *posix_signal_find(struct oriel__io *io, int posix_signal) {
	struct oriel__posix_source *source = *oriel__io_posix_sources(io);
	while (source != NULL && source->posix_signal != posix_signal)
		source = source->next;
	return source;
}

/* Returns a new source. Returns NULL and sets *error to an errno if the signal cannot be caught. */
static struct oriel__posix_source *posix_signal_new_source(
	const char *caller, int posix_signal, int *error) {
	struct oriel__posix_source *source = oriel__alloc_zero(1, sizeof(*source));
	source->loop = oriel__loop_here(caller);
	source->handle.data = source;
	*error = -uv_signal_init(oriel__loop_handle_begin(source->loop), &source->handle);
	if (*error != 0) { /* there is no handle to close */
		oriel__loop_handle_end(source->loop);
		oriel__free(source);
		return NULL;
	}
	*error = -uv_signal_start(&source->handle, posix_signal_on_signal, posix_signal);
	if (*error != 0) {
		uv_close((uv_handle_t *)&source->handle, posix_signal_on_closed);
		return NULL;
	}
	source->posix_signal = posix_signal;
	source->was_blocked = posix_signal_set_blocked(posix_signal, false);
	source->waits.changed = posix_signal_on_wait_aborted;
	oriel__target_init(&source->target, &source_target_class, caller);
	oriel__io_add(caller, &source->object, ORIEL__IO_POSIX_SIGNAL, posix_signal_end_with_loop);
	struct oriel__posix_source **sources = oriel__io_posix_sources(source->object.io);
	source->next = *sources;
	*sources = source;
	return source;
}

static struct oriel__posix_source *posix_signal_source_for(
	const char *caller, int posix_signal, int *error) {
	struct oriel__posix_source *source = posix_signal_find(oriel__io_here(caller), posix_signal);
	*error = 0;
	return source != NULL ? source : posix_signal_new_source(caller, posix_signal, error);
}

static void posix_signal_log_refusal(const char *site, int posix_signal, int error) {
	oriel_log(ORIEL_LOG_ERROR,
		"oriel_posix_signal_listen: %s: no program can wait for the POSIX signal %d: %s; pass one that "
		"can be caught, e.g. SIGTERM",
		site, posix_signal, oriel__errno_text(error).text);
}

oriel_listener_id oriel_posix_signal_listen_at(const char *site, int posix_signal,
	oriel_posix_signal_fn *fn, void *data, const struct oriel_posix_signal_options *options) {
	static const struct oriel_posix_signal_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(fn != NULL, "oriel_posix_signal_listen at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_posix_signal_listen", site, options);
	int error;
	struct oriel__posix_source *source = posix_signal_source_for(
		"oriel_posix_signal_listen", posix_signal, &error);
	if (source == NULL) {
		posix_signal_log_refusal(site, posix_signal, error);
		oriel__defer_drop(oriel__loop_here("oriel_posix_signal_listen"), options->release, data);
		return 0;
	}
	struct listener *listener = oriel__alloc(sizeof(*listener));
	*listener = (struct listener){
		.source = source, .fn = fn, .data = data, .release = options->release
	};
	source->listeners++;
	return oriel_listen_at(site, &source->target, "signal", posix_signal_call, listener,
		&(const struct oriel_listen_options){
			.once = options->once,
			.signal = options->signal,
			.release = posix_signal_release_listener,
			.size = sizeof(struct oriel_listen_options),
		});
}

oriel_promise *oriel_posix_signal_next_at(
	const char *site, int posix_signal, const struct oriel_posix_signal_next_options *options) {
	oriel__check_options("oriel_posix_signal_next", site, options);
	int error;
	struct oriel__posix_source *source = posix_signal_source_for(
		"oriel_posix_signal_next", posix_signal, &error);
	if (source == NULL)
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(site, ORIEL_TYPE_ERROR,
				"no program can wait for this POSIX signal; pass one that can be caught, e.g. "
				"SIGTERM"));
	oriel_promise *promise = oriel__io_wait(
		site, &source->waits, 0, options != NULL ? options->signal : NULL);
	posix_signal_end_if_unused(source);
	return promise;
}
