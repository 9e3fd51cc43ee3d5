/* SPDX-License-Identifier: MIT */
/*
 * The set of icons of an application, and the paths of the built-in ones. A built-in icon consists
 * of lines of 1.5 units with round ends, on a grid of 16 units, between 1.5 and 14.5. The set is a
 * value of the application's target; it grows by the built-in icons that are used.
 */
#include "icon_set_internal.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/runtime/user_data.h>
#include <oriel/ui/app.h>
#include <oriel/ui/selector.h>
#include <oriel/ui/target.h>
#include <oriel/ui/window.h>

#include <oriel/extend/widget.h>

#define GRID 16.0f
#define LINE 1.5f
#define DOT 2.5f

struct builtin_icon {
	const char *name, *path;
	float width; /* 0: LINE */
};

#define CIRCLE "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2Z"
#define EYE "M1.5 8C3 5 5.2 3.5 8 3.5s5 1.5 6.5 4.5c-1.5 3-3.7 4.5-6.5 4.5S3 11 1.5 8Z" \
	"M8 6a2 2 0 1 0 0 4 2 2 0 1 0 0-4Z"
#define LOCK "M4.5 7.5h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1Z"
#define FRAME "M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z"

/* In alphabetical order, for a binary search. */
static const struct builtin_icon builtin_icons[] = {
	{ "arrow-down", "M8 3v10M3.5 8.5 8 13l4.5-4.5", 0 },
	{ "arrow-left", "M13 8H3M7.5 3.5 3 8l4.5 4.5", 0 },
	{ "arrow-right", "M3 8h10M8.5 3.5 13 8l-4.5 4.5", 0 },
	{ "arrow-up", "M8 13V3M3.5 7.5 8 3l4.5 4.5", 0 },
	{ "bell", "M4 11V7a4 4 0 0 1 8 0v4l1.5 1h-11ZM6.5 14h3", 0 },
	{ "calendar", "M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Z"
		"M2.5 7h11M5.5 2v3M10.5 2v3", 0 },
	{ "check", "M3 8.5 6.5 12 13 4.5", 0 },
	{ "chevron-down", "M3.5 6 8 10.5 12.5 6", 0 },
	{ "chevron-left", "M10 3.5 5.5 8l4.5 4.5", 0 },
	{ "chevron-right", "M6 3.5 10.5 8 6 12.5", 0 },
	{ "chevron-up", "M3.5 10 8 5.5l4.5 4.5", 0 },
	{ "clock", CIRCLE "M8 4.5V8l2.5 1.5", 0 },
	{ "close", "M3.5 3.5l9 9M12.5 3.5l-9 9", 0 },
	{ "copy", "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Z"
		"M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2", 0 },
	{ "cut", "M4.25 10a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 1 0 0-3.5Z"
		"M11.75 10a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 1 0 0-3.5Z"
		"M5.2 10.3 11 2.5M10.8 10.3 5 2.5", 0 },
	{ "delete", "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.75 7.25v3.5M9.25 7.25v3.5", 0 },
	{ "download", "M8 2.5V10M4.5 6.5 8 10l3.5-3.5M2.5 13.5h11", 0 },
	{ "edit", "M10.5 3 13 5.5 5.5 13l-3 .5.5-3ZM8.5 5 11 7.5", 0 },
	{ "error", CIRCLE "M8 4.75V8.5M8 11v.01", 0 },
	{ "external", "M12.5 9v3.5a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1H7"
		"M9.5 2.5h4v4M13.5 2.5 7.5 8.5", 0 },
	{ "eye", EYE, 0 },
	{ "eye-off", EYE "M3 2.5l10.5 11", 0 },
	{ "file", "M4.5 2.5H9L12.5 6v6.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z"
		"M8.75 2.5v3.75h3.75", 0 },
	{ "filter", "M2.5 3h11L9.5 8v5l-3-1.5V8Z", 0 },
	{ "folder", "M2.5 4.5a1 1 0 0 1 1-1h2.6l1.6 2h4.8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-9"
		"a1 1 0 0 1-1-1Z", 0 },
	{ "heart", "M8 13.5C5 11.2 2 8.7 2 5.8A3.2 3.2 0 0 1 8 4.2 3.2 3.2 0 0 1 14 5.8"
		"C14 8.7 11 11.2 8 13.5Z", 0 },
	{ "help", CIRCLE "M6.2 6.2a1.85 1.85 0 1 1 2.7 1.8C8.3 8.3 8 8.6 8 9.2M8 11.3v.01", 0 },
	{ "home", "M2 7.5 8 2.5l6 5M3.75 6.5v7h8.5v-7M6.5 13.5v-4h3v4", 0 },
	{ "image", FRAME "M2.5 11 6 7.5l6 6M9 10.5l1.5-1.5 3 3M10.5 5.75v.01", 0 },
	{ "info", CIRCLE "M8 7.5v3.75M8 5v.01", 0 },
	{ "link", "M6.6 9.4a2.8 2.8 0 0 0 4 0l2-2a2.83 2.83 0 0 0-4-4l-1 1"
		"M9.4 6.6a2.8 2.8 0 0 0-4 0l-2 2a2.83 2.83 0 0 0 4 4l1-1", 0 },
	{ "list", "M6 4h7.5M6 8h7.5M6 12h7.5M2.75 4v.01M2.75 8v.01M2.75 12v.01", 0 },
	{ "lock", LOCK "M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5", 0 },
	{ "mail", "M3.5 3.5h9a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z"
		"M2.75 4.5 8 8.75l5.25-4.25", 0 },
	{ "menu", "M2.5 4h11M2.5 8h11M2.5 12h11", 0 },
	{ "minus", "M3 8h10", 0 },
	{ "more", "M3 8h.01M8 8h.01M13 8h.01", DOT },
	{ "open", "M2.5 12V4.5a1 1 0 0 1 1-1h2.6l1.6 2h3.8a1 1 0 0 1 1 1v1M2.5 12.5l2.2-5h9.8l-2.2 5Z",
		0 },
	{ "paste", "M6 3.5H4.5a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1v-8a1 1 0 0 0-1-1H10"
		"M6.5 2h3a.5.5 0 0 1 .5.5v2H6v-2a.5.5 0 0 1 .5-.5Z", 0 },
	{ "pause", "M5.5 3.5v9M10.5 3.5v9", 2 },
	{ "play", "M4.5 2.75 13 8l-8.5 5.25Z", 0 },
	{ "plus", "M8 3v10M3 8h10", 0 },
	{ "redo", "M10 3l3.5 3.5L10 10M13.5 6.5h-7a3.5 3.5 0 0 0 0 7H9", 0 },
	{ "refresh", "M13.5 8a5.5 5.5 0 1 1-1.61-3.89L13.5 5.7M13.5 2.5v3.2h-3.2", 0 },
	{ "save", "M3.5 2.5H10L13.5 6v6.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1Z"
		"M5.25 2.5V6h4V2.5M5 13.5v-4h6v4", 0 },
	{ "search", "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9ZM10.3 10.3 14 14", 0 },
	{ "settings", "M2 4.5h4.5M11.5 4.5H14M2 11.5h2.5M9.5 11.5H14"
		"M9 2.5a2 2 0 1 0 0 4 2 2 0 1 0 0-4ZM7 9.5a2 2 0 1 0 0 4 2 2 0 1 0 0-4Z", 0 },
	{ "sidebar", FRAME "M6.25 2.5v11", 0 },
	{ "sort", "M5 13V3M2.25 5.75 5 3l2.75 2.75M11 3v10M8.25 10.25 11 13l2.75-2.75", 0 },
	{ "star", "M8 2l1.85 3.75 4.15.6-3 2.93.71 4.12L8 11.45 4.29 13.4 5 9.28 2 6.35l4.15-.6Z",
		0 },
	{ "stop", "M4.5 3.5h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z", 0 },
	{ "undo", "M6 3 2.5 6.5 6 10M2.5 6.5h7a3.5 3.5 0 0 1 0 7H7", 0 },
	{ "unlock", LOCK "M5.5 7.5V5a2.5 2.5 0 0 1 4.7-1.2", 0 },
	{ "upload", "M8 10V2.5M4.5 6 8 2.5 11.5 6M2.5 13.5h11", 0 },
	{ "user", "M8 2.5a3 3 0 1 0 0 6 3 3 0 1 0 0-6ZM2.5 13.75a5.6 4 0 0 1 11 0", 0 },
	{ "warning", "M8 2.5l6.25 11H1.75ZM8 6.5v3.25M8 11.6v.01", 0 },
};

enum { BUILTIN_COUNT = sizeof(builtin_icons) / sizeof(builtin_icons[0]) };

/* ---- The set ---- */

struct icon_entry {
	char *name;
	struct icon_shape shape;
};

struct icon_set {
	struct icon_entry *entries;
	size_t count, capacity;
};

static const char icon_set_key;

static void icon_set_destroy(void *data) {
	struct icon_set *set = data;
	for (size_t i = 0; i < set->count; i++) {
		free(set->entries[i].name);
		oriel_svg_path_unref(set->entries[i].shape.path);
	}
	free(set->entries);
	free(set);
}

static struct icon_set *icon_set_of(oriel_app *app) {
	struct icon_set *set = oriel_target_user_data(app, &icon_set_key);
	if (set)
		return set;
	set = calloc(1, sizeof(*set));
	if (set && !oriel_target_set_user_data(app, &icon_set_key, oriel_owned(set, icon_set_destroy)))
		return NULL;
	return set;
}

static struct icon_entry *icon_set_find(const struct icon_set *set, const char *name) {
	for (size_t i = 0; i < set->count; i++) {
		if (strcmp(set->entries[i].name, name) == 0)
			return &set->entries[i];
	}
	return NULL;
}

/* Takes the path over, also on failure. Returns NULL, with an error logged, if there is no
 * memory. */
