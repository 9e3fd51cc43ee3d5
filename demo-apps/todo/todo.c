/* SPDX-License-Identifier: MIT */
/*
 * The window of the list. The items (items.h) are the model. The list view shows those that pass
 * the filter; only rows in view have widgets. Every change is made in the items first, then passed
 * to the store, without waiting.
 *
 * The list has all listeners for rows.
 */
#include "todo.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "blank.h"
#include "items.h"
#include "memory.h"
#include "row.h"

#define LAST_WORDS_MS 5000  /* time that the system gives a program to save */
#define DOUBLE_CLICK_MS 500      /* the usual limit of systems */
#define DOUBLE_CLICK_DISTANCE 8 /* px */
#define UNDO_SHOWN_MS 10000 /* the bar is hidden afterwards; Ctrl+Z still works */
/* ---- Display ---- */

static bool shows(const struct todo *todo, bool done) {
	return todo->filter == FILTER_ALL || (todo->filter == FILTER_DONE) == done;
}

static void show_counts(struct todo *todo) {
	static const char *const nothing[FILTER_COUNT] = { "Nothing to do yet.", "Nothing left to do.",
		"Nothing is done yet." };
	const size_t shown[FILTER_COUNT] = { todo->left + todo->done, todo->left, todo->done };
	struct store_status status = store_status(todo->store);
	bool is_known = !status.loading && status.problem == PROBLEM_NONE,
		is_empty = shown[todo->filter] == 0;
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

/* Returns the text that follows the path of the file. */
static const char *problem_text(enum problem problem) {
	switch (problem) {
	case PROBLEM_NONE: break;
	case PROBLEM_LOCKED: return "is locked by another program.";
	case PROBLEM_UNWRITABLE: return "cannot be opened or written.";
	case PROBLEM_FULL: return "cannot grow: the disk is full.";
	case PROBLEM_DAMAGED: return "is damaged, and was left as it is.";
	case PROBLEM_FOREIGN: return "is not a todo list, and was left as it is.";
	case PROBLEM_NEWER:
		return "was written by a newer version of this program, and was left as it is.";
	}
	return "";
}

static void show_problem(struct todo *todo, const struct store_status *status) {
	bool has_problem = status->problem != PROBLEM_NONE;
	oriel_set_hidden(todo->error, !has_problem && !status->read_only);
	const char *text = problem_text(status->problem),
			   *again = status->retries ? " Trying again." : "";
	const char *warning = todo->warned_about == status->unsaved ?
		" Close again to drop the unsaved changes." :
		"";
	if (!has_problem && status->read_only)
		oriel_label_set_textf(todo->error,
			"%s cannot be written: your changes cannot be saved.", todo->path);
	else if (has_problem && status->unsaved > 0)
		oriel_label_set_textf(todo->error, "%s %s %zu change%s not saved.%s%s", todo->path, text,
			status->unsaved, status->unsaved == 1 ? " is" : "s are", again, warning);
	else if (has_problem)
		oriel_label_set_textf(todo->error, "%s %s%s", todo->path, text, again);
}

/* ---- The bar with "Undo" ---- */

static void hide_undo(void *data) {
	struct todo *todo = data;
	oriel_clear_timer(todo->undo_timer);
	todo->undo_timer = 0;
	if (oriel_widget_contains(todo->undo_bar, oriel_window_focused(todo->window)))
		oriel_focus(todo->entry);
	oriel_set_hidden(todo->undo_bar, true);
}

static void show_undo(struct todo *todo, const struct deletion *deletion) {
	if (deletion->count == 1)
		oriel_label_set_textf(todo->undo_text, "Deleted “%s”", deletion->rows[0].item.text);
	else
		oriel_label_set_textf(todo->undo_text, "Deleted %zu items", deletion->count);
	oriel_set_hidden(todo->undo_bar, false);
	oriel_clear_timer(todo->undo_timer);
	todo->undo_timer = oriel_set_timeout(
		hide_undo, todo, UNDO_SHOWN_MS, .signal = oriel_window_signal(todo->window));
}

/* ---- Rows ---- */

/* Returns the item of a row. The row must be in the list. */
static size_t item_of(struct todo *todo, const oriel_widget *row) {
	uint64_t key = oriel_list_view_key_at(todo->list, row, NULL);
	size_t index = 0;
	items_find(todo->items, (int64_t)key, &index);
	return index;
}

static bool passes_filter(oriel_model *model, uint64_t key, void *data) {
	struct todo *todo = data;
	size_t index;
	return items_find(todo->items, (int64_t)key, &index) &&
		shows(todo, items_is_done(todo->items, index));
}

static bool has_list_focus(const struct todo *todo) {
	return oriel_widget_contains(todo->list, oriel_window_focused(todo->window));
}

/* The list view passes the focus of a row that goes on to a neighbour; the last row has none. */
static void pass_focus_on(struct todo *todo) {
	if (has_list_focus(todo) && oriel_model_count(todo->shown, 0) == 0)
		oriel_focus(todo->entry);
}

static struct deleted_row describe_item(const struct todo *todo, size_t index) {
	const char *text = items_text(todo->items, index);
	bool has_next = index + 1 < items_count(todo->items);
	return (struct deleted_row){
		.item = { .id = items_id(todo->items, index),
			.done = items_is_done(todo->items, index),
			.text = copy_text(text, strlen(text)) },
		.before_id = has_next ? items_id(todo->items, index + 1) : 0,
	};
}

/* Deletes items. @param indices in order; @param count above 0 */
static void delete_items(struct todo *todo, const size_t *indices, size_t count) {
	struct deletion *deletion = deletions_push(&todo->deletions, count);
	int64_t *ids = allocate(count * sizeof(*ids));
	for (size_t i = 0; i < count; i++) {
		deletion->rows[i] = describe_item(todo, indices[i]);
		ids[i] = deletion->rows[i].item.id;
		count_item(todo, deletion->rows[i].item.done, -1);
		todo->loaded -= indices[i] < todo->loaded + i;
	}
	items_remove(todo->items, indices, count);
	pass_focus_on(todo);
	store_delete(todo->store, ids, count);
	free(ids);
	show_undo(todo, deletion);
	show_counts(todo);
}

static void delete_row(struct todo *todo, const oriel_widget *row) {
	size_t index = item_of(todo, row);
	delete_items(todo, &index, 1);
}

/* Shows an item, if it passes the filter. Returns its index in the list, or SIZE_MAX. */
static size_t find_shown(const struct todo *todo, int64_t id) {
	size_t index;
	return oriel_model_find(todo->shown, 0, (uint64_t)id, &index) ? index : SIZE_MAX;
}

static void set_filter(struct todo *todo, enum filter filter) {
	todo->filter = filter;
	for (int i = 0; i < FILTER_COUNT; i++)
		oriel_set_class(todo->filters[i], "selected", i == (int)filter);
	oriel_filter_model_set_filter(
		todo->shown, filter == FILTER_ALL ? NULL : passes_filter, todo);
	show_counts(todo);
}

/* Restores items from the last to the first: an item may have preceded the next one. Items whose
 * successor is gone too come to the end. */
static void restore_items(struct todo *todo, const struct deletion *deletion) {
	for (size_t i = deletion->count; i-- > 0;) {
		const struct deleted_row *deleted = &deletion->rows[i];
		size_t index = items_count(todo->items);
		if (deleted->before_id)
			items_find(todo->items, deleted->before_id, &index);
		todo->loaded += index <= todo->loaded;
		count_item(todo, deleted->item.done, 1);
		items_insert(todo->items, index, &deleted->item, 1);
	}
}

static void undo(struct todo *todo) {
	struct deletion *deletion = deletions_pop(&todo->deletions);
	if (!deletion)
		return;
	int64_t first = deletion->rows[0].item.id;
	oriel_model_begin_change(items_model(todo->items));
	restore_items(todo, deletion);
	oriel_model_end_change(items_model(todo->items));
	struct stored_item *items = allocate(deletion->count * sizeof(*items));
	for (size_t i = 0; i < deletion->count; i++) {
		items[i] = deletion->rows[i].item;
		deletion->rows[i].item.text = NULL;
	}
	store_restore(todo->store, items, deletion->count);
	free(items);
	deletion_destroy(deletion);
	hide_undo(todo);
	show_counts(todo);
	size_t shown = find_shown(todo, first);
	if (shown != SIZE_MAX)
		oriel_list_view_focus_row(todo->list, shown, 0);
}

/* ---- The user's actions ---- */

static void on_add(oriel_event *event, void *data) {
	struct todo *todo = data;
	char *text = blank_trim(oriel_text_field_text(todo->entry));
	if (text[0]) {
		if (todo->filter == FILTER_DONE)
			set_filter(todo, FILTER_ALL);
		const struct stored_item item = { .id = store_insert(todo->store, text), .text = text };
		count_item(todo, false, 1);
		items_insert(todo->items, items_count(todo->items), &item, 1);
		oriel_text_field_set_text(todo->entry, "");
		hide_undo(todo);
		show_counts(todo);
		oriel_list_view_scroll_to(todo->list, oriel_model_count(todo->shown, 0) - 1,
			.block = ORIEL_SCROLL_NEAREST);
	}
	free(text);
}

static void on_toggle(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_widget *row = oriel_closest(oriel_event_widget(event), ".item");
	size_t index = item_of(todo, row);
	bool done = !items_is_done(todo->items, index);
	row_set_done(row, done);
	count_item(todo, done, 1);
	count_item(todo, !done, -1);
	store_set_done(todo->store, items_id(todo->items, index), done);
	items_set_done(todo->items, index, done);
	pass_focus_on(todo);
	show_counts(todo);
}

/* Returns whether a click is the second click of a double click on Delete. It would delete the next
 * row, which has moved under the pointer. */
static bool repeats_last_delete(
	struct todo *todo, const struct oriel_pointer_event *pointer, double time_ms) {
	struct delete_click *last = &todo->last_delete;
	bool repeats = last->was_made && time_ms - last->time_ms < DOUBLE_CLICK_MS &&
		fabsf(pointer->x - last->x) < DOUBLE_CLICK_DISTANCE &&
		fabsf(pointer->y - last->y) < DOUBLE_CLICK_DISTANCE;
	if (!repeats)
		*last = (struct delete_click){ true, time_ms, pointer->x, pointer->y };
	return repeats;
}

static void on_delete(oriel_event *event, void *data) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer || !repeats_last_delete(data, pointer, oriel_event_time(event)))
		delete_row(data, oriel_closest(oriel_event_widget(event), ".item"));
}

