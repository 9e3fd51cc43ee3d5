/* SPDX-License-Identifier: MIT */
/*
 * Reading: the receivers of the bytes from a back end. Promises come first, in order; then `data`
 * events, up to the credit. Bytes that are no longer wanted, because a read was aborted or credit
 * was withdrawn, are left over and are delivered first later. A back end does not read while there
 * are left-over bytes, so at most one unwanted piece is stored.
 */
#include "io/stream_internal.h"

#include "event/event_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/log.h>

struct data {
	struct oriel_bytes *bytes;
};

static void stream_read_finish_data(void *detail) {
	oriel_bytes_unref(((struct data *)detail)->bytes);
}

static const struct oriel__event_kind data_kind = {
	.name = "data", .size = sizeof(struct data), .finish = stream_read_finish_data
};

struct oriel_bytes *oriel_event_bytes(const oriel_event *event) {
	const struct data *data = oriel__event_kind_detail(event, &data_kind);
	return data != NULL ? data->bytes : NULL;
}

/* Returns how many bytes the next receiver accepts; not limited to one read. */
static size_t stream_read_demand(const oriel_stream *stream) {
	const struct oriel__io_wait *first = oriel__io_waits_first(&stream->reads);
	return first != NULL ? (size_t)first->mark : stream->credit;
}

size_t oriel__stream_wanted(const oriel_stream *stream) {
	size_t wanted = stream_read_demand(stream);
	if (stream->has_read_ended || stream->leftover != NULL)
		return 0;
	return wanted < ORIEL__IO_CHUNK ? wanted : ORIEL__IO_CHUNK;
}

static void stream_read_fire_data(oriel_stream *stream, struct oriel_bytes *bytes) {
	struct data data = { bytes };
	if (stream->credit != ORIEL_STREAM_UNLIMITED)
		stream->credit -= bytes->length;
	oriel_event *event = oriel__event_new_kind(
		"data", &data_kind, &data, 0, NULL, oriel_loop_now(stream->loop));
	oriel__dispatch_trusted(&stream->target, event);
	oriel_event_unref(event);
}

/* Returns the first size bytes of the left-over bytes, with a reference, and keeps the rest. */
static struct oriel_bytes *stream_read_take_leftover(oriel_stream *stream, size_t size) {
	struct oriel_bytes *bytes = stream->leftover;
	stream->leftover = NULL;
	if (bytes->length <= size)
		return bytes;
	struct oriel_bytes *part = oriel_bytes_new_slice(bytes, 0, size);
	stream->leftover = oriel_bytes_new_slice(bytes, size, bytes->length - size);
	oriel_bytes_unref(bytes);
	return part;
}

static void stream_read_deliver_one(oriel_stream *stream) {
	struct oriel_bytes *bytes = stream_read_take_leftover(stream, stream_read_demand(stream));
	if (oriel__io_waits_first(&stream->reads) != NULL)
		oriel__io_wait_resolve(&stream->reads, oriel_bytes_payload(bytes));
	else
		stream_read_fire_data(stream, bytes);
}

void oriel__stream_deliver(oriel_stream *stream) {
	oriel__hold_begin(stream->loop);
	while (stream->leftover != NULL && stream_read_demand(stream) > 0)
		stream_read_deliver_one(stream);
	if (!stream->is_destroyed) {
		oriel__stream_update(stream);
		oriel__stream_close_if_over(stream);
	}
	oriel__hold_end(stream->loop);
}

void oriel__stream_got(oriel_stream *stream, struct oriel_bytes *bytes) {
	stream->leftover = bytes;
	oriel__stream_deliver(stream);
}

void oriel__stream_read_end(oriel_stream *stream) {
	stream->has_read_ended = true;
	while (oriel__io_waits_first(&stream->reads) != NULL)
		oriel__io_wait_resolve(&stream->reads, ORIEL_NO_PAYLOAD);
	stream->credit = 0;
	oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_END);
	oriel__stream_update(stream);
	oriel__stream_close_if_over(stream);
}

static void stream_read_check(const oriel_stream *stream, const char *caller) {
	oriel__stream_check(stream, caller);
	ORIEL_ASSERT(stream->can_read,
		"%s: %s can only be written; make the stream with a side that is read", caller,
		stream->name);
}

void oriel_stream_request(oriel_stream *stream, size_t bytes) {
	stream_read_check(stream, "oriel_stream_request");
	if (stream->state == ORIEL_STREAM_CLOSED ||
		(stream->has_read_ended && stream->leftover == NULL))
		return;
	stream->credit = bytes < SIZE_MAX - stream->credit ? stream->credit + bytes :
														ORIEL_STREAM_UNLIMITED;
	if (stream->leftover != NULL && stream->credit > 0)
		oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_DATA);
	oriel__stream_update(stream);
}

size_t oriel_stream_requested(const oriel_stream *stream) {
	stream_read_check(stream, "oriel_stream_requested");
	return stream->credit;
}

void oriel_stream_pause(oriel_stream *stream) {
	stream_read_check(stream, "oriel_stream_pause");
	stream->credit = 0;
	oriel__stream_update(stream);
}

oriel_promise *oriel_stream_read_at(const char *site, oriel_stream *stream, size_t max,
	const struct oriel_stream_wait_options *options) {
	stream_read_check(stream, "oriel_stream_read");
	ORIEL_ASSERT(max > 0, "oriel_stream_read at %s: max is 0; pass how many bytes may come", site);
	bool is_over = stream->has_read_ended && stream->leftover == NULL;
	oriel_promise *promise = oriel__stream_wait(
		site, stream, &stream->reads, is_over, max, "oriel_stream_read", options);
	if (oriel__io_waits_first(&stream->reads) != NULL && stream->leftover != NULL)
		oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_DATA);
	oriel__stream_update(stream);
	return promise;
}
