/* SPDX-License-Identifier: MIT */
/*
 * Operations that combine reading and writing by promises: reading to the end, and copying one
 * stream to another.
 *
 * Each is a transfer, owned by its reaction to the promise that it waits for. It refers to its
 * streams weakly, because their owners may destroy them at any time. The transfer notices that by
 * the promise, or when the promise is settled.
 */
#include "promise/promise_internal.h"
#include "io/stream_internal.h"

#include "base/alloc_internal.h"
#include "event/target_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <string.h>

struct transfer {
	size_t references;
	const char *site;
	oriel_resolver *resolver;
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__weak_target source, destination;
	bool must_keep_open;
	/* Reading to the end: */
	size_t limit, total, piece_count, piece_capacity;
	struct oriel_bytes **pieces;
};

static struct transfer *transfer_new(const char *site, oriel_promise **promise, oriel_stream *from,
	oriel_stream *to, oriel_abort_signal *signal) {
	struct transfer *transfer = oriel__alloc_zero(1, sizeof(*transfer));
	transfer->references = 1;
	transfer->site = site;
	*promise = oriel_promise_new_at(site, &transfer->resolver);
	transfer->signal = signal != NULL ? oriel_abort_signal_ref(signal) : NULL;
	oriel__weak_target_set(&transfer->source, &from->target);
	oriel__weak_target_set(&transfer->destination, to != NULL ? &to->target : NULL);
	return transfer;
}

static void transfer_unref(void *data) {
	struct transfer *transfer = data;
	if (--transfer->references > 0)
		return;
	oriel__weak_target_set(&transfer->source, NULL);
	oriel__weak_target_set(&transfer->destination, NULL);
	for (size_t i = 0; i < transfer->piece_count; i++)
		oriel_bytes_unref(transfer->pieces[i]);
	oriel__free(transfer->pieces);
	oriel_resolver_unref(transfer->resolver);
	oriel_abort_signal_unref(transfer->signal);
	oriel__free(transfer);
}

static struct oriel_completion stream_pipe_reject(
	struct transfer *transfer, enum oriel_status status, const char *message) {
	oriel_reject_error_at(transfer->site, transfer->resolver, status, message);
	return ORIEL_COMPLETE;
}

static struct oriel_completion stream_pipe_on_rejected(struct oriel_payload reason, void *data) {
	struct transfer *transfer = data;
	bool is_wish = transfer->signal != NULL && oriel_abort_signal_is_aborted(transfer->signal);
	oriel__io_reject(transfer->resolver, oriel_payload_ref(reason), is_wish);
	return ORIEL_COMPLETE;
}

static void stream_pipe_wait(
	struct transfer *transfer, oriel_promise *promise, oriel_then_fn *on_fulfilled) {
	transfer->references++;
	oriel_promise_unref(
		oriel_then_at(transfer->site, promise, on_fulfilled, stream_pipe_on_rejected, transfer,
			&(const struct oriel_then_options){
				.release = transfer_unref, .size = sizeof(struct oriel_then_options) }));
}

static struct oriel_completion stream_pipe_read_next(
	struct transfer *transfer, oriel_then_fn *on_read) {
	oriel_stream *from = oriel__stream_of_weak(&transfer->source);
	if (from == NULL)
		return stream_pipe_reject(transfer, ORIEL_ABORT_ERROR, "the stream was destroyed");
	stream_pipe_wait(transfer,
		oriel_stream_read_at(transfer->site, from, ORIEL__IO_CHUNK,
			&(const struct oriel_stream_wait_options){
				.signal = transfer->signal, .size = sizeof(struct oriel_stream_wait_options) }),
		on_read);
	return ORIEL_COMPLETE;
}

/* ---- Reading to the end ---- */

static struct oriel_completion stream_pipe_join(struct transfer *transfer) {
	char *data = oriel__try_alloc(1, transfer->total + 1);
	size_t length = 0;
	if (data == NULL)
		return stream_pipe_reject(transfer, ORIEL_QUOTA_EXCEEDED_ERROR,
			"there is no memory for all that was read; read it piece by piece");
	for (size_t i = 0; i < transfer->piece_count; i++) {
		memcpy(data + length, transfer->pieces[i]->data, transfer->pieces[i]->length);
		length += transfer->pieces[i]->length;
	}
	struct oriel_bytes *bytes = oriel_bytes_new_shared(
		data, length, oriel_owned(data, oriel__free));
	oriel_resolve(transfer->resolver, oriel_bytes_payload(bytes));
	return ORIEL_COMPLETE;
}