static void on_undo(oriel_event *event, void *data) {
	undo(data);
}

static void on_text_click(oriel_event *event, void *data) {
	row_focus(oriel_closest(oriel_event_widget(event), ".item"));
}

static void on_edit(oriel_event *event, void *data) {
	row_begin_edit(oriel_closest(oriel_event_widget(event), ".item"));
}

/* Ends editing. By key, the focus stays in the row; if the row is deleted, a neighbour gets the
 * focus. */
static void end_edit(struct todo *todo, oriel_widget *row, bool save, bool by_key) {
	char *text = blank_trim(oriel_text_field_text(row_editor(row)));
	row_end_edit(row);
	if (by_key)
		row_focus(row);
	size_t index = item_of(todo, row);
	if (save && !text[0]) {
		delete_row(todo, row);
	} else if (save && strcmp(text, row_text(row)) != 0) {
		row_set_text(row, text);
		items_set_text(todo->items, index, text);
		store_set_text(todo->store, items_id(todo->items, index), text);
	}
	free(text);
}

static void on_editor_left(oriel_event *event, void *data) {
	end_edit(data, oriel_closest(oriel_event_widget(event), ".item"), true, false);
}

static void on_editor_key(struct todo *todo, oriel_widget *row, oriel_event *event) {
	bool save = oriel_key_is(event, "Enter");
	if (!save && !oriel_key_is(event, "Escape"))
		return;
	oriel_prevent_default(event);
	end_edit(todo, row, save, true);
}

