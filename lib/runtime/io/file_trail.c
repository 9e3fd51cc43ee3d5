/* SPDX-License-Identifier: MIT */
/*
 * Follows a path name by name, as the system does. realpath() does not report the links on the way.
 *
 * The state has two parts. `here` is the directory reached so far, without links. `rest` holds the
 * names that remain to be followed. The text of a link is put before the rest.
 */
#define _XOPEN_SOURCE 700 /* readlink */
#include "io/file_trail_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_LINKS = 40 };

struct way {
	char *here; /* "/", or a path that does not end in "/" */
	char *rest;
	int links;
	bool is_of_file;
};

static char *file_trail_join(const char *directory, const char *name) {
	size_t size = strlen(directory) + strlen(name) + 2;
	char *path = oriel__alloc(size);
	snprintf(path, size, "%s%s%s", directory, strcmp(directory, "/") == 0 ? "" : "/", name);
	return path;
}

static void file_trail_add_step(
	struct oriel__file_trail *trail, const char *directory, const char *name) {
	trail->steps = oriel__grow(
		trail->steps, &trail->capacity, trail->count + 1, sizeof(trail->steps[0]));
	trail->steps[trail->count++] = (struct oriel__file_step){ oriel__strdup(directory),
		name != NULL ? oriel__strdup(name) : NULL };
}

static void file_trail_enter(struct way *way, char *directory) {
	oriel__free(way->here);
	way->here = directory;
}

static void file_trail_enter_parent(struct way *way) {
	char *slash = strrchr(way->here, '/');
	slash[slash == way->here ? 1 : 0] = '\0';
}

/* Removes the next name from the rest; NULL if there is none. */
static char *file_trail_take_name(struct way *way) {
	const char *begin = way->rest + strspn(way->rest, "/");
	size_t length = strcspn(begin, "/");
	if (length == 0)
		return NULL;
	char *name = oriel__strndup(begin, length);
	memmove(way->rest, begin + length, strlen(begin + length) + 1);
	return name;
}

static bool file_trail_is_last(const struct way *way) {
	return way->rest[strspn(way->rest, "/")] == '\0';
}

static int file_trail_follow_link(struct way *way, const char *text) {
	if (++way->links > MAX_LINKS)
		return ELOOP;
	char *rest = file_trail_join(text, way->rest);
	oriel__free(way->rest);
	way->rest = rest;
	if (text[0] == '/')
		file_trail_enter(way, oriel__strdup("/"));
	return 0;
}

static int file_trail_end_at(
	struct oriel__file_trail *trail, const char *directory, const char *name, bool is_there) {
	file_trail_add_step(trail, directory, name);
	trail->has_end = true;
	trail->is_there = is_there;
	return 0;
}

/* Handles a name that is not a link, or does not exist; error is the reason. *is_over is set at the
 * end of the way. */
static int file_trail_visit(struct oriel__file_trail *trail, struct way *way, const char *name,
	const char *path, bool *is_over) {
	struct stat st;
	int error = lstat(path, &st) == 0 ? 0 : errno;
	bool last = file_trail_is_last(way);
	*is_over = error != 0 || last;
	if (error == 0 && !last && !S_ISDIR(st.st_mode)) {
		error = ENOTDIR;
		*is_over = true;
	}
	if (error == 0 && S_ISDIR(st.st_mode) && !(last && way->is_of_file)) {
		file_trail_enter(way, oriel__strdup(path));
		return last ? file_trail_end_at(trail, path, NULL, true) : 0;
	}
	if (error == 0 || (error == ENOENT && last))
		return file_trail_end_at(trail, way->here, name, error == 0);
	if (way->links == 0)
		return error;
	file_trail_add_step(trail, way->here, name);
	return 0;
}

static int file_trail_step(
	struct oriel__file_trail *trail, struct way *way, const char *name, bool *is_over) {
	char text[PATH_MAX];
	if (strcmp(name, ".") == 0)
		return 0;
	if (strcmp(name, "..") == 0) {
		file_trail_enter_parent(way);
		return 0;
	}
	char *path = file_trail_join(way->here, name);
	ssize_t length = readlink(path, text, sizeof(text) - 1);
	int error;
	if (length >= 0) {
		text[length] = '\0';
		file_trail_add_step(trail, way->here, name);
		error = file_trail_follow_link(way, text);
	} else
		error = file_trail_visit(trail, way, name, path, is_over);
	oriel__free(path);
	return error;
}

int oriel__file_trail_find(struct oriel__file_trail *trail, const char *path, bool is_of_file) {
	struct way way = {
		.here = oriel__strdup("/"), .rest = oriel__strdup(path), .is_of_file = is_of_file
	};
	bool is_over = false;
	int error = 0;
	char *name;
	*trail = (struct oriel__file_trail){ 0 };
	while (error == 0 && !is_over && (name = file_trail_take_name(&way)) != NULL) {
		error = file_trail_step(trail, &way, name, &is_over);
		oriel__free(name);
	}
	if (error == 0 && !is_over)
		error = file_trail_end_at(trail, way.here, NULL, true);
	oriel__free(way.here);
	oriel__free(way.rest);
	if (error != 0 && error != ELOOP)
		oriel__file_trail_finish(trail);
	return error;
}

static bool file_trail_is_same_name(const char *a, const char *b) {
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool oriel__file_trail_is_same(
	const struct oriel__file_trail *a, const struct oriel__file_trail *b) {
	bool is_same = a->count == b->count && a->has_end == b->has_end && a->is_there == b->is_there;
	for (size_t i = 0; is_same && i < a->count; i++)
		is_same = strcmp(a->steps[i].directory, b->steps[i].directory) == 0 &&
			file_trail_is_same_name(a->steps[i].name, b->steps[i].name);
	return is_same;
}

void oriel__file_trail_finish(struct oriel__file_trail *trail) {
	for (size_t i = 0; i < trail->count; i++) {
		oriel__free(trail->steps[i].directory);
		oriel__free(trail->steps[i].name);
	}
	oriel__free(trail->steps);
	*trail = (struct oriel__file_trail){ 0 };
}
