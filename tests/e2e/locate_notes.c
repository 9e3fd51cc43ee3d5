/* SPDX-License-Identifier: MIT */
/* The notes of a folder. */
#include "locate.h"
#include "notes.h"

oriel_window *locate_open(oriel_app *app, const char *subject, float width, float height) {
	static struct notes notes;
	const struct notes_options options = { .folder = subject, .width = width, .height = height };
	return notes_open(&notes, app, &options) ? notes.window : NULL;
}
