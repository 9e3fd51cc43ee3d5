/* SPDX-License-Identifier: MIT */
/*
 * The notes as rows of the model, in order of the names of their files. The model is searched by
 * halves.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"
#include "sync.h"

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
