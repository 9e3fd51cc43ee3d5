/* SPDX-License-Identifier: MIT */
/*
 * What the store knows. The model is in order of the names, and is searched by halves. Work with
 * files is only marked here, as due, and is done by the coroutine in sync.c, of which at most one
 * runs.
 */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"
#include "sync.h"

enum { AUTOSAVE_MS = 500, AUTOSAVE_MAX_MS = 5000, RETRY_MS = 3000 };

/* ---- Notes ---- */

size_t store_count(const struct store *store) {
	return oriel_model_count(store->notes, 0);
}

struct note *store_at(const struct store *store, size_t index) {
	return oriel_model_item(store->notes, oriel_model_key(store->notes, 0, index));
}

/* Returns the index of the first note whose name is not below this one. */
static size_t store_place(const struct store *store, const char *name) {
	size_t low = 0, high = store_count(store);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(store_at(store, middle)->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct note *store_find(const struct store *store, const char *name) {
	size_t place = store_place(store, name);
	bool exists = place < store_count(store) && strcmp(store_at(store, place)->name, name) == 0;
	return exists ? store_at(store, place) : NULL;
}

struct note *store_note(const struct store *store, uint64_t key) {
	size_t index;
	bool exists = key != 0 && oriel_model_find(store->notes, 0, key, &index);
	return exists ? oriel_model_item(store->notes, key) : NULL;
}

void store_insert(struct store *store, struct note *note) {
	oriel_model_begin_change(store->notes); /* rows are told when the note has its key */
	note->key = oriel_array_model_insert(
		store->notes, store_place(store, note->name), oriel_owned(note, note_destroy));
	oriel_model_end_change(store->notes);
}

void store_note_changed(struct store *store, struct note *note) {
	size_t index;
	if (oriel_model_find(store->notes, 0, note->key, &index))
		oriel_model_changed(store->notes, 0, index, 1);
}

/* Writes a name that no note has: the time, and a number if that is not enough. */
static void store_free_name(const struct store *store, char *out, size_t size) {
	char time_text[32];
	time_t now = (time_t)(clock_now_ms() / 1000);
	struct tm local = { 0 };
	strftime(time_text, sizeof(time_text), "%Y-%m-%d %H%M%S", localtime_r(&now, &local));
	snprintf(out, size, "%s.txt", time_text);
	for (int i = 2; store_find(store, out) != NULL; i++)
		snprintf(out, size, "%s %d.txt", time_text, i);
}

void store_rename(struct store *store, struct note *note) {
	char name[64];
	size_t index, place;
	store_free_name(store, name, sizeof(name));
	bool exists = oriel_model_find(store->notes, 0, note->key, &index);
	ORIEL_ASSERT(exists, "store_rename: %s is not in the store", note->name);
	place = store_place(store, name);
	free(note->name);
	note->name = copy_text(name, strlen(name));
	note_set_disk(note, NULL);
	oriel_array_model_move(store->notes, index, 1, place > index ? place - 1 : place);
}

struct note *store_add(struct store *store) {
	char name[64];
	store_free_name(store, name, sizeof(name));
	struct note *note = note_new(name, copy_text("", 0));
	store_insert(store, note);
	return note;
}

void store_remove(struct store *store, struct note *note) {
	uint64_t key = note->key;
	size_t index;
	if (!oriel_model_find(store->notes, 0, key, &index))
		return;
	oriel_array_model_remove(store->notes, index, 1);
	store->listener.removed(key, store->listener.data);
}

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

static const char *note_text(void *item, unsigned column, void *data) {
	const struct note *note = item;
	(void)data;
	return column == 0 ? note->title : note->preview;
}

void store_open(
	struct store *store, const char *folder, const struct store_listener *listener) {
	*store = (struct store){ .listener = *listener, .must_make = true, .must_list = true };
	store->folder = copy_text(folder, strlen(folder));
	store->notes = oriel_array_model_new(.text = note_text);
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
