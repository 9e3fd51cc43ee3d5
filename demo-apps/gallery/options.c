/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "options.h"

#include <stdio.h>

#include "arguments.h"

void options_print_help(void) {
	puts("Usage: oriel-gallery [options] [FOLDER]\n"
		"All widgets, each beside its source. With FOLDER, a picture of each section is drawn\n"
		"into FOLDER/NAME.png, without a display.\n"
		"\n"
		"  --section NAME     show this section first, by its picture's name, as \"text-area\"\n"
		"  --size WxH         size of the window in px (default: 1280x720)\n"
		"  --headless         run without a display\n"
		"  --scale N          pixels a px without a display: 1 to 4\n"
		"  --screenshot FILE  write a picture of the window as PNG, and end\n"
		"  --help             show this text");
}

static bool set_section(void *data, const char *value) {
	struct options *options = data;
	options->section = value;
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

static bool set_headless(void *data, const char *value) {
	struct options *options = data;
	return options->headless = true;
}

static bool set_screenshot(void *data, const char *value) {
	struct options *options = data;
	options->screenshot = value;
	return value[0] != '\0';
}

static bool set_help(void *data, const char *value) {
	struct options *options = data;
	return options->help = true;
}

static bool set_folder(void *data, const char *value) {
	struct options *options = data;
	bool is_first = options->folder == NULL;
	options->folder = value;
	return is_first && value[0] != '\0';
}

static const struct argument table[] = {
	{ "--section", true, set_section, "--section takes the name of a section, not \"%s\"" },
	{ "--size", true, set_size,
		"--size takes a width and a height as in 1280x720, at most 16384 each, not \"%s\"" },
	{ "--scale", true, set_scale, "--scale takes a number from 1 to 4, not \"%s\"" },
	{ "--headless", false, set_headless, NULL },
	{ "--screenshot", true, set_screenshot, "--screenshot takes the path of a file, not \"%s\"" },
	{ "--help", false, set_help, NULL },
};

static const struct command_line line = {
	.program = "oriel-gallery", .table = table, .count = sizeof(table) / sizeof(table[0]),
	.set_operand = set_folder, .complaint = "only one folder is accepted; remove \"%s\"",
};

bool options_parse(struct options *options, int argc, char **argv) {
	*options = (struct options){ .width = 1280, .height = 720 };
	return arguments_parse(&line, options, argc, argv);
}
