/* SPDX-License-Identifier: MIT */
#ifndef NOTES_OPTIONS_H
#define NOTES_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *folder; /* NULL: the default folder */
	float width, height; /* px; 0: the size of the last time */
	float scale; /* of a headless window; 0 means 1 */
	bool headless;
	const char *screenshot; /* may be NULL */
	bool help;
};

/* Parses the command line. @return false after a message on standard error */
bool options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif
