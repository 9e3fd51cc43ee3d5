/* SPDX-License-Identifier: MIT */
/*
 * Reads and writes whole files in place, and returns information about files. file_replace.c
 * replaces files.
 *
 * Reading continues until read() reports the end, because the size may change or be unknown. The
 * buffer is one byte larger than the size, so usually the second read() reports the end without a
 * larger buffer.
 */
#include "io/file_internal.h"

#include "base/refcount_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/log.h>
#include <stdio.h>
#include <unistd.h>

#define DEFAULT_LIMIT (UINT64_C(1) << 30)
#define MOST_LIMIT (SIZE_MAX / 4)

enum { LEAST_CAPACITY = 4096 };

/* ---- Reading ---- */

struct read_request {
	struct oriel__file_request request; /* first member */
	size_t limit;
	char *buffer;
	size_t length, capacity; /* capacity leaves space for a NUL */
};

static void file_finish_read(struct oriel__file_request *request) {
	oriel__free(oriel__container_of(request, struct read_request, request)->buffer);
}

static struct oriel_completion file_over_limit(const struct read_request *read) {
	char reason[160];
	snprintf(reason, sizeof(reason),
		"it has over %zu bytes; raise .limit, or read it by oriel_file_reader_new()", read->limit);
	return oriel__file_throw_because(&read->request, ORIEL_QUOTA_EXCEEDED_ERROR, reason);
}

static ssize_t file_read_fd(int fd, char *buffer, size_t size) {
	ssize_t count;
	do
		count = read(fd, buffer, size);
	while (count < 0 && errno == EINTR);
	return count;
}

/* Enlarges the buffer, up to one byte over the limit. */
static bool file_grow(struct read_request *read, size_t capacity) {
	if (capacity < LEAST_CAPACITY)
		capacity = LEAST_CAPACITY;
	if (capacity > read->limit)
		capacity = read->limit + 1;
	char *buffer = oriel__try_realloc_array(read->buffer, capacity + 1, 1);
	if (buffer == NULL)
		return false;
	read->buffer = buffer;
	read->capacity = capacity;
	return true;
}

enum step { STEP_MORE, STEP_END, STEP_FAILED };

static enum step file_fail(struct oriel_completion *completion, struct oriel_completion why) {
	*completion = why;
	return STEP_FAILED;
}

/* Converts an error of read(). EAGAIN means a file that is regular in name only, like some in
 * /proc, and waits for data. */
static struct oriel_completion file_read_failed(const struct read_request *read, int error) {
	if (error == EAGAIN)
		return oriel__file_throw_because(&read->request, ORIEL_TYPE_MISMATCH_ERROR,
			"it has nothing now, and may never end; open it with O_NONBLOCK, and pass it to "
			"oriel_stream_new_fd()");
	return oriel__file_throw(&read->request, error);
}

static enum step file_read_step(
	struct read_request *read, int fd, struct oriel_completion *completion) {
	size_t room = read->capacity - read->length;
	ssize_t count = file_read_fd(
		fd, read->buffer + read->length, room < ORIEL__FILE_STEP ? room : ORIEL__FILE_STEP);
	if (count < 0)
		return file_fail(completion, file_read_failed(read, errno));
	read->length += (size_t)count;
	if (read->length > read->limit)
		return file_fail(completion, file_over_limit(read));
	if (count > 0 && read->length == read->capacity && !file_grow(read, 2 * read->capacity))
		return file_fail(completion, oriel__file_no_memory(&read->request, 2 * read->capacity));
	return count > 0 ? STEP_MORE : STEP_END;
}

/* Reads the whole file. Returns false and sets *completion on failure. */
static bool file_read_all(const oriel_job *job, struct read_request *read, int fd, off_t size,
	struct oriel_completion *completion) {
	if (size > 0 && (uintmax_t)size > read->limit)
		return file_fail(completion, file_over_limit(read)) == STEP_END;
	if (!file_grow(read, (size_t)size + 1))
		return file_fail(completion, oriel__file_no_memory(&read->request, (size_t)size)) ==
			STEP_END;
	enum step step;
	do {
		if (oriel_job_is_cancelled(job))
			step = file_fail(completion, oriel__file_cancelled(&read->request));
		else
			step = file_read_step(read, fd, completion);
	} while (step == STEP_MORE);
	return step == STEP_END;
}

static struct oriel_completion file_return_bytes(struct read_request *read) {
	char *buffer = oriel__try_realloc_array(read->buffer, read->length + 1, 1);
	if (buffer == NULL)
		buffer = read->buffer;
	buffer[read->length] = '\0';
	read->buffer = NULL;
	return oriel_return(oriel_bytes_payload(oriel_bytes_new_shared(
		buffer, read->length, oriel_owned(buffer, oriel__free))));
}

