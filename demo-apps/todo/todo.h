/* SPDX-License-Identifier: MIT */
/*
 * The window of the todo list: its widgets, the user's actions, and the messages of the store.
 *
 * Keyboard: Tab visits the entry, the filters, the rows and "Clear done". Enter in the entry adds
 * an item. In the list Up, Down, Home and End move between rows, Space toggles, Enter or F2 edits,
 * Delete deletes, Escape returns to the entry. While editing, Enter and leaving save, and Escape
 * cancels; an empty text deletes the item. Ctrl+Z outside an edited text, and "Undo" below the
 * list, restore the last deletion; repeating restores earlier ones.
 */
#ifndef TODO_TODO_H
#define TODO_TODO_H

#include <oriel/oriel.h>

#include "deletion.h"
#include "items.h"
#include "store.h"

enum filter { FILTER_ALL, FILTER_ACTIVE, FILTER_DONE };
enum { FILTER_COUNT = 3 };

/* A click on "Delete" that deleted an item. */
struct delete_click {
	bool was_made;
	double time_ms;
	float x, y;     // px in the window
};

struct todo {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *entry, *list, *empty, *count, *status, *error, *clear_done,
		*filters[FILTER_COUNT];
	struct items *items;
	oriel_model *shown; /* the items that pass the filter */
	struct store *store;
	const char *path;
	enum filter filter;
	oriel_widget *undo_bar, *undo_text;
	oriel_timer_id undo_timer; /* hides the undo bar */
	struct deletions deletions;
	struct delete_click last_delete;
	size_t left, done;       /* number of open items, and of done items */
	size_t loaded;           /* index of the first item that was not loaded from the file */
	bool closing;            /* closes as soon as everything is saved */
	bool ending;             /* the same for the whole program, on the system's request */
	size_t warned_about;     /* unsaved changes that the next close will drop */
	const char *screenshot;  /* written once the list is loaded; NULL: none, or written already */
};

struct todo_options {
	const char *path; /* ":memory:" is a list that is not saved */
	bool make_folder;
	size_t rows; /* number of sample items in an empty list */
	float width, height; // px
	const char *screenshot; /* may be NULL */
};

/* Opens the window. todo and the strings of options must live as long as the application. @return
 * false if the window cannot be opened */
bool todo_open(struct todo *todo, oriel_app *app, const struct todo_options *options);

#endif
