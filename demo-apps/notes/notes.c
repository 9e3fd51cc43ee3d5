/* SPDX-License-Identifier: MIT */
/*
 * The sidebar decides which note is shown, and the store what is in it. A note without a text that
 * was never saved is removed when another one is shown.
 */
#include "notes.h"

#include <stdio.h>

#include <oriel/widgets.h>

#include "commands.h"

/* ---- Showing ---- */

void notes_show(struct notes *notes, uint64_t key) {
	if (key == notes->shown)
		return;
	struct note *left = store_note(&notes->store, notes->shown);
	struct note *note = store_note(&notes->store, key);
	notes->shown = note != NULL ? key : 0;
	if (left != NULL && note_is_blank(left))
		store_delete(&notes->store, left);
	else
		oriel_promise_unref(store_save(&notes->store));
	editor_show(&notes->editor, note, sidebar_query(&notes->sidebar));
	oriel_command_set_enabled(oriel_window_root(notes->window), "note.delete", note != NULL);
}

static void on_select(uint64_t key, void *data) {
	notes_show(data, key);
}

static void on_search(void *data) {
	struct notes *notes = data;
	editor_find(&notes->editor, sidebar_query(&notes->sidebar));
}

void notes_step(struct notes *notes, int step) {
	sidebar_step(&notes->sidebar, step);
}

/* ---- Changing ---- */

static void on_edit(const char *text, void *data) {
	struct notes *notes = data;
	struct note *note = store_note(&notes->store, notes->shown);
	if (note == NULL)
		return;
	store_edit(&notes->store, note, text);
	editor_show_time(&notes->editor, note);
	sidebar_reveal(&notes->sidebar, notes->shown);
}

void notes_add(struct notes *notes) {
	struct note *note = store_note(&notes->store, notes->shown);
	sidebar_clear_query(&notes->sidebar);
	if (note == NULL || !note_is_blank(note))
		note = store_add(&notes->store);
	sidebar_select(&notes->sidebar, note->key);
	notes_show(notes, note->key);
	oriel_focus(notes->editor.area);
}

static struct oriel_completion delete_doubted(struct oriel_payload answer, void *data) {
	struct notes *notes = data;
	struct note *note = store_note(&notes->store, notes->doubted);
	if (answer.data != NULL && note != NULL)
		store_delete(&notes->store, note);
	return ORIEL_COMPLETE;
}

void notes_delete(struct notes *notes) {
	struct note *note = store_note(&notes->store, notes->shown);
	char title[NOTE_TITLE_SIZE + 32];
	if (note == NULL)
		return;
	if (note_is_blank(note)) {
		store_delete(&notes->store, note);
		return;
	}
	notes->doubted = note->key;
	snprintf(title, sizeof(title), "Delete “%s”?", note->title);
	oriel_promise *answer = oriel_confirm(notes->window,
		"The note and its pictures are deleted from the disk.", .title = title, .ok = "Delete",
		.danger = true);
	oriel_promise_unref(oriel_then(
		answer, delete_doubted, NULL, notes, .signal = oriel_window_signal(notes->window)));
}

/* ---- The store ---- */

static void finish_screenshot(void *data) {
	struct notes *notes = data;
	bool is_written = oriel_window_screenshot(notes->window, notes->screenshot) == ORIEL_OK;
	oriel_app *app = notes->app;
	oriel_window_destroy(notes->window);
	oriel_app_quit(app, is_written ? 0 : 1);
}

static void on_loaded(void *data) {
	struct notes *notes = data;
	sidebar_set_loaded(&notes->sidebar);
	if (notes->shown == 0)
		sidebar_select_first(&notes->sidebar);
	if (notes->screenshot != NULL) /* pictures are decoded meanwhile */
		oriel_set_timeout(finish_screenshot, notes, 500,
			.signal = oriel_window_signal(notes->window));
}

static void on_reloaded(struct note *note, void *data) {
	struct notes *notes = data;
	if (note->key == notes->shown)
		editor_reload(&notes->editor, note);
}

static void on_removed(uint64_t key, void *data) {
	struct notes *notes = data;
	if (key == notes->shown)
		notes_show(notes, sidebar_select_lead(&notes->sidebar));
}

static void on_kept_both(struct note *note, void *data) {
	struct notes *notes = data;
	char text[NOTE_TITLE_SIZE + 80];
	snprintf(text, sizeof(text), "Another program has changed “%s”. Both notes are kept.",
		note->title);
	oriel_toast(notes->window, text);
}

static void on_not_deleted(const char *reason, void *data) {
	struct notes *notes = data;
	oriel_promise_unref(oriel_catch(oriel_alert(notes->window, reason,
		.title = "The note is not deleted"), NULL, NULL,
		.signal = oriel_window_signal(notes->window)));
}

static void on_status_change(void *data) {
	struct notes *notes = data;
	editor_show_problem(&notes->editor);
}

static void on_pictures_change(void *data) {
	struct notes *notes = data;
	editor_show_pictures(&notes->editor, store_note(&notes->store, notes->shown));
}

/* ---- The window ---- */

static void on_gone(oriel_event *event, void *data) {
	struct notes *notes = data;
	(void)event;
	pictures_finish(&notes->editor.pictures);
	store_close(&notes->store);
}

bool notes_open(struct notes *notes, oriel_app *app, const struct notes_options *options) {
	*notes = (struct notes){ .app = app, .screenshot = options->screenshot };
	commands_add(app);
	store_open(&notes->store, options->folder, &(const struct store_listener){ .loaded = on_loaded,
		.reloaded = on_reloaded, .removed = on_removed, .kept_both = on_kept_both,
		.not_deleted = on_not_deleted, .status_changed = on_status_change,
		.pictures_changed = on_pictures_change, .data = notes });
	oriel_widget *sidebar = sidebar_make(&notes->sidebar, notes->store.notes, on_select, on_search,
		notes);
	oriel_widget *editor = editor_make(&notes->editor, &notes->store, on_edit, notes);
	notes->panes = oriel_split_pane(sidebar, editor, .position = 260, .min_first = 200,
		.min_second = 320, .can_collapse = true);
	bool has_size = options->width > 0;
	notes->window = oriel_window_open(app, .title = "Notes",
		.width = has_size ? options->width : 960, .height = has_size ? options->height : 640,
		.min_width = 560, .min_height = 360, .remember = options->remembers_size ? "main" : NULL,
		.content = oriel_set(oriel_column(commands_menu_bar(),
			oriel_set(notes->panes, .style = "flex: 1 1 0")), .style = "gap: 0"));
	if (notes->window == NULL) {
		store_close(&notes->store);
		return false;
	}
	commands_listen(notes);
	notes_listen_for_end(notes);
	oriel_listen(oriel_window_signal(notes->window), "abort", on_gone, notes);
	oriel_command_set_enabled(oriel_window_root(notes->window), "note.delete", false);
	oriel_focus(notes->editor.area);
	return true;
}
