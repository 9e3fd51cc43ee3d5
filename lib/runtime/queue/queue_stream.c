/* SPDX-License-Identifier: MIT */
/*
 * Lines and frames of a stream as a queue. The source reads a piece, cuts as many values from it as
 * there is room for, and continues when a value has been taken. It reads the next piece when this
 * piece is used up. A value that is a large part of one piece is a slice of the piece. All other
 * values are copied: a short line thus does not keep a long piece.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "event/target_internal.h"

#include <oriel/io/stream.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/payload.h>

#include <string.h>

enum { PIECE_SIZE = 65536, DEFAULT_MAX_BYTES = 1 << 20, FRAME_HEADER_SIZE = 4, LEAST_SLICE_PART =
	4 };

struct stream_source;

struct cutter {
	/* Returns the length of the first value; 0: the value continues in the next piece. */
	size_t (*find_end)(const struct stream_source *reading, const char *data, size_t length);
	/* returns how many bytes of the value precede its content */
	size_t (*skip)(const char *data, size_t length);
	size_t (*trim)(const char *data, size_t length); /* returns how many bytes follow the content */
	bool has_rest; /* the rest at the end of the stream is a value too */
};

struct stream_source {
	struct oriel__queue_source source; /* first */
	const struct cutter *cutter;
	struct oriel__weak_target stream;
	size_t max_bytes;
	unsigned uses; /* number of users: the queue, and a read in flight */
	bool is_reading, is_at_end;
	struct oriel_bytes *piece; /* the last piece that was read, a reference; may be NULL */
	size_t offset;             /* of the unused bytes */
	char *gathered;            /* beginning of a value, from earlier pieces */
	size_t gathered_length, gathered_capacity;
};

/* ---- Lines ---- */

static size_t line_find_end(const struct stream_source *reading, const char *data, size_t length) {
	const char *end = memchr(data, '\n', length);
	(void)reading;
	return end != NULL ? (size_t)(end - data) + 1 : 0;
}

static size_t line_skip(const char *data, size_t length) {
	(void)data;
	(void)length;
	return 0;
}

static size_t line_trim(const char *data, size_t length) {
	bool has_break = length > 0 && data[length - 1] == '\n';
	return has_break && length > 1 && data[length - 2] == '\r' ? 2 : has_break;
}

static const struct cutter line_cutter = { line_find_end, line_skip, line_trim, .has_rest = true };

/* ---- Frames ---- */

/* Returns the length of the first frame. Its header may be partly or completely in `gathered`. */
static size_t frame_find_end(const struct stream_source *reading, const char *data, size_t length) {
	unsigned char header[FRAME_HEADER_SIZE];
	size_t gathered = reading->gathered_length, copied = gathered < FRAME_HEADER_SIZE ? gathered
		: FRAME_HEADER_SIZE;
	if (gathered + length < FRAME_HEADER_SIZE)
		return 0;
	if (copied > 0)
		memcpy(header, reading->gathered, copied);
	memcpy(header + copied, data, FRAME_HEADER_SIZE - copied);
	size_t content = (size_t)header[0] | (size_t)header[1] << 8 | (size_t)header[2] << 16 |
		(size_t)header[3] << 24;
	size_t end = FRAME_HEADER_SIZE + content - gathered;
	return end <= length ? end : 0;
}

static size_t frame_skip(const char *data, size_t length) {
	(void)data;
	(void)length;
	return FRAME_HEADER_SIZE;
}

static size_t frame_trim(const char *data, size_t length) {
	(void)data;
	(void)length;
	return 0;
}

static const struct cutter frame_cutter =
	{ frame_find_end, frame_skip, frame_trim, .has_rest = false };

/* ---- Cutting ---- */

static void stream_source_read(struct stream_source *reading);

static void stream_source_drop_piece(struct stream_source *reading) {
	oriel_bytes_unref(reading->piece);
	reading->piece = NULL;
	reading->offset = 0;
}

static void stream_source_unref(struct stream_source *reading) {
	if (--reading->uses > 0)
		return;
	stream_source_drop_piece(reading);
	oriel__free(reading->gathered);
	oriel__free(reading);
}

static void stream_source_fail_size(struct stream_source *reading) {
	oriel__queue_source_fail(&reading->source, ORIEL_QUOTA_EXCEEDED_ERROR,
		"a line or frame is longer than .max_bytes, or there is no memory for it; raise "
		".max_bytes, or send less at a time");
}

/* Appends bytes to `gathered`. Returns false if that has closed the queue. */
static bool stream_source_gather(struct stream_source *reading, const char *data, size_t length) {
	size_t sum = reading->gathered_length + length;
	char *gathered = sum <= reading->max_bytes + FRAME_HEADER_SIZE ?
		oriel__try_grow(reading->gathered, &reading->gathered_capacity, sum, 1) : NULL;
	if (gathered == NULL) {
		stream_source_fail_size(reading);
		return false;
	}
	memcpy(gathered + reading->gathered_length, data, length);
	reading->gathered = gathered;
	reading->gathered_length = sum;
	return true;
}

/* Puts a value of length bytes, from the piece or from `gathered`. */
static void stream_source_put(struct stream_source *reading, const char *data, size_t length,
	bool is_slice) {
	size_t skip = reading->cutter->skip(data, length), content =
		length - skip - reading->cutter->trim(data, length);
	struct oriel_bytes *bytes = NULL;
	is_slice = is_slice && content >= reading->piece->length / LEAST_SLICE_PART;
	if (content <= reading->max_bytes)
		bytes = is_slice ? oriel_bytes_new_slice(reading->piece, reading->offset + skip, content)
			: oriel_bytes_new(data + skip, content);
	if (bytes == NULL)
		stream_source_fail_size(reading);
	else
		oriel__queue_source_put(&reading->source, 0, oriel_bytes_payload(bytes));
}

