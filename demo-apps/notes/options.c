/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "options.h"

#include <stdio.h>

#include "arguments.h"

void options_print_help(void) {
	puts("Usage: oriel-notes [options]\n"
		"Notes in text files.\n"
		"\n"
		"  --folder DIR       folder of the notes, which is made if it is missing (default:\n"
		"                     oriel-notes in $XDG_DATA_HOME)\n"
		"  --size WxH         size of the window in px (default: that of the last time)\n"
		"  --headless         run without a display\n"
		"  --scale N          pixels a px without a display: 1 to 4\n"
		"  --screenshot FILE  write a picture of the window as PNG once the notes are there, and\n"
		"                     end\n"
		"  --help             show this text");
}

static bool set_folder(void *data, const char *value) {
	struct options *options = data;
	options->folder = value;
	return value[0] != '\0';
}

static bool set_size(void *data, const char *value) {
	struct options *options = data;
	return arguments_read_size(value, &options->width, &options->height);
}

static bool set_scale(void *data, const char *value) {
	struct options *options = data;
	return arguments_read_scale(value, &options->scale);
}

static bool set_screenshot(void *data, const char *value) {
	struct options *options = data;
	options->screenshot = value;
	return value[0] != '\0';
}

static bool set_headless(void *data, const char *value) {
	struct options *options = data;
	(void)value;
	return options->headless = true;
}

static bool set_help(void *data, const char *value) {
	struct options *options = data;
	(void)value;
	return options->help = true;
}

static const struct argument table[] = {
	{ "--folder", true, set_folder, "--folder takes the path of a folder, not \"%s\"" },
	{ "--size", true, set_size,
		"--size takes a width and a height as in 900x600, at most 16384 each, not \"%s\"" },
	{ "--scale", true, set_scale, "--scale takes a number from 1 to 4, not \"%s\"" },
	{ "--headless", false, set_headless, NULL },
	{ "--screenshot", true, set_screenshot, "--screenshot takes the path of a file, not \"%s\"" },
	{ "--help", false, set_help, NULL },
};

static const struct command_line line = {
	.program = "oriel-notes", .table = table, .count = sizeof(table) / sizeof(table[0])
};

bool options_parse(struct options *options, int argc, char **argv) {
	*options = (struct options){ 0 };
	return arguments_parse(&line, options, argc, argv);
}
