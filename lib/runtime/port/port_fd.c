/* SPDX-License-Identifier: MIT */
/*
 * Ports to other processes: reading, and the port's lifetime. port_writer.c writes, and
 * port_frames.c has the format of messages.
 *
 * The number of messages read but not dispatched is limited. At the limit, reading pauses: bytes
 * already read are kept, and the other process finds its pipe full. Reading resumes when half of
 * the limit is free.
 */
#include "port/port_context_internal.h"
#include "port/port_frames_internal.h"
#include "port/port_writer_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "loop/abort_hook_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/watch.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_MAX_BYTES ((size_t)16 << 20)

enum { CHUNK = 65536, READS_A_TASK = 4, DEFAULT_LINGER_MS = 5000 };

struct fd_port {
	oriel_port port;      /* first member */
	int fd;               /* descriptor for reading */
	oriel_watch_id watch; /* 0: paused or at the end of the input */
	bool is_paused;
	struct oriel__frames frames;
	struct oriel__port_context context;
	bool has_heard_hello;
	char *rest; /* bytes read but not parsed, because the inbox is full */
	size_t rest_first, rest_count;
	struct oriel__port_writer *writer; /* NULL once closed */
	struct oriel__message_bound bound;
	size_t max_bytes;
	double linger_ms;
	struct oriel__abort_hook hook;
};

static struct fd_port *fd_port_of(const oriel_port *port) {
	return oriel__container_of(port, struct fd_port, port);
}

/* ---- Reading ---- */

static void port_fd_stop_reading(struct fd_port *port) {
	oriel_unwatch(port->watch);
	port->watch = 0;
}

static void port_fd_end(struct fd_port *port, enum oriel_status reason, const char *message) {
	port_fd_stop_reading(port);
	oriel__port_end(&port->port, reason, message);
}

/* A frame of a port with context, which is taken over. False: the port has ended. */
static bool port_fd_split(
	struct fd_port *port, struct oriel_bytes *bytes, struct oriel__message *message) {
	if (!port->has_heard_hello) {
		port->has_heard_hello = oriel__port_hello_is(bytes);
		oriel_bytes_unref(bytes);
		if (!port->has_heard_hello)
			port_fd_end(port, ORIEL_SYNTAX_ERROR,
				"the other end of the port sends no context; set .trace or .context at both ends, "
				"or at none");
		return port->has_heard_hello;
	}
	bytes = oriel__port_context_decode(&port->context, bytes, &message->context, &message->flow);
	if (bytes == NULL) {
		port_fd_end(port, ORIEL_SYNTAX_ERROR, "a message has a context that cannot be read");
		return false;
	}
	message->payload = oriel_bytes_payload(bytes);
	return true;
}

static bool port_fd_receive(struct oriel_bytes *bytes, void *data) {
	struct fd_port *port = data;
	struct oriel__message message = { 0 }, none;
	if (!oriel__port_context_is_used(&port->context))
		message.payload = oriel_bytes_payload(bytes);
	else if (!port_fd_split(port, bytes, &message))
		return false;
	else if (message.payload.data == NULL)
		return true; /* the hello */
	oriel__messages_put(&port->port.inbox,
		(struct oriel__message_bound){ SIZE_MAX, ORIEL_QUEUE_POLICY_REFUSE }, 0, message, &none);
	return port->port.inbox.count < port->bound.limit;
}

/* Parses messages. *used receives the number of bytes used, which is less than size only if the
 * inbox becomes full. Returns false if the port has ended. */
static bool port_fd_parse(struct fd_port *port, const char *data, size_t size, size_t *used) {
	enum oriel_status status = oriel__frames_read(
		&port->frames, data, size, used, port_fd_receive, port);
	oriel__port_expect(&port->port, port->port.inbox.count);
	if (status == ORIEL_QUOTA_EXCEEDED_ERROR)
		port_fd_end(port, status,
			"a message is larger than the port's .max_bytes; raise it on this side, or send less "
			"at a time");
	else if (status != ORIEL_OK)
		port_fd_end(port, status, "there is no memory for a message; lower the port's .max_bytes");
	return status == ORIEL_OK;
}

static void port_fd_pause_if_full(struct fd_port *port) {
	if (port->port.inbox.count < port->bound.limit)
		return;
	port->is_paused = true;
	port_fd_stop_reading(port);
}

static void port_fd_keep_rest(struct fd_port *port, const char *data, size_t size) {
	port->rest = oriel__alloc(size);
	memcpy(port->rest, data, size);
	port->rest_first = 0;
	port->rest_count = size;
}

static void port_fd_free_rest(struct fd_port *port) {
	oriel__free(port->rest);
	port->rest = NULL;
	port->rest_first = port->rest_count = 0;
}

static void port_fd_end_of_file(struct fd_port *port) {
	if (oriel__frames_is_within(&port->frames))
		port_fd_end(port, ORIEL_SYNTAX_ERROR, "the other process has ended within a message");
	else
		port_fd_end(port, ORIEL_OK, NULL);
}

static void port_fd_take_bytes(struct fd_port *port, const char *chunk, size_t size) {
	size_t used;
	if (!port_fd_parse(port, chunk, size, &used))
		return;
	if (used < size)
		port_fd_keep_rest(port, chunk + used, size - used);
	port_fd_pause_if_full(port);
}

static void port_fd_end_by_errno(struct fd_port *port) {
	if (errno == ECONNRESET)
		port_fd_end(port, ORIEL_NETWORK_ERROR,
			"the other process has ended without reading all that was sent");
	else if (errno != EAGAIN)
		port_fd_end(port, ORIEL_OPERATION_ERROR, "the port's descriptor cannot be read");
}

/* Reads once and returns the number of bytes. Also returns 0 if reading must pause. */
static size_t port_fd_read_chunk(struct fd_port *port) {
	char chunk[CHUNK];
	ssize_t count;
	do {
		count = read(port->fd, chunk, sizeof(chunk));
	} while (count < 0 && errno == EINTR);
	if (count > 0)
		port_fd_take_bytes(port, chunk, (size_t)count);
	else if (count == 0)
		port_fd_end_of_file(port);
	else
		port_fd_end_by_errno(port);
	return count > 0 && !port->is_paused && !port->port.has_ended ? (size_t)count : 0;
}

/* Reads the remaining bytes and then the error. Polling only reports that there is an error. */
static void port_fd_read_rest(struct fd_port *port) {
	port->watch = 0;
	while (port_fd_read_chunk(port) > 0)
		;
	if (!port->is_paused && !port->port.has_ended)
		port_fd_end(port, ORIEL_OPERATION_ERROR, "the port's descriptor cannot be polled");
}

static void port_fd_on_readable(int fd, unsigned events, void *data) {
	struct fd_port *port = data;
	if ((events & ORIEL_WATCH_ERROR) != 0) {
		port_fd_read_rest(port);
		return;
	}
	for (int i = 0; i < READS_A_TASK && port_fd_read_chunk(port) == CHUNK; i++)
		;
}

static void port_fd_resume(struct fd_port *port) {
	size_t used;
	port->is_paused = false;
	if (port->rest != NULL) {
		if (!port_fd_parse(port, port->rest + port->rest_first, port->rest_count, &used))
			return;
		port->rest_first += used;
		port->rest_count -= used;
		if (port->rest_count == 0)
			port_fd_free_rest(port);
		port_fd_pause_if_full(port);
	}
	if (port->is_paused)
		return;
	port->watch = oriel_watch_fd(port->fd, ORIEL_WATCH_READABLE, port_fd_on_readable, port);
	if (port->watch == 0)
		port_fd_end(port, ORIEL_OPERATION_ERROR, "the port's descriptor cannot be polled any more");
}

/* ---- The class ---- */

static enum oriel_status fd_send(
	oriel_port *port, struct oriel__message message, struct oriel__message *given_up) {
	struct fd_port *from = fd_port_of(port);
	const struct oriel_bytes *bytes = oriel_bytes_try_from_payload(message.payload);
	if (bytes == NULL)
		return ORIEL_DATA_CLONE_ERROR;
	if (bytes->length > from->max_bytes)
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	return port->has_ended ? ORIEL_INVALID_STATE_ERROR :
							oriel__port_writer_put(from->writer, message, given_up);
}

static void fd_add_context(oriel_port *port, struct oriel__message *message) {
	const struct fd_port *from = fd_port_of(port);
	if (!oriel__port_context_is_used(&from->context))
		return;
	uint64_t flow;
	struct oriel__trace_file *trace = oriel__trace_file(port->loop);
	message->prefix = oriel__port_context_encode(
		&from->context, oriel__context_here(port->loop), trace != NULL, &flow);
	if (trace != NULL && flow != 0)
		oriel__trace_file_flow(trace, oriel__trace_point_here(port->loop), flow, true);
}

static size_t fd_room(const oriel_port *port) {
	return port->has_ended ? 0 : oriel__port_writer_room(fd_port_of(port)->writer);
}

