/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Files as streams, for reading and writing in pieces. Whole files are file.h's.
 *
 * ```c
 * // Reads the bytes 1,000 to 1,199 of the file.
 * oriel_stream *stream = oriel_file_reader_new("app.log", .offset = 1000, .length = 200);
 * oriel_promise *bytes = oriel_stream_read_all(stream, 200);
 * ```
 *
 * Files cannot be polled: each piece is read or written on the pool (job.h), so that a slow disk
 * never blocks the loop. Only regular files are opened. A directory, a FIFO or a device fails with
 * ORIEL_TYPE_MISMATCH_ERROR, without waiting for its other end. A FIFO opened by the program, with
 * O_NONBLOCK, works with oriel_stream_new_fd().
 *
 * Thread: loop. Errors: an `error` event at the stream.
 */
#ifndef ORIEL_IO_FILE_STREAM_H
#define ORIEL_IO_FILE_STREAM_H

#include <oriel/io/stream.h>

ORIEL_BEGIN

/** Options of oriel_file_reader_new(). */
struct oriel_file_reader_options {
	ORIEL_OPTIONS_HEAD;
	/** bytes from the start; beyond the end there is nothing to read */
	uint64_t offset ORIEL_DEFAULT;
	/** bytes to read at most; 0: to the end of the file, also of one that grows */
	uint64_t length ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the stream; may be NULL */
};

/** Does the work of oriel_file_reader_new(). */
ORIEL_API oriel_stream *oriel_file_reader_new_at(
	const char *site, const char *path, const struct oriel_file_reader_options *options);
/**
 * Opens a file to be read.
 * @param ... path, then members of struct oriel_file_reader_options by name; path: copied
 * @return a stream that is opening, owned by the caller; oriel_stream_destroy()
 */
#define oriel_file_reader_new(...) \
	ORIEL__CALL_1(oriel_file_reader_new_at, struct oriel_file_reader_options, __VA_ARGS__, )

/** How a file is opened for writing. */
enum oriel_file_writer_mode {
	ORIEL_FILE_WRITER_REPLACE, /**< makes the file, or empties it */
	ORIEL_FILE_WRITER_APPEND,  /**< makes the file, or writes behind its end */
	ORIEL_FILE_WRITER_CREATE,  /**< makes the file; fails if the file exists */
	/** overwrites bytes of an existing file, from .offset */
	ORIEL_FILE_WRITER_UPDATE,
};

/** Options of oriel_file_writer_new(). */
struct oriel_file_writer_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_file_writer_mode mode ORIEL_DEFAULT;
	uint64_t offset ORIEL_DEFAULT; /**< bytes from the start, for ORIEL_FILE_WRITER_UPDATE */
	unsigned permissions ORIEL_DEFAULT; /**< of a new file, less the process's umask; 0: 0666 */
	bool sync ORIEL_DEFAULT; /**< oriel_stream_end() also waits until the device has the bytes */
	struct oriel_stream_buffer buffer ORIEL_DEFAULT;
	/** its abort closes the stream; what has been written stays; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_file_writer_new(). */
ORIEL_API oriel_stream *oriel_file_writer_new_at(
	const char *site, const char *path, const struct oriel_file_writer_options *options);
/**
 * Opens a file to be written. It is closed after oriel_stream_end().
 * @param ... path, then members of struct oriel_file_writer_options by name; path: copied
 * @return a stream that is opening, owned by the caller; oriel_stream_destroy()
 */
#define oriel_file_writer_new(...) \
	ORIEL__CALL_1(oriel_file_writer_new_at, struct oriel_file_writer_options, __VA_ARGS__, )

ORIEL_END

#endif
