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
	/** bytes from which on oriel_stream_write() returns false; 0: 64 KiB */
	size_t high_water ORIEL_DEFAULT;
	/**
	 * a write while more bytes than these wait fails the stream with ORIEL_QUOTA_EXCEEDED_ERROR; 0:
	 * 16 MiB, or high_water if that is more
	 */
	size_t limit ORIEL_DEFAULT;
};

enum oriel_stream_side {
	ORIEL_STREAM_BOTH,
	ORIEL_STREAM_READABLE,
	ORIEL_STREAM_WRITABLE,
};

/** Options of oriel_stream_new_fd(). */
struct oriel_stream_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_stream_side side ORIEL_DEFAULT;
	struct oriel_stream_buffer buffer ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the stream; may be NULL */
	const char *name ORIEL_DEFAULT; /**< for messages, copied; NULL: "descriptor 5" */
};

/** The function behind oriel_stream_new_fd(). */
ORIEL_API oriel_stream *oriel_stream_new_fd_at(
	const char *site, int fd, const struct oriel_stream_options *options);
/**
 * Makes a stream of a descriptor: a pipe, socket, terminal, FIFO. What cannot be polled, e.g. a
 * regular file, fails with ORIEL_TYPE_MISMATCH_ERROR.
 * @param ... fd, then members of struct oriel_stream_options by name; fd: handed over; set to
 * non-blocking, and to be closed in children
 * @return owned by the caller; oriel_stream_destroy()
 */
#define oriel_stream_new_fd(...) \
	ORIEL__CALL_1(oriel_stream_new_fd_at, struct oriel_stream_options, __VA_ARGS__, )

/**
 * Closes the stream at once, and ends it; legal anywhere, also in its own events. What is not
 * written yet is released. No event comes any more. NULL is allowed.
 */
ORIEL_API void oriel_stream_destroy(oriel_stream *stream);

/** Returns the stream as an event target. */
ORIEL_API oriel_target *oriel_stream_target(oriel_stream *stream);
/** Returns the stream that this target is, or NULL. */
ORIEL_API oriel_stream *oriel_stream_try_from_target(oriel_target *target);

enum oriel_stream_state {
	ORIEL_STREAM_OPENING, /**< e.g. connecting */
	ORIEL_STREAM_OPEN,
	ORIEL_STREAM_CLOSED,  /**< its descriptor is closed */
};
ORIEL_API enum oriel_stream_state oriel_stream_state(const oriel_stream *stream);
/** Returns whether more may come from it. */
ORIEL_API bool oriel_stream_is_readable(const oriel_stream *stream);
/**
 * Returns whether it takes bytes: it has that side, and neither oriel_stream_end() nor its end has
 * come.
 */
ORIEL_API bool oriel_stream_is_writable(const oriel_stream *stream);
/** Returns its path or address, as in messages; borrowed as long as the stream. */
ORIEL_API const char *oriel_stream_name(const oriel_stream *stream);

/* Reading. */

/** As a credit: reads as fast as the data is handled. */
#define ORIEL_STREAM_UNLIMITED ((size_t)-1)

/**
 * Grants `data` events of so many bytes in all, on top of what was granted and has not come. One
 * event has at most 64 KiB. Does nothing once the stream has closed.
 */
ORIEL_API void oriel_stream_request(oriel_stream *stream, size_t bytes);
/** Returns what was granted and has not come. */
ORIEL_API size_t oriel_stream_requested(const oriel_stream *stream);
/** Takes back what was granted and has not come. */
ORIEL_API void oriel_stream_pause(oriel_stream *stream);

/**
 * Returns the bytes of a `data` event, borrowed as long as the event: oriel_bytes_ref() keeps them;
 * NULL for an event of another kind.
 */
ORIEL_API struct oriel_bytes *oriel_event_bytes(const oriel_event *event);

