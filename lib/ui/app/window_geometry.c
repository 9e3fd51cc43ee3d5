/* SPDX-License-Identifier: MIT */
/*
 * The geometry of windows that a program remembers, in `$XDG_STATE_HOME/<id>/windows`.
 *
 * Each line of the file is "name x y width height flags", with px as integers. The flags are the
 * letters m (maximized) and p (x and y are known), or "-". A window that is destroyed reads the
 * file again and replaces its own line, so that several processes share the file; the last one
 * wins. Size and position are those from before maximizing and full screen.
 *
 * A stored geometry is an external input: a recording has it, and a replay touches no file.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "base/file_replacement_internal.h"
#include "loop/external_internal.h"

#include <errno.h>
#include <math.h>
#include <oriel/runtime/log.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	NAME_MAX_BYTES = 64,
	LINE_SIZE = 160,    /* bytes */
	LINES_MAX = 256,    /* later lines are dropped */
	LENGTH_MAX = 32767, /* px: the range of numbers in the file */
};

struct window_geometry {
	int x, y, width, height; /* px; a width of 0: none is stored */
	bool is_maximized, has_position;
};

static const struct oriel__record_kind geometry_kind = { "the stored geometry of a window", "i" };

/* ---- The file ---- */

/* Writes the path of a file or folder of the application's state. Returns false without a home. */
static bool window_geometry_path(const oriel_app *app, const char *file, char *path, size_t size) {
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int length = 0;
	if (state != NULL && state[0] == '/')
		length = snprintf(path, size, "%s/%s%s", state, app->id, file);
	else if (home != NULL && home[0] == '/')
		length = snprintf(path, size, "%s/.local/state/%s%s", home, app->id, file);
	return length > 0 && (size_t)length < size;
}

/* Makes the folders of a path, except for its last part. */
static void window_geometry_make_folders(char *path) {
	for (char *at = path + 1; (at = strchr(at, '/')) != NULL; at++) {
		*at = '\0';
		mkdir(path, 0700);
		*at = '/';
	}
}

static bool window_geometry_parse(const char *line, char *name, struct window_geometry *out) {
	char flags[8];
	struct window_geometry read = { 0 };
	if (sscanf(line, "%64s %d %d %d %d %7s", name, &read.x, &read.y, &read.width, &read.height,
			flags) != 6)
		return false;
	read.is_maximized = strchr(flags, 'm') != NULL;
	read.has_position = strchr(flags, 'p') != NULL;
	*out = read;
	return abs(read.x) <= LENGTH_MAX && abs(read.y) <= LENGTH_MAX && read.width > 0 &&
		read.width <= LENGTH_MAX && read.height > 0 && read.height <= LENGTH_MAX;
}

static struct window_geometry window_geometry_read(const oriel_app *app, const char *name) {
	struct window_geometry found = { 0 };
	char path[4096], line[LINE_SIZE], other[NAME_MAX_BYTES + 1];
	FILE *file = window_geometry_path(app, "/windows", path, sizeof(path)) ? fopen(path, "re") :
																			NULL;
	for (int i = 0; file != NULL && i < LINES_MAX && fgets(line, sizeof(line), file) != NULL; i++) {
		struct window_geometry geometry;
		if (window_geometry_parse(line, other, &geometry) && strcmp(other, name) == 0)
			found = geometry;
	}
	if (file != NULL)
		fclose(file);
	return found;
}

/* Copies the lines of other windows, and adds a line. Returns an errno, or 0. */
static int window_geometry_write(FILE *to, const char *path, const char *name,
	const struct window_geometry *geometry) {
	char line[LINE_SIZE], other[NAME_MAX_BYTES + 1];
	struct window_geometry unused;
	FILE *from = fopen(path, "re");
	for (int i = 1; from != NULL && i < LINES_MAX && fgets(line, sizeof(line), from) != NULL; i++) {
		if (window_geometry_parse(line, other, &unused) && strcmp(other, name) != 0)
			fputs(line, to);
	}
	if (from != NULL)
		fclose(from);
	fprintf(to, "%s %d %d %d %d %s%s%s\n", name, geometry->x, geometry->y, geometry->width,
		geometry->height, geometry->is_maximized ? "m" : "", geometry->has_position ? "p" : "",
		geometry->is_maximized || geometry->has_position ? "" : "-");
	return fflush(to) == 0 ? 0 : errno;
}