static struct icon_shape *icon_set_put(
	struct icon_set *set, const char *name, struct icon_shape shape) {
	struct icon_entry *entry = icon_set_find(set, name);
	if (entry) {
		oriel_svg_path_unref(entry->shape.path);
		entry->shape = shape;
		return &entry->shape;
	}
	size_t capacity = set->count < set->capacity ? set->capacity : 2 * set->capacity + 8;
	char *copy = strdup(name);
	struct icon_entry *entries = realloc(set->entries, capacity * sizeof(*entries));
	if (entries) {
		set->entries = entries;
		set->capacity = capacity;
	}
	if (!copy || !entries) {
		free(copy);
		oriel_svg_path_unref(shape.path);
		oriel_log(ORIEL_LOG_ERROR, "no memory for the icon \"%s\"", name);
		return NULL;
	}
	entries[set->count] = (struct icon_entry){ copy, shape };
	return &entries[set->count++].shape;
}

static int icon_compare(const void *name, const void *icon) {
	return strcmp(name, ((const struct builtin_icon *)icon)->name);
}

const struct icon_shape *oriel__icon_find(oriel_app *app, const char *name) {
	struct icon_set *set = icon_set_of(app);
	if (!set)
		return NULL;
	struct icon_entry *entry = icon_set_find(set, name);
	if (entry)
		return &entry->shape;
	const struct builtin_icon *builtin = bsearch(
		name, builtin_icons, BUILTIN_COUNT, sizeof(builtin_icons[0]), icon_compare);
	oriel_svg_path *path = builtin ? oriel_svg_path_try_parse(builtin->path, NULL) : NULL;
	if (!path)
		return NULL;
	struct icon_shape shape = { path, GRID, builtin->width > 0 ? builtin->width : LINE };
	return icon_set_put(set, name, shape);
}

/* ---- For programs ---- */

/* An icon may stand in a shadow tree, which no query enters, so everything is drawn again. */
static void icon_redraw_below(oriel_widget *widget) {
	oriel_widget_redraw(widget);
	for (oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at))
		icon_redraw_below(at);
	for (oriel_widget *at = oriel_widget_first_shadow_child(widget); at;
		at = oriel_next_sibling(at))
		icon_redraw_below(at);
}

bool oriel_icon_add_at(const char *site, oriel_app *app, const char *name, const char *path,
	const struct oriel_icon_options *options) {
	static const struct oriel_icon_options defaults;
	const struct oriel_icon_options *given = options ? options : &defaults;
	struct oriel_svg_path_error error;
	ORIEL_ASSERT(app != NULL && name != NULL && path != NULL,
		"oriel_icon_add (%s): give an application, a name and a path", site);
	ORIEL_ASSERT(given->name_your_options == NULL,
		"oriel_icon_add (%s): an option has no name; write e.g. .grid = 24", site);
	ORIEL_ASSERT(given->grid >= 0 && given->width >= 0,
		"oriel_icon_add (%s): the grid and the width are %g and %g; give none below 0", site,
		(double)given->grid, (double)given->width);
	oriel_svg_path *parsed = oriel_svg_path_try_parse(path, &error);
	if (!parsed) {
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_icon_add (%s): the path of \"%s\" is malformed at byte %zu: %s", site, name,
			error.offset, error.reason);
		return false;
	}
	float grid = given->grid > 0 ? given->grid : GRID;
	float width = given->width > 0 ? given->width : LINE * grid / GRID;
	struct icon_set *set = icon_set_of(app);
	if (!set) {
		oriel_svg_path_unref(parsed);
		return false;
	}
	if (!icon_set_put(set, name, (struct icon_shape){ parsed, grid, given->is_filled ? 0 : width }))
		return false;
	for (oriel_window *at = oriel_app_first_window(app); at; at = oriel_window_next(at))
		icon_redraw_below(oriel_window_root(at));
	return true;
}

size_t oriel_icon_builtin_count(void) {
	return BUILTIN_COUNT;
}

const char *oriel_icon_builtin_name(size_t index) {
	ORIEL_ASSERT(index < BUILTIN_COUNT, "oriel_icon_builtin_name: %zu is not below %d", index,
		(int)BUILTIN_COUNT);
	return builtin_icons[index].name;
}
