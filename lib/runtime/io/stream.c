/* SPDX-License-Identifier: MIT */
/*
 * The lifetime of streams: opening, open, closed, and then destroyed by the owner. stream_read.c
 * reads and stream_write.c writes; a back end transfers the bytes.
 *
 * Events without bytes are stored as bits and fired by one task in the order of the bits, which is
 * their only possible order. Closing a stream frees its back end, so later changes concern this
 * struct only.
 */
#include "io/stream_internal.h"

#include "base/os_error_internal.h"
#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"
#include "event/event_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>

enum {
	DEFAULT_HIGH_WATER = 65536,
	DEFAULT_LIMIT = 16 << 20,
};

static const struct oriel__target_class stream_target_class = { .name = "stream",
	.kind = ORIEL__TARGET_KIND_STREAM };

void oriel__stream_check(const oriel_stream *stream, const char *caller) {
	ORIEL_ASSERT(stream != NULL, "%s: the stream is NULL; pass one", caller);
	oriel__loop_check(stream->loop, caller);
	ORIEL_ASSERT(!stream->is_destroyed,
		"%s: the stream of %s is destroyed; use it before oriel_stream_destroy()", caller,
		stream->name);
}

oriel_target *oriel_stream_target(oriel_stream *stream) {
	ORIEL_ASSERT(stream != NULL, "oriel_stream_target: the stream is NULL; pass one");
	return &stream->target;
}

oriel_stream *oriel_stream_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_STREAM) ?
		oriel__container_of(target, oriel_stream, target) :
		NULL;
}

/* ---- Notices ---- */

static void stream_fire_notice(oriel_stream *stream, enum oriel__stream_notice notice) {
	switch (notice) {
	case ORIEL__STREAM_NOTICE_OPEN: oriel__io_fire(&stream->target, "open"); break;
	case ORIEL__STREAM_NOTICE_DATA: oriel__stream_deliver(stream); break;
	case ORIEL__STREAM_NOTICE_DRAIN: oriel__io_fire(&stream->target, "drain"); break;
	case ORIEL__STREAM_NOTICE_END: oriel__io_fire(&stream->target, "end"); break;
	case ORIEL__STREAM_NOTICE_ERROR:
		oriel__io_fire_error(&stream->target, stream->error, stream->was_error_told);
		break;
	case ORIEL__STREAM_NOTICE_CLOSE: oriel__io_fire(&stream->target, "close"); break;
	}
}

static void stream_run_notices(struct oriel__task *task) {
	oriel_stream *stream = oriel__container_of(task, oriel_stream, notice_task);
	oriel_loop *loop = stream->loop;
	oriel__hold_begin(loop);
	while (stream->notices != 0 && !stream->is_destroyed) {
		unsigned notice = stream->notices & (0u - stream->notices);
		stream->notices &= ~notice;
		stream_fire_notice(stream, (enum oriel__stream_notice)notice);
	}
	oriel__hold_end(loop);
}

void oriel__stream_notify(oriel_stream *stream, unsigned notices) {
	stream->notices |= notices;
	if (!stream->is_destroyed && !stream->notice_task.is_queued)
		oriel__task_queue(
			stream->loop, &stream->notice_task, ORIEL_TASK_SOURCE_IO, stream_run_notices);
}

/* ---- Closing ---- */

static void stream_close_now(oriel_stream *stream, unsigned notices) {
	oriel_loop *loop = stream->loop;
	oriel__hold_begin(loop);
	stream->state = ORIEL_STREAM_CLOSED;
	stream->stream_class->close(stream);
	oriel__abort_hook_remove(&stream->hook);
	oriel_abort_signal_unref(stream->signal);
	stream->signal = NULL;
	stream->credit = 0;
	stream->notices &= ~(unsigned)ORIEL__STREAM_NOTICE_DRAIN;
	oriel__stream_drop_buffers(stream);
	if (notices != 0)
		oriel__stream_notify(stream, notices);
	void (*closed)(oriel_stream *, void *) = stream->closed;
	stream->closed = NULL;
	if (closed != NULL)
		closed(stream, stream->closed_owner);
	oriel__hold_end(loop);
}

static void stream_reject_waits(oriel_stream *stream, bool is_wish) {
	struct oriel__io_waits *const lists[] = { &stream->opens, &stream->reads, &stream->drains,
		&stream->flushes };
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		stream->was_error_told = oriel__io_waits_reject_all(lists[i], stream->error, is_wish) ||
			stream->was_error_told;
}

/* Closes a stream; reason is handed over. */
static void stream_close_because(
	oriel_stream *stream, struct oriel_payload reason, unsigned notices) {
	stream->error = reason;
	stream_reject_waits(stream, (notices & ORIEL__STREAM_NOTICE_ERROR) == 0);
	stream_close_now(stream, notices);
}

void oriel__stream_fail_with(oriel_stream *stream, struct oriel_payload error) {
	if (stream->state != ORIEL_STREAM_CLOSED)
		stream_close_because(
			stream, error, ORIEL__STREAM_NOTICE_ERROR | ORIEL__STREAM_NOTICE_CLOSE);
	else
		oriel_payload_unref(error);
}

void oriel__stream_fail(oriel_stream *stream, enum oriel_status status, char *message) {
	oriel__stream_fail_with(stream, oriel_error_new_at(stream->site, status, message));
	oriel__free(message);
}

void oriel__stream_fail_errno(oriel_stream *stream, const char *action, int error) {
	oriel__stream_fail(stream, oriel__status_from_errno(error),
		oriel__os_error_message(action, stream->name, error));
}

