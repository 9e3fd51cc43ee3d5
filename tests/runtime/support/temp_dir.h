/* SPDX-License-Identifier: MIT */
/**
 * @file A temporary directory that is removed with its content, and the number of open descriptors.
 */
#ifndef ASYNC_TEMP_DIR_H
#define ASYNC_TEMP_DIR_H

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

struct temp_dir {
	char path[64];
	char joined[4][512]; /* the last four results of temp_path() */
	unsigned next;
};

static inline void temp_dir_make(struct temp_dir *dir) {
	memset(dir, 0, sizeof(*dir));
	strcpy(dir->path, "/tmp/oriel-test-XXXXXX");
	assert_non_null(mkdtemp(dir->path));
}

/* Returns the path of a name in the directory. The last four results stay valid. */
static inline const char *temp_path(struct temp_dir *dir, const char *name) {
	char *joined = dir->joined[dir->next++ % 4];
	snprintf(joined, sizeof(dir->joined[0]), "%s/%s", dir->path, name);
	return joined;
}

static inline void temp_remove_all(const char *path) {
	DIR *dir = opendir(path);
	if (dir == NULL)
		return;
	for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
		char inner[1024];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
		if (unlink(inner) != 0)
			temp_remove_all(inner);
	}
	closedir(dir);
	rmdir(path);
}

static inline void temp_dir_remove(struct temp_dir *dir) {
	temp_remove_all(dir->path);
}

static inline void temp_put(struct temp_dir *dir, const char *name, const char *content) {
	FILE *file = fopen(temp_path(dir, name), "w");
	assert_non_null(file);
	fputs(content, file);
	assert_int_equal(fclose(file), 0);
}

static inline void temp_assert_content(
	struct temp_dir *dir, const char *name, const char *content) {
	char found[256] = { 0 };
	FILE *file = fopen(temp_path(dir, name), "r");
	assert_non_null(file);
	size_t length = fread(found, 1, sizeof(found) - 1, file);
	found[length] = '\0';
	fclose(file);
	assert_string_equal(found, content);
}

/* Returns the number of entries, without "." and "..". */
static inline size_t temp_count(const char *path) {
	DIR *dir = opendir(path);
	size_t count = 0;
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count - 2;
}

#endif
