/* SPDX-License-Identifier: MIT */
/* Command lines of the demo programs. A value follows its option as the next argument, or after an
 * equals sign. */
#ifndef DEMO_ARGUMENTS_H
#define DEMO_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct argument {
	const char *name; /* "--size" */
	bool takes_value;
	bool (*set)(void *options, const char *value); /* @return whether it takes the value */
	const char *complaint; /* about a value that set refuses, with a %s for it */
};

struct command_line {
	const char *program; /* "oriel-todo" */
	const struct argument *table;
	size_t count;
	/* what is no option, or follows "--"; NULL: there is none */
	bool (*set_operand)(void *options, const char *value);
	const char *complaint; /* about an operand that set_operand refuses, with a %s for it */
};

/* @return false after it has said on standard error what is wrong */
bool arguments_parse(const struct command_line *line, void *options, int argc, char **argv);
/* Says on standard error what is wrong. @param format with a %s for text @return false */
bool arguments_complain(const struct command_line *line, const char *format, const char *text);

/* Reads the digits that text begins with; *end is what follows. @return false, and nothing is set,
 * if there are none or it is over most */
bool arguments_read_number(const char *text, unsigned long most, unsigned long *out, char **end);
/* Reads a size in px as in 480x640, at most 16384 each. */
bool arguments_read_size(const char *text, float *width, float *height);

#endif
