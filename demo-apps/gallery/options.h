/* SPDX-License-Identifier: MIT */
#ifndef GALLERY_OPTIONS_H
#define GALLERY_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *folder; /* for the pictures of all sections; NULL: a window is opened */
	const char *section; /* shown first; NULL: the first one */
	float width, height; /* px */
	float scale; /* of a headless window; 0 means 1 */
	bool headless;
	const char *screenshot; /* may be NULL */
	bool help;
};

/* Parses the command line. @return false after a message on standard error */
bool options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif
