/* SPDX-License-Identifier: MIT */
/*
 * All built-in widgets: each in its states, in every theme, beside its source. With a folder as its
 * argument, the program draws the pictures of docs/widgets.md.
 */
#include <stdio.h>

#include "gallery.h"
#include "options.h"
#include "picture.h"

static void finish_screenshot(struct gallery *gallery, const char *path) {
	bool is_written = oriel_window_screenshot(gallery->window, path) == ORIEL_OK;
	oriel_app *app = gallery->app;
	oriel_window_destroy(gallery->window);
	oriel_app_quit(app, is_written ? 0 : 1);
}

static int run(const struct options *options) {
	struct gallery gallery;
	oriel_app *app = oriel_app_new("org.oriel.gallery", .headless = options->headless,
		.real_time = true, .scale = options->scale);
	if (app == NULL || !gallery_open(&gallery, app, options->width, options->height)) {
		oriel_app_destroy(app);
		return 1;
	}
	if (options->section != NULL && !gallery_choose(&gallery, options->section)) {
		fprintf(stderr, "oriel-gallery: there is no section \"%s\"\n", options->section);
		oriel_app_destroy(app);
		return 2;
	}
	if (options->screenshot != NULL)
		finish_screenshot(&gallery, options->screenshot);
	return oriel_app_run(app);
}

int main(int argc, char **argv) {
	struct options options;
	if (!options_parse(&options, argc, argv))
		return 2;
	if (options.help) {
		options_print_help();
		return 0;
	}
	if (options.folder != NULL)
		return pictures_write(options.folder) ? 0 : 1;
	return run(&options);
}
