/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

enum { NOBODY = 65534 };

static void full_path(char *out, size_t size, const struct folder *folder, const char *path) {
	assert_in_range(snprintf(out, size, "%s/%s", folder->path, path), 1, size - 1);
}

static void make_folders(char *path) {
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
}

void tree_write(const struct folder *folder, const char *path, const char *text) {
	char full[1024];
	full_path(full, sizeof(full), folder, path);
	make_folders(full);
	file_write(full, text, strlen(text));
}

void tree_fill(const struct folder *folder, const char *name, size_t count) {
	for (size_t i = 0; i < count; i++) {
		char path[200];
		snprintf(path, sizeof(path), "%s/%zu/%zu.txt", name, i / 100, i);
		tree_write(folder, path, "two words");
	}
}

void tree_make_odd(const struct folder *folder) {
	char full[1024];
	tree_write(folder, "a.txt", "one two three");
	tree_write(folder, "empty", "");
	tree_write(folder, "deep/er/b.txt", "four five");
	tree_write(folder, "bad\xff.txt", "six");
	full_path(full, sizeof(full), folder, "binary");
	file_write(full, "x\0y", 3);
	full_path(full, sizeof(full), folder, "deep/nothing");
	mkdir(full, 0755);
	full_path(full, sizeof(full), folder, "deep/up");
	assert_int_equal(symlink("..", full), 0);
	full_path(full, sizeof(full), folder, "dangling");
	assert_int_equal(symlink("nowhere", full), 0);
	full_path(full, sizeof(full), folder, "pipe");
	assert_int_equal(mkfifo(full, 0600), 0);
}

void tree_lock(const struct folder *folder, const char *path) {
	char full[1024];
	full_path(full, sizeof(full), folder, path);
	assert_int_equal(chmod(full, 0), 0);
	assert_int_equal(chmod(folder->path, 0755), 0);
	if (geteuid() == 0)
		assert_int_equal(seteuid(NOBODY), 0);
}

void tree_unlock(void) {
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}
