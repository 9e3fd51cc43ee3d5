/* SPDX-License-Identifier: MIT */
/*
 * The window of the notes: a list with a search at one side, and the shown note at the other. This
 * file connects the store (store.h) with the two sides, and contains what a user can do.
 */
#ifndef NOTES_NOTES_H
#define NOTES_NOTES_H

#include <oriel/oriel.h>

#include "editor.h"
#include "sidebar.h"
#include "store.h"

struct notes_options {
	const char *folder;
	float width, height; /* px; 0: the size of the last time */
	bool remembers_size;
	/* file for a picture of the window, after which the application ends; may be NULL */
	const char *screenshot;
};

struct notes {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *panes;
	struct store store;
	struct sidebar sidebar;
	struct editor editor;
	uint64_t shown;   /* key of the note in the editor; 0: none */
	uint64_t doubted; /* key of the note that the user is asked about */
	const char *screenshot;
};

/* Opens the window. notes and the strings of options must live as long as the application. @return
 * false if the window cannot be opened */
bool notes_open(struct notes *notes, oriel_app *app, const struct notes_options *options);

/* Shows a note in the editor. @param key 0: none */
void notes_show(struct notes *notes, uint64_t key);
/* Adds a note, and shows it. */
void notes_add(struct notes *notes);
/* Deletes the shown note, after a question unless it is empty. */
void notes_delete(struct notes *notes);
/* Shows the note above or below the shown one. @param step -1 or 1 */
void notes_step(struct notes *notes, int step);

/* notes_end.c: saves before the window or the application ends. */
void notes_listen_for_end(struct notes *notes);

#endif