static struct oriel_completion stream_pipe_on_piece(struct oriel_payload result, void *data) {
	struct transfer *transfer = data;
	struct oriel_bytes *bytes = result.data;
	if (bytes == NULL)
		return stream_pipe_join(transfer);
	if (bytes->length > transfer->limit - transfer->total)
		return stream_pipe_reject(transfer, ORIEL_QUOTA_EXCEEDED_ERROR,
			"there is more to read than the limit allows; raise it, or read piece by piece");
	transfer->pieces = oriel__grow(transfer->pieces, &transfer->piece_capacity,
		transfer->piece_count + 1, sizeof(transfer->pieces[0]));
	transfer->pieces[transfer->piece_count++] = oriel_bytes_ref(bytes);
	transfer->total += bytes->length;
	return stream_pipe_read_next(transfer, stream_pipe_on_piece);
}

oriel_promise *oriel_stream_read_all_at(const char *site, oriel_stream *stream, size_t limit,
	const struct oriel_stream_wait_options *options) {
	oriel__stream_check(stream, "oriel_stream_read_all");
	ORIEL_ASSERT(stream->can_read,
		"oriel_stream_read_all at %s: %s can only be written; pass a stream that can be read", site,
		stream->name);
	oriel_promise *promise;
	struct transfer *transfer = transfer_new(
		site, &promise, stream, NULL, options != NULL ? options->signal : NULL);
	transfer->limit = limit;
	stream_pipe_read_next(transfer, stream_pipe_on_piece);
	transfer_unref(transfer);
	return promise;
}

/* ---- Copying ---- */

static struct oriel_completion stream_pipe_on_copied(struct oriel_payload result, void *data) {
	struct transfer *transfer = data;
	(void)result;
	oriel_resolve(transfer->resolver, ORIEL_NO_PAYLOAD);
	return ORIEL_COMPLETE;
}

static struct oriel_completion stream_pipe_on_bytes(struct oriel_payload result, void *data);

static struct oriel_completion stream_pipe_on_room(struct oriel_payload result, void *data) {
	(void)result;
	return stream_pipe_read_next(data, stream_pipe_on_bytes);
}

static struct oriel_stream_wait_options stream_pipe_wait_options(const struct transfer *transfer) {
	return (struct oriel_stream_wait_options){ .signal = transfer->signal,
		.size = sizeof(struct oriel_stream_wait_options) };
}

static struct oriel_completion stream_pipe_on_bytes(struct oriel_payload result, void *data) {
	struct transfer *transfer = data;
	struct oriel_stream_wait_options options = stream_pipe_wait_options(transfer);
	oriel_stream *to = oriel__stream_of_weak(&transfer->destination);
	if (to == NULL)
		return stream_pipe_reject(
			transfer, ORIEL_ABORT_ERROR, "the stream that is written was destroyed");
	if (to->is_write_ending)
		return stream_pipe_reject(transfer, ORIEL_INVALID_STATE_ERROR,
			"the stream that is written was ended; end it when all has been copied");
	if (result.data == NULL) {
		if (!transfer->must_keep_open)
			oriel_stream_end(to);
		stream_pipe_wait(
			transfer, oriel_stream_flushed_at(transfer->site, to, &options), stream_pipe_on_copied);
	} else {
		oriel_stream_write_bytes(to, oriel_bytes_ref(result.data));
		stream_pipe_wait(
			transfer, oriel_stream_drained_at(transfer->site, to, &options), stream_pipe_on_room);
	}
	return ORIEL_COMPLETE;
}

oriel_promise *oriel_stream_pipe_at(const char *site, oriel_stream *from, oriel_stream *to,
	const struct oriel_stream_pipe_options *options) {
	oriel__stream_check(from, "oriel_stream_pipe");
	oriel__stream_check(to, "oriel_stream_pipe");
	ORIEL_ASSERT(from->can_read,
		"oriel_stream_pipe at %s: %s can only be written; pass a stream that can be read", site,
		from->name);
	ORIEL_ASSERT(to->can_write,
		"oriel_stream_pipe at %s: %s can only be read; pass a stream that can be written", site,
		to->name);
	oriel_promise *promise;
	struct transfer *transfer = transfer_new(
		site, &promise, from, to, options != NULL ? options->signal : NULL);
	transfer->must_keep_open = options != NULL && options->keep_open;
	struct oriel_stream_wait_options wait = stream_pipe_wait_options(transfer);
	/* wait until to is open, so that nothing is read that cannot be written */
	stream_pipe_wait(transfer, oriel_stream_opened_at(site, to, &wait), stream_pipe_on_room);
	transfer_unref(transfer);
	return promise;
}
