/* SPDX-License-Identifier: MIT */
/*
 * Files as streams. The pool runs one operation at a time: opening, reading a piece, writing all
 * waiting bytes, or ending. An operation uses its own memory, so the stream may close meanwhile.
 * The operation then closes the descriptor after it has left its thread.
 *
 * The type of a file is checked before opening it: the process at the other end of a FIFO notices
 * an open, and opening a device can have any effect. The type is checked again before the file is
 * used. O_NONBLOCK prevents the open from blocking in between.
 */
#include "base/os_error_internal.h"
#include "job/pool_internal.h"
#include "io/stream_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/io/file_stream.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/log.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_PIECES = 64 };

enum operation_type { OPENING, READING, WRITING, ENDING };

struct opening {
	int flags;
	mode_t permissions;
	off_t offset;
	bool does_truncate;
};

struct operation {
	enum operation_type type;
	struct file_stream *file; /* NULL if the stream has closed */
	oriel_loop *loop;
	oriel_job_id job;
	struct oriel__task task;
	bool is_done;
	int fd;       /* -1: none */
	bool owns_fd; /* the operation closes fd at its end */
	int error;    /* an errno; 0: none */
	char *path;   /* for opening */
	struct opening opening;
	off_t offset; /* for reading */
	char *buffer; /* for reading */
	size_t size, length; /* for reading: requested and actual size; for writing: written length */
	struct oriel_bytes *pieces[MAX_PIECES]; /* for writing; hold references */
	struct iovec vectors[MAX_PIECES];
	size_t piece_count;
	bool must_sync; /* for ending */
};

struct file_stream {
	oriel_stream stream;         /* first member */
	int fd;                      /* -1: not open yet, or closed */
	struct operation *operation; /* NULL: none */
	uint64_t position, end;      /* range to read */
	bool must_sync;
};

static struct file_stream *file_stream_of(oriel_stream *stream) {
	return oriel__container_of(stream, struct file_stream, stream);
}

/* ---- On a thread of the pool ---- */

/* Returns 0 or an errno. */
static int file_stream_check_type(mode_t mode) {
	return S_ISDIR(mode) ? EISDIR : S_ISREG(mode) ? 0 : ESPIPE;
}

static int file_stream_prepare(int fd, const struct opening *opening) {
	struct stat status;
	int error = fstat(fd, &status) == 0 ? file_stream_check_type(status.st_mode) : errno;
	if (error == 0 && opening->does_truncate && ftruncate(fd, 0) != 0)
		error = errno;
	if (error == 0 && opening->offset > 0 && lseek(fd, opening->offset, SEEK_SET) < 0)
		error = errno;
	return error;
}

/* Opens the file. ENXIO means a FIFO without a reader, a socket, or a device that does not
 * exist. */
static void file_stream_work_open(struct operation *operation) {
	struct stat status;
	if (stat(operation->path, &status) == 0)
		operation->error = file_stream_check_type(status.st_mode);
	if (operation->error != 0)
		return;
	operation->fd = open(operation->path,
		operation->opening.flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		operation->opening.permissions);
	operation->owns_fd = operation->fd >= 0;
	if (operation->fd < 0)
		operation->error = errno == ENXIO ? ESPIPE : errno;
	else
		operation->error = file_stream_prepare(operation->fd, &operation->opening);
}

static void file_stream_work_read(struct operation *operation) {
	while (operation->length < operation->size) {
		ssize_t length = pread(operation->fd, operation->buffer + operation->length,
			operation->size - operation->length, operation->offset + (off_t)operation->length);
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			operation->error = errno;
		if (length <= 0)
			return;
		operation->length += (size_t)length;
	}
}

static void file_stream_skip(struct operation *operation, size_t *first, size_t length) {
	while (length > 0) {
		struct iovec *vector = &operation->vectors[*first];
		size_t part = length < vector->iov_len ? length : vector->iov_len;
		vector->iov_base = (char *)vector->iov_base + part;
		vector->iov_len -= part;
		length -= part;
		*first += vector->iov_len == 0;
	}
}

