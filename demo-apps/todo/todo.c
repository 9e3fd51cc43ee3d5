/* SPDX-License-Identifier: MIT */
/*
 * The window. The list itself is the model: a row holds its item's id, text and state, and their order is that of the items;
 * beside it only counts are kept. Every change is made to the row first, and then handed to the store, which nobody waits for.
 *
 * All listeners for rows are at the list, so that a row costs its widgets and nothing else.
 */
#include "todo.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "memory.h"
#include "row.h"

/* ---- Showing ---- */

static bool shows(const struct todo *todo, bool done) {
	return todo->filter == FILTER_ALL || (todo->filter == FILTER_DONE) == done;
}

static void show_counts(struct todo *todo) {
	static const char *const nothing[FILTER_COUNT] = { "Nothing to do yet.", "Nothing left to do.", "Nothing is done yet." };
	const size_t shown[FILTER_COUNT] = { todo->left + todo->done, todo->left, todo->done };
	struct store_status status = store_status(todo->store);
	bool is_known = !status.loading && status.problem == PROBLEM_NONE, is_empty = shown[todo->filter] == 0;
	oriel_label_set_textf(todo->count, "%zu item%s left", todo->left, todo->left == 1 ? "" : "s");
	oriel_set_disabled(todo->clear_done, todo->done == 0 || status.loading);
	oriel_label_set_text(todo->empty, is_known ? nothing[todo->filter] : "");
	oriel_set_hidden(todo->empty, !is_empty);
	oriel_set_hidden(todo->list, is_empty);
}

static void count_item(struct todo *todo, bool done, int by) {
	size_t *counter = done ? &todo->done : &todo->left;
	*counter += (size_t)by;
}

/* What follows the path of the file. */
static const char *problem_text(enum problem problem) {
	switch (problem) {
	case PROBLEM_NONE: break;
	case PROBLEM_LOCKED: return "is locked by another program.";
	case PROBLEM_UNWRITABLE: return "cannot be opened or written.";
	case PROBLEM_FULL: return "cannot grow: the disk is full.";
	case PROBLEM_DAMAGED: return "is damaged, and was left as it is.";
	case PROBLEM_FOREIGN: return "is not a todo list, and was left as it is.";
	case PROBLEM_NEWER: return "was written by a newer version of this program, and was left as it is.";
	}
	return "";
}

static void show_problem(struct todo *todo, const struct store_status *status) {
	oriel_set_hidden(todo->error, status->problem == PROBLEM_NONE);
	if (status->problem == PROBLEM_NONE)
		return;
	const char *text = problem_text(status->problem), *again = status->retries ? " Trying again." : "";
	const char *warning = todo->warned_about == status->unsaved ? " Close again to give up what is not saved." : "";
	if (status->unsaved > 0)
		oriel_label_set_textf(todo->error, "%s %s %zu change%s not saved.%s%s", todo->path, text, status->unsaved,
			status->unsaved == 1 ? " is" : "s are", again, warning);
	else
		oriel_label_set_textf(todo->error, "%s %s%s", todo->path, text, again);
}

/* ---- Rows ---- */

static oriel_widget *next_shown(oriel_widget *row) {
	do
		row = oriel_next_sibling(row);
	while (row && oriel_is_hidden(row));
	return row;
}

static oriel_widget *previous_shown(oriel_widget *row) {
	do
		row = oriel_previous_sibling(row);
	while (row && oriel_is_hidden(row));
	return row;
}

/* For a row that is about to go: the keyboard goes to a neighbour. */
static void pass_focus_on(struct todo *todo, oriel_widget *row) {
	if (!oriel_contains(row, oriel_focused(todo->window)))
		return;
	oriel_widget *next = next_shown(row);
	if (!next)
		next = previous_shown(row);
	if (next)
		row_focus(next);
	else
		oriel_focus(todo->entry);
}

static void destroy_row(struct todo *todo, oriel_widget *row) {
	if (row == todo->first_new)
		todo->first_new = oriel_next_sibling(row);
	count_item(todo, row_is_done(row), -1);
	pass_focus_on(todo, row);
	oriel_destroy(row);
}

static void delete_row(struct todo *todo, oriel_widget *row) {
	int64_t id = row_id(row);
	destroy_row(todo, row);
	store_delete(todo->store, &id, 1);
	show_counts(todo);
}

static void insert_row(struct todo *todo, oriel_widget *row, oriel_widget *before) {
	bool done = row_is_done(row);
	count_item(todo, done, 1);
	if (!shows(todo, done))
		oriel_set_hidden(row, true);
	oriel_insert_before(todo->list, row, before);
}

static void set_filter(struct todo *todo, enum filter filter) {
	todo->filter = filter;
	for (int i = 0; i < FILTER_COUNT; i++)
		oriel_toggle_class(todo->filters[i], "selected", i == (int)filter ? 1 : ORIEL_OFF);
	for (oriel_widget *row = oriel_first_child(todo->list); row; row = oriel_next_sibling(row))
		oriel_set_hidden(row, !shows(todo, row_is_done(row)));
	show_counts(todo);
}

