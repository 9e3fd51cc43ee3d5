/* SPDX-License-Identifier: MIT */
#ifndef WORDS_OPTIONS_H
#define WORDS_OPTIONS_H

#include <stdbool.h>

struct options {
	const char *folder; /* counted at once; NULL: none */
	float width, height; // px
	float scale; /* of a headless window; 0 means 1 */
	bool headless;
	bool report;
	const char *screenshot; /* may be NULL */
	bool help;
};

/* Parses the command line. @return false after a message on standard error */
bool options_parse(struct options *options, int argc, char **argv);
void options_print_help(void);

#endif
