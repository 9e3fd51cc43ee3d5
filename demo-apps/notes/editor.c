/* SPDX-License-Identifier: MIT */
/* The editor has no state of its own: the store has the text, and every edit goes there at once. */
#include "editor.h"

#include <string.h>

#include <oriel/widgets.h>

static const char sheet_text[] =
	".editor { gap: 0; background: var(--surface) }"
	".editor .page { gap: 0 }"
	".editor .bar { padding: 8px 10px; gap: 8px }"
	".editor .bar > .time { flex: 1 1 0; text-align: center }"
	".editor .page > text-area { flex: 1 1 0; padding: 4px 32px 24px; border: none;"
	"	border-radius: 0; background: transparent; outline: none; font-size: 15px; line-height: 1.5 }"
	".editor .banner { align-items: center; gap: 12px; margin: 8px 10px 0; padding: 6px 6px 6px 14px;"
	"	border-radius: var(--radius); background: var(--danger-wash); color: var(--danger) }"
	".editor .banner > label { flex: 1 1 0; min-width: 0; color: var(--text) }"
	".editor .none { align-items: center; justify-content: center; gap: 12px }"
	".editor .none > icon { width: 48px; height: 48px; color: var(--text-faint) }"
	".editor .none > button { margin-top: 4px }";

/* ---- Showing ---- */

void editor_show_time(struct editor *editor, const struct note *note) {
	char time[NOTE_TIME_SIZE];
	oriel_label_set_text(
		editor->time, note->read_only ? "Not UTF-8, read only" : note_long_time(note, time));
}

void editor_find(struct editor *editor, const char *query) {
	oriel_text_area_find(editor->area, query + strspn(query, " "), 0);
}

void editor_show_pictures(struct editor *editor, const struct note *note) {
	pictures_show(&editor->pictures, note);
}

void editor_show(struct editor *editor, const struct note *note, const char *query) {
	oriel_stack_show(editor->stack, note != NULL ? editor->page : editor->none);
	oriel_text_area_set_text(editor->area, note != NULL ? note->text : "");
	editor_show_pictures(editor, note);
	if (note == NULL)
		return;
	oriel_text_area_set_read_only(editor->area, note->read_only);
	editor_show_time(editor, note);
	editor_find(editor, query);
}

void editor_reload(struct editor *editor, const struct note *note) {
	size_t anchor, caret;
	oriel_text_area_selection(editor->area, &anchor, &caret);
	oriel_text_area_set_text(editor->area, note->text);
	oriel_text_area_select(editor->area, anchor, caret);
	oriel_text_area_set_read_only(editor->area, note->read_only);
	editor_show_time(editor, note);
}

void editor_show_problem(struct editor *editor) {
	const struct store *store = editor->store;
	size_t unsaved = store_unsaved_count(store);
	oriel_set_hidden(editor->banner, store->problem == NULL);
	if (store->problem == NULL)
		return;
	if (unsaved > 0)
		oriel_label_set_textf(editor->problem, "%zu note%s not saved: %s", unsaved,
			unsaved == 1 ? " is" : "s are", store->problem);
	else
		oriel_label_set_text(editor->problem, store->problem);
	oriel_button_set_text(
		editor->retry, store->has_no_folder ? "Make the folder again" : "Try again");
}

/* ---- Events ---- */

static void on_input(oriel_event *event, void *data) {
	struct editor *editor = data;
	(void)event;
	editor->on_edit(oriel_text_area_text(editor->area), editor->data);
}

static void on_retry(oriel_event *event, void *data) {
	struct editor *editor = data;
	(void)event;
	store_retry(editor->store, editor->store->has_no_folder);
}

/* ---- Making ---- */

static oriel_widget *make_command_button(const char *icon, const char *label, const char *command) {
	oriel_widget *button = oriel_set(oriel_icon_button(icon, label), .classes = "flat");
	oriel_set_attribute(button, "data-command", command);
	return button;
}

static oriel_widget *make_bar(struct editor *editor) {
	editor->time = oriel_set(oriel_label(NULL), .classes = "small muted time");
	return oriel_set(oriel_row(make_command_button("sidebar", "Sidebar (F9)", "view.sidebar"),
		editor->time, make_command_button("delete", "Delete note", "note.delete")),
		.classes = "bar");
}

static oriel_widget *make_banner(struct editor *editor) {
	editor->problem = oriel_label(NULL);
	editor->retry = oriel_button("Try again");
	editor->banner = oriel_set(oriel_row(oriel_icon("warning"), editor->problem, editor->retry),
		.classes = "banner", .hidden = true);
	oriel_set_attribute(editor->banner, "role", "alert");
	oriel_listen(editor->retry, "click", on_retry, editor);
	return editor->banner;
}

static oriel_widget *make_none(void) {
	oriel_widget *add = oriel_button("New note");
	oriel_set_attribute(add, "data-command", "note.new");
	return oriel_set(oriel_column(oriel_icon("edit"),
		oriel_set(oriel_label("No note is shown"), .classes = "muted"), add), .classes = "none");
}

oriel_widget *editor_make(struct editor *editor, struct store *store,
	void (*on_edit)(const char *text, void *data), void *data) {
	*editor = (struct editor){ .store = store, .on_edit = on_edit, .data = data };
	editor->area = oriel_text_area("Write here, or drop pictures");
	oriel_set_attribute(editor->area, "aria-label", "Note");
	oriel_listen(editor->area, "input", on_input, editor);
	oriel_widget *bar = make_bar(editor);
	editor->page = oriel_set(oriel_column(bar, editor->area), .classes = "page");
	oriel_append(editor->page, pictures_make(&editor->pictures, store, editor->page));
	editor->none = make_none();
	editor->stack = oriel_set(oriel_stack(editor->none, editor->page), .style = "flex: 1 1 0");
	oriel_widget *column = oriel_set(
		oriel_column(make_banner(editor), editor->stack), .classes = "editor");
	oriel_widget_add_sheet(column, oriel_sheet_parse(sheet_text, .name = "editor"));
	return column;
}
