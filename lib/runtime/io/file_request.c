/* SPDX-License-Identifier: MIT */
/*
 * Shared by file operations. The type of a file is checked before opening it, because the process
 * at the other end of a FIFO notices an open. It is checked again afterwards, because the file may
 * have been replaced in between. O_NONBLOCK prevents the open from blocking in that case.
 */
#include "io/file_internal.h"

#include "base/os_error_internal.h"
#include "job/pool_internal.h"
#include "base/alloc_internal.h"
#include "base/errno_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <oriel/runtime/log.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void *oriel__file_request_new(size_t size, const char *caller, const char *site, const char *path,
	const char *action, void (*finish)(struct oriel__file_request *request)) {
	ORIEL_ASSERT(path != NULL, "%s at %s: the path is NULL; pass a file's", caller, site);
	struct oriel__file_request *request = oriel__alloc_zero(1, size);
	request->site = site;
	request->action = action;
	request->finish = finish;
	/* a longer path is cut, and the system refuses the cut one too */
	request->path = oriel__strndup(path, strnlen(path, PATH_MAX));
	return request;
}

static void file_request_release(void *data) {
	struct oriel__file_request *request = data;
	if (request->finish != NULL)
		request->finish(request);
	oriel__free(request->path);
	oriel__free(request);
}

oriel_promise *oriel__file_submit(struct oriel__file_request *request, oriel_job_result_fn *work,
	enum oriel_job_priority priority, oriel_abort_signal *signal, bool finish_on_quit) {
	const struct oriel_job_options options = {
		.priority = priority,
		.signal = signal,
		.finish_on_quit = finish_on_quit,
		.release = file_request_release,
		.size = sizeof(options),
	};
	return oriel__job_submit(
		request->site, work, request, &options, finish_on_quit ? NULL : file_request_release);
}

struct oriel_completion oriel__file_throw(const struct oriel__file_request *request, int error) {
	char *message = oriel__os_error_message(request->action, request->path, error);
	struct oriel_completion completion = oriel_throw_error_at(
		request->site, oriel__status_from_errno(error), message);
	oriel__free(message);
	return completion;
}

struct oriel_completion oriel__file_throw_because(
	const struct oriel__file_request *request, enum oriel_status code, const char *reason) {
	size_t size = strlen(request->action) + strlen(request->path) + strlen(reason) +
		sizeof("cannot  : ");
	char *message = oriel__alloc(size);
	snprintf(message, size, "cannot %s %s: %s", request->action, request->path, reason);
	struct oriel_completion completion = oriel_throw_error_at(request->site, code, message);
	oriel__free(message);
	return completion;
}

struct oriel_completion oriel__file_no_memory(
	const struct oriel__file_request *request, size_t size) {
	char reason[96];
	snprintf(reason, sizeof(reason),
		"there is no memory for %zu bytes; use a stream (file_stream.h)", size);
	return oriel__file_throw_because(request, ORIEL_QUOTA_EXCEEDED_ERROR, reason);
}

oriel_promise *oriel__file_refuse_memory(struct oriel__file_request *request, size_t size) {
	oriel_promise *promise = oriel_promise_new_rejected_at(
		request->site, oriel__file_no_memory(request, size).value);
	file_request_release(request);
	return promise;
}

struct oriel_completion oriel__file_cancelled(const struct oriel__file_request *request) {
	return oriel__file_throw_because(request, ORIEL_ABORT_ERROR, "it was aborted");
}

enum oriel_file_type oriel__file_type(mode_t mode) {
	switch (mode & S_IFMT) {
	case S_IFREG: return ORIEL_FILE_TYPE_REGULAR;
	case S_IFDIR: return ORIEL_FILE_TYPE_DIRECTORY;
	case S_IFLNK: return ORIEL_FILE_TYPE_SYMBOLIC_LINK;
	case S_IFIFO: return ORIEL_FILE_TYPE_FIFO;
	case S_IFSOCK: return ORIEL_FILE_TYPE_SOCKET;
	case S_IFCHR: return ORIEL_FILE_TYPE_CHARACTER_DEVICE;
	case S_IFBLK: return ORIEL_FILE_TYPE_BLOCK_DEVICE;
	default: return ORIEL_FILE_TYPE_UNKNOWN;
	}
}

static const char *file_request_type_error(mode_t mode) {
	switch (oriel__file_type(mode)) {
	case ORIEL_FILE_TYPE_REGULAR: return NULL;
	case ORIEL_FILE_TYPE_DIRECTORY:
		return "it is a directory; list it with oriel_directory_list(), or pass a file in it";
	case ORIEL_FILE_TYPE_FIFO:
		return "it is a FIFO, which may never end; open it with O_NONBLOCK, and pass it to "
			"oriel_stream_new_fd()";
	case ORIEL_FILE_TYPE_SOCKET: return "it is a socket; connect to it";
	default:
		return "it is a device, which may never end; open it with O_NONBLOCK, and pass it to "
			"oriel_stream_new_fd()";
	}
}

bool oriel__file_is_regular(const struct oriel__file_request *request, const struct stat *stat,
	struct oriel_completion *completion) {
	const char *why_not = file_request_type_error(stat->st_mode);
	if (why_not != NULL)
		*completion = oriel__file_throw_because(request, ORIEL_TYPE_MISMATCH_ERROR, why_not);
	return why_not == NULL;
}

int oriel__file_open(const struct oriel__file_request *request, const char *path, int flags,
	mode_t mode, struct stat *st, struct oriel_completion *completion) {
	if (stat(path, st) == 0 && !oriel__file_is_regular(request, st, completion))
		return -1;
	int fd = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, mode);
	if (fd < 0 || fstat(fd, st) != 0) {
		*completion = oriel__file_throw(request, errno);
	} else if (oriel__file_is_regular(request, st, completion)) {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

bool oriel__file_write_all(const struct oriel__file_request *request, const oriel_job *job, int fd,
	const struct oriel_bytes *bytes, struct oriel_completion *completion) {
	for (size_t written = 0; written < bytes->length;) {
		if (oriel_job_is_cancelled(job)) {
			*completion = oriel__file_cancelled(request);
			return false;
		}
		size_t left = bytes->length - written;
		ssize_t count = write(
			fd, bytes->data + written, left < ORIEL__FILE_STEP ? left : ORIEL__FILE_STEP);
		if (count < 0 && errno != EINTR) {
			*completion = oriel__file_throw(request, errno);
			return false;
		}
		written += count > 0 ? (size_t)count : 0;
	}
	return true;
}

struct oriel_bytes *oriel__file_bytes(const void *data, size_t length, struct oriel_payload owner) {
	bool is_owned = owner.data != NULL || owner.release != NULL;
	return is_owned ? oriel_bytes_new_shared(data, length, owner) : oriel_bytes_new(data, length);
}

mode_t oriel__file_mode(unsigned mode) {
	return mode != 0 ? (mode_t)(mode & 07777) : 0666;
}
