/* SPDX-License-Identifier: MIT */
/*
 * Reading: who gets the bytes that a back end brings. Promises come first, in their order; then the
 * credit, as `data` events. What nobody wants any more, since its read was aborted or the credit
 * taken back, is left over and comes first later: no back end reads while there is some. So at most
 * one piece is kept that nobody has asked for.
 */
#include "io/stream_internal.h"

#include "event/event_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/log.h>

struct data {
	struct oriel_bytes *bytes;
};

static void finish_data(void *detail) {
	oriel_bytes_unref(((struct data *)detail)->bytes);
}

static const struct oriel__event_kind data_kind = {
	.name = "data", .size = sizeof(struct data), .finish = finish_data
};

struct oriel_bytes *oriel_event_bytes(const oriel_event *event) {
	const struct data *data = oriel__event_kind_detail(event, &data_kind);
	return data != NULL ? data->bytes : NULL;
}

/* How much those who wait take in one piece; not bounded by what is read at once. */
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

static void fire_data(oriel_stream *stream, struct oriel_bytes *bytes) {
	struct data data = { bytes };
	if (stream->credit != ORIEL_STREAM_UNLIMITED)
		stream->credit -= bytes->length;
	oriel_event *event = oriel__event_new_kind(
		"data", &data_kind, &data, 0, NULL, oriel_loop_now(stream->loop));
	oriel__dispatch_trusted(&stream->target, event);
	oriel_event_unref(event);
}

/* The first size bytes of what is left over, which keeps the rest; with a reference. */
static struct oriel_bytes *take_leftover(oriel_stream *stream, size_t size) {
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
	struct oriel_bytes *bytes = take_leftover(stream, stream_read_demand(stream));
	if (oriel__io_waits_first(&stream->reads) != NULL)
		oriel__io_wait_resolve(&stream->reads, oriel_bytes_payload(bytes));
	else
		fire_data(stream, bytes);
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

static void check_readable(const oriel_stream *stream, const char *caller) {
	oriel__stream_check(stream, caller);
	ORIEL_ASSERT(stream->can_read,
		"%s: %s can only be written; make the stream with a side that is read", caller,
		stream->name);
}

void oriel_stream_request(oriel_stream *stream, size_t bytes) {
	check_readable(stream, "oriel_stream_request");
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
	check_readable(stream, "oriel_stream_requested");
	return stream->credit;
}

void oriel_stream_pause(oriel_stream *stream) {
	check_readable(stream, "oriel_stream_pause");
	stream->credit = 0;
	oriel__stream_update(stream);
}

oriel_promise *oriel_stream_read_at(const char *site, oriel_stream *stream, size_t max,
	const struct oriel_stream_wait_options *options) {
	check_readable(stream, "oriel_stream_read");
	ORIEL_ASSERT(max > 0, "oriel_stream_read at %s: max is 0; pass how many bytes may come", site);
	bool is_over = stream->has_read_ended && stream->leftover == NULL;
	oriel_promise *promise = oriel__stream_wait(
		site, stream, &stream->reads, is_over, max, "oriel_stream_read", options);
	if (oriel__io_waits_first(&stream->reads) != NULL && stream->leftover != NULL)
		oriel__stream_notify(stream, ORIEL__STREAM_NOTICE_DATA);
	oriel__stream_update(stream);
	return promise;
}