static void on_row_key(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_widget *row = oriel_event_current_widget(event), *target = oriel_event_widget(event);
	if (row_editor(row)) {
		on_editor_key(todo, row, event);
		return;
	}
	if (oriel_key_is(event, "Delete"))
		delete_row(todo, row);
	else if (oriel_key_is(event, "F2") ||
		(oriel_key_is(event, "Enter") && !oriel_has_class(target, "delete")))
		row_begin_edit(row);
	else if (oriel_key_is(event, "Escape"))
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
	size_t *indices = allocate(todo->done * sizeof(*indices));
	size_t count_done = 0;
	for (size_t i = 0; i < items_count(todo->items); i++) {
		if (items_is_done(todo->items, i))
			indices[count_done++] = i;
	}
	delete_items(todo, indices, count_done);
	free(indices);
	oriel_focus(todo->entry);
}

/* Handles Ctrl+Z, except in a text field, which has an undo of its own. */
static void on_window_key(oriel_event *event, void *data) {
	struct todo *todo = data;
	const char *text = oriel_event_widget(event) == todo->entry ?
		oriel_text_field_text(todo->entry) :
		"";
	bool is_undo = oriel_key_is_or_repeats(event, "Ctrl+Z") ||
		oriel_key_is_or_repeats(event, "Undo");
	if (!is_undo || text[0] || oriel_has_class(oriel_event_widget(event), "editor") ||
		!todo->deletions.newest)
		return;
	oriel_prevent_default(event);
	undo(todo);
}

