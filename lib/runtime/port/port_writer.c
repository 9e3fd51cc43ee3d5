/* SPDX-License-Identifier: MIT */
/*
 * Writes messages to a descriptor, which may accept any part of them, or nothing for a long time.
 * Messages sent within a task are written after that task, many at once. Messages that are being
 * written are no longer in the queue, so no policy drops a message that is partly written.
 */
#include "port/port_writer_internal.h"

#include "port/port_context_internal.h"
#include "port/port_frames_internal.h"
#include "base/write_pieces_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>
#include <unistd.h>

enum { BATCH = 32, WRITES_A_TASK = 16 };

struct outgoing {
	unsigned char header[ORIEL__FRAME_HEADER + ORIEL__PORT_BLOCK_HEADER];
	size_t header_size;
	struct oriel_bytes *prefix; /* may be NULL */
	struct oriel_payload payload;
	struct oriel_bytes *bytes; /* bytes of the payload */
};

struct oriel__port_writer {
	struct oriel__task flush;     /* first member */
	struct oriel__list_link link; /* in the list of lingering writers */
	oriel_loop *loop;
	oriel_port *port; /* NULL once the port is closed */
	int fd;
	bool is_socket;
	bool has_failed; /* the other end no longer reads */
	bool wants_drain;
	bool has_context;
	bool has_hello; /* in the batch; it takes no room */
	oriel_watch_id watch;
	oriel_timer_id timer;
	struct oriel__message_bound bound;
	struct oriel__messages queue;
	struct outgoing batch[BATCH];
	size_t batch_first, batch_end;
	size_t written; /* bytes of the first message in the batch, with its header */
};

static size_t port_writer_waiting(const struct oriel__port_writer *writer) {
	return writer->queue.count + writer->batch_end - writer->batch_first - writer->has_hello;
}

static void outgoing_drop(const struct outgoing *outgoing) {
	oriel_bytes_unref(outgoing->prefix);
	oriel__payload_drop(outgoing->payload);
}

static size_t outgoing_prefix_size(const struct outgoing *outgoing) {
	return outgoing->prefix != NULL ? outgoing->prefix->length : 0;
}

static void port_writer_drop_all(struct oriel__port_writer *writer) {
	while (writer->batch_first < writer->batch_end)
		outgoing_drop(&writer->batch[writer->batch_first++]);
	writer->has_hello = false;
	oriel__messages_drop_all(&writer->queue);
}

static void port_writer_destroy(struct oriel__port_writer *writer) {
	oriel__task_cancel(writer->loop, &writer->flush);
	oriel_unwatch(writer->watch);
	oriel_clear_timer(writer->timer);
	close(writer->fd);
	port_writer_drop_all(writer);
	oriel__free(writer);
}

static void port_writer_destroy_lingering(
	struct oriel__list *lingering, struct oriel__port_writer *writer) {
	oriel__list_remove(lingering, &writer->link);
	port_writer_destroy(writer);
}

/* ---- Writing ---- */

static size_t port_writer_add_part(
	struct iovec *parts, size_t count, const void *data, size_t size, size_t *skipped) {
	if (size <= *skipped) {
		*skipped -= size;
		return count;
	}
	parts[count] = (struct iovec){ .iov_base = (char *)data + *skipped,
		.iov_len = size - *skipped };
	*skipped = 0;
	return count + 1;
}

/* Writes the batch; returns a negative number as write() does. */
static ssize_t port_writer_write_batch(const struct oriel__port_writer *writer) {
	struct iovec parts[3 * BATCH];
	size_t count = 0, skipped = writer->written;
	for (size_t i = writer->batch_first; i < writer->batch_end; i++) {
		const struct outgoing *outgoing = &writer->batch[i];
		count = port_writer_add_part(
			parts, count, outgoing->header, outgoing->header_size, &skipped);
		if (outgoing->prefix != NULL)
			count = port_writer_add_part(
				parts, count, outgoing->prefix->data, outgoing->prefix->length, &skipped);
		count = port_writer_add_part(
			parts, count, outgoing->bytes->data, outgoing->bytes->length, &skipped);
	}
	return oriel__write_pieces(writer->fd, writer->is_socket, parts, count);
}

static void port_writer_advance(struct oriel__port_writer *writer, size_t written) {
	writer->written += written;
	while (writer->batch_first < writer->batch_end) {
		const struct outgoing *outgoing = &writer->batch[writer->batch_first];
		size_t size = outgoing->header_size + outgoing_prefix_size(outgoing) +
			outgoing->bytes->length;
		if (writer->written < size)
			return;
		writer->written -= size;
		writer->batch_first++;
		writer->has_hello = false;
		outgoing_drop(outgoing);
	}
}

static void outgoing_write_header(struct outgoing *outgoing, bool has_context) {
	size_t prefix = outgoing_prefix_size(outgoing);
	size_t block = has_context ? ORIEL__PORT_BLOCK_HEADER + prefix : 0;
	oriel__frame_write_header(outgoing->header, block + outgoing->bytes->length);
	outgoing->header_size = ORIEL__FRAME_HEADER + (has_context ? ORIEL__PORT_BLOCK_HEADER : 0);
	outgoing->header[ORIEL__FRAME_HEADER] = (unsigned char)(prefix & 255);
	outgoing->header[ORIEL__FRAME_HEADER + 1] = (unsigned char)(prefix >> 8);
}

static void port_writer_fill_batch(struct oriel__port_writer *writer) {
	writer->batch_first = writer->batch_end = 0;
	while (writer->queue.count > 0 && writer->batch_end < BATCH) {
		struct oriel__message message = oriel__messages_take(&writer->queue);
		struct outgoing *outgoing = &writer->batch[writer->batch_end++];
		outgoing->payload = message.payload;
		outgoing->prefix = message.prefix;
		outgoing->bytes = oriel_bytes_try_from_payload(message.payload);
		outgoing_write_header(outgoing, writer->has_context);
	}
}

enum progress { ALL_WRITTEN, IS_BLOCKED, HAS_MORE };

static enum progress port_writer_write_some(struct oriel__port_writer *writer) {
	for (int i = 0; i < WRITES_A_TASK; i++) {
		if (writer->batch_first == writer->batch_end)
			port_writer_fill_batch(writer);
		if (writer->batch_first == writer->batch_end)
			return ALL_WRITTEN;
		ssize_t written = port_writer_write_batch(writer);
		if (written >= 0) {
			port_writer_advance(writer, (size_t)written);
		} else if (errno == EAGAIN) {
			return IS_BLOCKED;
		} else {
			writer->has_failed = true;
			port_writer_drop_all(writer);
			return ALL_WRITTEN;
		}
	}
	return HAS_MORE;
}

static void port_writer_flush(struct oriel__task *task);

static void port_writer_queue_flush(struct oriel__port_writer *writer) {
	if (!writer->flush.is_queued)
		oriel__task_queue(writer->loop, &writer->flush, ORIEL_TASK_SOURCE_IO, port_writer_flush);
}

/* Writes when the descriptor becomes writable. Ends the watch, which waits for one event only. */
static void port_writer_on_writable(int fd, unsigned events, void *data) {
	struct oriel__port_writer *writer = data;
	oriel_unwatch(writer->watch);
	writer->watch = 0;
	port_writer_queue_flush(writer);
}

static bool port_writer_watch(struct oriel__port_writer *writer) {
	if (writer->watch == 0)
		writer->watch = oriel_watch_fd(
			writer->fd, ORIEL_WATCH_WRITABLE, port_writer_on_writable, writer);
	return writer->watch != 0;
}

/* Fires `drain`. The writer must not be used after this, because a listener may close its port. */
static void port_writer_notify_room(struct oriel__port_writer *writer) {
	if (!writer->wants_drain || writer->has_failed ||
		port_writer_waiting(writer) > writer->bound.limit / 2)
		return;
	writer->wants_drain = false;
	oriel__port_fire_drain(writer->port);
}

