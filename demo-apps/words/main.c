/* SPDX-License-Identifier: MIT */
/* Counts the words of a folder: from the command line to the window. */
#include <oriel/oriel.h>

#include "options.h"
#include "words.h"

static int run(const struct options *options) {
	oriel_app *app = oriel_app_new("org.oriel.words", .headless = options->headless,
		.real_time = true, .scale = options->scale);
	if (!app)
		return 1;
	struct words words;
	bool opened = words_open(&words, app, &(const struct words_options){
		.folder = options->folder, .width = options->width, .height = options->height,
		.screenshot = options->screenshot, .report = options->report });
	if (opened)
		return oriel_app_run(app);
	oriel_app_destroy(app);
	return 1;
}

int main(int argc, char **argv) {
	struct options options;
	if (!options_parse(&options, argc, argv))
		return 2;
	if (options.help) {
		options_print_help();
		return 0;
	}
	return run(&options);
}
