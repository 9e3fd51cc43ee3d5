/* SPDX-License-Identifier: MIT */
/*
 * bench-ui: measures a program's window on an X server from outside, as a user experiences it.
 *
 *     bench-ui [options] -- PROGRAM [ARGUMENT ...]
 *
 *     --name NAME         name of the program in the output
 *     --title TITLE       title of its window, which has 800 x 600 px
 *     --toggle X,Y        position of an item that a click toggles, and a second click toggles back
 *     --field X,Y         position of a text field, unless the field has the focus at the start
 *     --scrolls           the wheel scrolls at the position of --toggle
 *     --framebuffer FILE  the X server's memory, a file that Xvfb's -fbdir creates
 *     --server PID        the X server's process
 *     --only WORD         measures only starts, rest, clicks, keys, wheel, resizes or moves
 *     --starts N          number of starts (default 11)
 *     --samples N         number of clicks and keys (default 300)
 *     --rest MS           length of each of two periods without input (default 12000, because a
 *                         caret blinks for 10,000)
 *
 * Input comes from this process through XTest. bench/run-ui starts all that is needed.
 */
#include "ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char inject_program[] = "bench-ui";

static struct ui_point point_of(const char *text) {
	struct ui_point point;
	if (sscanf(text, "%d,%d", &point.x, &point.y) != 2)
		inject_fail("\"%s\" is not a position such as 20,40", text);
	return point;
}

static int positive(const char *text) {
	int number = atoi(text);
	if (number <= 0)
		inject_fail("\"%s\" is not a number above 0", text);
	return number;
}

static void set_option(struct ui_run *run, const char *option, const char *value) {
	if (strcmp(option, "--name") == 0) {
		run->name = value;
	} else if (strcmp(option, "--title") == 0) {
		run->title = value;
	} else if (strcmp(option, "--only") == 0) {
		run->only = value;
	} else if (strcmp(option, "--toggle") == 0) {
		run->toggle = point_of(value);
	} else if (strcmp(option, "--field") == 0) {
		run->field = point_of(value);
		run->has_field = true;
	} else if (strcmp(option, "--framebuffer") == 0) {
		run->framebuffer = value;
	} else if (strcmp(option, "--server") == 0) {
		run->server = positive(value);
	} else if (strcmp(option, "--starts") == 0) {
		run->starts = positive(value);
	} else if (strcmp(option, "--samples") == 0) {
		run->samples = positive(value);
	} else if (strcmp(option, "--rest") == 0) {
		run->rest_ms = positive(value);
	} else {
		inject_fail("there is no option %s", option);
	}
}

static void parse(struct ui_run *run, char **arguments) {
	for (; *arguments != NULL && strcmp(*arguments, "--") != 0; arguments++) {
		if (strcmp(*arguments, "--scrolls") == 0) {
			run->scrolls = true;
			continue;
		}
		if (arguments[1] == NULL)
			inject_fail("%s needs a value", *arguments);
		set_option(run, arguments[0], arguments[1]);
		arguments++;
	}
	if (*arguments == NULL || arguments[1] == NULL || run->title == NULL ||
		run->framebuffer == NULL || run->server == 0)
		inject_fail("--title, --framebuffer, --server, -- and a program are needed");
	run->arguments = arguments + 1;
}

/* The measurements after the starts. */
static const struct {
	const char *name;
	void (*measure)(struct ui_run *run);
} parts[] = {
	{ "rest", ui_measure_rest },
	{ "clicks", ui_measure_clicks },
	{ "keys", ui_measure_keys },
	{ "wheel", ui_measure_wheel },
	{ "resizes", ui_measure_resizes },
	{ "moves", ui_measure_moves },
};

int main(int argc, char **argv) {
	static struct ui_run run = {
		.name = "program", .starts = 11, .samples = 300, .rest_ms = 12000
	};
	parse(&run, argv + 1);
	/* before the file is opened: a server whose last client disconnects creates a new file */
	inject_open(&run.inject);
	ui_screen_open(&run.screen, run.framebuffer);
	ui_measure_starts(&run);
	inject_wait_window(&run.inject, run.title, 5000);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (run.only == NULL || strcmp(run.only, parts[i].name) == 0)
			parts[i].measure(&run);
	ui_process_end(run.process);
	XCloseDisplay(run.inject.display);
	return 0;
}
