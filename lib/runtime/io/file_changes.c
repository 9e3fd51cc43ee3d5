/* SPDX-License-Identifier: MIT */
/*
 * Changes of files, until they are reported: one change for each name, which compares the present
 * state with the state before the first change. Names are found by a linear search of their hashes;
 * a limit keeps the list short.
 */
#include "io/file_watch_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

/* Returns the FNV-1a hash of a name. */
static uint32_t file_changes_hash_of(const char *name) {
	uint32_t hash = UINT32_C(2166136261);
	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * UINT32_C(16777619);
	return hash;
}

static void file_changes_clear(struct oriel__file_changes *changes) {
	for (size_t i = 0; i < changes->count; i++) {
		oriel__free((char *)(uintptr_t)changes->items[i].name);
		oriel__free((char *)(uintptr_t)changes->items[i].old_name);
	}
	changes->count = 0;
}

static void file_changes_append(struct oriel__file_changes *changes,
	enum oriel_file_change_type type, const char *name, struct oriel__file_change_note note) {
	changes->items = oriel__grow(
		changes->items, &changes->capacity, changes->count + 1, sizeof(*changes->items));
	changes->notes = oriel__grow(
		changes->notes, &changes->notes_capacity, changes->count + 1, sizeof(*changes->notes));
	changes->items[changes->count] = (struct oriel_file_change){ type, oriel__strdup(name), NULL };
	changes->notes[changes->count++] = note;
}

void oriel__file_changes_lose(struct oriel__file_changes *changes) {
	file_changes_clear(changes);
	file_changes_append(
		changes, ORIEL_FILE_CHANGE_UNKNOWN, "", (struct oriel__file_change_note){ 0 });
	changes->is_unknown = true;
}

void oriel__file_changes_end(struct oriel__file_changes *changes) {
	file_changes_append(
		changes, ORIEL_FILE_CHANGE_ENDED, "", (struct oriel__file_change_note){ 0 });
}

void oriel__file_changes_finish(struct oriel__file_changes *changes) {
	file_changes_clear(changes);
	oriel__free(changes->items);
	oriel__free(changes->notes);
	*changes = (struct oriel__file_changes){ 0 };
}

/* Returns the index of the last change of a name, or changes->count if there is none. */
static size_t file_changes_find(
	const struct oriel__file_changes *changes, const char *name, uint32_t hash) {
	for (size_t i = changes->count; i-- > 0;) {
		if (changes->notes[i].hash == hash && strcmp(changes->items[i].name, name) == 0)
			return i;
	}
	return changes->count;
}

/* Joins a name that appeared to the disappearance with the same cookie: a move. */
static bool file_changes_join_move(
	struct oriel__file_changes *changes, const char *name, uint32_t hash, uint32_t cookie) {
	for (size_t i = changes->count; i-- > 0 && cookie != 0;) {
		if (changes->notes[i].cookie != cookie)
			continue;
		changes->items[i].type = ORIEL_FILE_CHANGE_MOVED;
		changes->items[i].old_name = changes->items[i].name;
		changes->items[i].name = oriel__strdup(name);
		changes->notes[i].hash = hash;
		changes->notes[i].cookie = 0;
		return true;
	}
	return false;
}

/* Merges a change into an earlier one. Returns false if the change needs its own item. */
static bool file_changes_merge(struct oriel__file_changes *changes, size_t at,
	enum oriel_file_change_type type, uint32_t cookie) {
	struct oriel_file_change *item = &changes->items[at];
	struct oriel__file_change_note *note = &changes->notes[at];
	if (type == ORIEL_FILE_CHANGE_MODIFIED && item->type != ORIEL_FILE_CHANGE_DISAPPEARED)
		return true;
	if (item->type == ORIEL_FILE_CHANGE_MOVED)
		return false;
	if (type != ORIEL_FILE_CHANGE_DISAPPEARED)
		type = note->was_there ? ORIEL_FILE_CHANGE_MODIFIED : ORIEL_FILE_CHANGE_APPEARED;
	item->type = type;
	note->cookie = cookie;
	return true;
}

void oriel__file_changes_add(struct oriel__file_changes *changes, enum oriel_file_change_type type,
	const char *name, uint32_t cookie) {
	uint32_t hash = file_changes_hash_of(name);
	if (changes->is_unknown ||
		(type == ORIEL_FILE_CHANGE_APPEARED && file_changes_join_move(changes, name, hash, cookie)))
		return;
	uint32_t begun = type == ORIEL_FILE_CHANGE_DISAPPEARED ? cookie : 0;
	size_t at = file_changes_find(changes, name, hash);
	if (at < changes->count && file_changes_merge(changes, at, type, begun))
		return;
	if (changes->count == ORIEL__FILE_CHANGES_MAX)
		oriel__file_changes_lose(changes);
	else
		file_changes_append(changes, type, name,
			(struct oriel__file_change_note){ hash, begun, type != ORIEL_FILE_CHANGE_APPEARED });
}