/* ---- Calls from the store ---- */

static void on_loaded(const struct stored_item *items, size_t item_count, void *data) {
	struct todo *todo = data;
	for (size_t i = 0; i < item_count; i++)
		count_item(todo, items[i].done, 1);
	size_t index = todo->loaded;
	todo->loaded += item_count;
	items_insert(todo->items, index, items, item_count);
}

/* Ends the program: all changes are saved, or the system's time is over. */
static void end(void *data) {
	struct todo *todo = data;
	size_t unsaved = store_status(todo->store).unsaved;
	if (unsaved > 0)
		fprintf(stderr, "oriel-todo: %zu changes of %s could not be saved before the end\n",
			unsaved, todo->path);
	oriel_window_destroy(todo->window);
	oriel_app_quit(todo->app, unsaved > 0 ? 1 : 0);
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
	if (todo->ending) {
		if (status.unsaved == 0)
			end(todo);
	} else if (todo->closing && (status.unsaved == 0 || status.problem != PROBLEM_NONE)) {
		oriel_window_close(todo->window);
	}
}

/* ---- The window ---- */

/* Keeps the window open while changes are being saved. If they cannot be saved, a second close
 * drops them. */
static void on_close(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_window_clear_focus(todo->window); /* saves the item that is being edited */
	struct store_status status = store_status(todo->store);
	if (status.unsaved == 0 || todo->warned_about == status.unsaved)
		return;
	oriel_prevent_default(event);
	todo->closing = status.problem == PROBLEM_NONE;
	if (!todo->closing)
		todo->warned_about = status.unsaved;
	show_problem(todo, &status);
}

/* Saves the item that is being edited, then ends the program. A second signal ends it at once. */
static void on_end_asked(int posix_signal, void *data) {
	struct todo *todo = data;
	if (todo->ending)
		_exit(128 + posix_signal);
	todo->ending = true;
	oriel_window_clear_focus(todo->window);
	if (store_status(todo->store).unsaved == 0)
		end(todo);
	else
		oriel_set_timeout(end, todo, LAST_WORDS_MS, .signal = oriel_window_signal(todo->window));
}

/* Saves without a display; the end of the program waits for that. */
static void on_display_lost(oriel_event *event, void *data) {
	struct todo *todo = data;
	oriel_window_clear_focus(todo->window);
}

/* Called once the window's widgets are gone. */
static void free_items(void *data) {
	struct todo *todo = data;
	oriel_model_unref(todo->shown);
	items_destroy(todo->items);
}

static void on_gone(oriel_event *event, void *data) {
	struct todo *todo = data;
	store_close(todo->store);
	deletions_clear(&todo->deletions);
	oriel_queue_task(free_items, todo);
}

static oriel_widget *make_filters(struct todo *todo) {
	static const char *const names[FILTER_COUNT] = { "All", "Active", "Done" };
	oriel_widget *row = oriel_set(oriel_row(), .classes = "filters");
	for (int i = 0; i < FILTER_COUNT; i++)
		oriel_append(row, todo->filters[i] = oriel_set(oriel_button(names[i]), .classes = "flat"));
	oriel_add_class(todo->filters[FILTER_ALL], "selected");
	oriel_delegate(row, "click", "button", on_filter, todo);
	return row;
}

static oriel_widget *make_form(struct todo *todo) {
	todo->entry = oriel_text_field("What needs doing?");
	oriel_widget *form = oriel_form(
		todo->entry, oriel_set(oriel_button("Add"), .classes = "primary"));
	oriel_listen(form, "submit", on_add, todo);
	return form;
}

static void bind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	struct todo *todo = data;
	size_t index;
	if (items_find(todo->items, (int64_t)key, &index))
		row_bind(row, items_text(todo->items, index), items_is_done(todo->items, index));
}

static void unbind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	if (!oriel_widget_is_destroyed(row) && row_editor(row) &&
		!oriel_widget_contains(row, oriel_window_focused(((struct todo *)data)->window)))
		row_end_edit(row);
}