static void fd_start(oriel_port *port) {
	oriel__port_expect(port, port->inbox.count);
}

/* Does nothing, because all messages are already in the inbox. */
static void fd_refill(oriel_port *port) {
}

static void fd_took(oriel_port *port) {
	struct fd_port *to = fd_port_of(port);
	if (to->is_paused && port->inbox.count <= to->bound.limit / 2)
		port_fd_resume(to);
}

static void port_fd_close(oriel_port *port) {
	struct fd_port *closed = fd_port_of(port);
	oriel__abort_hook_remove(&closed->hook);
	port_fd_stop_reading(closed);
	close(closed->fd);
	port_fd_free_rest(closed);
	oriel__frames_finish(&closed->frames);
	if (closed->writer != NULL)
		oriel__port_writer_leave(closed->writer, closed->linger_ms);
	closed->writer = NULL;
}

static const struct oriel__port_class fd_class = {
	.send = fd_send,
	.add_context = fd_add_context,
	.room = fd_room,
	.start = fd_start,
	.refill = fd_refill,
	.took = fd_took,
	.close = port_fd_close,
};

static void port_fd_on_abort(struct oriel__abort_hook *hook) {
	struct fd_port *port = oriel__container_of(hook, struct fd_port, hook);
	oriel_port_close(&port->port);
}

static void port_fd_close_descriptors(int read_fd, int write_fd) {
	close(read_fd);
	if (write_fd != read_fd)
		close(write_fd);
}

/* Returns a separate descriptor for writing, because a descriptor can have only one watch. */
static int port_fd_separate_write_fd(const char *site, int read_fd, int write_fd) {
	int fd = write_fd == read_fd ? fcntl(read_fd, F_DUPFD_CLOEXEC, 0) : write_fd;
	if (fd < 0)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_port_new_fd at %s: descriptor %d cannot be duplicated: %s", site, read_fd,
			strerror(errno));
	return fd;
}

static struct fd_port *fd_port_new(
	int read_fd, const struct oriel_port_fd_options *options, struct oriel__message_bound bound) {
	struct fd_port *port = oriel__alloc_zero(1, sizeof(*port));
	oriel__port_init(&port->port, &fd_class, "oriel_port_new_fd");
	port->fd = read_fd;
	port->bound = bound;
	port->max_bytes = port->frames.max_bytes = options->max_bytes > 0 ? options->max_bytes :
																		DEFAULT_MAX_BYTES;
	port->context = (struct oriel__port_context){ options->trace, options->context };
	if (oriel__port_context_is_used(&port->context))
		port->frames.max_bytes += ORIEL__PORT_BLOCK_HEADER + ORIEL__PORT_BLOCK_MAX;
	port->linger_ms = options->linger_ms > 0 ? options->linger_ms : DEFAULT_LINGER_MS;
	return port;
}

/* Begins watching. Returns false if the descriptor cannot be polled. */
static bool port_fd_begin(struct fd_port *port, int write_fd) {
	port->writer = oriel__port_writer_new(&port->port, write_fd, port->bound);
	if (port->writer != NULL)
		port->watch = oriel_watch_fd(port->fd, ORIEL_WATCH_READABLE, port_fd_on_readable, port);
	return port->watch != 0;
}

oriel_port *oriel_port_new_fd_at(
	const char *site, int read_fd, int write_fd, const struct oriel_port_fd_options *options) {
	static const struct oriel_port_fd_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_port_new_fd");
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_port_new_fd", site, options);
	ORIEL_ASSERT(options->max_bytes <= UINT32_MAX,
		"oriel_port_new_fd at %s: .max_bytes is %zu; a message has up to 4,294,967,295", site,
		options->max_bytes);
	struct oriel__message_bound bound = oriel__message_bound(
		"oriel_port_new_fd", site, options->limit, options->policy);
	bool is_refused = oriel__loop_is_ending(loop) ||
		(options->signal != NULL && oriel_abort_signal_is_aborted(options->signal));
	int own_fd = is_refused ? -1 : port_fd_separate_write_fd(site, read_fd, write_fd);
	if (own_fd < 0) {
		port_fd_close_descriptors(read_fd, write_fd);
		return NULL;
	}
	struct fd_port *port = fd_port_new(read_fd, options, bound);
	if (!port_fd_begin(port, own_fd)) {
		oriel_port_unref(&port->port);
		return NULL;
	}
	if (oriel__port_context_is_used(&port->context))
		oriel__port_writer_greet(port->writer);
	oriel__abort_hook_add(options->signal, &port->hook, port_fd_on_abort);
	return &port->port;
}
