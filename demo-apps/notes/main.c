/* SPDX-License-Identifier: MIT */
/* Notes in text files: from the command line to the window. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>

#include "memory.h"
#include "notes.h"
#include "options.h"

static const char app_id[] = "org.oriel.notes";

/* Returns a folder of the user by the XDG Base Directory Specification: the folder of a variable of
 * the environment, or else one in the home. NULL if the user has no home. Owned by the caller. */
static char *user_folder(const char *variable, const char *place_in_home) {
	static const char name[] = "oriel-notes";
	const char *folder = getenv(variable), *home = getenv("HOME");
	bool is_given = folder != NULL && folder[0] == '/';
	if (!is_given && (home == NULL || home[0] != '/'))
		return NULL;
	const char *parent = is_given ? folder : home, *place = is_given ? "" : place_in_home;
	size_t size = strlen(parent) + strlen(place) + sizeof(name) + 2;
	char *path = allocate(size);
	snprintf(path, size, "%s%s/%s", parent, place, name);
	return path;
}

/* @param instance handed over; may be NULL */
static int run(const struct options *options, const char *folder, oriel_instance *instance) {
	oriel_app *app = oriel_app_new(app_id, .headless = options->headless, .real_time = true,
		.scale = options->scale, .instance = instance);
	if (app == NULL)
		return 1;
	struct notes notes;
	char *rescue = user_folder("XDG_STATE_HOME", "/.local/state");
	bool is_open = notes_open(&notes, app, &(const struct notes_options){ .folder = folder,
		.width = options->width, .height = options->height, .screenshot = options->screenshot,
		.rescue_folder = options->screenshot == NULL ? rescue : NULL,
		.remembers_size = !options->headless && options->screenshot == NULL });
	int status = is_open ? oriel_app_run(app) : 1;
	if (!is_open)
		oriel_app_destroy(app);
	free(rescue);
	return status;
}

int main(int argc, char **argv) {
	struct options options;
	if (!options_parse(&options, argc, argv))
		return 2;
	if (options.help) {
		options_print_help();
		return 0;
	}
	char *own_folder =
		options.folder == NULL ? user_folder("XDG_DATA_HOME", "/.local/share") : NULL;
	const char *folder = options.folder != NULL ? options.folder : own_folder;
	if (folder == NULL) {
		fputs("oriel-notes: neither XDG_DATA_HOME nor HOME is a path; say where the notes are with "
			"--folder DIR\n", stderr);
		return 2;
	}
	/* One process for the default folder: a second start shows the window of the first. */
	bool is_single = options.folder == NULL && !options.headless && options.screenshot == NULL;
	oriel_instance *instance = is_single ? oriel_instance_claim(app_id, argc, argv) : NULL;
	int status = is_single && instance == NULL ? 0 : run(&options, folder, instance);
	free(own_folder);
	return status;
}
