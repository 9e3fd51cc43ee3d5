/* SPDX-License-Identifier: MIT */
/*
 * Each step does one thing, and may await. Between two steps the user may edit, add and delete
 * notes; only the steps of this file take notes out of the model. A step returns false when the
 * store has been closed: then it may not touch the store any more.
 *
 * Before a file is written it is read again. If its content is not the known one, another program
 * has written it, and the edited note gets a file of its own (sync_read.c).
 */
#include "sync.h"

#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"

static const char *reason_text(struct oriel_payload reason) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	return error != NULL ? error->message : "a file cannot be used";
}

void sync_fail(struct store *store, struct oriel_payload reason) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	store_set_problem(store, reason_text(reason),
		error != NULL && error->code == ORIEL_NOT_FOUND_ERROR);
}

/* ---- The folder ---- */

static void store_set_files(struct store *store, const struct oriel_directory_entries *entries) {
	names_finish(&store->pictures);
	for (size_t i = 0; i < entries->count; i++) {
		const char *name = entries->items[i].name;
		if (name_has_end(name, ".txt"))
			names_add(&store->changed, name);
		else if (name_is_picture(name))
			names_add(&store->pictures, name);
	}
	/* A note that is not in the list may have lost its file. */
	for (size_t i = 0; i < store_count(store); i++)
		if (store_at(store, i)->disk != NULL)
			names_add(&store->changed, store_at(store, i)->name);
	store->listener.pictures_changed(store->listener.data);
}

/* Without the folder no note can be saved now. */
static void store_put_off(struct store *store) {
	for (size_t i = 0; i < store_count(store); i++)
		store_at(store, i)->is_due = store_at(store, i)->is_deleted;
}

static bool sync_folder(struct store *store) {
	struct oriel_payload result;
	enum oriel_await_status status = ORIEL_AWAIT_FULFILLED;
	bool must_make = store->must_make;
	store->must_list = store->must_make = false;
	if (must_make)
		status = oriel_await(folder_make(store->folder), &result);
	if (status == ORIEL_AWAIT_FULFILLED) {
		store_watch(store); /* before the list, so that no change is missed */
		status = oriel_await(oriel_directory_list(store->folder, .sorted = true,
			.signal = oriel_coroutine_signal()), &result);
	}
	if (status == ORIEL_AWAIT_FULFILLED)
		store_set_files(store, result.data);
	if (status == ORIEL_AWAIT_FULFILLED && store->watch == 0)
		store_set_problem(store, "the folder cannot be watched: changes by other programs are seen "
			"late", false);
	if (status == ORIEL_AWAIT_REJECTED) {
		oriel_file_unwatch(store->watch);
		store->watch = 0;
		sync_fail(store, result);
		store_put_off(store);
	}
	return status != ORIEL_AWAIT_ABORTED;
}

/* ---- Writing and deleting ---- */

static bool sync_save(struct store *store, struct note *note) {
	struct oriel_payload result;
	note->is_due = note->is_edited;
	if (!note->is_due)
		return true;
	char *name = copy_text(note->name, strlen(note->name));
	enum oriel_await_status status = sync_read(store, name);
	if (status == ORIEL_AWAIT_ABORTED) {
		free(name);
		return false;
	}
	bool has_other_name = strcmp(note->name, name) != 0;
	free(name);
	if (has_other_name)
		return true; /* is still due */
	note->is_due = false;
	if (status == ORIEL_AWAIT_REJECTED || !note->is_edited)
		return true;
	char *path = path_join(store->folder, note->name);
	char *text = copy_text(note->text, strlen(note->text));
	note->is_edited = false; /* an edit during the await sets it again */
	status = oriel_await(oriel_file_replace(path, text, strlen(text)), &result);
	free(path);
	if (status == ORIEL_AWAIT_FULFILLED) {
		note_set_disk(note, text);
		return true;
	}
	free(text);
	if (status == ORIEL_AWAIT_ABORTED)
		return false;
	note->is_edited = true;
	sync_fail(store, result);
	return true;
}

static bool sync_delete(struct store *store, struct note *note) {
	struct oriel_payload result;
	struct names names = { 0 };
	size_t index = 0;
	note->is_due = false;
	names_add(&names, note->name);
	for (const char *name; (name = store_next_picture(store, note, &index)) != NULL;)
		names_add(&names, name);
	enum oriel_await_status status = oriel_await(files_delete(store->folder, names), &result);
	if (status == ORIEL_AWAIT_FULFILLED)
		store_remove(store, note);
	if (status == ORIEL_AWAIT_REJECTED) {
		note->is_deleted = false;
		store->listener.not_deleted(reason_text(result), store->listener.data);
	}
	return status != ORIEL_AWAIT_ABORTED;
}

/* ---- The coroutine ---- */

static struct note *store_due(const struct store *store) {
	for (size_t i = 0; i < store_count(store); i++)
		if (store_at(store, i)->is_due)
			return store_at(store, i);
	return NULL;
}

static bool sync_changed(struct store *store) {
	char *name = names_take(&store->changed);
	enum oriel_await_status status = sync_read(store, name);
	if (status == ORIEL_AWAIT_REJECTED)
		names_add(&store->unread, name);
	free(name);
	return status != ORIEL_AWAIT_ABORTED;
}

/* All work is done, or has failed. */
static void store_rest(struct store *store) {
	store->is_working = false;
	if (store->watch != 0 && store->unread.count == 0 && store_unsaved_count(store) == 0)
		store_set_problem(store, NULL, false);
	if (store->is_loaded)
		return;
	store->is_loaded = true;
	store->listener.loaded(store->listener.data);
}

struct oriel_completion sync_files(void *data) {
	struct store *store = data;
	for (;;) {
		struct note *note = NULL;
		bool goes_on;
		if (store->must_list)
			goes_on = sync_folder(store);
		else if (store->changed.count > 0)
			goes_on = sync_changed(store);
		else if ((note = store_due(store)) != NULL)
			goes_on = note->is_deleted ? sync_delete(store, note) : sync_save(store, note);
		else
			break;
		if (!goes_on)
			return ORIEL_COMPLETE;
	}
	store_rest(store);
	return ORIEL_COMPLETE;
}
