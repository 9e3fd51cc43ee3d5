/* SPDX-License-Identifier: MIT */
/*
 * Replaces a file atomically, for the pool threads of io/ and for screenshots.
 *
 * After the target has been found, every step is relative to the directory's descriptor. All steps
 * therefore concern one directory, even if its name changes meanwhile. Only a regular file is
 * renamed over, because renaming would destroy a device, a FIFO or a socket.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/file_replacement_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_TRIES = 100, MAX_LINKS = 40 };

void oriel__file_replacement_init(struct oriel__file_replacement *replacement) {
	*replacement = (struct oriel__file_replacement){ .directory = -1, .file = -1 };
}

/* Follows symbolic links that realpath() cannot resolve. Returns the path itself or the final name,
 * or NULL with errno set if the links never end. */
static char *file_replacement_follow_links(const char *path) {
	char *place = oriel__strdup(path);
	for (int links = 0; links < MAX_LINKS; links++) {
		char text[PATH_MAX];
		ssize_t length = readlink(place, text, sizeof(text));
		if (length < 0)
			return place;
		char *slash = strrchr(place, '/');
		size_t directory = text[0] != '/' && slash != NULL ? (size_t)(slash + 1 - place) : 0;
		char *next = oriel__alloc(directory + (size_t)length + 1);
		memcpy(next, place, directory);
		memcpy(next + directory, text, (size_t)length);
		next[directory + (size_t)length] = '\0';
		oriel__free(place);
		place = next;
	}
	oriel__free(place);
	errno = ELOOP;
	return NULL;
}

/*
 * Finds the target of a path. Some paths lead to a file without a name, e.g. /dev/stdout to a pipe,
 * or a descriptor's link to a removed file. Such a file exists, but realpath() does not find it;
 * renaming would replace the link instead.
 */
static int file_replacement_find_target(
	struct oriel__file_replacement *replacement, const char *path) {
	struct stat st;
	bool is_there = stat(path, &st) == 0;
	if (!is_there && errno != ENOENT)
		return errno;
	replacement->target = is_there ? realpath(path, NULL) : file_replacement_follow_links(path);
	if (replacement->target == NULL)
		return errno;
	char *slash = strrchr(replacement->target, '/');
	replacement->name = slash != NULL ? slash + 1 : replacement->target;
	if (replacement->name[0] != '\0')
		return 0;
	return path[0] == '\0' ? ENOENT : EISDIR;
}

static int file_replacement_open_directory(struct oriel__file_replacement *replacement) {
	size_t length = (size_t)(replacement->name - replacement->target);
	char *directory = length > 0 ? oriel__strndup(replacement->target, length) : oriel__strdup(".");
	replacement->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = errno;
	oriel__free(directory);
	return replacement->directory >= 0 ? 0 : error;
}

int oriel__file_replacement_find(struct oriel__file_replacement *replacement, const char *path) {
	int error = file_replacement_find_target(replacement, path);
	if (error == 0)
		error = file_replacement_open_directory(replacement);
	if (error != 0)
		return error;
	replacement->does_exist = fstatat(replacement->directory, replacement->name, &replacement->old,
								0) == 0;
	return replacement->does_exist || errno == ENOENT ? 0 : errno;
}

/* Generates a name that differs from those of other threads, processes and attempts. open() checks
 * that the name is free. */
static void file_replacement_name_temporary(struct oriel__file_replacement *replacement) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t number = (uint64_t)getpid() << 40 ^ (uint64_t)now.tv_sec << 30 ^
		(uint64_t)now.tv_nsec ^ (uint64_t)(uintptr_t)replacement << 20;
	snprintf(replacement->temporary, sizeof(replacement->temporary), ".oriel-%016llx",
		(unsigned long long)number);
}

int oriel__file_replacement_open(struct oriel__file_replacement *replacement, mode_t mode) {
	if (replacement->does_exist && !S_ISREG(replacement->old.st_mode))
		return EINVAL;
	if (replacement->does_exist &&
		faccessat(replacement->directory, replacement->name, W_OK, AT_EACCESS) != 0)
		return errno;
	replacement->is_writable = replacement->does_exist;
	if (replacement->does_exist)
		mode = S_IRUSR | S_IWUSR;
	for (int tries = 0; tries < MAX_TRIES; tries++) {
		file_replacement_name_temporary(replacement);
		replacement->file = openat(replacement->directory, replacement->temporary,
			O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		replacement->has_temporary = replacement->file >= 0;
		if (replacement->has_temporary)
			return 0;
		if (errno != EEXIST)
			break;
	}
	return errno;
}

/* Copies the target's owner and permissions to the temporary file. If the process may not change
 * the owner, the set-user-ID and set-group-ID bits are cleared, so that the file grants no foreign
 * rights. */
static int file_replacement_copy_permissions(struct oriel__file_replacement *replacement) {
	struct stat made;
	mode_t mode = replacement->old.st_mode & 07777;
	if (!replacement->does_exist)
		return 0;
	if (fstat(replacement->file, &made) != 0)
		return errno;
	bool is_same = made.st_uid == replacement->old.st_uid && made.st_gid == replacement->old.st_gid;
	if (!is_same &&
		fchown(replacement->file, replacement->old.st_uid, replacement->old.st_gid) != 0)
		mode &= ~(mode_t)(S_ISUID | S_ISGID);
	return fchmod(replacement->file, mode) == 0 ? 0 : errno;
}

int oriel__file_replacement_seal(struct oriel__file_replacement *replacement) {
	int error = file_replacement_copy_permissions(replacement);
	if (error == 0 && fsync(replacement->file) != 0)
		error = errno;
	if (error != 0)
		return error;
	int file = replacement->file;
	replacement->file = -1;
	return close(file) == 0 ? 0 : errno;
}

/* Some file systems cannot sync a directory and report EINVAL; their rename is considered
 * complete. */
int oriel__file_replacement_commit(struct oriel__file_replacement *replacement) {
	if (renameat(replacement->directory, replacement->temporary, replacement->directory,
			replacement->name) != 0)
		return errno;
	replacement->has_temporary = false;
	return fsync(replacement->directory) == 0 || errno == EINVAL ? 0 : errno;
}

void oriel__file_replacement_finish(struct oriel__file_replacement *replacement) {
	if (replacement->file >= 0)
		close(replacement->file);
	if (replacement->has_temporary)
		unlinkat(replacement->directory, replacement->temporary, 0);
	if (replacement->directory >= 0)
		close(replacement->directory);
	oriel__free(replacement->target);
}
