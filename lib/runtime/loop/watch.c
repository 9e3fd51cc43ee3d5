/* SPDX-License-Identifier: MIT */
/*
 * Watches, each with a uv_poll_t. When libuv reports a descriptor, its polling stops and a task is
 * queued; polling resumes after the task. A watch therefore has at most one task, and a slow
 * callback does not cause repeated reports.
 *
 * A watch that has ended is forgotten at once, so its descriptor may be closed or watched again.
 * Its memory stays until libuv has closed the handle.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/external_internal.h"

#include <oriel/runtime/watch.h>

struct oriel__watch {
	uv_poll_t poll;
	struct oriel__task task;
	uint64_t id; /* 0: the watch has ended */
	int fd;
	unsigned events; /* requested events */
	unsigned ready;  /* reported events, for the task */
	oriel_watch_fn *fn;
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	oriel_loop *loop;
	bool is_on_stack, is_closed; /* the last of the two to end frees the watch */
};

static void watch_free_if_unused(struct oriel__watch *watch) {
	if (watch->is_closed && !watch->is_on_stack)
		oriel__free(watch);
}

static void watch_on_closed(uv_handle_t *handle) {
	struct oriel__watch *watch = handle->data;
	oriel__loop_handle_end(watch->loop);
	watch->is_closed = true;
	watch_free_if_unused(watch);
}

static void watch_end(struct oriel__watch *watch) {
	oriel_loop *loop = watch->loop;
	if (watch->id == 0)
		return;
	oriel__slot_map_remove(&loop->watch_ids, watch->id);
	watch->id = 0;
	loop->watches[watch->fd] = NULL;
	oriel__task_cancel(loop, &watch->task);
	uv_close((uv_handle_t *)&watch->poll, watch_on_closed);
	oriel__attachment_end(loop, watch->attachment, watch->data);
}

static unsigned watch_events_from_uv(int events) {
	return ((events & UV_READABLE) != 0 ? ORIEL_WATCH_READABLE : 0u) |
		((events & UV_WRITABLE) != 0 ? ORIEL_WATCH_WRITABLE : 0u) |
		((events & UV_DISCONNECT) != 0 ? ORIEL_WATCH_HANGUP : 0u);
}

static int watch_events_to_uv(unsigned events) {
	return ((events & ORIEL_WATCH_READABLE) != 0 ? UV_READABLE : 0) |
		((events & ORIEL_WATCH_WRITABLE) != 0 ? UV_WRITABLE : 0) | UV_DISCONNECT;
}

static void watch_run(struct oriel__task *task);

static void watch_on_ready(uv_poll_t *poll, int status, int events) {
	struct oriel__watch *watch = poll->data;
	watch->ready = status < 0 ? ORIEL_WATCH_ERROR : watch_events_from_uv(events);
	uv_poll_stop(poll);
	oriel__task_queue(watch->loop, &watch->task, ORIEL_TASK_SOURCE_IO, watch_run);
}

static void watch_run(struct oriel__task *task) {
	struct oriel__watch *watch = oriel__container_of(task, struct oriel__watch, task);
	oriel_loop *loop = watch->loop;

	watch->is_on_stack = true;
	loop->head.item.run_class = &oriel__run_watch;
	oriel__item_attach(loop, watch->attachment);
	oriel__callback_enter(loop);
	watch->fn(watch->fd, watch->ready, watch->data);
	if (watch->ready == ORIEL_WATCH_ERROR)
		watch_end(watch);
	oriel__callback_leave(loop);
	watch->is_on_stack = false;
	if (watch->id != 0)
		uv_poll_start(&watch->poll, watch_events_to_uv(watch->events), watch_on_ready);
	watch_free_if_unused(watch);
}

static const char *watch_refusal(const oriel_loop *loop, int fd) {
	if (fd < 0)
		return "a descriptor is 0 or above";
	if ((size_t)fd < loop->watches_capacity && loop->watches[fd] != NULL)
		return "it is watched already; end that watch first";
	return NULL;
}

static void watch_store_by_fd(oriel_loop *loop, struct oriel__watch *watch) {
	size_t old = loop->watches_capacity;
	loop->watches = oriel__grow(
		loop->watches, &loop->watches_capacity, (size_t)watch->fd + 1, sizeof(*loop->watches));
	for (size_t i = old; i < loop->watches_capacity; i++)
		loop->watches[i] = NULL;
	loop->watches[watch->fd] = watch;
}

/* Starts a watch. Returns NULL and sets *why if libuv cannot poll the descriptor. */
static struct oriel__watch *watch_start(
	oriel_loop *loop, int fd, unsigned events, const char **why) {
	struct oriel__watch *watch = oriel__alloc_zero(1, sizeof(*watch));
	oriel__external_miss(loop, "a descriptor");
	int failed = uv_poll_init(oriel__loop_handle_begin(loop), &watch->poll, fd);
	if (failed != 0) {
		oriel__loop_handle_end(loop);
		oriel__free(watch);
		*why = uv_strerror(failed);
		return NULL;
	}
	watch->poll.data = watch;
	watch->fd = fd;
	watch->events = events;
	watch->loop = loop;
	uv_poll_start(&watch->poll, watch_events_to_uv(events), watch_on_ready);
	return watch;
}

oriel_watch_id oriel_watch_fd_at(const char *site, int fd, unsigned events, oriel_watch_fn *fn,
	void *data, const struct oriel_watch_options *options) {
	static const struct oriel_watch_options defaults;
	oriel_loop *loop = oriel__here("oriel_watch_fd");
	oriel__check_callback("oriel_watch_fd", site, fn, options);
	ORIEL_ASSERT(
		events != 0 && (events & ~(unsigned)(ORIEL_WATCH_READABLE | ORIEL_WATCH_WRITABLE)) == 0,
		"oriel_watch_fd: events is %u; pass ORIEL_WATCH_READABLE, ORIEL_WATCH_WRITABLE or both",
		events);
	if (options == NULL)
		options = &defaults;
	struct oriel__attachment *attachment;
	if (!oriel__attach_if_any(
			loop, &attachment, options->signal, options->release, data, oriel_unwatch))
		return 0;

	const char *why = watch_refusal(loop, fd);
	struct oriel__watch *watch = why == NULL ? watch_start(loop, fd, events, &why) : NULL;
	if (watch == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "oriel_watch_fd: %s: descriptor %d cannot be watched: %s", site,
			fd, why);
		oriel__attachment_end(loop, attachment, data);
		return 0;
	}
	watch->fn = fn;
	watch->data = data;
	watch->attachment = attachment;
	watch->task.site = oriel__site(site);
	watch->task.cause = oriel__run_here(loop, NULL);
	watch->id = oriel__slot_map_add(&loop->watch_ids, watch);
	if (attachment != NULL)
		attachment->id = watch->id;
	watch_store_by_fd(loop, watch);
	return watch->id;
}

void oriel_unwatch(oriel_watch_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_unwatch");
	struct oriel__watch *watch = loop != NULL ? oriel__slot_map_get(&loop->watch_ids, id) : NULL;
	if (watch != NULL)
		watch_end(watch);
}

void oriel__watches_cancel_all(oriel_loop *loop) {
	for (uint32_t i = 0; i < loop->watch_ids.used; i++) {
		if (loop->watch_ids.values[i] != NULL)
			watch_end(loop->watch_ids.values[i]);
	}
}
