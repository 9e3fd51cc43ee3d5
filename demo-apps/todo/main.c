/* SPDX-License-Identifier: MIT */
/* A todo list: from the command line to the window. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>

#include "memory.h"
#include "options.h"
#include "todo.h"

/* Returns the path by the XDG Base Directory Specification; NULL if the user has no home. Owned by
 * the caller. */
static char *default_path(void) {
	static const char name[] = "oriel-todo/todo.db";
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	const char *folder = data && data[0] == '/' ? data : home && home[0] == '/' ? home : NULL;
	if (!folder)
		return NULL;
	size_t size = strlen(folder) + sizeof("/.local/share/") + sizeof(name);
	char *path = allocate(size);
	snprintf(path, size, "%s/%s%s", folder, folder == data ? "" : ".local/share/", name);
	return path;
}

static int run(const struct options *options, const char *path) {
	oriel_app *app = oriel_app_new(
		"org.oriel.todo", .headless = options->headless, .real_time = true);
	if (!app)
		return 1;
	struct todo todo;
	bool opened = todo_open(&todo, app, &(const struct todo_options){
		.path = path, .make_folder = !options->path, .rows = options->rows,
		.width = options->width, .height = options->height, .screenshot = options->screenshot });
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
	char *own_path = options.path || options.memory ? NULL : default_path();
	const char *path = options.memory ? ":memory:" : options.path ? options.path : own_path;
	if (!path) {
		fputs("oriel-todo: neither XDG_DATA_HOME nor HOME is a path; say where the list is with "
			"--db PATH\n",
			stderr);
		return 2;
	}
	int status = run(&options, path);
	free(own_path);
	return status;
}