static void file_stream_work_write(struct operation *operation) {
	size_t first = 0;
	while (first < operation->piece_count && operation->error == 0) {
		ssize_t length = writev(
			operation->fd, operation->vectors + first, (int)(operation->piece_count - first));
		if (length >= 0) {
			operation->length += (size_t)length;
			file_stream_skip(operation, &first, (size_t)length);
		} else if (errno != EINTR)
			operation->error = errno;
	}
}

static void file_stream_work_end(struct operation *operation) {
	if (operation->must_sync && fsync(operation->fd) != 0)
		operation->error = errno;
	if (close(operation->fd) != 0 && operation->error == 0 && errno != EINTR)
		operation->error = errno;
	operation->owns_fd = false;
}

static void file_stream_work(oriel_job *job, void *data) {
	struct operation *operation = data;
	(void)job;
	switch (operation->type) {
	case OPENING: file_stream_work_open(operation); break;
	case READING: file_stream_work_read(operation); break;
	case WRITING: file_stream_work_write(operation); break;
	case ENDING: file_stream_work_end(operation); break;
	}
}

/* ---- On the loop ---- */

static void operation_free(struct operation *operation) {
	if (operation->owns_fd)
		close(operation->fd);
	for (size_t i = 0; i < operation->piece_count; i++)
		oriel_bytes_unref(operation->pieces[i]);
	oriel__free(operation->buffer);
	oriel__free(operation->path);
	oriel__free(operation);
}

static char *file_stream_type_message(const char *path) {
	static const char format[] = "cannot open %s: it is no regular file; open it yourself, and "
								"pass it to oriel_stream_new_fd()";
	size_t size = sizeof(format) + strlen(path);
	char *message = oriel__alloc(size);
	snprintf(message, size, format, path);
	return message;
}

static void file_stream_fail(struct file_stream *file, const struct operation *operation) {
	static const char *const actions[] = { "open", "read", "write", "end" };
	if (operation->type == OPENING && operation->error == ESPIPE)
		oriel__stream_fail(
			&file->stream, ORIEL_TYPE_MISMATCH_ERROR, file_stream_type_message(file->stream.name));
	else
		oriel__stream_fail_errno(&file->stream, actions[operation->type], operation->error);
}

static void file_stream_finish_opening(struct file_stream *file, struct operation *operation) {
	file->fd = operation->fd;
	operation->owns_fd = false;
	oriel__stream_opened(&file->stream);
}

static void file_stream_finish_reading(struct file_stream *file, struct operation *operation) {
	char *buffer = operation->buffer;
	size_t length = operation->length;
	if (length == 0) {
		oriel__stream_read_end(&file->stream);
		return;
	}
	operation->buffer = NULL;
	file->position += length;
	oriel__stream_got(&file->stream,
		oriel_bytes_new_shared(
			buffer, length, oriel_owned(buffer, oriel__free)));
}

static void file_stream_finish(struct file_stream *file, struct operation *operation) {
	file->operation = NULL;
	if (operation->type == ENDING)
		file->fd = -1;
	if (operation->error != 0) {
		file_stream_fail(file, operation);
		return;
	}
	switch (operation->type) {
	case OPENING: file_stream_finish_opening(file, operation); break;
	case READING: file_stream_finish_reading(file, operation); break;
	case WRITING: oriel__stream_wrote(&file->stream, operation->length); break;
	case ENDING: oriel__stream_write_end(&file->stream); break;
	}
	oriel__stream_update(&file->stream);
}

static void file_stream_run(struct oriel__task *task) {
	struct operation *operation = oriel__container_of(task, struct operation, task);
	oriel_loop *loop = operation->loop;
	oriel__hold_begin(loop);
	file_stream_finish(operation->file, operation);
	operation_free(operation);
	oriel__hold_end(loop);
}

