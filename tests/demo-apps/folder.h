/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stddef.h>

struct folder {
	char path[256];
	char database[300]; /* path of a file in it that is not there yet */
};

/* cmocka's setup and teardown; *state is a struct folder. */
int folder_setup(void **state);
int folder_teardown(void **state);

void file_write(const char *path, const void *bytes, size_t size);

#endif
