/* SPDX-License-Identifier: MIT */
/*
 * Following a path by hand, name by name, as the system does it: realpath() does not tell which
 * links it went through.
 *
 * The way has two parts: here, the directory that was reached, which has no links in it; and rest,
 * the names still to be followed. A link puts its text before the rest.
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

static void add_step(struct oriel__file_trail *trail, const char *directory, const char *name) {
	trail->steps = oriel__grow(
		trail->steps, &trail->capacity, trail->count + 1, sizeof(trail->steps[0]));
	trail->steps[trail->count++] = (struct oriel__file_step){ oriel__strdup(directory),
		name != NULL ? oriel__strdup(name) : NULL };
}

static void go_to(struct way *way, char *directory) {
	oriel__free(way->here);
	way->here = directory;
}

static void go_up(struct way *way) {
	char *slash = strrchr(way->here, '/');
	slash[slash == way->here ? 1 : 0] = '\0';
}

/* Takes the next name off the rest; NULL: there is none. */
static char *take_name(struct way *way) {
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

static int follow_link(struct way *way, const char *text) {
	if (++way->links > MAX_LINKS)
		return ELOOP;
	char *rest = file_trail_join(text, way->rest);
	oriel__free(way->rest);
	way->rest = rest;
	if (text[0] == '/')
		go_to(way, oriel__strdup("/"));
	return 0;
}

static int end_at(
	struct oriel__file_trail *trail, const char *directory, const char *name, bool is_there) {
	add_step(trail, directory, name);
	trail->has_end = true;
	trail->is_there = is_there;
	return 0;
}

/* What is no link, or not there at all: error is why. *is_over: the way ends here. */
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
		go_to(way, oriel__strdup(path));
		return last ? end_at(trail, path, NULL, true) : 0;
	}
	if (error == 0 || (error == ENOENT && last))
		return end_at(trail, way->here, name, error == 0);
	if (way->links == 0)
		return error;
	add_step(trail, way->here, name);
	return 0;
}

static int file_trail_step(
	struct oriel__file_trail *trail, struct way *way, const char *name, bool *is_over) {
	char text[PATH_MAX];
	if (strcmp(name, ".") == 0)
		return 0;
	if (strcmp(name, "..") == 0) {
		go_up(way);
		return 0;
	}
	char *path = file_trail_join(way->here, name);
	ssize_t length = readlink(path, text, sizeof(text) - 1);
	int error;
	if (length >= 0) {
		text[length] = '\0';
		add_step(trail, way->here, name);
		error = follow_link(way, text);
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
	while (error == 0 && !is_over && (name = take_name(&way)) != NULL) {
		error = file_trail_step(trail, &way, name, &is_over);
		oriel__free(name);
	}
	if (error == 0 && !is_over)
		error = end_at(trail, way.here, NULL, true);
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
