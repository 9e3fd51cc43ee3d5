/* SPDX-License-Identifier: MIT */
/*
 * Takes the texts of files. A text that is the known one, note->disk, is no change: the store has
 * written it itself. A changed file of an edited note leads to two notes.
 */
#include "sync.h"

#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"

enum { MAX_SIZE = 16 << 20 }; /* bytes of a note */

static bool is_not_found(struct oriel_payload reason) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	return error != NULL && error->code == ORIEL_NOT_FOUND_ERROR;
}

static void note_take_file(struct note *note, char *text, bool read_only, double time_ms) {
	note_set_text(note, text);
	note_set_disk(note, text);
	note->read_only = read_only;
	note->time_ms = time_ms;
}

/* Takes the text that another program has written. @param text handed over */
static void store_take_file(
	struct store *store, const char *name, char *text, bool read_only, double time_ms) {
	struct note *note = store_find(store, name);
	bool is_known = note != NULL && note->disk != NULL && strcmp(note->disk, text) == 0;
	if (is_known || (note != NULL && note->is_deleted)) {
		free(text);
		if (!note->is_edited && note->time_ms != time_ms) {
			note->time_ms = time_ms;
			store_note_changed(store, note);
		}
		return;
	}
	if (note != NULL && note->is_edited && strcmp(note->text, text) == 0) {
		note_set_disk(note, text);
		note->is_edited = false;
		return;
	}
	if (note != NULL && note->is_edited) {
		store_rename(store, note);
		store->listener.kept_both(note, store->listener.data);
		note = NULL;
	}
	if (note == NULL) {
		note = note_new(name, copy_text("", 0));
		note_take_file(note, text, read_only, time_ms);
		store_insert(store, note);
		return;
	}
	note_take_file(note, text, read_only, time_ms);
	store_note_changed(store, note);
	store->listener.reloaded(note, store->listener.data);
}

static void store_take_bytes(
	struct store *store, const char *name, const struct oriel_bytes *bytes, double time_ms) {
	char *text = copy_text(bytes->length > 0 ? bytes->data : "", bytes->length);
	bool is_text = strlen(text) == bytes->length && text_is_utf8(text);
	store_take_file(store, name, text, !is_text, time_ms);
}

static void store_file_is_gone(struct store *store, const char *name) {
	struct note *note = store_find(store, name);
	if (note == NULL || note->disk == NULL)
		return;
	if (note->is_edited)
		note_set_disk(note, NULL);
	else
		store_remove(store, note);
}

enum oriel_await_status sync_read(struct store *store, const char *name) {
	struct oriel_payload result;
	char *path = path_join(store->folder, name);
	oriel_abort_signal *signal = oriel_coroutine_signal();
	double time_ms = 0;
	enum oriel_await_status status = oriel_await(oriel_file_info(path, .signal = signal), &result);
	if (status == ORIEL_AWAIT_FULFILLED) {
		time_ms = ((const struct oriel_file_info *)result.data)->modified_ms;
		status = oriel_await(oriel_file_read(path, .limit = MAX_SIZE, .signal = signal), &result);
	}
	free(path);
	if (status == ORIEL_AWAIT_FULFILLED) {
		store_take_bytes(store, name, result.data, time_ms);
	} else if (status == ORIEL_AWAIT_REJECTED && is_not_found(result)) {
		store_file_is_gone(store, name);
		status = ORIEL_AWAIT_FULFILLED;
	} else if (status == ORIEL_AWAIT_REJECTED) {
		sync_fail(store, result);
	}
	return status;
}
