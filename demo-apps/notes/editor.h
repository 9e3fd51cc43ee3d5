/* SPDX-License-Identifier: MIT */
/* The shown note: its text, its time, its pictures, and the banner of a problem. */
#ifndef NOTES_EDITOR_H
#define NOTES_EDITOR_H

#include <oriel/oriel.h>

#include "pictures.h"
#include "store.h"

struct editor {
	struct store *store;
	oriel_widget *stack, *page, *none; /* the page of a note, or the page without one */
	oriel_widget *area, *time;
	oriel_widget *banner, *problem, *retry;
	struct pictures pictures;
	/* called when the user has edited the text */
	void (*on_edit)(const char *text, void *data);
	void *data;
};

oriel_widget *editor_make(struct editor *editor, struct store *store,
	void (*on_edit)(const char *text, void *data), void *data);
/* Shows a note. @param note NULL: none @param query highlighted in the text */
void editor_show(struct editor *editor, const struct note *note, const char *query);
/* Shows the text that another program has written; the caret stays where it is. */
void editor_reload(struct editor *editor, const struct note *note);
/* Shows the time of the last change. */
void editor_show_time(struct editor *editor, const struct note *note);
/* Highlights the matches of a search, and selects the first one. */
void editor_find(struct editor *editor, const char *query);
/* Shows the problem of the store, if there is one. */
void editor_show_problem(struct editor *editor);
/* Shows the pictures of the note. @param note NULL: none */
void editor_show_pictures(struct editor *editor, const struct note *note);

#endif
