/* SPDX-License-Identifier: MIT */
/* The window of a todo list in a folder of its own, used as by a user. */
#ifndef TEST_DEMO_APPS_TODO_FIXTURE_H
#define TEST_DEMO_APPS_TODO_FIXTURE_H

#include <oriel/widgets.h>

#include "files.h"
#include "test.h"
#include "todo.h"
#include "ui.h"

struct fixture {
	struct folder *folder;
	struct ui ui;
	struct todo todo;
	struct order seen;
};

/* For cmocka_unit_test_setup_teardown(): a folder without a list. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Opens the window. rows: of the list that is made; 0: a new list is empty */
void fixture_start_with(struct fixture *fixture, size_t rows);
void fixture_start(struct fixture *fixture);
void fixture_stop(struct fixture *fixture);
/* Lets everything happen that is due, also on the thread of the store. */
void fixture_settle(struct fixture *fixture);

/* Adds an item by the entry. */
void fixture_add(struct fixture *fixture, const char *text);
/* Opens a new list, and adds "milk", "bread" and "salt". */
void fixture_add_three(struct fixture *fixture);
oriel_widget *fixture_row(struct fixture *fixture, size_t index);
/* Returns the widget of a row that matches a selector. */
oriel_widget *fixture_part(struct fixture *fixture, size_t row, const char *selector);
void fixture_click(struct fixture *fixture, oriel_widget *widget);
void fixture_key(struct fixture *fixture, const char *name);

/* Asserts the visible rows and the line below them. */
void assert_seen(struct fixture *fixture, const char *expected);
/* Asserts the items in the file, in order, with a 1 behind the finished ones. */
void assert_saved(struct fixture *fixture, const char *expected);

#endif
