/* SPDX-License-Identifier: MIT */
/* The command line. A value follows its option as the next argument, or after an equals sign. */
#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 10000000
#define MAX_SIDE 16384 // px

void options_print_help(void) {
	puts("Usage: oriel-todo [options]\n"
		"A todo list.\n"
		"\n"
		"  --db PATH          keep the list in this file (default: oriel-todo/todo.db in\n"
		"                     $XDG_DATA_HOME, which is made if it is missing)\n"
		"  --memory           do not keep the list\n"
		"  --rows N           begin an empty list with N made-up items; without --db that list\n"
		"                     is not kept\n"
		"  --size WxH         size of the window in px (default: 480x640)\n"
		"  --headless         run without a display\n"
		"  --screenshot FILE  write a picture of the window as PNG once the list is there, and end\n"
		"  --help             show this text");
}

static bool complain(const char *format, const char *text) {
	fputs("oriel-todo: ", stderr);
	fprintf(stderr, format, text);
	fputs("; --help tells what there is\n", stderr);
	return false;
}

/* Reads the digits that text begins with; *end is what follows. */
static bool read_number(const char *text, unsigned long most, unsigned long *out, char **end) {
	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*out = strtoul(text, end, 10);
	return errno == 0 && *out <= most;
}

static bool set_path(struct options *options, const char *value) {
	options->path = value;
	return value[0] != '\0';
}

static bool set_rows(struct options *options, const char *value) {
	unsigned long rows;
	char *end;
	if (!read_number(value, MAX_ROWS, &rows, &end) || *end)
		return false;
	options->rows = rows;
	return true;
}

static bool set_size(struct options *options, const char *value) {
	unsigned long width, height;
	char *end;
	if (!read_number(value, MAX_SIDE, &width, &end) || *end != 'x' || !read_number(end + 1, MAX_SIDE, &height, &end) || *end)
		return false;
	options->width = (float)width;
	options->height = (float)height;
	return width > 0 && height > 0;
}

static bool set_screenshot(struct options *options, const char *value) {
	options->screenshot = value;
	return value[0] != '\0';
}

static bool set_memory(struct options *options, const char *value) {
	return options->memory = true;
}

static bool set_headless(struct options *options, const char *value) {
	return options->headless = true;
}

static bool set_help(struct options *options, const char *value) {
	return options->help = true;
}

struct option {
	const char *name;
	bool takes_value;
	bool (*set)(struct options *options, const char *value);
	const char *complaint; /* about a value that set refuses */
};

static const struct option table[] = {
	{ "--db", true, set_path, "--db takes the path of a file, not \"%s\"" },
	{ "--memory", false, set_memory, NULL },
	{ "--rows", true, set_rows, "--rows takes a number up to ten million, not \"%s\"" },
	{ "--size", true, set_size, "--size takes a width and a height as in 480x640, at most 16384 each, not \"%s\"" },
	{ "--headless", false, set_headless, NULL },
	{ "--screenshot", true, set_screenshot, "--screenshot takes the path of a file, not \"%s\"" },
	{ "--help", false, set_help, NULL },
};

static const struct option *find(const char *argument, size_t length) {
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strlen(table[i].name) == length && memcmp(table[i].name, argument, length) == 0)
			return &table[i];
	}
	return NULL;
}

/* @return how many arguments it took, or 0 after a complaint */
static int parse_one(struct options *options, char **arguments) {
	const char *argument = arguments[0];
	size_t length = strcspn(argument, "=");
	const struct option *option = find(argument, length);
	bool attached = argument[length] == '=';
	if (!option)
		return complain("there is no \"%s\"", argument);
	if (attached && !option->takes_value)
		return complain("%s takes no value", option->name);
	const char *value = attached ? argument + length + 1 : option->takes_value ? arguments[1] : "";
	if (!value)
		return complain("%s needs a value", option->name);
	if (!option->set(options, value))
		return complain(option->complaint, value);
	return option->takes_value && !attached ? 2 : 1;
}

bool options_parse(struct options *options, int argc, char **argv) {
	*options = (struct options){ .width = 480, .height = 640 };
	for (int i = 1; i < argc;) {
		int taken = parse_one(options, argv + i);
		if (taken == 0)
			return false;
		i += taken;
	}
	if (options->memory && options->path)
		return complain("--memory keeps no list, and so does not go with --db %s", options->path);
	options->memory |= options->rows > 0 && !options->path;
	return true;
}