static void port_writer_flush(struct oriel__task *task) {
	struct oriel__port_writer *writer = oriel__container_of(task, struct oriel__port_writer, flush);
	oriel_loop *loop = writer->loop;
	if (writer->watch != 0)
		return;
	oriel__hold_begin(loop);
	enum progress progress = port_writer_write_some(writer);
	if (progress == HAS_MORE) {
		port_writer_queue_flush(writer);
	} else if (progress == IS_BLOCKED && !port_writer_watch(writer)) {
		writer->has_failed = true;
		port_writer_drop_all(writer);
		progress = ALL_WRITTEN;
	}
	if (writer->port != NULL)
		port_writer_notify_room(writer);
	else if (progress == ALL_WRITTEN)
		port_writer_destroy_lingering(oriel__port_lingering(loop), writer);
	oriel__hold_end(loop);
}

/* ---- Functions for the port ---- */

struct oriel__port_writer *oriel__port_writer_new(
	oriel_port *port, int fd, struct oriel__message_bound bound) {
	struct oriel__port_writer *writer = oriel__alloc_zero(1, sizeof(*writer));
	writer->loop = port->loop;
	writer->port = port;
	writer->fd = fd;
	writer->is_socket = oriel__is_socket(fd);
	writer->bound = bound;
	if (port_writer_watch(writer)) /* checks that the descriptor can be polled */
		return writer;
	port_writer_destroy(writer);
	return NULL;
}

void oriel__port_writer_greet(struct oriel__port_writer *writer) {
	struct oriel_bytes *hello = oriel__port_hello_new();
	if (hello == NULL)
		return; /* the other end will say so */
	struct outgoing *outgoing = &writer->batch[writer->batch_end++];
	*outgoing = (struct outgoing){ .payload = oriel_bytes_payload(hello), .bytes = hello };
	outgoing_write_header(outgoing, false);
	writer->has_context = writer->has_hello = true;
	port_writer_queue_flush(writer);
}

enum oriel_status oriel__port_writer_put(struct oriel__port_writer *writer,
	struct oriel__message message, struct oriel__message *given_up) {
	if (writer->has_failed)
		return ORIEL_INVALID_STATE_ERROR;
	size_t ahead = port_writer_waiting(writer) - writer->queue.count;
	bool is_put = oriel__messages_put(&writer->queue, writer->bound, ahead, message, given_up);
	writer->wants_drain = writer->wants_drain || port_writer_waiting(writer) >= writer->bound.limit;
	if (is_put)
		port_writer_queue_flush(writer);
	return is_put ? ORIEL_OK : ORIEL_QUOTA_EXCEEDED_ERROR;
}

size_t oriel__port_writer_room(const struct oriel__port_writer *writer) {
	size_t count = port_writer_waiting(writer);
	return writer->has_failed || count > writer->bound.limit ? 0 : writer->bound.limit - count;
}

static void port_writer_drop_rest(struct oriel__port_writer *writer) {
	oriel_log(ORIEL_LOG_WARNING,
		"oriel_port_close: %zu messages were not read by the other process in time, and are lost; "
		"wait for its reply before closing the port",
		port_writer_waiting(writer));
}

static void port_writer_on_linger_end(void *data) {
	struct oriel__port_writer *writer = data;
	writer->timer = 0;
	port_writer_drop_rest(writer);
	port_writer_destroy_lingering(oriel__port_lingering(writer->loop), writer);
}

void oriel__port_writer_leave(struct oriel__port_writer *writer, double linger_ms) {
	struct oriel__list *lingering = oriel__port_lingering(writer->loop);
	writer->port = NULL;
	if (port_writer_waiting(writer) == 0 || lingering == NULL) {
		port_writer_destroy(writer);
		return;
	}
	oriel__list_prepend(lingering, &writer->link);
	writer->timer = oriel_set_timeout(port_writer_on_linger_end, writer, linger_ms);
}

void oriel__port_writers_finish(struct oriel__list *writers) {
	struct oriel__port_writer *writer;
	while ((writer = oriel__list_first(writers, struct oriel__port_writer, link)) != NULL) {
		enum progress progress = HAS_MORE;
		while (progress == HAS_MORE)
			progress = port_writer_write_some(writer);
		if (progress == IS_BLOCKED)
			port_writer_drop_rest(writer);
		port_writer_destroy_lingering(writers, writer);
	}
}