static void stream_on_abort(struct oriel__abort_hook *hook) {
	oriel_stream *stream = oriel__container_of(hook, oriel_stream, hook);
	stream_close_because(stream, oriel__abort_signal_rejection(stream->site, stream->signal),
		ORIEL__STREAM_NOTICE_CLOSE);
}

void oriel__stream_close_if_over(oriel_stream *stream) {
	if (stream->state == ORIEL_STREAM_OPEN && stream->has_read_ended && stream->has_write_ended &&
		stream->leftover == NULL)
		stream_close_now(stream, ORIEL__STREAM_NOTICE_CLOSE);
}

static void stream_free(struct oriel__deferred *deferred) {
	oriel_stream *stream = oriel__container_of(deferred, oriel_stream, deferred);
	oriel__target_finish(&stream->target);
	oriel_payload_unref(stream->error);
	oriel__free(stream->chunks);
	oriel__free(stream->local_address);
	oriel__free(stream->remote_address);
	oriel__free(stream->name);
	oriel__free(stream);
}

void oriel_stream_destroy(oriel_stream *stream) {
	if (stream == NULL)
		return;
	oriel_loop *loop = oriel__loop_here("oriel_stream_destroy");
	oriel__loop_check(stream->loop, "oriel_stream_destroy");
	if (stream->is_destroyed)
		return;
	oriel__hold_begin(loop);
	stream->is_destroyed = true;
	if (stream->state != ORIEL_STREAM_CLOSED)
		stream_close_because(stream,
			oriel_error_new_at(stream->site, ORIEL_ABORT_ERROR, "the stream was destroyed"), 0);
	oriel__task_cancel(loop, &stream->notice_task);
	oriel__target_destroy(&stream->target);
	oriel__io_remove(&stream->object);
	oriel__defer(loop, &stream->deferred, stream_free);
	oriel__hold_end(loop);
}

static void stream_end_with_loop(struct oriel__io_object *object) {
	oriel_stream_destroy(oriel__container_of(object, oriel_stream, object));
}

/* ---- Opening ---- */

static struct oriel_stream_buffer stream_buffer_or_default(struct oriel_stream_buffer buffer) {
	if (buffer.high_water == 0)
		buffer.high_water = DEFAULT_HIGH_WATER;
	if (buffer.limit == 0)
		buffer.limit = buffer.high_water > DEFAULT_LIMIT ? buffer.high_water : DEFAULT_LIMIT;
	return buffer;
}

static void stream_on_read_aborted(struct oriel__io_waits *reads) {
	oriel__stream_update(oriel__container_of(reads, oriel_stream, reads));
}

void oriel__stream_init(oriel_stream *stream, const struct oriel__stream_class *stream_class,
	const struct oriel__stream_setup *setup) {
	oriel__target_init(&stream->target, &stream_target_class, setup->caller);
	oriel__io_add(setup->caller, &stream->object, ORIEL__IO_STREAM, stream_end_with_loop);
	stream->stream_class = stream_class;
	stream->loop = oriel__io_loop(&stream->object);
	stream->name = oriel__strdup(setup->name);
	stream->site = setup->site;
	stream->can_read = setup->side != ORIEL_STREAM_WRITABLE;
	stream->can_write = setup->side != ORIEL_STREAM_READABLE;
	stream->has_read_ended = !stream->can_read;
	stream->has_write_ended = stream->is_write_ending = !stream->can_write;
	stream->buffer = stream_buffer_or_default(setup->buffer);
	stream->reads.changed = stream_on_read_aborted;
	stream->signal = setup->signal != NULL ? oriel_abort_signal_ref(setup->signal) : NULL;
	if (!oriel__abort_hook_add(setup->signal, &stream->hook, stream_on_abort))
		stream_on_abort(&stream->hook);
}

void oriel__stream_opened(oriel_stream *stream) {
	stream->state = ORIEL_STREAM_OPEN;
	oriel__io_waits_resolve_all(&stream->opens);
	oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_OPEN);
	oriel__stream_update(stream);
}

void oriel__stream_update(oriel_stream *stream) {
	if (stream->state == ORIEL_STREAM_OPEN)
		stream->stream_class->update(stream);
}

/* ---- Getters ---- */

enum oriel_stream_state oriel_stream_state(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_stream_state");
	return stream->state;
}

bool oriel_stream_is_readable(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_stream_is_readable");
	return stream->state != ORIEL_STREAM_CLOSED &&
		(!stream->has_read_ended || stream->leftover != NULL);
}

bool oriel_stream_is_writable(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_stream_is_writable");
	return stream->state != ORIEL_STREAM_CLOSED && !stream->is_write_ending;
}

const char *oriel_stream_name(const oriel_stream *stream) {
	oriel__stream_check(stream, "oriel_stream_name");
	return stream->name;
}

/* ---- Waiting ---- */

oriel_promise *oriel__stream_wait(const char *site, oriel_stream *stream,
	struct oriel__io_waits *waits, bool is_reached, uint64_t mark, const char *caller,
	const struct oriel_stream_wait_options *options) {
	oriel__stream_check(stream, caller);
	oriel__check_options(caller, site, options);
	if (stream->error.release != NULL || stream->error.data != NULL) {
		stream->was_error_told = true;
		return oriel_promise_new_rejected_at(site, oriel_payload_ref(stream->error));
	}
	if (is_reached || stream->state == ORIEL_STREAM_CLOSED)
		return oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	return oriel__io_wait(site, waits, mark, options != NULL ? options->signal : NULL);
}

oriel_promise *oriel_stream_opened_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options) {
	oriel__stream_check(stream, "oriel_stream_opened");
	return oriel__stream_wait(site, stream, &stream->opens, stream->state != ORIEL_STREAM_OPENING,
		0, "oriel_stream_opened", options);
}
