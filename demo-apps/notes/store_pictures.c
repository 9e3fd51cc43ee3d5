/* SPDX-License-Identifier: MIT */
/*
 * Pictures of notes. A picture is copied into the folder; its name is that of the note's file with
 * a number. Windows learn about it when the watch reports the file.
 */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"

const char *store_next_picture(
	const struct store *store, const struct note *note, size_t *index) {
	size_t length = strlen(note->name) - strlen("txt"); /* with the full stop */
	for (; *index < store->pictures.count; (*index)++)
		if (strncmp(store->pictures.items[*index], note->name, length) == 0)
			return store->pictures.items[(*index)++];
	return NULL;
}

struct picture_copy {
	char *from, *to;
};

static void picture_copy_destroy(void *data) {
	struct picture_copy *copy = data;
	free(copy->from);
	free(copy->to);
	free(copy);
}

static struct oriel_completion write_picture(struct oriel_payload value, void *data) {
	const struct picture_copy *copy = data;
	struct oriel_bytes *bytes = oriel_bytes_ref(oriel_bytes_try_from_payload(value));
	return oriel_follow(oriel_file_replace(copy->to, bytes->data, bytes->length,
		.owner = oriel_bytes_payload(bytes)));
}

oriel_promise *store_add_picture(
	struct store *store, const struct note *note, const char *path) {
	char name[128];
	int number = 1, length = (int)(strlen(note->name) - strlen(".txt"));
	do
		snprintf(name, sizeof(name), "%.*s.%d%s", length, note->name, number++, strrchr(path, '.'));
	while (names_contain(&store->pictures, name));
	names_add(&store->pictures, name);
	struct picture_copy *copy = allocate(sizeof(*copy));
	copy->from = copy_text(path, strlen(path));
	copy->to = path_join(store->folder, name);
	return oriel_then(oriel_file_read(path), write_picture, NULL, copy,
		.release = picture_copy_destroy);
}

oriel_promise *store_delete_picture(struct store *store, const char *name) {
	struct names names = { 0 };
	names_add(&names, name);
	return files_delete(store->folder, names);
}
