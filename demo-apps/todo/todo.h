/* SPDX-License-Identifier: MIT */
/*
 * The window of the todo list: widgets, what a user does to them, and what the store has to say.
 *
 * By keyboard alone: Tab goes through the entry, the filters, the rows and "Clear done"; Enter in
 * the entry adds. In the list Up, Down, Home and End go from row to row, Space toggles, Enter or F2
 * edits, Delete deletes, Escape goes back to the entry. While editing, Enter and leaving save,
 * Escape does not; an empty text deletes the item. Ctrl+Z outside a text that is being edited, and
 * "Undo" below the list, put back what was deleted last, as often as there is something.
 */
#ifndef TODO_TODO_H
#define TODO_TODO_H

#include <oriel/oriel.h>

#include "deletion.h"
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
	struct store *store;
	const char *path;
	enum filter filter;
	oriel_widget *undo_bar, *undo_text;
	oriel_timer_id undo_timer; /* hides the bar */
	struct deletions deletions;
	struct delete_click last_delete;
	size_t left, done;       /* how many items there are of either kind */
	oriel_widget *first_new; /* the first row that did not come from the file; NULL: none */
	bool closing;            /* as soon as everything is saved */
	bool ending;             /* so too, and the program with it: the system has asked */
	size_t warned_about;     /* unsaved changes that the next close gives up */
	const char *screenshot;  /* to be written once the list is there; NULL: none, or written */
};

struct todo_options {
	const char *path; /* ":memory:" is a list that is not kept */
	bool make_folder;
	size_t rows; /* an empty list begins with this many made-up items */
	float width, height; // px
	const char *screenshot; /* may be NULL */
};

/* Opens the window; both todo and what options points to must live as long as the application.
 * @return false if it cannot */
bool todo_open(struct todo *todo, oriel_app *app, const struct todo_options *options);

#endif
