/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "options.h"

#include <stdio.h>

#include "arguments.h"

#define MAX_ROWS 10000000

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
		"  --screenshot FILE  write a picture of the window as PNG once the list is there, and "
		"end\n"
		"  --help             show this text");
}

static bool set_path(void *data, const char *value) {
	struct options *options = data;
	options->path = value;
	return value[0] != '\0';
}

static bool set_rows(void *data, const char *value) {
	struct options *options = data;
	unsigned long rows;
	char *end;
	if (!arguments_read_number(value, MAX_ROWS, &rows, &end) || *end)
		return false;
	options->rows = rows;
	return true;
}

static bool set_size(void *data, const char *value) {
	struct options *options = data;
	return arguments_read_size(value, &options->width, &options->height);
}

static bool set_screenshot(void *data, const char *value) {
	struct options *options = data;
	options->screenshot = value;
	return value[0] != '\0';
}

static bool set_memory(void *data, const char *value) {
	struct options *options = data;
	return options->memory = true;
}

static bool set_headless(void *data, const char *value) {
	struct options *options = data;
	return options->headless = true;
}

static bool set_help(void *data, const char *value) {
	struct options *options = data;
	return options->help = true;
}

static const struct argument table[] = {
	{ "--db", true, set_path, "--db takes the path of a file, not \"%s\"" },
	{ "--memory", false, set_memory, NULL },
	{ "--rows", true, set_rows, "--rows takes a number up to ten million, not \"%s\"" },
	{ "--size", true, set_size,
		"--size takes a width and a height as in 480x640, at most 16384 each, not \"%s\"" },
	{ "--headless", false, set_headless, NULL },
	{ "--screenshot", true, set_screenshot, "--screenshot takes the path of a file, not \"%s\"" },
	{ "--help", false, set_help, NULL },
};

static const struct command_line line = {
	.program = "oriel-todo", .table = table, .count = sizeof(table) / sizeof(table[0])
};

bool options_parse(struct options *options, int argc, char **argv) {
	*options = (struct options){ .width = 480, .height = 640 };
	if (!arguments_parse(&line, options, argc, argv))
		return false;
	if (options->memory && options->path)
		return arguments_complain(
			&line, "--memory saves no list; remove --memory or --db %s", options->path);
	options->memory |= options->rows > 0 && !options->path;
	return true;
}