/**
 * Options of oriel_stream_read(), oriel_stream_read_all(), oriel_stream_opened(),
 * oriel_stream_drained() and oriel_stream_flushed().
 */
struct oriel_stream_wait_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort rejects the promise with the reason of the abort, and leaves the stream as it is;
	 * may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_stream_read(). */
ORIEL_API oriel_promise *oriel_stream_read_at(const char *site, oriel_stream *stream, size_t max,
	const struct oriel_stream_wait_options *options);
/**
 * Reads what is there, or the next that comes. Several reads are answered in their order. A read
 * that is aborted loses nothing: the next one gets it.
 * @param ... max, then members of struct oriel_stream_wait_options by name; max: of bytes, above 0;
 * a promise brings at most 64 KiB
 * @return fulfilled with a struct oriel_bytes *, or with NULL at the end
 */
#define oriel_stream_read(stream, ...) \
	ORIEL__CALL_2(oriel_stream_read_at, struct oriel_stream_wait_options, stream, __VA_ARGS__, )

/** The function behind oriel_stream_read_all(). */
ORIEL_API oriel_promise *oriel_stream_read_all_at(const char *site, oriel_stream *stream,
	size_t limit, const struct oriel_stream_wait_options *options);
/**
 * Reads to the end.
 * @param ... limit, then members of struct oriel_stream_wait_options by name; limit: of bytes; more
 * reject the promise with ORIEL_QUOTA_EXCEEDED_ERROR, and what was read by then is lost
 * @return fulfilled with a struct oriel_bytes *, which may be empty
 */
#define oriel_stream_read_all(stream, ...) \
	ORIEL__CALL_2(oriel_stream_read_all_at, struct oriel_stream_wait_options, stream, __VA_ARGS__, )

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
/** Returns how many bytes wait to be written. */
ORIEL_API size_t oriel_stream_buffered(const oriel_stream *stream);
/**
 * Ends the writing side when all that waits has been written: the other side reads an end. Again,
 * it does nothing.
 */
ORIEL_API void oriel_stream_end(oriel_stream *stream);

/* Waiting. */

/** The function behind oriel_stream_opened(). */
ORIEL_API oriel_promise *oriel_stream_opened_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Returns fulfilled when it is open.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 */
#define oriel_stream_opened(...) \
	ORIEL__CALL_1(oriel_stream_opened_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** The function behind oriel_stream_drained(). */
ORIEL_API oriel_promise *oriel_stream_drained_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Returns fulfilled when less than the high-water mark waits, perhaps at once.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 */
#define oriel_stream_drained(...) \
	ORIEL__CALL_1(oriel_stream_drained_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** The function behind oriel_stream_flushed(). */
ORIEL_API oriel_promise *oriel_stream_flushed_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Returns fulfilled when all that was written before has been handed to the system, and after
 * oriel_stream_end() also the end.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 */
#define oriel_stream_flushed(...) \
	ORIEL__CALL_1(oriel_stream_flushed_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** Options of oriel_stream_pipe(). */
struct oriel_stream_pipe_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort ends the copying and rejects the promise with its reason; the streams stay as they
	 * are; may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	bool keep_open ORIEL_DEFAULT; /**< does not end the other stream at the end */
};

/** The function behind oriel_stream_pipe(). */
ORIEL_API oriel_promise *oriel_stream_pipe_at(const char *site, oriel_stream *from,
	oriel_stream *to, const struct oriel_stream_pipe_options *options);
/**
 * Copies what comes from one stream to another until the end, as fast as the slower of the two
 * goes, and ends that one. Both stay their owners'.
 * @param ... to, then members of struct oriel_stream_pipe_options by name
 * @return fulfilled when all has been handed to the system; rejected with the error of the one that
 * fails
 */
#define oriel_stream_pipe(from, ...) \
	ORIEL__CALL_2(oriel_stream_pipe_at, struct oriel_stream_pipe_options, from, __VA_ARGS__, )

ORIEL_END

#endif
