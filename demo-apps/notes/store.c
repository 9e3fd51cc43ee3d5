/* SPDX-License-Identifier: MIT */
/*
 * Edits of the user, and the time of saving. Work with files is only marked here, as due, and is
 * done by the coroutine in sync.c, of which at most one runs.
 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "sync.h"

enum { AUTOSAVE_MS = 500, AUTOSAVE_MAX_MS = 5000, RETRY_MS = 3000 };

/* ---- Work ---- */

static void store_tell_status(struct store *store) {
	store->listener.status_changed(store->listener.data);
}

void store_run(struct store *store) {
	if (store->is_working)
		return;
	store->is_working = true;
	oriel_promise_unref(store->work);
	store->work = oriel_async(
		sync_files, store, .signal = oriel_abort_controller_signal(store->end));
}

static void on_retry(void *data) {
	struct store *store = data;
	store->retry = 0;
	store_retry(store, false);
}

void store_set_problem(struct store *store, const char *problem, bool has_no_folder) {
	free(store->problem);
	store->problem = problem != NULL ? copy_text(problem, strlen(problem)) : NULL;
	store->has_no_folder = has_no_folder;
	oriel_clear_timer(store->retry);
	store->retry = problem != NULL ? oriel_set_timeout(on_retry, store, RETRY_MS) : 0;
	store_tell_status(store);
}

void store_retry(struct store *store, bool make_folder) {
	store->must_make |= make_folder;
	store->must_list |= make_folder || store->watch == 0;
	for (char *name; (name = names_take(&store->unread)) != NULL; free(name))
		names_add(&store->changed, name);
	oriel_promise_unref(store_save(store));
}

oriel_promise *store_save(struct store *store) {
	oriel_debounce_cancel(store->autosave);
	for (size_t i = 0; i < store_count(store); i++)
		store_at(store, i)->is_due |= store_at(store, i)->is_edited;
	store_run(store);
	return oriel_promise_ref(store->work);
}

static void on_autosave(struct oriel_payload newest, void *data) {
	(void)newest;
	oriel_promise_unref(store_save(data));
}

size_t store_unsaved_count(const struct store *store) {
	size_t count = 0;
	for (size_t i = 0; i < store_count(store); i++)
		count += store_at(store, i)->is_edited && !store_at(store, i)->is_deleted;
	return count;
}

static void store_mark_edited(struct store *store, struct note *note) {
	note->is_edited = true;
	note->time_ms = clock_now_ms();
	store_note_changed(store, note);
	oriel_debounce_call(store->autosave, ORIEL_NO_PAYLOAD);
	store_tell_status(store);
}

void store_edit(struct store *store, struct note *note, const char *text) {
	note_set_text(note, copy_text(text, strlen(text)));
	store_mark_edited(store, note);
}

void store_keep(struct store *store, struct note *note) {
	if (note->disk != NULL)
		return;
	store_mark_edited(store, note);
	oriel_promise_unref(store_save(store));
}

void store_delete(struct store *store, struct note *note) {
	note->is_deleted = true;
	note->is_due = true;
	store_run(store);
}

/* ---- Opening and closing ---- */

static const char *note_column(void *item, unsigned column, void *data) {
	const struct note *note = item;
	(void)data;
	return column == 0 ? note->title : note->preview;
}

void store_open(
	struct store *store, const char *folder, const struct store_listener *listener) {
	*store = (struct store){ .listener = *listener, .must_make = true, .must_list = true };
	store->folder = copy_text(folder, strlen(folder));
	store->notes = oriel_array_model_new(.text = note_column);
	store->end = oriel_abort_controller_new();
	store->autosave = oriel_debounce_new(
		on_autosave, store, AUTOSAVE_MS, .max_wait_ms = AUTOSAVE_MAX_MS);
	store_run(store);
}

void store_close(struct store *store) {
	oriel_abort(store->end, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(store->end);
	oriel_file_unwatch(store->watch);
	oriel_debounce_destroy(store->autosave);
	oriel_clear_timer(store->retry);
	oriel_promise_unref(store->work);
	oriel_model_unref(store->notes);
	names_finish(&store->changed);
	names_finish(&store->unread);
	names_finish(&store->pictures);
	free(store->problem);
	free(store->folder);
}
