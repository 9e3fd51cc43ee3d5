/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Streams of bytes: files (file_stream.h), connections (socket.h), the pipes of a child process
 * (process.h), and any descriptor.
 *
 * A stream has a side for reading, a side for writing, or both. Events at a stream, each a task:
 *
 * - `open`: the stream can be read and written; requests and writes before that wait.
 * - `data`: bytes have come that oriel_stream_request() has granted; see oriel_event_bytes().
 * - `end`: there is nothing more to read; the side for writing stays as it is.
 * - `drain`: a write has returned false, and there is room again.
 * - `error`: the stream has failed; see oriel_event_error(). The error is reported (error.h) if it
 *   reaches neither a listener nor a promise.
 * - `close`, the last: both sides have ended, the stream has failed, or its signal has aborted. Its
 *   descriptor is closed by then.
 *
 * Nothing is read without a request: oriel_stream_request() grants bytes for `data` events, and
 * oriel_stream_read() makes promises, which are served first if both are used. The end of the bytes
 * and a lost connection are therefore detected only while the program reads or writes.
 *
 * ```c
 * static void on_data(oriel_event *event, void *data) {
 * 	struct oriel_bytes *bytes = oriel_event_bytes(event);
 * 	fwrite(bytes->data, 1, bytes->length, stdout);
 * }
 *
 * oriel_listen(stream, "data", on_data, NULL);
 * oriel_stream_request(stream, 100);
 * ```
 *
 * If 2 pieces of 60 bytes come, `data` events of 60 and of 40 bytes follow, and 20 bytes wait.
 *
 * A stream has one owner, even after it has closed. The end of a loop destroys the streams that are
 * left. Waiting promises are rejected: with the error of a failure, with the reason of an abort,
 * and with ORIEL_ABORT_ERROR when the stream is destroyed. Later promises are rejected in the same
 * way.
 *
 * Thread: loop. Errors: an `error` event, or a rejected promise.
 */
#ifndef ORIEL_IO_STREAM_H
#define ORIEL_IO_STREAM_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** Bounds of the bytes that a stream keeps until they are written. */
struct oriel_stream_buffer {
	/** oriel_stream_write() returns false while this many bytes or more wait; 0: 64 KiB */
	size_t high_water ORIEL_DEFAULT;
	/**
	 * a write while more bytes than these wait fails the stream with ORIEL_QUOTA_EXCEEDED_ERROR; 0:
	 * 16 MiB, or high_water if that is more
	 */
	size_t limit ORIEL_DEFAULT;
};

/** The sides of a stream. */
enum oriel_stream_side {
	ORIEL_STREAM_BOTH,
	ORIEL_STREAM_READABLE,
	ORIEL_STREAM_WRITABLE,
};

/** Options of oriel_stream_new_fd(). */
struct oriel_stream_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_stream_side side ORIEL_DEFAULT; /**< ORIEL_STREAM_BOTH unless given */
	struct oriel_stream_buffer buffer ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the stream; may be NULL */
	const char *name ORIEL_DEFAULT; /**< for messages, copied; NULL: "descriptor 5" */
};

/** Does the work of oriel_stream_new_fd(). */
ORIEL_API oriel_stream *oriel_stream_new_fd_at(
	const char *site, int fd, const struct oriel_stream_options *options);
/**
 * Makes a stream of a descriptor: a pipe, socket, terminal or FIFO. A descriptor that cannot be
 * polled, e.g. of a regular file, fails with ORIEL_TYPE_MISMATCH_ERROR.
 * @param ... fd, handed over, set to non-blocking and closed in children; then members of struct
 * oriel_stream_options by name
 * @return owned by the caller; oriel_stream_destroy()
 */
#define oriel_stream_new_fd(...) \
	ORIEL__CALL_1(oriel_stream_new_fd_at, struct oriel_stream_options, __VA_ARGS__, )

/**
 * Closes the stream at once, and destroys it. Legal anywhere, also in its own events; NULL is
 * allowed. Bytes that are not written yet are lost, and no event follows.
 */
ORIEL_API void oriel_stream_destroy(oriel_stream *stream);

/** Returns the stream as an event target. */
ORIEL_API oriel_target *oriel_stream_target(oriel_stream *stream);
/** Returns the stream whose target this is, borrowed; NULL if the target is no stream. */
ORIEL_API oriel_stream *oriel_stream_try_from_target(oriel_target *target);

/** The state of a stream. */
enum oriel_stream_state {
	ORIEL_STREAM_OPENING, /**< e.g. connecting */
	ORIEL_STREAM_OPEN,
	ORIEL_STREAM_CLOSED,  /**< its descriptor is closed */
};
/** Returns the state of the stream. */
ORIEL_API enum oriel_stream_state oriel_stream_state(const oriel_stream *stream);
/** Returns whether more bytes may come. */
ORIEL_API bool oriel_stream_is_readable(const oriel_stream *stream);
/**
 * Returns whether the stream accepts bytes: it is not closed, it has a side for writing, and
 * oriel_stream_end() has not been called.
 */
ORIEL_API bool oriel_stream_is_writable(const oriel_stream *stream);
/** Returns the stream's path or address, as in messages, borrowed as long as the stream. */
ORIEL_API const char *oriel_stream_name(const oriel_stream *stream);

/* ---- Reading ---- */

/** A request without an end: reads as fast as the listeners run. */
#define ORIEL_STREAM_UNLIMITED ((size_t)-1)

