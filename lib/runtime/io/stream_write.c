/* SPDX-License-Identifier: MIT */
/*
 * Writing: the queue of waiting bytes. A write only queues its bytes. The back end writes
 * everything queued by then, so small writes of one callback are combined.
 */
#include "io/stream_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <errno.h>

static void stream_write_release_bytes(void *bytes) {
	oriel_bytes_unref(bytes);
}

static void stream_write_defer_release(oriel_stream *stream, struct oriel_bytes *bytes) {
	oriel__defer_drop(stream->loop, stream_write_release_bytes, bytes);
}

static void stream_write_drop_first(oriel_stream *stream) {
	struct oriel_bytes *bytes = oriel__stream_chunk_at(stream, 0)->bytes;
	stream->first_chunk = (stream->first_chunk + 1) & (stream->chunks_capacity - 1);
	stream->chunk_count--;
	stream_write_defer_release(stream, bytes);
}

void oriel__stream_drop_buffers(oriel_stream *stream) {
	while (stream->chunk_count > 0)
		stream_write_drop_first(stream);
	stream->buffered = 0;
	if (stream->leftover != NULL)
		stream_write_defer_release(stream, stream->leftover);
	stream->leftover = NULL;
}

/* ---- Functions for the back end ---- */

size_t oriel__stream_output(const oriel_stream *stream, struct iovec *pieces, size_t room) {
	size_t count = stream->chunk_count < room ? stream->chunk_count : room;
	for (size_t i = 0; i < count; i++) {
		const struct oriel__stream_chunk *chunk = oriel__stream_chunk_at(stream, i);
		pieces[i].iov_base = (void *)(chunk->bytes->data + chunk->offset);
		pieces[i].iov_len = chunk->bytes->length - chunk->offset;
	}
	return count;
}

bool oriel__stream_must_end(const oriel_stream *stream) {
	return stream->is_write_ending && !stream->has_write_ended && stream->chunk_count == 0;
}

static void stream_write_advance(oriel_stream *stream, size_t length) {
	stream->buffered -= length;
	stream->written += length;
	while (length > 0) {
		struct oriel__stream_chunk *chunk = oriel__stream_chunk_at(stream, 0);
		size_t rest = chunk->bytes->length - chunk->offset;
		if (length < rest) {
			chunk->offset += length;
			return;
		}
		length -= rest;
		stream_write_drop_first(stream);
	}
}

static void stream_write_settle_flushes(oriel_stream *stream) {
	const struct oriel__io_wait *first;
	while ((first = oriel__io_waits_first(&stream->flushes)) != NULL &&
		first->mark <= stream->written)
		oriel__io_wait_resolve(&stream->flushes, ORIEL_NO_PAYLOAD);
}

static void stream_write_notify_room(oriel_stream *stream) {
	if (stream->buffered >= stream->buffer.high_water)
		return;
	oriel__io_waits_resolve_all(&stream->drains);
	if (stream->needs_drain && !stream->is_write_ending)
		oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_DRAIN);
	stream->needs_drain = false;
}

void oriel__stream_wrote(oriel_stream *stream, size_t length) {
	oriel__hold_begin(stream->loop);
	stream_write_advance(stream, length);
	stream_write_settle_flushes(stream);
	stream_write_notify_room(stream);
	oriel__hold_end(stream->loop);
}

void oriel__stream_write_end(oriel_stream *stream) {
	stream->has_write_ended = true;
	oriel__io_waits_resolve_all(&stream->flushes);
	oriel__stream_close_if_over(stream);
}

/* ---- Public functions ---- */

static void stream_write_check(const oriel_stream *stream, const char *caller) {
	oriel__stream_check(stream, caller);
	ORIEL_ASSERT(stream->can_write,
		"%s: %s can only be read; make the stream with a side that is written", caller,
		stream->name);
}

static void stream_write_check_not_ended(const oriel_stream *stream, const char *caller) {
	stream_write_check(stream, caller);
	ORIEL_ASSERT(!stream->is_write_ending,
		"%s: the writing side of %s has ended; write before oriel_stream_end()", caller,
		stream->name);
}

static void stream_write_grow_chunks(oriel_stream *stream) {
	size_t capacity = stream->chunks_capacity > 0 ? 2 * stream->chunks_capacity : 8;
	struct oriel__stream_chunk *chunks = oriel__alloc_zero(capacity, sizeof(*chunks));
	for (size_t i = 0; i < stream->chunk_count; i++)
		chunks[i] = *oriel__stream_chunk_at(stream, i);
	oriel__free(stream->chunks);
	stream->chunks = chunks;
	stream->chunks_capacity = capacity;
	stream->first_chunk = 0;
}