static struct oriel_completion file_work_read(oriel_job *job, void *data) {
	struct read_request *read = data;
	struct oriel_completion completion;
	struct stat stat;
	int fd = oriel__file_open(&read->request, read->request.path, O_RDONLY, 0, &stat, &completion);
	if (fd < 0)
		return completion;
	bool is_read = file_read_all(job, read, fd, stat.st_size, &completion);
	close(fd);
	return is_read ? file_return_bytes(read) : completion;
}

oriel_promise *oriel_file_read_at(
	const char *site, const char *path, const struct oriel_file_read_options *options) {
	static const struct oriel_file_read_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_file_read", site, options);
	struct read_request *read = oriel__file_request_new(
		sizeof(*read), "oriel_file_read", site, path, "read", file_finish_read);
	uint64_t limit = options->limit > 0 ? options->limit : DEFAULT_LIMIT;
	read->limit = limit < MOST_LIMIT ? (size_t)limit : MOST_LIMIT;
	return oriel__file_submit(
		&read->request, file_work_read, options->priority, options->signal, false);
}

/* ---- Writing ---- */

struct write_request {
	struct oriel__file_request request; /* first member */
	struct oriel_bytes *bytes;
	int flags;
	mode_t mode;
	bool is_sync;
};

static void file_finish_write(struct oriel__file_request *request) {
	oriel_bytes_unref(oriel__container_of(request, struct write_request, request)->bytes);
}

static bool file_write_fd(oriel_job *job, const struct write_request *request, int fd,
	struct oriel_completion *completion) {
	if (!oriel__file_write_all(&request->request, job, fd, request->bytes, completion))
		return false;
	bool is_synced = !request->is_sync || fsync(fd) == 0;
	if (!is_synced)
		*completion = oriel__file_throw(&request->request, errno);
	return is_synced;
}

static struct oriel_completion file_work_write(oriel_job *job, void *data) {
	struct write_request *request = data;
	struct oriel_completion completion;
	struct stat stat;
	int fd = oriel__file_open(&request->request, request->request.path, request->flags,
		request->mode, &stat, &completion);
	if (fd < 0)
		return completion;
	bool is_written = file_write_fd(job, request, fd, &completion);
	if (close(fd) != 0 && is_written)
		return oriel__file_throw(&request->request, errno);
	return is_written ? ORIEL_COMPLETE : completion;
}

static int file_write_flags(const struct oriel_file_write_options *options) {
	return O_WRONLY | O_CREAT | (options->append ? O_APPEND : O_TRUNC) |
		(options->exclusive ? O_EXCL : 0);
}

oriel_promise *oriel_file_write_at(const char *site, const char *path, const void *data,
	size_t length, const struct oriel_file_write_options *options) {
	static const struct oriel_file_write_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_file_write", site, options);
	struct write_request *request = oriel__file_request_new(
		sizeof(*request), "oriel_file_write", site, path, "write", file_finish_write);
	request->bytes = oriel__file_bytes(data, length, options->owner);
	request->flags = file_write_flags(options);
	request->mode = oriel__file_mode(options->mode);
	request->is_sync = options->sync;
	if (request->bytes == NULL)
		return oriel__file_refuse_memory(&request->request, length);
	return oriel__file_submit(
		&request->request, file_work_write, options->priority, options->signal, true);
}

/* ---- File information ---- */

struct info_request {
	struct oriel__file_request request; /* first member */
	bool is_link;
};

static double file_ms_from_time(struct timespec time) {
	return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

static struct oriel_completion file_work_info(oriel_job *job, void *data) {
	const struct info_request *request = data;
	struct stat st;
	if ((request->is_link ? lstat : stat)(request->request.path, &st) != 0)
		return oriel__file_throw(&request->request, errno);
	struct oriel_file_info *info = oriel__refcount_new(sizeof(*info), NULL);
	*info = (struct oriel_file_info){
		.type = oriel__file_type(st.st_mode),
		.size = st.st_size > 0 ? (uint64_t)st.st_size : 0,
		.mode = st.st_mode & 07777,
		.user = st.st_uid,
		.group = st.st_gid,
		.links = st.st_nlink,
		.device = st.st_dev,
		.inode = st.st_ino,
		.modified_ms = file_ms_from_time(st.st_mtim),
		.changed_ms = file_ms_from_time(st.st_ctim),
	};
	return oriel_return(oriel__refcount_payload(info));
}

oriel_promise *oriel_file_info_at(
	const char *site, const char *path, const struct oriel_file_info_options *options) {
	static const struct oriel_file_info_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_file_info", site, options);
	struct info_request *request = oriel__file_request_new(
		sizeof(*request), "oriel_file_info", site, path, "look at", NULL);
	request->is_link = options->link;
	return oriel__file_submit(
		&request->request, file_work_info, options->priority, options->signal, false);
}