/* ---- What the user does ---- */

/* @return the text without the white space around it; owned by the caller */
static char *trim(const char *text) {
	static const char spaces[] = " \t\r\n";
	text += strspn(text, spaces);
	size_t length = strlen(text);
	while (length > 0 && strchr(spaces, text[length - 1]))
		length--;
	return copy_text(text, length);
}

static void on_add(oriel_event *event, void *data) {
	struct todo *todo = data;
	char *text = trim(oriel_text_field_text(todo->entry));
	if (text[0]) {
		if (todo->filter == FILTER_DONE)
			set_filter(todo, FILTER_ALL);
		oriel_widget *row = row_new(store_insert(todo->store, text), text, false);
		insert_row(todo, row, NULL);
		if (!todo->first_new)
			todo->first_new = row;
		oriel_text_field_set_text(todo->entry, "");
		show_counts(todo);
		oriel_scroll_into_view(row);
	}
	free(text);
}

static void on_toggle(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_widget *row = oriel_closest(oriel_event_widget(event), ".item");
	bool done = !row_is_done(row);
	row_set_done(row, done);
	count_item(todo, done, 1);
	count_item(todo, !done, -1);
	store_set_done(todo->store, row_id(row), done);
	if (!shows(todo, done)) {
		pass_focus_on(todo, row);
		oriel_set_hidden(row, true);
	}
	show_counts(todo);
}

static void on_delete(oriel_event *event, void *data) {
	delete_row(data, oriel_closest(oriel_event_widget(event), ".item"));
}

static void on_text_click(oriel_event *event, void *data) {
	row_focus(oriel_closest(oriel_event_widget(event), ".item"));
}

static void on_edit(oriel_event *event, void *data) {
	row_begin_edit(oriel_closest(oriel_event_widget(event), ".item"));
}

/* By key the focus stays in the row, and so goes on to a neighbour if the row goes. */
static void end_edit(struct todo *todo, oriel_widget *row, bool save, bool by_key) {
	char *text = trim(oriel_text_field_text(row_editor(row)));
	row_end_edit(row);
	if (by_key)
		row_focus(row);
	if (save && !text[0]) {
		delete_row(todo, row);
	} else if (save && strcmp(text, row_text(row)) != 0) {
		row_set_text(row, text);
		store_set_text(todo->store, row_id(row), text);
	}
	free(text);
}

static void on_editor_left(oriel_event *event, void *data) {
	end_edit(data, oriel_closest(oriel_event_widget(event), ".item"), true, false);
}

static void on_editor_key(struct todo *todo, oriel_widget *row, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	bool save = strcmp(key->key, "Enter") == 0;
	if (key->composing || (!save && strcmp(key->key, "Escape") != 0))
		return;
	oriel_prevent_default(event);
	end_edit(todo, row, save, true);
}

static void on_row_key(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_widget *row = oriel_event_current_widget(event), *target = oriel_event_widget(event);
	const struct oriel_key_event *key = oriel_event_key(event);
	if (row_editor(row)) {
		on_editor_key(todo, row, event);
		return;
	}
	if (key->modifiers & (ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META))
		return;
	if (strcmp(key->key, "Delete") == 0)
		delete_row(todo, row);
	else if (strcmp(key->key, "F2") == 0 || (strcmp(key->key, "Enter") == 0 && !oriel_has_class(target, "delete")))
		row_begin_edit(row);
	else if (strcmp(key->key, "Escape") == 0)
		oriel_focus(todo->entry);
	else
		return;
	oriel_prevent_default(event);
}

static void on_filter(oriel_event *event, void *data) {
	struct todo *todo = data;
	for (int i = 0; i < FILTER_COUNT; i++) {
		if (todo->filters[i] == oriel_event_widget(event))
			set_filter(todo, (enum filter)i);
	}
}

static void on_clear_done(oriel_event *event, void *data) {
	struct todo *todo = data;
	if (todo->done == 0)
		return;
	int64_t *ids = allocate(todo->done * sizeof(*ids));
	size_t count_done = 0;
	for (oriel_widget *row = oriel_first_child(todo->list), *next; row; row = next) {
		next = oriel_next_sibling(row);
		if (!row_is_done(row))
			continue;
		ids[count_done++] = row_id(row);
		destroy_row(todo, row);
	}
	store_delete(todo->store, ids, count_done);
	free(ids);
	show_counts(todo);
	oriel_focus(todo->entry);
}

/* ---- What the store says ---- */

static void on_loaded(const struct stored_item *items, size_t item_count, void *data) {
	struct todo *todo = data;
	for (size_t i = 0; i < item_count; i++)
		insert_row(todo, row_new(items[i].id, items[i].text, items[i].done), todo->first_new);
}