static void file_stream_done(void *data) {
	struct operation *operation = data;
	operation->is_done = true;
	oriel__task_queue(operation->loop, &operation->task, ORIEL_TASK_SOURCE_IO, file_stream_run);
}

static void file_stream_release(void *data) {
	struct operation *operation = data;
	if (operation->is_done)
		return;
	if (operation->file != NULL)
		operation->file->operation = NULL;
	operation_free(operation);
}

/* Releases the loop's part of an operation that is left behind. The stream closes later, and the
 * thread still reads fd. */
static void file_stream_leave(void *data) {
	struct operation *operation = data;
	struct file_stream *file = operation->file;
	operation->file = NULL;
	if (file == NULL)
		return;
	file->operation = NULL;
	if (operation->type == READING) {
		operation->owns_fd = true;
		file->fd = -1;
	}
}

static void file_stream_release_left(void *data) {
	operation_free(data);
}

/* Runs an operation, which is handed over. While the loop ends there is no pool, and the stream is
 * about to close. */
static void file_stream_begin(struct file_stream *file, struct operation *operation) {
	operation->file = file;
	operation->loop = file->stream.loop;
	file->operation = operation;
	static const struct oriel__job_extra waiting = { .leave = file_stream_leave,
		.drop_left = file_stream_release_left };
	bool may_be_left = operation->type == OPENING || operation->type == READING;
	int error;
	oriel_job_id job = oriel__job_run(file->stream.site, file_stream_work, file_stream_done,
		operation,
		&(const struct oriel_job_options){
			.release = file_stream_release, .size = sizeof(struct oriel_job_options) },
		may_be_left ? &waiting : NULL, &error);
	if (job != 0)
		operation->job = job;
	else if (error != 0)
		oriel__stream_fail_errno(&file->stream, "start a thread for", error);
}

static struct operation *operation_new(const struct file_stream *file, enum operation_type type) {
	struct operation *operation = oriel__alloc_zero(1, sizeof(*operation));
	operation->type = type;
	operation->fd = file->fd;
	return operation;
}

static void file_stream_begin_reading(struct file_stream *file, size_t size) {
	uint64_t rest = file->end - file->position;
	struct operation *operation = operation_new(file, READING);
	operation->size = rest < size ? (size_t)rest : size;
	operation->offset = (off_t)file->position;
	operation->buffer = oriel__try_alloc(1, operation->size + 1);
	if (operation->buffer != NULL) {
		file_stream_begin(file, operation);
		return;
	}
	operation_free(operation);
	oriel__stream_fail_errno(&file->stream, "read", ENOMEM);
}

static void file_stream_begin_writing(struct file_stream *file) {
	struct operation *operation = operation_new(file, WRITING);
	operation->piece_count = oriel__stream_output(&file->stream, operation->vectors, MAX_PIECES);
	for (size_t i = 0; i < operation->piece_count; i++)
		operation->pieces[i] = oriel_bytes_ref(oriel__stream_chunk_at(&file->stream, i)->bytes);
	file_stream_begin(file, operation);
}

static void file_stream_begin_ending(struct file_stream *file) {
	struct operation *operation = operation_new(file, ENDING);
	operation->owns_fd = true;
	operation->must_sync = file->must_sync;
	file->fd = -1;
	file_stream_begin(file, operation);
}

static void file_update(oriel_stream *stream) {
	struct file_stream *file = file_stream_of(stream);
	size_t wanted = oriel__stream_wanted(stream);
	if (file->operation != NULL)
		return;
	if (wanted > 0)
		file_stream_begin_reading(file, wanted);
	else if (stream->chunk_count > 0)
		file_stream_begin_writing(file);
	else if (oriel__stream_must_end(stream))
		file_stream_begin_ending(file);
}

