/* SPDX-License-Identifier: MIT */
/*
 * Where a widget of a demo program is, so that a test can point at it from another process:
 *
 *     oriel-locate-todo DATABASE WIDTH HEIGHT SELECTOR
 *     oriel-locate-notes FOLDER WIDTH HEIGHT SELECTOR
 *     oriel-locate-gallery SECTION WIDTH HEIGHT SELECTOR
 *
 * prints "left centre-x centre-y" in px of the window, as the same layout at the same size has it.
 */
#include <stdio.h>
#include <stdlib.h>

#include <oriel/oriel.h>

#include "locate.h"

static int print_place(oriel_window *window, const char *selector) {
	oriel_widget *widget = oriel_query(oriel_window_root(window), selector);
	if (!widget || oriel_is_hidden(widget)) {
		fprintf(stderr, "oriel-locate: nothing that can be seen matches \"%s\"\n", selector);
		return 1;
	}
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	printf("%.0f %.0f %.0f\n", bounds.x, bounds.x + bounds.width / 2, bounds.y + bounds.height / 2);
	return 0;
}

int main(int argc, char **argv) {
	if (argc != 5) {
		fputs("usage: oriel-locate-… SUBJECT WIDTH HEIGHT SELECTOR\n", stderr);
		return 2;
	}
	oriel_app *app = oriel_app_new("org.oriel.locate", .headless = true);
	oriel_window *window = locate_open(
		app, argv[1], strtof(argv[2], NULL), strtof(argv[3], NULL));
	if (window == NULL)
		return 1;
	oriel_loop_settle(oriel_app_loop(app));
	oriel_window_update(window);
	int status = print_place(window, argv[4]);
	oriel_app_destroy(app);
	return status;
}
