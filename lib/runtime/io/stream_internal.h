/* SPDX-License-Identifier: MIT */
/*
 * The structure of a stream, and the interface between a stream and its back end (a descriptor or a
 * file). A back end embeds a stream as its first member and never calls user code. It reports its
 * progress in a task, by the functions at the end of this header.
 */
#ifndef ORIEL_IO_STREAM_INTERNAL_H
#define ORIEL_IO_STREAM_INTERNAL_H

#include "io/io_object_internal.h"

#include <sys/types.h>
#include <sys/uio.h>

/* The functions of a back end. None is called after the stream has closed. */
struct oriel__stream_class {
	/* The stream is open, and the results of oriel__stream_wanted(), oriel__stream_output() or
	 * oriel__stream_must_end() may have changed. */
	void (*update)(oriel_stream *stream);
	/* Releases everything except the memory; the back end calls the stream no more. */
	void (*close)(oriel_stream *stream);
};

struct oriel__stream_chunk {
	struct oriel_bytes *bytes;
	size_t offset; /* number of bytes already written */
};

struct oriel_stream {
	oriel_target target;
	struct oriel__io_object object;
	const struct oriel__stream_class *stream_class;
	oriel_loop *loop;
	char *name;
	const char *site;
	enum oriel_stream_state state;
	bool can_read, can_write; /* the stream has that side */
	bool has_read_ended, is_write_ending, has_write_ended;
	bool is_destroyed;
	bool was_error_told; /* a promise was rejected with the error */
	unsigned notices;    /* bits of enum oriel__stream_notice to be fired */
	struct oriel__task notice_task;
	struct oriel__deferred deferred;
	struct oriel_payload error; /* the reason of closing; all NULL: no error, or not closed */
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__abort_hook hook;
	/* called once, when the stream closes; may be NULL */
	void (*closed)(oriel_stream *stream, void *owner);
	void *closed_owner;
	char *local_address, *remote_address; /* NULL: not a socket */

	/* Reading (stream_read.c): */
	size_t credit;
	struct oriel__io_waits reads; /* a wait's mark is the largest number of bytes */
	struct oriel_bytes *leftover; /* bytes that were read but are not wanted now; may be NULL */

	/* Writing (stream_write.c): */
	struct oriel_stream_buffer buffer;
	struct oriel__stream_chunk *chunks; /* a ring */
	size_t chunks_capacity, first_chunk, chunk_count;
	size_t buffered;
	uint64_t accepted, written; /* totals in bytes */
	bool needs_drain;

	/* a flush's mark is the position that must be written */
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

/* The options of a new stream, whose state is "opening". name is copied; signal may be NULL. */
struct oriel__stream_setup {
	const char *caller, *site, *name;
	enum oriel_stream_side side;
	struct oriel_stream_buffer buffer;
	oriel_abort_signal *signal;
};
/* Initialises a zeroed stream from oriel__alloc_zero(). If the signal has aborted, the stream is
 * closed, and the back end must not begin. */
void oriel__stream_init(oriel_stream *stream, const struct oriel__stream_class *stream_class,
	const struct oriel__stream_setup *setup);

/* Functions that a back end calls to find out what to do. */

/* Returns how many bytes may be read now; 0: none. */
size_t oriel__stream_wanted(const oriel_stream *stream);
/* Fills in the next bytes to write. Returns the number of pieces; 0: none. */
size_t oriel__stream_output(const oriel_stream *stream, struct iovec *pieces, size_t room);
/* Returns a chunk to write; index 0 is the next. */
static inline struct oriel__stream_chunk *oriel__stream_chunk_at(
	const oriel_stream *stream, size_t index) {
	return &stream->chunks[(stream->first_chunk + index) & (stream->chunks_capacity - 1)];
}
/* Returns whether everything is written and the writing side must end. */
bool oriel__stream_must_end(const oriel_stream *stream);

/* Functions by which a back end reports progress. After each call the stream may have been closed
 * or destroyed (but not freed, inside a hold). */

void oriel__stream_opened(oriel_stream *stream);
/* Delivers bytes, which are handed over. Called in a task. */
void oriel__stream_got(oriel_stream *stream, struct oriel_bytes *bytes);
void oriel__stream_read_end(oriel_stream *stream);
void oriel__stream_wrote(oriel_stream *stream, size_t length);
void oriel__stream_write_end(oriel_stream *stream);
/* error, from oriel_error_new(), is handed over. */
void oriel__stream_fail_with(oriel_stream *stream, struct oriel_payload error);
/* message, from oriel__alloc(), is handed over. */
void oriel__stream_fail(oriel_stream *stream, enum oriel_status status, char *message);
/* Fails the stream with an errno; the message is that of oriel__os_error_message(). */
void oriel__stream_fail_errno(oriel_stream *stream, const char *action, int error);

/* Functions shared by the files of a stream. */

void oriel__stream_check(const oriel_stream *stream, const char *caller);
void oriel__stream_notify(oriel_stream *stream, unsigned notices);
void oriel__stream_update(oriel_stream *stream);
/* Closes the stream if both sides have ended. */
void oriel__stream_close_if_over(oriel_stream *stream);
/* Delivers left-over bytes that are wanted now. Called in a task. */
void oriel__stream_deliver(oriel_stream *stream);
/* Drops bytes that wait to be written, and left-over bytes. */
void oriel__stream_drop_buffers(oriel_stream *stream);
/* Returns a promise that waits for something of a stream. The promise is already settled if that
 * has happened, or can no longer happen. */
oriel_promise *oriel__stream_wait(const char *site, oriel_stream *stream,
	struct oriel__io_waits *waits, bool is_reached, uint64_t mark, const char *caller,
	const struct oriel_stream_wait_options *options);

/* Returns NULL if the stream was destroyed. */
static inline oriel_stream *oriel__stream_of_weak(const struct oriel__weak_target *weak) {
	oriel_stream *stream = oriel_stream_try_from_target(weak->target);
	return stream != NULL && !stream->is_destroyed ? stream : NULL;
}

/* Creates a stream from an open descriptor, which is handed over (stream_fd.c). */
oriel_stream *oriel__stream_new_from_fd(const struct oriel__stream_setup *setup, int fd);
/* Creates a stream that gets its descriptor later. The stream is closed if the signal has
 * aborted. */
oriel_stream *oriel__stream_new_without_fd(const struct oriel__stream_setup *setup);
/* Sets the descriptor of such a stream; fd is handed over. */
void oriel__stream_set_fd(oriel_stream *stream, int fd);

#endif