static void make_list(struct todo *todo) {
	todo->items = items_new();
	todo->shown = oriel_filter_model_new(oriel_model_ref(items_model(todo->items)), NULL, todo);
	todo->list = oriel_list_view(oriel_model_ref(todo->shown), row_make, bind_row, todo,
		.unbind = unbind_row);
	todo->empty = oriel_set(oriel_label(NULL), .classes = "muted empty");
	oriel_delegate(todo->list, "change", "checkbox", on_toggle, todo);
	oriel_delegate(todo->list, "click", ".delete", on_delete, todo);
	oriel_delegate(todo->list, "click", "label", on_text_click, todo);
	oriel_delegate(todo->list, "dblclick", "label", on_edit, todo);
	oriel_delegate(todo->list, "focusout", ".editor", on_editor_left, todo);
	oriel_delegate(todo->list, "keydown", ".item", on_row_key, todo);
}

static oriel_widget *make_footer(struct todo *todo) {
	todo->count = oriel_set(oriel_label(NULL), .classes = "muted count");
	todo->clear_done = oriel_set(oriel_button("Clear done"), .classes = "flat");
	oriel_listen(todo->clear_done, "click", on_clear_done, todo);
	return oriel_row(todo->count, todo->clear_done);
}

static void make_undo_bar(struct todo *todo) {
	oriel_widget *button = oriel_set(oriel_button("Undo"), .classes = "flat");
	todo->undo_text = oriel_set(oriel_label(NULL), .classes = "muted");
	todo->undo_bar = oriel_set(
		oriel_row(todo->undo_text, button), .classes = "undo", .hidden = true);
	oriel_listen(button, "click", on_undo, todo);
}

static oriel_widget *make_content(struct todo *todo) {
	todo->status = oriel_set(oriel_label(NULL), .classes = "muted");
	todo->error = oriel_set(oriel_label(NULL), .classes = "error", .hidden = true);
	oriel_widget *title = oriel_set(oriel_label("Todo"), .classes = "title");
	make_list(todo);
	make_undo_bar(todo);
	return oriel_set(
		oriel_column(
			oriel_row(title, todo->status),
			make_form(todo), todo->error, make_filters(todo), todo->list, todo->empty,
			todo->undo_bar, make_footer(todo)),
		.classes = "todo");
}

static const char sheet[] =
	".todo { padding: 20px; gap: 12px }"
	".todo .title, .todo .count { flex-grow: 1 }"
	".filters { gap: 4px }"
	".empty { flex-grow: 1; padding: 32px; text-align: center }"
	".item { gap: 12px }"
	".item > label { flex: 1 1 0 }"
	".item.done > label { text-decoration: line-through }"
	".item > .editor { flex-grow: 1 }"
	".item > .delete { font-size: 13px; font-weight: 400; margin-inline-end: -8px }"
	".todo > row > button.flat { margin-inline-end: calc(0px - var(--padding-small)) }"
	".todo > .filters > button.flat { margin-inline-end: 0 }"
	".undo { gap: 12px }"
	".undo > label { flex: 1 1 0 }";

bool todo_open(struct todo *todo, oriel_app *app, const struct todo_options *options) {
	*todo = (struct todo){ .app = app, .path = options->path, .screenshot = options->screenshot };
	oriel_widget *content = make_content(todo);
	oriel_widget_add_sheet(content, oriel_sheet_parse(sheet, .name = "todo"));
	todo->window = oriel_window_open(app, .title = "Todo", .width = options->width,
		.height = options->height, .min_width = 320, .min_height = 320, .content = content);
	if (!todo->window)
		return false;
	todo->store = store_open(&(const struct store_options){
		.path = options->path, .make_folder = options->make_folder, .rows = options->rows,
		.listener = { .loaded = on_loaded, .status_changed = on_status, .data = todo } });
	oriel_listen(todo->window, "close", on_close, todo);
	oriel_listen(oriel_window_signal(todo->window), "abort", on_gone, todo);
	oriel_listen(todo->window, "keydown", on_window_key, todo);
	oriel_listen(
		app, "displaylost", on_display_lost, todo, .signal = oriel_window_signal(todo->window));
	static const int end_signals[] = { SIGTERM, SIGHUP, SIGINT };
	for (size_t i = 0; i < sizeof(end_signals) / sizeof(end_signals[0]); i++)
		oriel_posix_signal_listen(
			end_signals[i], on_end_asked, todo, .signal = oriel_window_signal(todo->window));
	oriel_focus(todo->entry);
	show_counts(todo);
	return true;
}
