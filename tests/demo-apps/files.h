/* SPDX-License-Identifier: MIT */
/* What stands in the files of the todo list's tests. */
#ifndef FILES_H
#define FILES_H

#include <stddef.h>
#include <sys/types.h>

#include "folder.h"

/* Runs SQL on a file by a connection of its own; asserts that it went well. */
void file_execute(const char *path, const char *sql);
/* @return the first column of all rows, separated by "|"; owned by the caller */
char *file_query(const char *path, const char *sql);
void assert_file_query(const char *path, const char *sql, const char *expected);

/* @return owned by the caller; NULL if there is no such file */
unsigned char *file_read(const char *path, size_t *size);

/* The bytes of a file, to be compared later. */
struct snapshot {
	const char *path;
	unsigned char *bytes;
	size_t size;
};
struct snapshot snapshot_take(const char *path);
/* Asserts that the file is as it was, and frees the snapshot. */
void assert_unchanged(struct snapshot *snapshot);

/* Another process that has a database locked. */
struct locker {
	pid_t pid;
	int release; /* closing it ends the lock */
};
/* @param sql takes the lock, e.g. "BEGIN EXCLUSIVE". Returns when it has. */
struct locker locker_start(const char *path, const char *sql);
void locker_release(struct locker *locker);

#endif
