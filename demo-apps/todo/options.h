/* SPDX-License-Identifier: MIT */
#ifndef TODO_OPTIONS_H
#define TODO_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct options {
	const char *path; /* NULL: the default list of the user */
	bool memory;
	size_t rows;
	float width, height; // px
	bool headless;
	const char *screenshot; /* may be NULL */
	bool help;
};

/* Parses the command line. @return false after a message on standard error */
bool options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif
