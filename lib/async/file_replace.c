/* SPDX-License-Identifier: MIT */
/*
 * Replacing a file atomically: a temporary file beside it, fsync, rename, fsync of the directory.
 *
 * All that follows finding the file is done relative to the directory's descriptor, so that it stays one directory whatever becomes of its name. Until
 * the rename the temporary file is removed on every way out; after it there is nothing to undo.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "async/file-internal.h"

#include "base/alloc-internal.h"

#include <errno.h>
#include <fcntl.h>
#include <oriel/log.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TEMPORARY_NAME_SIZE = 40, MAX_TRIES = 100 };

struct replace_request {
	struct oriel__file_request request; /* first */
	struct oriel_bytes *bytes;
	mode_t mode; /* of a new file */
};

/* What the pool thread has. */
struct replacement {
	const struct replace_request *request;
	const oriel_job *job;
	char *target;     /* the path without symbolic links */
	const char *name; /* its last part */
	bool exists;
	struct stat old; /* if it exists */
	int directory, file; /* -1: none */
	char temporary[TEMPORARY_NAME_SIZE];
	bool has_temporary;
	struct oriel_completion failure;
};

static void replace_finish(struct oriel__file_request *request) {
	oriel_bytes_unref(((struct replace_request *)(void *)request)->bytes);
}

static bool fail(struct replacement *replacement, int error) {
	replacement->failure = oriel__file_throw(&replacement->request->request, error);
	return false;
}

static bool is_cancelled(struct replacement *replacement) {
	if (oriel_job_is_cancelled(replacement->job))
		replacement->failure = oriel__file_cancelled(&replacement->request->request);
	return replacement->failure.type == ORIEL_COMPLETION_THROW;
}

/* A link that leads nowhere is a file that is not there yet, under the link's own name. */
static bool find_target(struct replacement *replacement) {
	const char *path = replacement->request->request.path;
	replacement->target = realpath(path, NULL);
	if (replacement->target == NULL && errno != ENOENT)
		return fail(replacement, errno);
	if (replacement->target == NULL)
		replacement->target = oriel__strdup(path);
	char *slash = strrchr(replacement->target, '/');
	replacement->name = slash != NULL ? slash + 1 : replacement->target;
	return replacement->name[0] != '\0' || fail(replacement, path[0] == '\0' ? ENOENT : EISDIR);
}

static bool open_directory(struct replacement *replacement) {
	size_t length = (size_t)(replacement->name - replacement->target);
	char *directory = length > 0 ? oriel__strndup(replacement->target, length) : oriel__strdup(".");
	replacement->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = errno;
	oriel__free(directory);
	return replacement->directory >= 0 || fail(replacement, error);
}

static bool look_at_target(struct replacement *replacement) {
	replacement->exists = fstatat(replacement->directory, replacement->name, &replacement->old, 0) == 0;
	if (!replacement->exists)
		return errno == ENOENT || fail(replacement, errno);
	if (!oriel__file_is_regular(&replacement->request->request, &replacement->old, &replacement->failure))
		return false;
	return faccessat(replacement->directory, replacement->name, W_OK, AT_EACCESS) == 0 || fail(replacement, errno);
}

/* A name that differs from those of other threads, processes and tries; that it is free is for open() to say. */
static void name_temporary(struct replacement *replacement) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t number = (uint64_t)getpid() << 40 ^ (uint64_t)now.tv_sec << 30 ^ (uint64_t)now.tv_nsec ^ (uint64_t)(uintptr_t)replacement << 20;
	snprintf(replacement->temporary, sizeof(replacement->temporary), ".oriel-%016llx", (unsigned long long)number);
}

static bool make_temporary(struct replacement *replacement) {
	mode_t mode = replacement->exists ? S_IRUSR | S_IWUSR : replacement->request->mode;
	for (int tries = 0; tries < MAX_TRIES; tries++) {
		name_temporary(replacement);
		replacement->file = openat(replacement->directory, replacement->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		replacement->has_temporary = replacement->file >= 0;
		if (replacement->has_temporary)
			return true;
		if (errno != EEXIST)
			break;
	}
	return fail(replacement, errno);
}

/* Who may not give files away keeps them; then nobody may act as their owner by them. */
static bool hand_down_permissions(struct replacement *replacement) {
	struct stat made;
	mode_t mode = replacement->old.st_mode & 07777;
	if (!replacement->exists)
		return true;
	if (fstat(replacement->file, &made) != 0)
		return fail(replacement, errno);
	bool is_same = made.st_uid == replacement->old.st_uid && made.st_gid == replacement->old.st_gid;
	if (!is_same && fchown(replacement->file, replacement->old.st_uid, replacement->old.st_gid) != 0)
		mode &= ~(mode_t)(S_ISUID | S_ISGID);
	return fchmod(replacement->file, mode) == 0 || fail(replacement, errno);
}

static bool fill_temporary(struct replacement *replacement) {
	const struct replace_request *request = replacement->request;
	if (!oriel__file_write_all(&request->request, replacement->job, replacement->file, request->bytes, &replacement->failure))
		return false;
	if (!hand_down_permissions(replacement))
		return false;
	if (fsync(replacement->file) != 0)
		return fail(replacement, errno);
	int file = replacement->file;
	replacement->file = -1;
	return close(file) == 0 || fail(replacement, errno);
}

/* Some file systems cannot bring a directory to the device by itself: it is there when they say so. */
static bool put_in_place(struct replacement *replacement) {
	if (is_cancelled(replacement))
		return false;
	if (renameat(replacement->directory, replacement->temporary, replacement->directory, replacement->name) != 0)
		return fail(replacement, errno);
	replacement->has_temporary = false;
	return fsync(replacement->directory) == 0 || errno == EINVAL || fail(replacement, errno);
}

static void clean_up(struct replacement *replacement) {
	if (replacement->file >= 0)
		close(replacement->file);
	if (replacement->has_temporary)
		unlinkat(replacement->directory, replacement->temporary, 0);
	if (replacement->directory >= 0)
		close(replacement->directory);
	oriel__free(replacement->target);
}

static struct oriel_completion work_replace(oriel_job *job, void *data) {
	struct replacement replacement = { .request = data, .job = job, .directory = -1, .file = -1 };
	bool is_replaced = find_target(&replacement) && open_directory(&replacement) && look_at_target(&replacement) &&
		make_temporary(&replacement) && fill_temporary(&replacement) && put_in_place(&replacement);
	clean_up(&replacement);
	return is_replaced ? ORIEL_COMPLETE : replacement.failure;
}

oriel_promise *oriel_file_replace_at(const char *site, const char *path, const void *data, size_t length, const struct oriel_file_replace_options *options) {
	static const struct oriel_file_replace_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(options->size > 0, "oriel_file_replace at %s: the options have no size; use the macro, or set .size", site);
	struct replace_request *request = oriel__file_request_new(sizeof(*request), "oriel_file_replace", site, path, "replace", replace_finish);
	request->bytes = oriel__file_bytes(data, length, options->owner);
	request->mode = oriel__file_mode(options->mode);
	if (request->bytes == NULL)
		return oriel__file_refuse_memory(&request->request, length);
	return oriel__file_submit(&request->request, work_replace, options->priority, options->signal, true);
}
