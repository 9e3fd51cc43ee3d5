/* SPDX-License-Identifier: MIT */
/* The command line. */
#include "options.h"

#include <stdio.h>
#include <string.h>

#include "arguments.h"

void options_print_help(void) {
	puts("Usage: oriel-words [options] [FOLDER]\n"
		"Counts the words of all files in FOLDER and below.\n"
		"\n"
		"  --size WxH         size of the window in px (default: 720x640)\n"
		"  --headless         run without a display\n"
		"  --scale N          pixels a px without a display: 1 to 4\n"
		"  --screenshot FILE  write a picture of the window as PNG once all is counted, and end\n"
		"  --report           print the totals and how punctual the frames were once all is\n"
		"                     counted, and end\n"
		"  --help             show this text");
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
	(void)value;
	return options->headless = true;
}

static bool set_report(void *data, const char *value) {
	struct options *options = data;
	(void)value;
	return options->report = true;
}

static bool set_help(void *data, const char *value) {
	struct options *options = data;
	(void)value;
	return options->help = true;
}

static bool set_screenshot(void *data, const char *value) {
	struct options *options = data;
	options->screenshot = value;
	return value[0] != '\0';
}

static bool set_folder(void *data, const char *value) {
	struct options *options = data;
	bool is_first = !options->folder;
	options->folder = value;
	return is_first && value[0] != '\0';
}

static const struct argument table[] = {
	{ "--size", true, set_size,
		"--size takes a width and a height as in 720x640, at most 16384 each, not \"%s\"" },
	{ "--scale", true, set_scale, "--scale takes a number from 1 to 4, not \"%s\"" },
	{ "--headless", false, set_headless, NULL },
	{ "--screenshot", true, set_screenshot, "--screenshot takes the path of a file, not \"%s\"" },
	{ "--report", false, set_report, NULL },
	{ "--help", false, set_help, NULL },
};

static const struct command_line line = {
	.program = "oriel-words", .table = table, .count = sizeof(table) / sizeof(table[0]),
	.set_operand = set_folder, .complaint = "only one folder is accepted; remove \"%s\"",
};

bool options_parse(struct options *options, int argc, char **argv) {
	*options = (struct options){ .width = 720, .height = 640 };
	if (!arguments_parse(&line, options, argc, argv))
		return false;
	if ((options->screenshot || options->report) && !options->folder)
		return arguments_complain(
			&line, "%s needs a folder to count", options->screenshot ? "--screenshot" : "--report");
	return true;
}
