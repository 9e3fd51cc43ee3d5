/* SPDX-License-Identifier: MIT */
#ifndef TODO_OPTIONS_H
#define TODO_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct options {
	const char *path; /* NULL: the user's own list */
	bool memory;
	size_t rows;
	float width, height; // px
	bool headless;
	const char *screenshot; /* may be NULL */
	bool help;
};

/* @return false after it has said on standard error what is wrong */
bool options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif
