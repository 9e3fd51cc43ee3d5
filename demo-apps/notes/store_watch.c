/* SPDX-License-Identifier: MIT */
/*
 * Follows the files of the folder. A text file that may have changed is read again by sync.c, which
 * finds out whether its text is a new one: the store's own changes are reported too.
 */
#include <string.h>

#include "sync.h"

static void store_file_changed(struct store *store, const char *name, bool exists) {
	if (name_has_end(name, ".txt")) {
		names_add(&store->changed, name);
	} else if (name_is_picture(name)) {
		if (exists)
			names_add(&store->pictures, name);
		else
			names_remove(&store->pictures, name);
		store->listener.pictures_changed(store->listener.data);
	}
}

/* The folder is gone, e.g. moved or unmounted. Files that were not deleted one by one are written
 * again when the folder is back, or when the user has it made again. */
static void store_lose_folder(struct store *store) {
	store->watch = 0;
	for (size_t i = 0; i < store_count(store); i++) {
		struct note *note = store_at(store, i);
		if (names_contain(&store->changed, note->name) || note->read_only || note->disk == NULL)
			continue;
		note_set_disk(note, NULL);
		note->is_edited = true;
	}
}

static void on_change(const struct oriel_file_change *changes, size_t count, void *data) {
	struct store *store = data;
	for (size_t i = 0; i < count; i++) {
		enum oriel_file_change_type type = changes[i].type;
		if (type == ORIEL_FILE_CHANGE_ENDED || type == ORIEL_FILE_CHANGE_UNKNOWN)
			store->must_list = true;
		if (type == ORIEL_FILE_CHANGE_MOVED)
			store_file_changed(store, changes[i].old_name, false);
		store_file_changed(store, changes[i].name, type != ORIEL_FILE_CHANGE_DISAPPEARED);
		if (type == ORIEL_FILE_CHANGE_ENDED)
			store_lose_folder(store);
	}
	store_run(store);
}

void store_watch(struct store *store) {
	enum oriel_status status; /* the list of the folder fails with a reason, too */
	if (store->watch == 0)
		store->watch = oriel_file_watch(store->folder, on_change, store, .status = &status);
}