static void take_screenshot(void *data) {
	struct todo *todo = data;
	enum oriel_status status = oriel_window_screenshot(todo->window, todo->screenshot);
	oriel_window_destroy(todo->window);
	oriel_app_quit(todo->app, status == ORIEL_OK ? 0 : 1);
}

static void on_status(void *data) {
	struct todo *todo = data;
	struct store_status status = store_status(todo->store);
	const char *slow = status.loading ? "Loading…" : "Saving…";
	oriel_label_set_text(todo->status, status.slow && status.problem == PROBLEM_NONE ? slow : "");
	show_problem(todo, &status);
	show_counts(todo);
	if (todo->screenshot && (!status.loading || status.problem != PROBLEM_NONE))
		oriel_queue_task(take_screenshot, todo, .signal = oriel_window_signal(todo->window));
	if (todo->closing && (status.unsaved == 0 || status.problem != PROBLEM_NONE))
		oriel_window_close(todo->window);
}

/* ---- The window ---- */

/* What is being saved holds the window until it is; what cannot be saved, until the user closes it again. */
static void on_close(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_blur(todo->window); /* saves what is being edited */
	struct store_status status = store_status(todo->store);
	if (status.unsaved == 0 || todo->warned_about == status.unsaved)
		return;
	oriel_prevent_default(event);
	todo->closing = status.problem == PROBLEM_NONE;
	if (!todo->closing)
		todo->warned_about = status.unsaved;
	show_problem(todo, &status);
}

static void on_gone(oriel_event *event, void *data) {
	struct todo *todo = data;
	store_close(todo->store);
}

static oriel_widget *make_filters(struct todo *todo) {
	static const char *const names[FILTER_COUNT] = { "All", "Active", "Done" };
	oriel_widget *row = oriel_set(oriel_row(), .gap = 4);
	for (int i = 0; i < FILTER_COUNT; i++)
		oriel_append(row, todo->filters[i] = oriel_set(oriel_button(names[i]), .classes = "flat"));
	oriel_add_class(todo->filters[FILTER_ALL], "selected");
	oriel_delegate(row, "click", "button", on_filter, todo);
	return row;
}

static oriel_widget *make_form(struct todo *todo) {
	todo->entry = oriel_text_field("What needs doing?");
	oriel_widget *form = oriel_form(todo->entry, oriel_set(oriel_button("Add"), .classes = "primary"));
	oriel_listen(form, "submit", on_add, todo);
	return form;
}

static void make_list(struct todo *todo) {
	todo->list = oriel_list();
	todo->empty = oriel_set(oriel_label(NULL), .classes = "muted", .grow = 1, .padding = 32, .text_align = ORIEL_TEXT_ALIGN_CENTER);
	oriel_delegate(todo->list, "change", "checkbox", on_toggle, todo);
	oriel_delegate(todo->list, "click", ".delete", on_delete, todo);
	oriel_delegate(todo->list, "click", "label", on_text_click, todo);
	oriel_delegate(todo->list, "dblclick", "label", on_edit, todo);
	oriel_delegate(todo->list, "focusout", ".editor", on_editor_left, todo);
	oriel_delegate(todo->list, "keydown", ".item", on_row_key, todo);
}

static oriel_widget *make_footer(struct todo *todo) {
	todo->count = oriel_set(oriel_label(NULL), .classes = "muted", .grow = 1);
	todo->clear_done = oriel_set(oriel_button("Clear done"), .classes = "flat");
	oriel_listen(todo->clear_done, "click", on_clear_done, todo);
	return oriel_row(todo->count, todo->clear_done);
}

static oriel_widget *make_content(struct todo *todo) {
	todo->status = oriel_set(oriel_label(NULL), .classes = "muted");
	todo->error = oriel_set(oriel_label(NULL), .classes = "error", .hidden = true);
	oriel_widget *title = oriel_set(oriel_label("Todo"), .classes = "title", .grow = 1);
	make_list(todo);
	return oriel_set(
		oriel_column(
			oriel_row(title, todo->status),
			make_form(todo), todo->error, make_filters(todo), todo->list, todo->empty, make_footer(todo)),
		.padding = 20, .gap = 12);
}

bool todo_open(struct todo *todo, oriel_app *app, const struct todo_options *options) {
	*todo = (struct todo){ .app = app, .path = options->path, .screenshot = options->screenshot };
	oriel_widget *content = make_content(todo);
	todo->window = oriel_window_open(app, .title = "Todo", .width = options->width, .height = options->height,
		.min_width = 320, .min_height = 320, .content = content);
	if (!todo->window)
		return false;
	todo->store = store_open(&(const struct store_options){
		.path = options->path, .make_folder = options->make_folder, .rows = options->rows,
		.listener = { .loaded = on_loaded, .status_changed = on_status, .data = todo } });
	oriel_listen(todo->window, "close", on_close, todo);
	oriel_listen(oriel_window_signal(todo->window), "abort", on_gone, todo);
	oriel_focus(todo->entry);
	show_counts(todo);
	return true;
}