/* Cuts one value, or uses up the rest of the piece. */
static void stream_source_cut(struct stream_source *reading) {
	const char *data = reading->piece->data + reading->offset;
	size_t length = reading->piece->length - reading->offset, end =
		reading->cutter->find_end(reading, data, length);
	bool is_slice = reading->gathered_length == 0 && end > 0;
	if (!is_slice && !stream_source_gather(reading, data, end > 0 ? end : length))
		return;
	if (is_slice) {
		stream_source_put(reading, data, end, true);
	} else if (end > 0) {
		size_t gathered = reading->gathered_length;
		reading->gathered_length = 0;
		stream_source_put(reading, reading->gathered, gathered, false);
	}
	reading->offset += end > 0 ? end : length;
	if (reading->offset == reading->piece->length)
		stream_source_drop_piece(reading);
}

static void stream_source_finish(struct stream_source *reading) {
	size_t rest = reading->gathered_length;
	reading->gathered_length = 0;
	if (rest > 0 && reading->cutter->has_rest)
		stream_source_put(reading, reading->gathered, rest, false);
	else if (rest > 0)
		oriel__queue_source_fail(&reading->source, ORIEL_SYNTAX_ERROR,
			"the stream ended within a frame");
	oriel__queue_source_close(&reading->source, NULL);
}

/* Cuts values until the queue is full or the piece is used up. The caller holds the source. */
static void stream_source_advance(struct stream_source *reading) {
	while (reading->source.queue != NULL && !reading->is_reading
		&& oriel__queue_source_room(&reading->source) > 0) {
		if (reading->piece != NULL)
			stream_source_cut(reading);
		else if (reading->is_at_end)
			stream_source_finish(reading);
		else
			stream_source_read(reading);
	}
}

/* ---- Reading ---- */

static void stream_source_drop_read(void *data) {
	stream_source_unref(data);
}

static struct oriel_completion stream_source_got(struct oriel_payload result, void *data) {
	struct stream_source *reading = data;
	struct oriel_bytes *bytes = result.data;
	reading->is_reading = false;
	if (reading->source.queue == NULL)
		return ORIEL_COMPLETE;
	reading->is_at_end = bytes == NULL;
	if (bytes != NULL && bytes->length > 0)
		reading->piece = oriel_bytes_ref(bytes);
	stream_source_advance(reading);
	return ORIEL_COMPLETE;
}

static struct oriel_completion stream_source_failed(struct oriel_payload reason, void *data) {
	struct stream_source *reading = data;
	reading->is_reading = false;
	if (reading->source.queue == NULL)
		return ORIEL_COMPLETE;
	struct oriel_payload shared = oriel__reason_share(reading->source.queue->site, reason);
	oriel__queue_source_close(&reading->source, &shared);
	return ORIEL_COMPLETE;
}

static void stream_source_read(struct stream_source *reading) {
	static const struct oriel_then_options options =
		{ .release = stream_source_drop_read, .size = sizeof(options) };
	const char *site = reading->source.queue->site;
	if (reading->stream.target == NULL || reading->stream.target->is_destroyed) {
		oriel__queue_source_fail(&reading->source, ORIEL_ABORT_ERROR,
			"the stream has been destroyed");
		return;
	}
	reading->is_reading = true;
	reading->uses++;
	oriel_promise *promise = oriel_stream_read_at(site,
		oriel_stream_try_from_target(reading->stream.target), PIECE_SIZE, NULL);
	oriel_promise_unref(oriel_then_at(site, promise, stream_source_got, stream_source_failed,
		reading, &options));
}

static void stream_source_end(struct oriel__queue_source *source) {
	struct stream_source *reading = (struct stream_source *)source;
	oriel__weak_target_set(&reading->stream, NULL);
	stream_source_unref(reading);
}

static void stream_source_resume(struct oriel__queue_source *source) {
	struct stream_source *reading = (struct stream_source *)source;
	reading->uses++;
	stream_source_advance(reading);
	stream_source_unref(reading);
}

static const struct oriel__queue_source_class stream_source_class =
	{ .end = stream_source_end, .resume = stream_source_resume };

static oriel_queue *queue_new_of_stream(const char *caller, const char *site,
	oriel_stream *stream, const struct cutter *cutter,
	const struct oriel_queue_stream_options *options) {
	static const struct oriel_queue_stream_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(stream != NULL, "%s at %s: the stream is NULL; make one first", caller, site);
	oriel_queue *queue = oriel__queue_new_for_source(caller, site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .signal = options->signal, .size = options->size });
	struct stream_source *reading = oriel__alloc_zero(1, sizeof(*reading));
	if (!oriel__queue_attach(queue, &reading->source, &stream_source_class)) {
		oriel__free(reading);
		return queue;
	}
	reading->uses = 1;
	reading->cutter = cutter;
	reading->max_bytes = options->max_bytes > 0 ? options->max_bytes : DEFAULT_MAX_BYTES;
	oriel__weak_target_set(&reading->stream, oriel_stream_target(stream));
	stream_source_resume(&reading->source);
	return queue;
}

oriel_queue *oriel_queue_new_lines_at(const char *site, oriel_stream *stream,
	const struct oriel_queue_stream_options *options) {
	return queue_new_of_stream("oriel_queue_new_lines", site, stream, &line_cutter, options);
}

oriel_queue *oriel_queue_new_frames_at(const char *site, oriel_stream *stream,
	const struct oriel_queue_stream_options *options) {
	return queue_new_of_stream("oriel_queue_new_frames", site, stream, &frame_cutter, options);
}
