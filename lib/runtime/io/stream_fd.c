/* SPDX-License-Identifier: MIT */
/*
 * Streams of a descriptor that can be polled: pipes, sockets, terminals. A descriptor is read when
 * it is readable and something is wanted. Output is written at the end of the checkpoint, without
 * asking. What is left then, and output from the code around the loop, is written by a task. A
 * descriptor that has taken no more is written when it is writable again.
 */
#include "io/address_internal.h"
#include "io/stream_internal.h"
#include "base/write_pieces_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/log.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	MAX_PIECES = 64,
	MAX_WRITES = 16, /* in a row, before other tasks run */
};

struct fd_stream {
	oriel_stream stream;                  /* first member */
	struct oriel__descriptor *descriptor; /* NULL: none yet, or closed */
	struct oriel__io_flush flush;
	struct oriel__task write_task; /* what a flush has left */
	bool is_socket;
	bool is_full; /* the last write was refused, so the descriptor is polled */
};

static struct fd_stream *fd_stream_of(oriel_stream *stream) {
	return oriel__container_of(stream, struct fd_stream, stream);
}

/* ---- Reading ---- */

static ssize_t stream_fd_read_some(int fd, char *buffer, size_t size) {
	ssize_t length;
	do
		length = read(fd, buffer, size);
	while (length < 0 && errno == EINTR);
	return length;
}

static void stream_fd_take(oriel_stream *stream, size_t length) {
	oriel__stream_got(stream, oriel__io_scratch_bytes(stream->object.io, length));
}

static void stream_fd_read_once(struct fd_stream *self) {
	oriel_stream *stream = &self->stream;
	size_t wanted = oriel__stream_wanted(stream);
	if (wanted == 0)
		return;
	char *scratch = oriel__io_scratch(stream->object.io);
	if (scratch == NULL) {
		oriel__stream_fail_errno(stream, "read", ENOMEM);
		return;
	}
	ssize_t length = stream_fd_read_some(oriel__descriptor_fd(self->descriptor), scratch, wanted);
	if (length > 0)
		stream_fd_take(stream, (size_t)length);
	else if (length == 0)
		oriel__stream_read_end(stream);
	else if (errno != EAGAIN)
		oriel__stream_fail_errno(stream, "read", errno);
}

/* ---- Writing ---- */

/* Writes once. Returns whether another write may succeed at once. */
static bool stream_fd_write_once(struct fd_stream *self) {
	struct iovec pieces[MAX_PIECES];
	size_t count = oriel__stream_output(&self->stream, pieces, MAX_PIECES);
	ssize_t length = count > 0 ? oriel__write_pieces(oriel__descriptor_fd(self->descriptor),
									self->is_socket, pieces, count) :
								0;
	if (length > 0)
		oriel__stream_wrote(&self->stream, (size_t)length);
	else if (length < 0 && errno == EAGAIN)
		self->is_full = true;
	else if (length < 0)
		oriel__stream_fail_errno(&self->stream, "write", errno);
	return length > 0;
}

/* Ends the writing side. A pipe that is also read cannot be half-closed; its other end sees the end
 * when the stream closes. */
static void stream_fd_end_writing(struct fd_stream *self) {
	if (self->is_socket && shutdown(oriel__descriptor_fd(self->descriptor), SHUT_WR) != 0 &&
		errno != ENOTCONN)
		oriel__stream_fail_errno(&self->stream, "end", errno);
	else
		oriel__stream_write_end(&self->stream);
}

static void stream_fd_write_all(struct fd_stream *self) {
	for (int i = 0; i < MAX_WRITES; i++) {
		if (!stream_fd_write_once(self) || self->stream.state == ORIEL_STREAM_CLOSED)
			break;
	}
	if (self->stream.state == ORIEL_STREAM_OPEN && oriel__stream_must_end(&self->stream))
		stream_fd_end_writing(self);
}

static void stream_fd_run_write(struct oriel__task *task) {
	struct fd_stream *self = oriel__container_of(task, struct fd_stream, write_task);
	oriel_loop *loop = self->stream.loop;
	oriel__hold_begin(loop);
	stream_fd_write_all(self);
	oriel__stream_update(&self->stream);
	oriel__hold_end(loop);
}

/* ---- The back end ---- */

static bool stream_fd_has_output(const oriel_stream *stream) {
	return stream->chunk_count > 0 || oriel__stream_must_end(stream);
}

static void stream_fd_flush(struct oriel__io_flush *flush) {
	struct fd_stream *self = oriel__container_of(flush, struct fd_stream, flush);
	oriel_loop *loop = self->stream.loop;
	oriel__hold_begin(loop);
	stream_fd_write_all(self);
	if (self->stream.state == ORIEL_STREAM_OPEN && stream_fd_has_output(&self->stream) &&
		!self->is_full)
		oriel__task_queue(loop, &self->write_task, ORIEL_TASK_SOURCE_IO, stream_fd_run_write);
	oriel__stream_update(&self->stream);
	oriel__hold_end(loop);
}