static void stream_write_push(oriel_stream *stream, struct oriel_bytes *bytes) {
	if (stream->chunk_count == stream->chunks_capacity)
		stream_write_grow_chunks(stream);
	*oriel__stream_chunk_at(
		stream, stream->chunk_count++) = (struct oriel__stream_chunk){ bytes, 0 };
	stream->buffered += bytes->length;
	stream->accepted += bytes->length;
}

/* Returns whether the limit is exceeded. Each write counts a fixed cost besides its bytes, which
 * also limits a million writes of one byte. */
static bool stream_write_is_over_limit(const oriel_stream *stream) {
	return stream->buffered > stream->buffer.limit ||
		stream->chunk_count > stream->buffer.limit / 64 + 64;
}

static void stream_write_fail_over_limit(oriel_stream *stream) {
	static const char text[] = "more was written than may wait for the other end; wait for `drain` "
							"when a write returns false";
	oriel__stream_fail(stream, ORIEL_QUOTA_EXCEEDED_ERROR, oriel__strdup(text));
}

static bool stream_write_bytes(oriel_stream *stream, struct oriel_bytes *bytes) {
	oriel__hold_begin(stream->loop);
	if (stream->state != ORIEL_STREAM_CLOSED && stream_write_is_over_limit(stream))
		stream_write_fail_over_limit(stream);
	bool is_open = stream->state != ORIEL_STREAM_CLOSED;
	if (is_open && bytes->length > 0)
		stream_write_push(stream, bytes);
	else
		stream_write_defer_release(stream, bytes);
	if (is_open)
		oriel__stream_update(stream);
	bool has_room = is_open && stream->buffered < stream->buffer.high_water;
	stream->needs_drain = stream->needs_drain || (is_open && !has_room);
	oriel__hold_end(stream->loop);
	return has_room;
}

bool oriel_stream_write_bytes(oriel_stream *stream, struct oriel_bytes *bytes) {
	stream_write_check_not_ended(stream, "oriel_stream_write_bytes");
	ORIEL_ASSERT(bytes != NULL,
		"oriel_stream_write_bytes: the bytes are NULL; there may have been no memory for them");
	return stream_write_bytes(stream, bytes);
}

bool oriel_stream_write(oriel_stream *stream, const void *data, size_t length) {
	stream_write_check_not_ended(stream, "oriel_stream_write");
	ORIEL_ASSERT(data != NULL || length == 0,
		"oriel_stream_write: data is NULL with a length of %zu; pass a pointer to the bytes",
		length);
	struct oriel_bytes *bytes = stream->state != ORIEL_STREAM_CLOSED ?
		oriel_bytes_new(data, length) :
		NULL;
	if (bytes != NULL)
		return stream_write_bytes(stream, bytes);
	if (stream->state != ORIEL_STREAM_CLOSED)
		oriel__stream_fail_errno(stream, "write", ENOMEM);
	return false;
}

size_t oriel_stream_buffered(const oriel_stream *stream) {
	stream_write_check(stream, "oriel_stream_buffered");
	return stream->buffered;
}

void oriel_stream_end(oriel_stream *stream) {
	stream_write_check(stream, "oriel_stream_end");
	if (stream->is_write_ending || stream->state == ORIEL_STREAM_CLOSED)
		return;
	stream->is_write_ending = true;
	oriel__stream_update(stream);
}

oriel_promise *oriel_stream_drained_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options) {
	stream_write_check(stream, "oriel_stream_drained");
	bool has_room = stream->buffered < stream->buffer.high_water;
	return oriel__stream_wait(
		site, stream, &stream->drains, has_room, 0, "oriel_stream_drained", options);
}

/* Returns a promise of a flush. While the writing side is ending, the promise waits for the end: it
 * waits for a position that is never reached. */
oriel_promise *oriel_stream_flushed_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options) {
	stream_write_check(stream, "oriel_stream_flushed");
	bool is_ending = stream->is_write_ending && !stream->has_write_ended;
	bool is_flushed = !is_ending && stream->written == stream->accepted;
	uint64_t mark = is_ending ? UINT64_MAX : stream->accepted;
	return oriel__stream_wait(
		site, stream, &stream->flushes, is_flushed, mark, "oriel_stream_flushed", options);
}
