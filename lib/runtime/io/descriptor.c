/* SPDX-License-Identifier: MIT */
/*
 * Descriptors that libuv polls, each with a uv_poll_t. A report of libuv queues a task, at most
 * one. The owner may close the descriptor at any time, even in that task; the memory stays until
 * libuv has closed the handle.
 *
 * When a descriptor has an error, libuv reports it without its number and stops polling. The report
 * is passed on as "readable and writable", because reading or writing returns the right error.
 * Polling continues while a task is queued, because stopping it would cost system calls for each
 * piece. The loop does not block meanwhile, and a repeated report changes nothing.
 *
 * Polling stops lazily. A descriptor that is no longer wanted goes on being polled, since a reader
 * mostly wants the next piece before it comes. Only a report that is not wanted stops the polling:
 * polled contains wanted, and a piece costs no epoll_ctl().
 */
#include "io/io_object_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/external_internal.h"

#include <unistd.h>
#include <uv.h>

struct oriel__descriptor {
	uv_poll_t poll;
	struct oriel__task task;
	oriel_loop *loop;
	oriel__descriptor_fn *fn;
	void *owner;
	int fd;
	unsigned wanted, ready;
	unsigned polled; /* by libuv */
};

static void descriptor_on_closed(uv_handle_t *handle) {
	struct oriel__descriptor *descriptor = handle->data;
	oriel__loop_handle_end(descriptor->loop);
	oriel__free(descriptor);
}

struct oriel__descriptor *oriel__descriptor_new(
	oriel_loop *loop, int fd, oriel__descriptor_fn *fn, void *owner, int *error) {
	struct oriel__descriptor *descriptor = oriel__alloc_zero(1, sizeof(*descriptor));
	oriel__external_miss(loop, "a descriptor");
	int failed = uv_poll_init(oriel__loop_handle_begin(loop), &descriptor->poll, fd);
	if (failed != 0) {
		oriel__loop_handle_end(loop);
		oriel__free(descriptor);
		*error = -failed;
		return NULL;
	}
	descriptor->poll.data = descriptor;
	descriptor->loop = loop;
	descriptor->fn = fn;
	descriptor->owner = owner;
	descriptor->fd = fd;
	return descriptor;
}

int oriel__descriptor_fd(const struct oriel__descriptor *descriptor) {
	return descriptor->fd;
}

static void descriptor_run(struct oriel__task *task) {
	struct oriel__descriptor *descriptor = oriel__container_of(
		task, struct oriel__descriptor, task);
	unsigned ready = descriptor->ready;
	descriptor->ready = 0;
	descriptor->fn(descriptor->owner, ready);
}

static void descriptor_on_ready(uv_poll_t *poll, int status, int events);

static void descriptor_poll_for(struct oriel__descriptor *descriptor, unsigned events) {
	descriptor->polled = events;
	if (events == 0)
		uv_poll_stop(&descriptor->poll);
	else
		uv_poll_start(&descriptor->poll,
			((events & ORIEL__DESCRIPTOR_READABLE) != 0 ? UV_READABLE : 0) |
				((events & ORIEL__DESCRIPTOR_WRITABLE) != 0 ? UV_WRITABLE : 0),
			descriptor_on_ready);
}

static unsigned descriptor_events(int status, int events) {
	unsigned ready = 0;
	if (status < 0 || (events & (UV_READABLE | UV_DISCONNECT)) != 0)
		ready |= ORIEL__DESCRIPTOR_READABLE;
	if (status < 0 || (events & UV_WRITABLE) != 0)
		ready |= ORIEL__DESCRIPTOR_WRITABLE;
	return ready;
}

static void descriptor_on_ready(uv_poll_t *poll, int status, int events) {
	struct oriel__descriptor *descriptor = poll->data;
	unsigned ready = descriptor_events(status, events);
	if (status < 0)
		descriptor->polled = descriptor->wanted = 0;
	else if ((ready & ~descriptor->wanted) != 0 && !descriptor->task.is_queued)
		descriptor_poll_for(descriptor, descriptor->wanted);
	if (status >= 0)
		ready &= descriptor->wanted;
	descriptor->ready |= ready;
	if (ready != 0 && !descriptor->task.is_queued)
		oriel__task_queue(
			descriptor->loop, &descriptor->task, ORIEL_TASK_SOURCE_IO, descriptor_run);
}

void oriel__descriptor_poll(struct oriel__descriptor *descriptor, unsigned wanted) {
	/* only unwanted directions are polled: the loop need not wait for them */
	if (wanted == 0)
		uv_unref((uv_handle_t *)&descriptor->poll);
	else
		uv_ref((uv_handle_t *)&descriptor->poll);
	descriptor->wanted = wanted;
	if ((wanted & ~descriptor->polled) != 0)
		descriptor_poll_for(descriptor, wanted);
}

int oriel__descriptor_release(struct oriel__descriptor *descriptor) {
	int fd = descriptor->fd;
	oriel__task_cancel(descriptor->loop, &descriptor->task);
	uv_close((uv_handle_t *)&descriptor->poll, descriptor_on_closed);
	return fd;
}

void oriel__descriptor_close(struct oriel__descriptor *descriptor) {
	if (descriptor != NULL)
		close(oriel__descriptor_release(descriptor));
}
