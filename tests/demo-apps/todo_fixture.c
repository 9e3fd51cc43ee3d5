/* SPDX-License-Identifier: MIT */
#include "todo_fixture.h"

#include <stdlib.h>

#include "row.h"

void fixture_settle(struct fixture *fixture) {
	ui_settle(&fixture->ui);
	oriel_loop_settle(fixture->ui.loop);
	ui_settle(&fixture->ui);
}

void fixture_start_with(struct fixture *fixture, size_t rows) {
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	fixture->ui.loop = oriel_app_loop(fixture->ui.app);
	assert_true(todo_open(&fixture->todo, fixture->ui.app, &(const struct todo_options){
		.path = fixture->folder->database, .rows = rows, .width = 480, .height = 640 }));
	fixture->ui.window = fixture->todo.window;
}

void fixture_start(struct fixture *fixture) {
	fixture_start_with(fixture, 0);
	fixture_settle(fixture);
}

void fixture_stop(struct fixture *fixture) {
	if (fixture->ui.app)
		ui_close(&fixture->ui);
	fixture->ui.app = NULL;
}

int fixture_setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	*state = fixture;
	return 0;
}

int fixture_teardown(void **state) {
	struct fixture *fixture = *state;
	fixture_stop(fixture);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static void see_row(struct fixture *fixture, oriel_widget *row) {
	bool has_focus = oriel_widget_contains(row, oriel_window_focused(fixture->ui.window));
	const char *box = oriel_checkbox_is_checked(oriel_query(row, "checkbox")) ? "[x]" : "[ ]";
	if (row_editor(row))
		order_add(&fixture->seen, "editing \"%s\"%s", oriel_text_field_text(row_editor(row)),
			has_focus ? " focus" : "");
	else
		order_add(&fixture->seen, "%s %s%s", box, row_text(row), has_focus ? " focus" : "");
}

void assert_seen(struct fixture *fixture, const char *expected) {
	for (oriel_widget *row = oriel_first_child(fixture->todo.list); row;
		row = oriel_next_sibling(row)) {
		if (!oriel_is_hidden(row) && !oriel_is_hidden(fixture->todo.list))
			see_row(fixture, row);
	}
	if (!oriel_is_hidden(fixture->todo.empty))
		order_add(&fixture->seen, "%s", oriel_label_text(fixture->todo.empty));
	if (oriel_window_focused(fixture->ui.window) == fixture->todo.entry)
		order_add(&fixture->seen, "entry focus");
	order_add(&fixture->seen, "%s", oriel_label_text(fixture->todo.count));
	assert_order(&fixture->seen, expected);
}

void assert_saved(struct fixture *fixture, const char *expected) {
	fixture_settle(fixture);
	assert_int_equal(store_status(fixture->todo.store).unsaved, 0);
	assert_file_query(fixture->folder->database,
		"SELECT text || ' ' || done FROM item ORDER BY position", expected);
}

void fixture_add(struct fixture *fixture, const char *text) {
	oriel_focus(fixture->todo.entry);
	ui_type(&fixture->ui, text);
	ui_key(&fixture->ui, "Enter");
}

void fixture_add_three(struct fixture *fixture) {
	fixture_start(fixture);
	fixture_add(fixture, "milk");
	fixture_add(fixture, "bread");
	fixture_add(fixture, "salt");
	fixture_settle(fixture);
}

oriel_widget *fixture_row(struct fixture *fixture, size_t index) {
	return oriel_child_at(fixture->todo.list, index);
}

oriel_widget *fixture_part(struct fixture *fixture, size_t row, const char *selector) {
	oriel_widget *found = oriel_query(fixture_row(fixture, row), selector);
	assert_non_null(found);
	return found;
}

void fixture_click(struct fixture *fixture, oriel_widget *widget) {
	ui_click(&fixture->ui, widget, 1);
}

void fixture_key(struct fixture *fixture, const char *name) {
	ui_key(&fixture->ui, name);
}
