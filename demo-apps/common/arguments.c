/* SPDX-License-Identifier: MIT */
#include "arguments.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIDE 16384 /* px */

bool arguments_complain(const struct command_line *line, const char *format, const char *text) {
	fprintf(stderr, "%s: ", line->program);
	fprintf(stderr, format, text);
	fputs("; --help lists the options\n", stderr);
	return false;
}

bool arguments_read_number(const char *text, unsigned long most, unsigned long *out, char **end) {
	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	unsigned long number = strtoul(text, end, 10);
	if (errno != 0 || number > most)
		return false;
	*out = number;
	return true;
}

bool arguments_read_size(const char *text, float *out_width, float *out_height) {
	unsigned long width, height;
	char *end;
	if (!arguments_read_number(text, MAX_SIDE, &width, &end) || *end != 'x')
		return false;
	if (!arguments_read_number(end + 1, MAX_SIDE, &height, &end) || *end)
		return false;
	*out_width = (float)width;
	*out_height = (float)height;
	return width > 0 && height > 0;
}

bool arguments_read_scale(const char *text, float *out) {
	unsigned long scale;
	char *end;
	if (!arguments_read_number(text, 4, &scale, &end) || *end || scale == 0)
		return false;
	*out = (float)scale;
	return true;
}

static const struct argument *find(
	const struct command_line *line, const char *text, size_t length) {
	for (size_t i = 0; i < line->count; i++) {
		if (strlen(line->table[i].name) == length && memcmp(line->table[i].name, text, length) == 0)
			return &line->table[i];
	}
	return NULL;
}

/* Parses one option. @return the number of arguments used, or 0 after a message */
static int parse_option(const struct command_line *line, void *options, char **arguments) {
	const char *text = arguments[0];
	size_t length = strcspn(text, "=");
	const struct argument *argument = find(line, text, length);
	bool attached = text[length] == '=';
	if (!argument)
		return arguments_complain(line, "unknown argument \"%s\"", text);
	if (attached && !argument->takes_value)
		return arguments_complain(line, "%s accepts no value", argument->name);
	const char *value = attached ? text + length + 1 : argument->takes_value ? arguments[1] : "";
	if (!value)
		return arguments_complain(line, "%s needs a value", argument->name);
	if (!argument->set(options, value))
		return arguments_complain(line, argument->complaint, value);
	return argument->takes_value && !attached ? 2 : 1;
}

static bool parse_operand(const struct command_line *line, void *options, const char *text) {
	return line->set_operand(options, text) || arguments_complain(line, line->complaint, text);
}

bool arguments_parse(const struct command_line *line, void *options, int argc, char **argv) {
	bool takes_operands = line->set_operand != NULL, only_operands = false;
	for (int i = 1; i < argc;) {
		int taken = 1;
		if (takes_operands && (only_operands || argv[i][0] != '-'))
			taken = parse_operand(line, options, argv[i]);
		else if (takes_operands && strcmp(argv[i], "--") == 0)
			only_operands = true;
		else
			taken = parse_option(line, options, argv + i);
		if (taken == 0)
			return false;
		i += taken;
	}
	return true;
}
