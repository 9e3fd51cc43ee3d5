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

/* Returns the folder by the XDG Base Directory Specification; NULL if the user has no home. Owned
 * by the caller. */
static char *default_folder(void) {
	static const char name[] = "oriel-notes";
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	const char *parent = data != NULL && data[0] == '/' ? data
		: home != NULL && home[0] == '/' ? home : NULL;
	if (parent == NULL)
		return NULL;
	size_t size = strlen(parent) + sizeof("/.local/share/") + sizeof(name);
	char *path = allocate(size);
	snprintf(path, size, "%s/%s%s", parent, parent == data ? "" : ".local/share/", name);
	return path;
}

/* @param instance handed over; may be NULL */
static int run(const struct options *options, const char *folder, oriel_instance *instance) {
	oriel_app *app = oriel_app_new(app_id, .headless = options->headless, .real_time = true,
		.scale = options->scale, .instance = instance);
	if (app == NULL)
		return 1;
	struct notes notes;
	bool is_open = notes_open(&notes, app, &(const struct notes_options){ .folder = folder,
		.width = options->width, .height = options->height, .screenshot = options->screenshot,
		.remembers_size = !options->headless && options->screenshot == NULL });
	if (is_open)
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
	char *own_folder = options.folder != NULL ? NULL : default_folder();
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