static int window_geometry_replace(
	const char *path, const char *name, const struct window_geometry *geometry) {
	struct oriel__file_replacement replacement;
	oriel__file_replacement_init(&replacement);
	int error = oriel__file_replacement_find(&replacement, path);
	if (error == 0)
		error = oriel__file_replacement_open(&replacement, 0600);
	if (error == 0) {
		char *text = NULL;
		size_t length = 0;
		FILE *memory = open_memstream(&text, &length);
		error = memory != NULL ? window_geometry_write(memory, path, name, geometry) : errno;
		if (memory != NULL)
			fclose(memory);
		if (error == 0 && write(replacement.file, text, length) != (ssize_t)length)
			error = errno != 0 ? errno : ENOSPC;
		free(text);
	}
	if (error == 0)
		error = oriel__file_replacement_commit(&replacement);
	oriel__file_replacement_finish(&replacement);
	return error;
}

static void window_geometry_store(
	const oriel_app *app, const char *name, const struct window_geometry *geometry) {
	char path[4096];
	if (!window_geometry_path(app, "/windows", path, sizeof(path)))
		return;
	window_geometry_make_folders(path);
	int error = window_geometry_replace(path, name, geometry);
	if (error != 0)
		oriel_log(ORIEL_LOG_WARNING, "the geometry of a window was not stored in %s: %s", path,
			strerror(error));
}

/* ---- Windows ---- */

void oriel__window_check_remember(const char *name, const char *site) {
	if (name == NULL)
		return;
	size_t length = strlen(name);
	ORIEL_ASSERT(length > 0 && length <= NAME_MAX_BYTES &&
			strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
				length,
		"oriel_window_open at %s: the name \"%.80s\" of .remember is malformed; pass 1 to 64 "
		"letters, digits, '-', '_' and '.'",
		site, name);
}

/* Passes a stored geometry through a recording or a replay. */
static struct window_geometry window_geometry_recorded(
	oriel_loop *loop, struct window_geometry live) {
	int flags = (live.is_maximized ? 1 : 0) | (live.has_position ? 2 : 0);
	int64_t numbers[] = { live.x, live.y, live.width, live.height, flags };
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		numbers[i] = oriel__external_number(loop, &geometry_kind, numbers[i], 0);
	return (struct window_geometry){ (int)numbers[0], (int)numbers[1], (int)numbers[2],
		(int)numbers[3], (numbers[4] & 1) != 0, (numbers[4] & 2) != 0 };
}

void oriel__window_begin_geometry(struct oriel_window *window, const char *name,
	struct oriel_platform_window_options *options, struct oriel_point *position) {
	if (name == NULL)
		return;
	oriel_app *app = window->app;
	window->remember = oriel__strdup(name);
	struct window_geometry geometry = { 0 };
	if (!oriel__loop_is_replayed(app->loop))
		geometry = window_geometry_read(app, name);
	geometry = window_geometry_recorded(app->loop, geometry);
	if (geometry.width <= 0 || geometry.height <= 0)
		return;
	if (!options->fixed_size)
		options->size = (struct oriel_size){ fmaxf((float)geometry.width, options->min_size.width),
			fmaxf((float)geometry.height, options->min_size.height) };
	options->maximized = geometry.is_maximized;
	if (geometry.has_position) {
		*position = (struct oriel_point){ (float)geometry.x, (float)geometry.y };
		options->position = position;
	}
}

static int window_geometry_number(float px) {
	return (int)lroundf(fmaxf(-LENGTH_MAX, fminf(px, LENGTH_MAX)));
}

void oriel__window_end_geometry(struct oriel_window *window) {
	if (window->remember == NULL || window->surface.platform_window == NULL ||
		oriel__loop_is_replayed(window->app->loop))
		return;
	const struct window_geometry geometry = {
		.x = window_geometry_number(window->normal_position.x),
		.y = window_geometry_number(window->normal_position.y),
		.width = window_geometry_number(window->normal_size.width),
		.height = window_geometry_number(window->normal_size.height),
		.is_maximized = window->state.maximized,
		.has_position = window->state.has_position,
	};
	window_geometry_store(window->app, window->remember, &geometry);
}
