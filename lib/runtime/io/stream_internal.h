/* SPDX-License-Identifier: MIT */
/*
 * What a stream is made of, and what it and its back end (a descriptor, a file) ask of each other.
 * A back end embeds a stream as its first member, and never calls user code: what it finds out it
 * tells by the functions at the end, as a task.
 */
#ifndef ORIEL_IO_STREAM_INTERNAL_H
#define ORIEL_IO_STREAM_INTERNAL_H

#include "io/io_object_internal.h"

#include <sys/types.h>
#include <sys/uio.h>

/* None is called once the stream has closed. */
struct oriel__stream_class {
	/* It is open, and what it wants may have changed: oriel__stream_wanted(),
	 * oriel__stream_output(), oriel__stream_must_end(). */
	void (*update)(oriel_stream *stream);
	/* Gives up all but its memory: no call comes from it any more. */
	void (*close)(oriel_stream *stream);
};

struct oriel__stream_chunk {
	struct oriel_bytes *bytes;
	size_t offset; /* of what is not written */
};

struct oriel_stream {
	oriel_target target;
	struct oriel__io_object object;
	const struct oriel__stream_class *stream_class;
	oriel_loop *loop;
	char *name;
	const char *site;
	enum oriel_stream_state state;
	bool can_read, can_write; /* has that side */
	bool has_read_ended, is_write_ending, has_write_ended;
	bool is_destroyed;
	bool was_error_told; /* some promise has been rejected with it */
	unsigned notices;    /* bits of enum oriel__stream_notice, to be fired */
	struct oriel__task notice_task;
	struct oriel__deferred deferred;
	struct oriel_payload error; /* why it closed; all NULL: properly, or not yet */
	oriel_abort_signal *signal;       /* may be NULL */
	struct oriel__abort_hook hook;
	void (*closed)(oriel_stream *stream, void *owner); /* told when it closes, once; may be NULL */
	void *closed_owner;
	char *local_address, *remote_address; /* NULL: not a socket's */

	/* Reading: stream_read.c. */
	size_t credit;
	struct oriel__io_waits reads; /* the mark is how many bytes at most */
	struct oriel_bytes *leftover; /* read, and wanted by nobody yet; may be NULL */

	/* Writing: stream_write.c. */
	struct oriel_stream_buffer buffer;
	struct oriel__stream_chunk *chunks; /* a ring */
	size_t chunks_capacity, first_chunk, chunk_count;
	size_t buffered;
	uint64_t accepted, written; /* bytes in all */
	bool needs_drain;

	/* the mark of a flush is what has to be written */
	struct oriel__io_waits opens, drains, flushes;
};

enum oriel__stream_notice {
	ORIEL__STREAM_NOTICE_OPEN = 1,
	ORIEL__STREAM_NOTICE_DATA = 2,
	ORIEL__STREAM_NOTICE_DRAIN = 4,
	ORIEL__STREAM_NOTICE_END = 8,
	ORIEL__STREAM_NOTICE_ERROR = 16,
	ORIEL__STREAM_NOTICE_CLOSE = 32,
};

/* What makes a stream: it is opening. name is copied, signal may be NULL. */
struct oriel__stream_setup {
	const char *caller, *site, *name;
	enum oriel_stream_side side;
	struct oriel_stream_buffer buffer;
	oriel_abort_signal *signal;
};
/* memory is all zeros, from oriel__alloc_zero(). If the signal has aborted, the stream is closed,
 * and the back end has nothing to begin. */
void oriel__stream_init(oriel_stream *stream, const struct oriel__stream_class *stream_class,
	const struct oriel__stream_setup *setup);

/* What a back end asks. */

/* How many bytes may be read now; 0: nothing is to be read. */
size_t oriel__stream_wanted(const oriel_stream *stream);
/* Fills in what is to be written next. How many; 0: nothing is. */
size_t oriel__stream_output(const oriel_stream *stream, struct iovec *pieces, size_t room);
/* What is to be written next, from 0 on. */
static inline struct oriel__stream_chunk *oriel__stream_chunk_at(
	const oriel_stream *stream, size_t index) {
	return &stream->chunks[(stream->first_chunk + index) & (stream->chunks_capacity - 1)];
}
/* All is written, and the writing side is to end. */
bool oriel__stream_must_end(const oriel_stream *stream);

/* What a back end tells. After each, the stream may have closed or be destroyed (but not freed
 * inside a hold). */

void oriel__stream_opened(oriel_stream *stream);
/* bytes are handed over. From a task. */
void oriel__stream_got(oriel_stream *stream, struct oriel_bytes *bytes);
void oriel__stream_read_end(oriel_stream *stream);
void oriel__stream_wrote(oriel_stream *stream, size_t length);
void oriel__stream_write_end(oriel_stream *stream);
/* error, from oriel_error_new(), is handed over. */
void oriel__stream_fail_with(oriel_stream *stream, struct oriel_payload error);
/* message is handed over, from oriel__alloc(). */
void oriel__stream_fail(oriel_stream *stream, enum oriel_status status, char *message);
/* The same for an errno, as oriel__os_error_message(). */
void oriel__stream_fail_errno(oriel_stream *stream, const char *action, int error);

/* Among the files of a stream. */

void oriel__stream_check(const oriel_stream *stream, const char *caller);
void oriel__stream_notify(oriel_stream *stream, unsigned notices);
void oriel__stream_update(oriel_stream *stream);
/* Both sides have ended? Then it closes. */
void oriel__stream_close_if_over(oriel_stream *stream);
/* Delivers what is left over to those who want it now. From a task. */
void oriel__stream_deliver(oriel_stream *stream);
/* Drops what waits to be written, and what is left over. */
void oriel__stream_drop_buffers(oriel_stream *stream);
/* A promise about a stream that waits: for what has been reached already, or can never be, one that
 * is settled. */
oriel_promise *oriel__stream_wait(const char *site, oriel_stream *stream,
	struct oriel__io_waits *waits, bool is_reached, uint64_t mark, const char *caller,
	const struct oriel_stream_wait_options *options);

/* NULL: it is destroyed. */
static inline oriel_stream *oriel__stream_of_weak(const struct oriel__weak_target *weak) {
	oriel_stream *stream = oriel_stream_try_from_target(weak->target);
	return stream != NULL && !stream->is_destroyed ? stream : NULL;
}

/* stream_fd.c: of a descriptor that is open. fd is handed over. */
oriel_stream *oriel__stream_new_from_fd(const struct oriel__stream_setup *setup, int fd);
/* One whose descriptor comes later; closed, if the signal has aborted. */
oriel_stream *oriel__stream_new_without_fd(const struct oriel__stream_setup *setup);
/* It has come. fd is handed over. */
void oriel__stream_set_fd(oriel_stream *stream, int fd);

#endif
