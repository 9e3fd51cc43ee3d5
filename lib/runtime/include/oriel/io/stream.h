/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Streams of bytes: files (file_stream.h), connections (socket.h), the pipes of a child process
 * (process.h), and any descriptor.
 *
 * A stream has a side that is read, a side that is written, or both. It is an event target; these
 * are fired at it, each as a task:
 *
 *   `open`   it can be read and written; what was asked of it before that waits
 *   `data`   bytes that oriel_stream_request() has granted; oriel_event_bytes()
 *   `end`    there is nothing more to read; the other side stays as it is
 *   `drain`  a write was answered with false, and there is room again
 *   `error`  it has failed; oriel_event_error(). If nobody listens and no promise was rejected with
 * it, it is reported (error.h) `close`  the last: both sides have ended, it has failed, or its
 * signal has aborted. Its descriptor is closed by then
 *
 * Nothing is read that nobody has asked for: who grants credit gets `data`, who calls
 * oriel_stream_read() gets promises, which come first if both are done. So the end, and that the
 * other side is gone, is noticed only by one who reads or writes.
 *
 * A stream is owned by whoever made it, also when it has closed. One that is left when its loop
 * ends is destroyed with it. Promises that wait are rejected with the error when it fails, with the
 * signal's reason when it is aborted, and with ORIEL_ABORT_ERROR when it is destroyed; afterwards
 * as then.
 *
 * Thread: loop.
 */
#ifndef ORIEL_IO_STREAM_H
#define ORIEL_IO_STREAM_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** How much a stream keeps that is not written yet. */
struct oriel_stream_buffer {
	size_t high_water; /**< bytes from which on a write is answered with false; 0: 64 KiB */
	/**< a write while more bytes than these wait fails the stream with ORIEL_QUOTA_EXCEEDED_ERROR;
	 * 0: 16 MiB, or high_water if that is more */
	size_t limit;
};

enum oriel_stream_side {
	ORIEL_STREAM_BOTH,
	ORIEL_STREAM_READABLE,
	ORIEL_STREAM_WRITABLE,
};

struct oriel_stream_options {
	enum oriel_stream_side side;
	struct oriel_stream_buffer buffer;
	oriel_abort_signal *signal; /**< its abort closes the stream; may be NULL */
	const char *name;     /**< for messages, copied; NULL: "descriptor 5" */
	size_t size;
};

/**
 * Makes a stream of a descriptor: a pipe, socket, terminal, FIFO. What cannot be polled, e.g. a
 * regular file, fails with ORIEL_TYPE_MISMATCH_ERROR.
 * @param fd handed over; set to non-blocking, and to be closed in children
 * @return owned by the caller; oriel_stream_destroy()
 */
ORIEL_API oriel_stream *oriel_stream_new_fd_at(
	const char *site, int fd, const struct oriel_stream_options *options);
#define oriel_stream_new_fd(...) \
	ORIEL__STREAM_NEW_FD(__VA_ARGS__, .size = sizeof(struct oriel_stream_options))
#define ORIEL__STREAM_NEW_FD(fd, ...) \
	oriel_stream_new_fd_at(ORIEL_SITE, fd, &(const struct oriel_stream_options){ __VA_ARGS__ })

/**
 * Closes the stream at once, and ends it; legal anywhere, also in its own events. What is not
 * written yet is dropped. No event comes any more. NULL is allowed.
 */
ORIEL_API void oriel_stream_destroy(oriel_stream *stream);

/** @return the stream as an event target */
ORIEL_API oriel_target *oriel_stream_target(oriel_stream *stream);
/** @return the stream that this target is, or NULL */
ORIEL_API oriel_stream *oriel_stream_try_from_target(oriel_target *target);

enum oriel_stream_state {
	ORIEL_STREAM_OPENING, /**< e.g. connecting */
	ORIEL_STREAM_OPEN,
	ORIEL_STREAM_CLOSED,  /**< its descriptor is closed */
};
ORIEL_API enum oriel_stream_state oriel_stream_state(const oriel_stream *stream);
/** @return whether more may come from it */
ORIEL_API bool oriel_stream_is_readable(const oriel_stream *stream);
/** @return whether it takes bytes: it has that side, and neither oriel_stream_end() nor its end has
 * come */
ORIEL_API bool oriel_stream_is_writable(const oriel_stream *stream);
/** @return its path or address, as in messages; borrowed as long as the stream */
ORIEL_API const char *oriel_stream_name(const oriel_stream *stream);

/* Reading. */

/** As a credit: reads as fast as the data is handled. */
#define ORIEL_STREAM_UNLIMITED ((size_t)-1)

/**
 * Grants `data` events of so many bytes in all, on top of what was granted and has not come. One
 * event has at most 64 KiB. Does nothing once the stream has closed.
 */
ORIEL_API void oriel_stream_request(oriel_stream *stream, size_t bytes);
/** @return what was granted and has not come */
ORIEL_API size_t oriel_stream_requested(const oriel_stream *stream);
/** Takes back what was granted and has not come. */
ORIEL_API void oriel_stream_pause(oriel_stream *stream);

/** @return the bytes of a `data` event, borrowed as long as the event: oriel_bytes_ref() keeps
 * them; NULL for an event of another kind */
ORIEL_API struct oriel_bytes *oriel_event_bytes(const oriel_event *event);