static void fd_update(oriel_stream *stream) {
	struct fd_stream *self = fd_stream_of(stream);
	oriel__descriptor_poll(self->descriptor,
		(oriel__stream_wanted(stream) > 0 ? ORIEL__DESCRIPTOR_READABLE : 0u) |
			(self->is_full ? ORIEL__DESCRIPTOR_WRITABLE : 0u));
	if (!stream_fd_has_output(stream) || self->is_full || self->write_task.is_queued)
		return;
	if (oriel__loop_is_stepping(stream->loop))
		oriel__io_flush_queue(stream->object.io, &self->flush);
	else if (!self->flush.is_queued)
		oriel__task_queue(
			stream->loop, &self->write_task, ORIEL_TASK_SOURCE_IO, stream_fd_run_write);
}

static void stream_fd_close(oriel_stream *stream) {
	struct fd_stream *self = fd_stream_of(stream);
	oriel__io_flush_cancel(stream->object.io, &self->flush);
	oriel__task_cancel(stream->loop, &self->write_task);
	oriel__descriptor_close(self->descriptor);
	self->descriptor = NULL;
}

static const struct oriel__stream_class fd_class = { .update = fd_update,
	.close = stream_fd_close };

static void stream_fd_on_ready(void *owner, unsigned ready) {
	struct fd_stream *self = owner;
	oriel_loop *loop = self->stream.loop;
	oriel__hold_begin(loop);
	if ((ready & ORIEL__DESCRIPTOR_READABLE) != 0)
		stream_fd_read_once(self);
	if ((ready & ORIEL__DESCRIPTOR_WRITABLE) != 0 && self->stream.state == ORIEL_STREAM_OPEN) {
		self->is_full = false;
		stream_fd_write_all(self);
	}
	oriel__stream_update(&self->stream);
	oriel__hold_end(loop);
}

oriel_stream *oriel__stream_new_without_fd(const struct oriel__stream_setup *setup) {
	struct fd_stream *self = oriel__alloc_zero(1, sizeof(*self));
	self->flush.run = stream_fd_flush;
	oriel__stream_init(&self->stream, &fd_class, setup);
	return &self->stream;
}

static char *stream_fd_address(int (*get)(int, struct sockaddr *, socklen_t *), int fd) {
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);
	if (get(fd, (struct sockaddr *)&address, &length) != 0)
		return oriel__strdup("");
	return oriel__address_text((const struct sockaddr *)&address, length);
}

static void stream_fd_store_addresses(oriel_stream *stream, int fd) {
	stream->local_address = stream_fd_address(getsockname, fd);
	stream->remote_address = stream_fd_address(getpeername, fd);
}

static void stream_fd_set_close_on_exec(int fd) {
	int flags = fcntl(fd, F_GETFD);
	if (flags >= 0 && (flags & FD_CLOEXEC) == 0)
		fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
}

void oriel__stream_set_fd(oriel_stream *stream, int fd) {
	struct fd_stream *self = fd_stream_of(stream);
	int error = 0;
	self->is_socket = oriel__is_socket(fd);
	self->descriptor = oriel__descriptor_new(stream->loop, fd, stream_fd_on_ready, self, &error);
	if (self->descriptor != NULL) {
		if (self->is_socket)
			stream_fd_store_addresses(stream, fd);
		oriel__stream_opened(stream);
		return;
	}
	if (error != EBADF)
		close(fd);
	if (error == EPERM)
		oriel__stream_fail(stream, ORIEL_TYPE_MISMATCH_ERROR,
			oriel__strdup("this descriptor cannot be polled; read and write files by file_stream.h "
						"or file.h"));
	else
		oriel__stream_fail_errno(stream, "poll", error);
}

oriel_stream *oriel__stream_new_from_fd(const struct oriel__stream_setup *setup, int fd) {
	oriel_stream *stream = oriel__stream_new_without_fd(setup);
	if (stream->state == ORIEL_STREAM_CLOSED)
		close(fd);
	else
		oriel__stream_set_fd(stream, fd);
	return stream;
}

oriel_stream *oriel_stream_new_fd_at(
	const char *site, int fd, const struct oriel_stream_options *options) {
	static const struct oriel_stream_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_stream_new_fd", site, options);
	ORIEL_ASSERT(fd >= 0, "oriel_stream_new_fd at %s: the descriptor is %d; pass one that is open",
		site, fd);
	char name[32];
	snprintf(name, sizeof(name), "descriptor %d", fd);
	stream_fd_set_close_on_exec(fd);
	return oriel__stream_new_from_fd(&(const struct oriel__stream_setup){
		.caller = "oriel_stream_new_fd",
		.site = site,
		.name = options->name != NULL ? options->name : name,
		.side = options->side,
		.buffer = options->buffer,
		.signal = options->signal,
	}, fd);
}