static void file_close(oriel_stream *stream) {
	struct file_stream *file = file_stream_of(stream);
	struct operation *operation = file->operation;
	int fd = file->fd;
	file->operation = NULL;
	file->fd = -1;
	if (operation == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	operation->file = NULL;
	if (fd >= 0)
		/* the thread reads this field only when opening or ending */
		operation->owns_fd = true;
	if (operation->is_done) {
		oriel__task_cancel(stream->loop, &operation->task);
		operation_free(operation);
	} else
		oriel_job_cancel(operation->job);
}

static const struct oriel__stream_class file_class = { .update = file_update, .close = file_close };

/* ---- Opening ---- */

static void file_stream_check_path(const char *site, const char *caller, const char *path) {
	ORIEL_ASSERT(path != NULL, "%s at %s: the path is NULL; pass one", caller, site);
}

static oriel_stream *file_stream_open(const struct oriel__stream_setup *setup,
	const struct opening *opening, struct file_stream **out) {
	struct file_stream *file = oriel__alloc_zero(1, sizeof(*file));
	file->fd = -1;
	oriel__stream_init(&file->stream, &file_class, setup);
	*out = file;
	if (file->stream.state == ORIEL_STREAM_CLOSED)
		return &file->stream;
	struct operation *operation = operation_new(file, OPENING);
	operation->path = oriel__strdup(setup->name);
	operation->opening = *opening;
	file_stream_begin(file, operation);
	return &file->stream;
}

oriel_stream *oriel_file_reader_new_at(
	const char *site, const char *path, const struct oriel_file_reader_options *options) {
	static const struct oriel_file_reader_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	file_stream_check_path(site, "oriel_file_reader_new", path);
	oriel__check_options("oriel_file_reader_new", site, options);
	struct file_stream *file;
	oriel_stream *stream = file_stream_open(&(const struct oriel__stream_setup){
		.caller = "oriel_file_reader_new",
		.site = site,
		.name = path,
		.side = ORIEL_STREAM_READABLE,
		.signal = options->signal,
	}, &(const struct opening){ .flags = O_RDONLY }, &file);
	uint64_t most = INT64_MAX;
	file->position = options->offset < most ? options->offset : most;
	file->end = options->length > 0 && options->length < most - file->position ?
		file->position + options->length :
		most;
	return stream;
}

static struct opening file_stream_new_opening(const struct oriel_file_writer_options *options) {
	struct opening opening = {
		.permissions = options->permissions != 0 ? (mode_t)options->permissions : 0666
	};
	switch (options->mode) {
	case ORIEL_FILE_WRITER_REPLACE:
		opening.flags = O_WRONLY | O_CREAT;
		opening.does_truncate = true;
		break;
	case ORIEL_FILE_WRITER_APPEND:
		opening.flags = O_WRONLY | O_CREAT | O_APPEND;
		break;
	case ORIEL_FILE_WRITER_CREATE:
		opening.flags = O_WRONLY | O_CREAT | O_EXCL;
		break;
	case ORIEL_FILE_WRITER_UPDATE:
		opening.flags = O_WRONLY;
		opening.offset = (off_t)(options->offset < INT64_MAX ? options->offset : INT64_MAX);
		break;
	}
	return opening;
}

oriel_stream *oriel_file_writer_new_at(
	const char *site, const char *path, const struct oriel_file_writer_options *options) {
	static const struct oriel_file_writer_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	file_stream_check_path(site, "oriel_file_writer_new", path);
	oriel__check_options("oriel_file_writer_new", site, options);
	ORIEL_ASSERT(options->offset == 0 || options->mode == ORIEL_FILE_WRITER_UPDATE,
		"oriel_file_writer_new at %s: an offset is for ORIEL_FILE_WRITER_UPDATE; the other modes "
		"begin at the start or the end",
		site);
	struct opening opening = file_stream_new_opening(options);
	struct file_stream *file;
	oriel_stream *stream = file_stream_open(&(const struct oriel__stream_setup){
		.caller = "oriel_file_writer_new",
		.site = site,
		.name = path,
		.side = ORIEL_STREAM_WRITABLE,
		.buffer = options->buffer,
		.signal = options->signal,
	}, &opening, &file);
	file->must_sync = options->sync;
	return stream;
}