struct oriel_stream_wait_options {
	/**< its abort rejects the promise with its reason, and leaves the stream as it is; may be NULL
	 */
	oriel_abort_signal *signal;
	size_t size;
};

/**
 * Reads what is there, or the next that comes. Several reads are answered in their order. A read
 * that is aborted loses nothing: the next one gets it.
 * @param max of bytes, above 0; a promise brings at most 64 KiB
 * @return fulfilled with a struct oriel_bytes *, or with NULL at the end
 */
ORIEL_API oriel_promise *oriel_stream_read_at(const char *site, oriel_stream *stream, size_t max,
	const struct oriel_stream_wait_options *options);
#define oriel_stream_read(...) \
	ORIEL__STREAM_READ(__VA_ARGS__, .size = sizeof(struct oriel_stream_wait_options))
#define ORIEL__STREAM_READ(stream, max, ...) \
	oriel_stream_read_at( \
		ORIEL_SITE, stream, max, &(const struct oriel_stream_wait_options){ __VA_ARGS__ })

/**
 * Reads to the end.
 * @param limit of bytes; more reject the promise with ORIEL_QUOTA_EXCEEDED_ERROR, and what was read
 * by then is lost
 * @return fulfilled with a struct oriel_bytes *, which may be empty
 */
ORIEL_API oriel_promise *oriel_stream_read_all_at(const char *site, oriel_stream *stream,
	size_t limit, const struct oriel_stream_wait_options *options);
#define oriel_stream_read_all(...) \
	ORIEL__STREAM_READ_ALL(__VA_ARGS__, .size = sizeof(struct oriel_stream_wait_options))
#define ORIEL__STREAM_READ_ALL(stream, limit, ...) \
	oriel_stream_read_all_at( \
		ORIEL_SITE, stream, limit, &(const struct oriel_stream_wait_options){ __VA_ARGS__ })

/* Writing. Asserts after oriel_stream_end(), and on a stream without that side; once the stream has
 * closed, bytes are dropped, and false is answered. */

/**
 * Writes bytes, after those that wait.
 * @param data copied
 * @return whether less than the high-water mark waits now; after false, `drain` comes when that is
 * so again
 */
ORIEL_API bool oriel_stream_write(oriel_stream *stream, const void *data, size_t length);
/** Writes bytes without copying them. @param bytes handed over; given up when they have been
 * written, or never will be @return as oriel_stream_write() */
ORIEL_API bool oriel_stream_write_bytes(oriel_stream *stream, struct oriel_bytes *bytes);
/** @return how many bytes wait to be written */
ORIEL_API size_t oriel_stream_buffered(const oriel_stream *stream);
/**
 * Ends the writing side when all that waits has been written: the other side reads an end. Again,
 * it does nothing.
 */
ORIEL_API void oriel_stream_end(oriel_stream *stream);

/* Waiting. */

/** @return fulfilled when it is open */
ORIEL_API oriel_promise *oriel_stream_opened_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
#define oriel_stream_opened(...) \
	ORIEL__STREAM_OPENED(__VA_ARGS__, .size = sizeof(struct oriel_stream_wait_options))
#define ORIEL__STREAM_OPENED(stream, ...) \
	oriel_stream_opened_at( \
		ORIEL_SITE, stream, &(const struct oriel_stream_wait_options){ __VA_ARGS__ })

/** @return fulfilled when less than the high-water mark waits, perhaps at once */
ORIEL_API oriel_promise *oriel_stream_drained_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
#define oriel_stream_drained(...) \
	ORIEL__STREAM_DRAINED(__VA_ARGS__, .size = sizeof(struct oriel_stream_wait_options))
#define ORIEL__STREAM_DRAINED(stream, ...) \
	oriel_stream_drained_at( \
		ORIEL_SITE, stream, &(const struct oriel_stream_wait_options){ __VA_ARGS__ })

/** @return fulfilled when all that was written before has been handed to the system, and after
 * oriel_stream_end() also the end */
ORIEL_API oriel_promise *oriel_stream_flushed_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
#define oriel_stream_flushed(...) \
	ORIEL__STREAM_FLUSHED(__VA_ARGS__, .size = sizeof(struct oriel_stream_wait_options))
#define ORIEL__STREAM_FLUSHED(stream, ...) \
	oriel_stream_flushed_at( \
		ORIEL_SITE, stream, &(const struct oriel_stream_wait_options){ __VA_ARGS__ })

struct oriel_stream_pipe_options {
	/**< its abort ends the copying and rejects the promise with its reason; the streams stay as
	 * they are; may be NULL */
	oriel_abort_signal *signal;
	bool keep_open;       /**< does not end the other stream at the end */
	size_t size;
};

/**
 * Copies what comes from one stream to another until the end, as fast as the slower of the two
 * goes, and ends that one. Both stay their owners'.
 * @return fulfilled when all has been handed to the system; rejected with the error of the one that
 * fails
 */
ORIEL_API oriel_promise *oriel_stream_pipe_at(const char *site, oriel_stream *from,
	oriel_stream *to, const struct oriel_stream_pipe_options *options);
#define oriel_stream_pipe(...) \
	ORIEL__STREAM_PIPE(__VA_ARGS__, .size = sizeof(struct oriel_stream_pipe_options))
#define ORIEL__STREAM_PIPE(from, to, ...) \
	oriel_stream_pipe_at( \
		ORIEL_SITE, from, to, &(const struct oriel_stream_pipe_options){ __VA_ARGS__ })

ORIEL_END

#endif
