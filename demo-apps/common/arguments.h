/* SPDX-License-Identifier: MIT */
/*
 * Parsing the command lines of the demo programs. The value of an option is the next argument, or
 * follows an equals sign: "--size 480x640" or "--size=480x640".
 */
#ifndef DEMO_ARGUMENTS_H
#define DEMO_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct argument {
	const char *name; /* "--size" */
	bool takes_value;
	bool (*set)(void *options, const char *value); /* @return whether the value is valid */
	const char *complaint; /* the message for an invalid value, with a %s for the value */
};

struct command_line {
	const char *program; /* "oriel-todo" */
	const struct argument *table;
	size_t count;
	/* receives each operand, an argument that is not an option or follows "--"; NULL: no operands
	 */
	bool (*set_operand)(void *options, const char *value);
	const char *complaint; /* the message for an invalid operand, with a %s for the operand */
};

/* Parses a command line. @return false after printing a message to standard error */
bool arguments_parse(const struct command_line *line, void *options, int argc, char **argv);
/* Prints a message to standard error. @param format with a %s for text @return false */
bool arguments_complain(const struct command_line *line, const char *format, const char *text);

/* Reads the digits at the beginning of text; *end is the rest. @return false, with nothing set,
 * without digits or for a number over most */
bool arguments_read_number(const char *text, unsigned long most, unsigned long *out, char **end);
/* Reads a size such as "480x640", px, at most 16384 each. */
bool arguments_read_size(const char *text, float *width, float *height);
/* Reads the pixels a px of a window without a display: 1 to 4. */
bool arguments_read_scale(const char *text, float *scale);

#endif
