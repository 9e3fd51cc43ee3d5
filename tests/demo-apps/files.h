/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test, and what stands in its files. */
#ifndef FILES_H
#define FILES_H

#include <stddef.h>
#include <sys/types.h>

struct folder {
	char path[256];
	char database[300]; /* path of a file in it that is not there yet */
};

/* cmocka's setup and teardown; *state is a struct folder. */
int folder_setup(void **state);
int folder_teardown(void **state);

/* Runs SQL on a file by a connection of its own; asserts that it went well. */
void file_execute(const char *path, const char *sql);
/* @return the first column of all rows, separated by "|"; owned by the caller */
char *file_query(const char *path, const char *sql);
void assert_file_query(const char *path, const char *sql, const char *expected);

void file_write(const char *path, const void *bytes, size_t size);
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