/**
 * Grants this many bytes to `data` events, in addition to granted bytes that have not come yet. One
 * event has at most 64 KiB. Does nothing once the stream has closed.
 */
ORIEL_API void oriel_stream_request(oriel_stream *stream, size_t bytes);
/** Returns the number of bytes that were granted and have not come. */
ORIEL_API size_t oriel_stream_requested(const oriel_stream *stream);
/** Withdraws the grant of bytes that have not come yet. */
ORIEL_API void oriel_stream_pause(oriel_stream *stream);

/**
 * Returns the bytes of a `data` event, borrowed as long as the event; oriel_bytes_ref() keeps them.
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

/** Does the work of oriel_stream_read(). */
ORIEL_API oriel_promise *oriel_stream_read_at(const char *site, oriel_stream *stream, size_t max,
	const struct oriel_stream_wait_options *options);
/**
 * Reads the bytes that have come, or else the next bytes that come. Several reads are served in
 * order. An aborted read loses nothing: the next read gets the bytes.
 * @param ... max, bytes, above 0, then members of struct oriel_stream_wait_options by name
 * @return fulfilled with a struct oriel_bytes * of at most 64 KiB; with NULL at the end
 */
#define oriel_stream_read(stream, ...) \
	ORIEL__CALL_2(oriel_stream_read_at, struct oriel_stream_wait_options, stream, __VA_ARGS__, )

/** Does the work of oriel_stream_read_all(). */
ORIEL_API oriel_promise *oriel_stream_read_all_at(const char *site, oriel_stream *stream,
	size_t limit, const struct oriel_stream_wait_options *options);
/**
 * Reads to the end.
 * @param ... limit, bytes, then members of struct oriel_stream_wait_options by name. More bytes
 * reject the promise with ORIEL_QUOTA_EXCEEDED_ERROR, and the bytes read by then are lost
 * @return fulfilled with a struct oriel_bytes *, which may be empty
 */
#define oriel_stream_read_all(stream, ...) \
	ORIEL__CALL_2(oriel_stream_read_all_at, struct oriel_stream_wait_options, stream, __VA_ARGS__, )

/* ---- Writing ---- */

/**
 * Writes bytes, behind the bytes that already wait.
 *
 * Asserts after oriel_stream_end(), and on a stream without a side for writing. Once the stream has
 * closed, the bytes are lost, and the call returns false.
 *
 * @param data copied
 * @return whether fewer bytes than the high-water mark wait now; after false, a `drain` follows
 */
ORIEL_API bool oriel_stream_write(oriel_stream *stream, const void *data, size_t length);
/**
 * Writes bytes without copying them, as oriel_stream_write() does.
 * @param bytes handed over; released when they have been written, or are lost
 * @return as oriel_stream_write()
 */
ORIEL_API bool oriel_stream_write_bytes(oriel_stream *stream, struct oriel_bytes *bytes);
/** Returns the number of bytes that wait to be written. */
ORIEL_API size_t oriel_stream_buffered(const oriel_stream *stream);
/**
 * Ends the side for writing once all waiting bytes are written; the peer then reads the end. A
 * second call does nothing.
 */
ORIEL_API void oriel_stream_end(oriel_stream *stream);

/* ---- Waiting ---- */

/** Does the work of oriel_stream_opened(). */
ORIEL_API oriel_promise *oriel_stream_opened_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Waits until the stream is open.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 * @return fulfilled without a value
 */
#define oriel_stream_opened(...) \
	ORIEL__CALL_1(oriel_stream_opened_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** Does the work of oriel_stream_drained(). */
ORIEL_API oriel_promise *oriel_stream_drained_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Waits until fewer bytes than the high-water mark wait to be written, which may be at once.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 * @return fulfilled without a value
 */
#define oriel_stream_drained(...) \
	ORIEL__CALL_1(oriel_stream_drained_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** Does the work of oriel_stream_flushed(). */
ORIEL_API oriel_promise *oriel_stream_flushed_at(
	const char *site, oriel_stream *stream, const struct oriel_stream_wait_options *options);
/**
 * Waits until all bytes written before have been handed to the system, and after oriel_stream_end()
 * also the end.
 * @param ... stream, then members of struct oriel_stream_wait_options by name
 * @return fulfilled without a value
 */
#define oriel_stream_flushed(...) \
	ORIEL__CALL_1(oriel_stream_flushed_at, struct oriel_stream_wait_options, __VA_ARGS__, )

/** Options of oriel_stream_pipe(). */
struct oriel_stream_pipe_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort ends the copying and rejects the promise with the reason of the abort; the streams
	 * stay as they are; may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	bool keep_open ORIEL_DEFAULT; /**< does not end the target stream after the last byte */
};

/** Does the work of oriel_stream_pipe(). */
ORIEL_API oriel_promise *oriel_stream_pipe_at(const char *site, oriel_stream *from,
	oriel_stream *to, const struct oriel_stream_pipe_options *options);
/**
 * Copies the bytes of one stream to another until the end, at the speed of the slower stream. Then
 * ends the target stream (oriel_stream_end()). The owners of both streams stay the same.
 * @param ... to, then members of struct oriel_stream_pipe_options by name
 * @return fulfilled without a value when all bytes have been handed to the system; rejected with
 * the error of the stream that fails
 */
#define oriel_stream_pipe(from, ...) \
	ORIEL__CALL_2(oriel_stream_pipe_at, struct oriel_stream_pipe_options, from, __VA_ARGS__, )

ORIEL_END

#endif
