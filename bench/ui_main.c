/* SPDX-License-Identifier: MIT */
/*
 * bench-ui: measures a program's window on an X server from outside, as a user feels it.
 *
 *     bench-ui [options] -- PROGRAM [ARGUMENT ...]
 *
 *     --name NAME         what to call it in the output
 *     --title TITLE       of its window, which is 800 by 600
 *     --toggle X,Y        where a click toggles something, and a second one toggles it back
 *     --field X,Y         where a click puts the keyboard, if it is not there already
 *     --scrolls           what is at --toggle can be scrolled
 *     --framebuffer FILE  the X server's memory: Xvfb's -fbdir makes it
 *     --server PID        the X server's process
 *     --only WORD         measure starts, rest, clicks, keys, wheel, resizes or moves alone
 *     --starts N          how often it is started (default 11)
 *     --samples N         of clicks and keys (default 300)
 *     --rest MS           each of two periods in which it is left alone (default 12000: a caret
 * blinks for 10,000)
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
		inject_fail("\"%s\" is no position, as in 20,40", text);
	return point;
}

static int positive(const char *text) {
	int number = atoi(text);
	if (number <= 0)
		inject_fail("\"%s\" is no number above 0", text);
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

/* Starting comes before them all. */
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
	/* before the file: a server that loses its last client begins with a new one */
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
