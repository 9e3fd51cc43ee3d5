/* SPDX-License-Identifier: MIT */
#include "folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int folder_setup(void **state) {
	struct folder *folder = calloc(1, sizeof(*folder));
	const char *parent = getenv("TMPDIR");
	snprintf(folder->path, sizeof(folder->path), "%s/oriel-test-XXXXXX", parent ? parent : "/tmp");
	if (!mkdtemp(folder->path))
		return -1;
	snprintf(folder->database, sizeof(folder->database), "%s/todo.db", folder->path);
	*state = folder;
	return 0;
}

static void remove_tree(const char *path) {
	chmod(path, 0700);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		char child[1024];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(child, sizeof(child), "%s/%s", path, entry->d_name);
		if (unlink(child) != 0)
			remove_tree(child);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

int folder_teardown(void **state) {
	struct folder *folder = *state;
	remove_tree(folder->path);
	free(folder);
	return 0;
}

void file_write(const char *path, const void *bytes, size_t size) {
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}
